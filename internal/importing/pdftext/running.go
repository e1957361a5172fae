package pdftext

import (
	"strconv"
	"strings"
	"unicode"

	"loa/internal/base/pattern"
)

// sheet is a page that waits for the others: what its heads and feet are, and how long the lines of the
// document are, only all pages together tell.
type sheet struct {
	*drawn
	lines  lines
	packed []compact // its letters
	ends   []float64 // how far each row reaches
	edges  []edge
	remove map[int]bool // rows that are its head and foot
	told   []string     // what they say
	unsure bool         // lines that make no table
}

// edge is a row that may be the head or the foot of a page.
type edge struct {
	row  int
	text string
	top  bool
	far  float64 // from that end of the page
}

// Where the head or the foot of a page stands: within so many points of its edge, and in so many rows.
const (
	margin   = 90
	edgeRows = 3
)

var (
	digits     = pattern.New(`\d+`)
	pageNumber = pattern.New(`^(?i:[-–—.(\[\s]*(?:trang|page|p\.)?\s*(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—.)\]\s]*)$`)
)

// runningHeads finds the heads, feet and numbers of pages among their rows.
func runningHeads(sheets []sheet) {
	type place struct {
		text string
		at   int // its distance from the top or the bottom, in steps
		top  bool
	}
	of := func(e edge) place {
		return place{digits.ReplaceAllString(strings.ToLower(e.text), "#"), int(e.far+2) / 4, e.top}
	}
	counts := map[place]int{}
	for _, s := range sheets {
		for _, e := range s.edges {
			p := of(e)
			for step := -1; step <= 1; step++ {
				counts[place{p.text, p.at + step, p.top}]++
			}
		}
	}
	for i := range sheets {
		s := &sheets[i]
		s.remove = map[int]bool{}
		for _, e := range s.edges {
			n := counts[of(e)]
			repeated := n >= 3 && 2*n > len(sheets) && e.far < margin || n >= 2 && n == len(sheets) && e.far < margin && hasLetter(e.text)
			if (repeated || e.numbered(i+1)) && s.outermost(e) {
				s.remove[e.row] = true
			}
		}
		s.tell()
	}
}

// outermost reports whether all rows between a row and the edge of the page are heads or feet.
func (s *sheet) outermost(e edge) bool {
	for i := range s.ends {
		if (e.top && i < e.row || !e.top && i > e.row) && !s.remove[i] {
			return false
		}
	}
	return true
}

func hasLetter(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// numbered reports whether a row is the number of its page.
func (e edge) numbered(page int) bool {
	m := pageNumber.FindStringSubmatch(e.text)
	if m == nil || e.far > margin {
		return false
	}
	n, err := strconv.Atoi(m[1])
	return err == nil && n == page
}

// edgesOf are the rows near the top and the bottom, from the edge inwards.
func edgesOf(rows []row, height float64) []edge {
	var all []edge
	for i := range min(edgeRows, len(rows)) {
		if r := rows[i]; r.y > height/2 {
			all = append(all, edge{i, r.text(), true, height - r.y})
		}
		last := len(rows) - 1 - i
		if r := rows[last]; r.y < height/2 {
			all = append(all, edge{last, r.text(), false, r.y})
		}
	}
	return all
}

// tell notes what the rows say that are left out, from the top down.
func (s *sheet) tell() {
	for i := range s.ends {
		for _, e := range s.edges {
			if e.row == i && s.remove[i] {
				s.told = append(s.told, e.text)
				break
			}
		}
	}
	s.edges = nil
}

// without are rows without the head and the foot of their page.
func (s *sheet) without(rows []row) []row {
	var kept []row
	for i, r := range rows {
		if !s.remove[i] {
			kept = append(kept, r)
		}
	}
	return kept
}

// onEach are pictures that lie at the same place on most pages, as those of a letterhead do.
func onEach(sheets []sheet) map[string]bool {
	counts, all := map[string]int{}, map[string]bool{}
	for _, s := range sheets {
		for _, i := range s.images {
			key := i.name + strconv.Itoa(int(i.box.left)) + "," + strconv.Itoa(int(i.box.top))
			if counts[key]++; counts[key] >= 3 && 2*counts[key] > len(sheets) {
				all[i.name] = true
			}
		}
	}
	return all
}
