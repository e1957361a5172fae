package htmlimport

import (
	"strconv"
	"strings"
)

// block is a block of the Markdown that comes out.
type block struct {
	kind   string    // the element that Markdown makes of it: p, h1, ul, li, pre …; noteText for a footnote
	runs   []run     // of a paragraph or a heading
	code   string    // of pre
	rows   [][][]run // of a table: rows of cells, the head first
	number int       // of the first item of an ol
	id     string    // of a footnote
	blocks []*block  // in it
}

func (b *block) empty() bool { return len(b.blocks) == 0 }

func (b *block) add(inner *block) { b.blocks = append(b.blocks, inner) }

// last is the last block in it, nil if there is none.
func (b *block) last() *block {
	if b.empty() {
		return nil
	}
	return b.blocks[len(b.blocks)-1]
}

// dropLast removes the last block in it if nothing is in that one.
func (b *block) dropLast() {
	if last := b.last(); last != nil && last.empty() {
		b.blocks = b.blocks[:len(b.blocks)-1]
	}
}

// writer writes blocks as Markdown.
type writer struct {
	moved int             // by how many levels headings move
	notes map[string]bool // the footnotes that there are
}

func (w writer) document(root *block) string {
	text := w.blocks(root.blocks, false)
	if text != "" {
		text += "\n"
	}
	return text
}

// blocks writes blocks one below the other. In an item a list goes right below its
// paragraph, unless it is one that cannot end a paragraph.
func (w writer) blocks(all []*block, inItem bool) string {
	var out strings.Builder
	second := false // of two lists in a row the second has the other mark, or they would be one
	for i, b := range all {
		second = i > 0 && all[i-1].kind == b.kind && !second
		text := w.block(b, second)
		switch {
		case text == "":
			continue
		case out.Len() == 0:
		case inItem && all[i-1].kind == "p" && (b.kind == "ul" || b.kind == "ol" && b.number == 1):
			out.WriteByte('\n')
		default:
			out.WriteString("\n\n")
		}
		out.WriteString(text)
	}
	return out.String()
}

func (w writer) block(b *block, second bool) string {
	switch b.kind {
	case "p":
		return w.inline(b.runs, place{})
	case "ul", "ol":
		return w.list(b, second)
	case "blockquote":
		return "> " + strings.ReplaceAll(w.blocks(b.blocks, false), "\n", "\n> ")
	case "pre":
		fence := strings.Repeat("`", max(longestRun(b.code, '`')+1, 3))
		return fence + "\n" + b.code + "\n" + fence
	case "table":
		return w.table(b.rows)
	case "hr":
		return "---"
	case noteText:
		return "[^" + b.id + "]: " + indented(w.blocks(b.blocks, true), 4)
	}
	level := min(max(headingLevel(b.kind)+w.moved, 2), 6)
	return strings.Repeat("#", level) + " " + w.inline(b.runs, place{heading: true})
}

// list writes items without blank lines between them.
func (w writer) list(b *block, second bool) string {
	var out strings.Builder
	for i, item := range b.blocks {
		if i > 0 {
			out.WriteByte('\n')
		}
		mark := itemMark(b.kind, b.number+i, second)
		out.WriteString(mark + indented(w.blocks(item.blocks, true), len(mark)))
	}
	return out.String()
}

func itemMark(kind string, number int, second bool) string {
	switch {
	case kind == "ul" && second:
		return "* "
	case kind == "ul":
		return "- "
	case second:
		return strconv.Itoa(number) + ") "
	}
	return strconv.Itoa(number) + ". "
}

// indented indents all lines but the first and the empty ones.
func indented(text string, by int) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if i > 0 && line != "" {
			lines[i] = strings.Repeat(" ", by) + line
		}
	}
	return strings.Join(lines, "\n")
}

func (w writer) table(rows [][][]run) string {
	var out strings.Builder
	for y, row := range rows {
		if y > 0 {
			out.WriteByte('\n')
		}
		for _, cell := range row {
			out.WriteString("| " + w.inline(cell, place{cell: true, heading: y == 0}) + " ")
		}
		out.WriteByte('|')
		if y == 0 {
			out.WriteString("\n" + strings.Repeat("|---", len(row)) + "|")
		}
	}
	return out.String()
}

// codeSpan writes code between more backticks than stand together in it.
func codeSpan(code string) string {
	fence := strings.Repeat("`", longestRun(code, '`')+1)
	if strings.HasPrefix(code, "`") {
		code = " " + code
	}
	if strings.HasSuffix(code, "`") {
		code += " "
	}
	return fence + code + fence
}

// longestRun is how many of a character stand together at most.
func longestRun(text string, of rune) int {
	longest, run := 0, 0
	for _, r := range text {
		if run++; r != of {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}
