package mdimport

import (
	"strings"

	"loa/internal/base/pattern"
)

// fenceEnd is the line after the one that ends a fence; all lines where none does. A fence in an item or in a quotation
// ends with it (CommonMark 0.31.2, 4.5).
func fenceEnd(lines []string, from int, mark string) int {
	indent, quoted := within(lines, from)
	for i := from + 1; i < len(lines); i++ {
		line := strings.TrimLeft(lines[i], " \t>")
		switch {
		case strings.HasPrefix(line, mark) && strings.Trim(line, mark[:1]+" \t") == "":
			return i + 1
		case quoted && !strings.HasPrefix(strings.TrimSpace(lines[i]), ">"):
			return i
		case strings.TrimSpace(lines[i]) != "" && indentOf(lines[i]) < indent:
			return i
		}
	}
	return len(lines)
}

var (
	fencePrefix = pattern.New(`^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*`)
	itemPrefix  = pattern.New(`^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)+`)
)

// farthestItem is how many lines above a fence its item may begin.
const farthestItem = 500

// within tells in what a fence stands: an item, with the indent of its text, or a quotation.
func within(lines []string, from int) (indent int, quoted bool) {
	prefix := fencePrefix.FindString(lines[from])
	if strings.Contains(prefix, ">") {
		return 0, true
	}
	if strings.TrimSpace(prefix) != "" {
		return width(prefix), false
	}
	mine := width(prefix)
	for i := from - 1; i >= 0 && i > from-farthestItem && mine > 0; i-- {
		if strings.TrimSpace(lines[i]) == "" || indentOf(lines[i]) >= mine {
			continue
		}
		if item := itemPrefix.FindString(lines[i]); item != "" && width(item) <= mine {
			return width(item), false
		}
		return 0, false
	}
	return 0, false
}

func indentOf(line string) int { return width(line[:len(line)-len(strings.TrimLeft(line, " \t"))]) }

// width is how many columns the beginning of a line takes; a tab goes to the next multiple of four.
func width(prefix string) int {
	n := 0
	for _, c := range []byte(prefix) {
		if c == '\t' {
			n += 4 - n%4
		} else {
			n++
		}
	}
	return n
}
