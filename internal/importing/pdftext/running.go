package pdftext

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// sheet is a page between drawing and writing.
type sheet struct {
	*drawn
	rows   []row // without those of tables
	tables []table
	told   []string // its head and foot
	unsure bool     // lines that make no table
}

// Where the head or the foot of a page stands: within so many points of its edge, and in so many rows.
const (
	margin   = 90
	edgeRows = 3
)

var (
	digits     = regexp.MustCompile(`\d+`)
	pageNumber = regexp.MustCompile(`^(?i:[-–—.(\[\s]*(?:trang|page|p\.)?\s*(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—.)\]\s]*)$`)
)

// runningHeads takes the heads, feet and numbers of pages out of their rows.
func runningHeads(sheets []sheet) {
	type place struct {
		text string
		at   int // its distance from the top or the bottom, in steps
		top  bool
	}
	of := func(s sheet, r row, top bool) place {
		from := r.y
		if top {
			from = s.height - r.y
		}
		return place{digits.ReplaceAllString(strings.ToLower(r.text()), "#"), int(from+2) / 4, top}
	}
	counts := map[place]int{}
	for _, s := range sheets {
		for _, e := range s.edges() {
			p := of(s, s.rows[e.row], e.top)
			for step := -1; step <= 1; step++ {
				counts[place{p.text, p.at + step, p.top}]++
			}
		}
	}
	for i := range sheets {
		s := &sheets[i]
		remove := map[int]bool{}
		for _, e := range s.edges() {
			r := s.rows[e.row]
			far := r.y
			if e.top {
				far = s.height - r.y
			}
			n := counts[of(*s, r, e.top)]
			repeated := n >= 3 && 2*n > len(sheets) && far < margin || n >= 2 && n == len(sheets) && far < margin && hasLetter(r.text())
			if (repeated || s.numbered(r, far, i)) && s.outermost(e, remove) {
				remove[e.row] = true
			}
		}
		s.without(remove)
	}
}

// outermost reports whether all rows between a row and the edge of the page are heads or feet.
func (s sheet) outermost(e edge, remove map[int]bool) bool {
	for i := range s.rows {
		if (e.top && i < e.row || !e.top && i > e.row) && !remove[i] {
			return false
		}
	}
	return true
}

func hasLetter(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// numbered reports whether a row is the number of its page.
func (s *sheet) numbered(r row, far float64, index int) bool {
	m := pageNumber.FindStringSubmatch(r.text())
	if m == nil || far > margin {
		return false
	}
	n, err := strconv.Atoi(m[1])
	return err == nil && n == index+1
}

// edge is a row that may be the head or the foot of a page.
type edge struct {
	row int
	top bool
}

// edges are the rows near the top and the bottom, from the edge inwards.
func (s sheet) edges() []edge {
	var all []edge
	for i := range min(edgeRows, len(s.rows)) {
		if s.rows[i].y > s.height/2 {
			all = append(all, edge{i, true})
		}
		if last := len(s.rows) - 1 - i; s.rows[last].y < s.height/2 {
			all = append(all, edge{last, false})
		}
	}
	return all
}

// without takes rows out of the page.
func (s *sheet) without(remove map[int]bool) {
	var kept []row
	for i, r := range s.rows {
		if remove[i] {
			s.told = append(s.told, r.text())
		} else {
			kept = append(kept, r)
		}
	}
	s.rows = kept
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
