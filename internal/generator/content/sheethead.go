package content

import (
	"bytes"
	"strings"

	"loa/internal/base/problem"
)

// titleLines is how far down the headings may stand: below "sep=;", a title of two rows and empty
// ones.
const titleLines = 6

// separators are what may stand between cells: Excel in Vietnamese writes semicolons.
const separators = ",;\t"

// head finds the line of the headings, from 1, and what stands between the cells. Where no line
// names both columns that are needed, the first counts, so that the problem stands there.
func (r *sheetReader) head() (line int, comma rune) {
	lines := bytes.SplitN(r.text.Bytes, []byte("\n"), titleLines+1)
	for i, text := range lines[:min(len(lines), titleLines)] {
		if comma := separator(text); hasHeadings(string(text), string(comma)) {
			return i + 1, comma
		}
	}
	// Excel takes the separator from such a line and does not show it.
	if given, ok := strings.CutPrefix(strings.TrimRight(string(lines[0]), "\r"), "sep="); ok && len(given) == 1 && strings.Contains(separators, given) {
		return 2, rune(given[0])
	}
	return 1, separator(lines[0])
}

// hasHeadings reports whether a line names the columns that every table has.
func hasHeadings(line, comma string) bool {
	have := map[string]bool{}
	if strings.Count(line, comma) >= problem.MaxSheetColumns.Most {
		return false
	}
	for cell := range strings.SplitSeq(line, comma) {
		column, _ := columnOf(strings.Trim(strings.TrimSpace(cell), `"`))
		have[column] = true
	}
	return have["title"] && have["date"]
}

// separator is what most often stands between the words of a line.
func separator(line []byte) rune {
	best, most := ',', 0
	for _, c := range separators {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}
