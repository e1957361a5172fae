package htmlimport

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
	"loa/internal/base/source"
)

// Text makes Markdown of plain text, in any encoding that a file of it may have
// had: TCVN3 and VNI are recognised by their words. Paragraphs are what blank
// lines part; without any, each line is one. Lines with tabs are a table.
func Text(text string) Result {
	healed, _ := source.Normalize("", []byte(text))
	text = string(healed.Bytes)
	w := newWalker(Options{}, &html.Node{})
	if from := guess(text); from != "" {
		text = string(source.Convert(from, []byte(text)))
	}
	lines := strings.Split(strings.ReplaceAll(text, "\f", "\n\n"), "\n")
	wrapped, width := wraps(lines), wrapWidth(lines)
	for i := 0; i < len(lines); {
		n := 1
		switch line := lines[i]; {
		case strings.TrimSpace(line) == "":
		case tabs(lines[i:]) > 1:
			n = tabs(lines[i:])
			w.tabbed(lines[i : i+n])
		case listed.MatchString(line):
			n = w.listedLines(lines[i:])
		default:
			n = 1
			for i+n < len(lines) && wrapped && strings.TrimSpace(lines[i+n]) != "" && !listed.MatchString(lines[i+n]) {
				n++
			}
			w.lines(lines[i:i+n], width)
			w.flush()
		}
		i += n
	}
	return Result{Markdown: w.markdown(), Lost: w.lost}
}

// long is from how many characters on a line is taken to have been broken by
// its editor and not by its author.
const long = 55

// wraps reports whether blank lines part the paragraphs of a text.
func wraps(lines []string) bool {
	blank := 0
	for i, line := range lines {
		if strings.TrimSpace(line) == "" && i > 0 && i < len(lines)-1 {
			blank++
		}
	}
	return blank > 0
}

var listed = pattern.New(`^\s*(?:([-+•·▪*–])\s+|(\d{1,3})[.)]\s+)\S`)

// lines adds the lines of a paragraph: joined where an editor broke them, as they were
// so long.
func (w *walker) lines(lines []string, full int) {
	for i, line := range lines {
		if i > 0 {
			if before := strings.TrimSpace(lines[i-1]); utf8.RuneCountInString(before) >= full {
				w.text(" ", style{})
			} else {
				w.runs = append(w.runs, run{br: true})
			}
		}
		w.text(strings.TrimSpace(line), style{})
	}
}

// listedLines reads the lines of a list, and says how many.
func (w *walker) listedLines(lines []string) int {
	n := 0
	for n < len(lines) {
		m := listed.FindStringSubmatch(lines[n])
		if m == nil {
			break
		}
		number := 0
		if m[2] != "" {
			number = decimalOf(m[2])
		}
		list, item := w.openList(1, number), &block{kind: "li"}
		list.add(item)
		open := w.lists
		_, rest, _ := strings.Cut(strings.TrimSpace(lines[n]), " ")
		if m[1] == "" || strings.Contains(lines[n], "\t") {
			rest = strings.TrimSpace(lines[n])[strings.IndexAny(strings.TrimSpace(lines[n]), " \t"):]
		}
		w.inside(item, func() { w.text(rest, style{}) })
		w.lists = open
		n++
	}
	return n
}

func decimalOf(digits string) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}

// tabs is how many lines from the first on have the same number of tabs within.
func tabs(lines []string) int {
	count := func(line string) int { return strings.Count(strings.Trim(line, " \r"), "\t") }
	want, n := count(lines[0]), 0
	if want == 0 || want >= mostColumns || strings.TrimSpace(lines[0]) == "" {
		return 0
	}
	for n < len(lines) && n < mostCells/mostColumns && count(lines[n]) == want && strings.TrimSpace(lines[n]) != "" {
		n++
	}
	return n
}

// tabbed reads lines of a spreadsheet.
func (w *walker) tabbed(lines []string) {
	table := &block{kind: "table"}
	for _, line := range lines {
		var row [][]run
		for text := range strings.SplitSeq(strings.Trim(line, " \r"), "\t") {
			clean, _ := letters(text, style{})
			row = append(row, []run{{text: clean}})
		}
		table.rows = append(table.rows, row)
	}
	w.flush()
	w.add(table)
}
