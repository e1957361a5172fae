package problem

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// enough is how often one list gives the same advice.
const enough = 3

// WriteText shows problems to a person: the place, the sentence, the line with
// the fault marked, and what to do. Of many that are alike, the first. The
// problems of each file stand together, and advice that was given often enough is
// not given again.
func WriteText(out io.Writer, problems []Problem, words *Words) error {
	given, last := map[string]int{}, ""
	for i, f := range Fold(problems) {
		var b strings.Builder
		if i > 0 && f.First.Place.File != last {
			b.WriteByte('\n')
		}
		last = f.First.Place.File
		b.WriteString(body(f.First, words))
		if hint := words.Hint(string(f.First.Code), f.First.Args); given[hint] < enough {
			given[hint]++
			advise(&b, hint)
		}
		advise(&b, f.More(words))
		if _, err := io.WriteString(out, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// Text is one problem as WriteText shows it, ending in a newline.
func Text(p Problem, words *Words) string {
	var b strings.Builder
	b.WriteString(body(p, words))
	advise(&b, words.Hint(string(p.Code), p.Args))
	return b.String()
}

// body is a problem without what to do.
func body(p Problem, words *Words) string {
	var b strings.Builder
	b.WriteString(where(p.Place))
	fmt.Fprintf(&b, "%s: %s [%s]\n", words.Say("severity."+p.Severity.String(), nil), oneLine(Message(p, words)), p.Code)
	excerpt(&b, p.Place)
	return b.String()
}

func advise(b *strings.Builder, hint string) {
	if hint != "" {
		fmt.Fprintf(b, "  %s\n", hint)
	}
}

// Message is the problem's sentence alone.
func Message(p Problem, words *Words) string { return words.Say(string(p.Code), p.Args) }

func where(at Place) string {
	switch {
	case at.File == "":
		return ""
	case at.Line == 0:
		return oneLine(at.File) + ": "
	}
	return oneLine(at.File) + ":" + At(at) + ": "
}

// At is where in its file a problem stands: line and column, of a workbook the cell; "" for one
// of the whole file.
func At(at Place) string {
	switch {
	case at.Cell != "":
		return oneLine(at.Cell)
	case at.Line == 0:
		return ""
	}
	return fmt.Sprintf("%d:%d", at.Line, max(at.Column, 1))
}

// longest is how many characters of a line are shown; a paragraph is one line
// in Markdown and would fill the screen.
const longest = 100

func excerpt(b *strings.Builder, at Place) {
	if at.Line == 0 || at.Text == "" {
		return
	}
	text, column := window([]rune(strings.ReplaceAll(at.Text, "\t", " ")), max(at.Column, 1))
	number := fmt.Sprint(at.Line)
	width := min(max(at.Width, 1), max(utf8.RuneCountInString(text)-column+1, 1))
	fmt.Fprintf(b, "  %s │ %s\n", number, text)
	fmt.Fprintf(b, "  %s │ %s%s\n", strings.Repeat(" ", len(number)), strings.Repeat(" ", column-1), strings.Repeat("^", width))
}

// window cuts a long line to the part around the column.
func window(line []rune, column int) (string, int) {
	if len(line) <= longest {
		return string(line), column
	}
	start := max(0, min(column-1-longest/3, len(line)-longest))
	text := string(line[start:min(start+longest, len(line))])
	if start > 0 {
		return "…" + text, column - start + 1
	}
	return text + "…", column
}

// record is a problem as a machine sees it.
type record struct {
	Code     Code   `json:"code"`
	Severity string `json:"severity"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Width    int    `json:"width,omitempty"`
	Cell     string `json:"cell,omitempty"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Args     Args   `json:"args,omitempty"`
}

// WriteJSON writes problems as one JSON array, for editors and CI.
func WriteJSON(out io.Writer, problems []Problem, words *Words) error {
	records := make([]record, 0, len(problems))
	for _, p := range problems {
		records = append(records, record{
			Code: p.Code, Severity: p.Severity.String(),
			File: p.Place.File, Line: p.Place.Line, Column: p.Place.Column, Width: p.Place.Width, Cell: p.Place.Cell,
			Message: Message(p, words), Hint: words.Hint(string(p.Code), p.Args), Args: p.Args,
		})
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(records)
}
