package pdftext

import (
	"slices"
	"sort"
	"unicode/utf16"

	"loa/internal/base/pdffile"
)

// Bounds of a table of codes: its lines, and its ranges of lengths.
const (
	mostRanges = 200_000
	mostSpaces = 100
)

// cmap is a table from codes to text or to the numbers of glyphs (ISO 32000-1, sections 9.7.5
// and 9.10.3).
type cmap struct {
	spaces []space
	ranges []codes // sorted by first once it is read
}

// space is a range of codes of one length.
type space struct {
	length      int
	first, last uint32
}

// codes maps a range of codes: the first to a text or a number, each further one to the next.
type codes struct {
	first, last uint32
	text        []uint16
	number      int
}

// readCMap reads a table. What is broken in it is left out.
func readCMap(f *pdffile.File, data []byte) *cmap {
	m := &cmap{}
	_ = f.Each(data, func(o pdffile.Operator) error {
		switch o.Name {
		case "endcodespacerange":
			for i := 0; i+1 < len(o.Operands); i += 2 {
				if first, n, ok := code(o.Operands[i]); ok && len(m.spaces) < mostSpaces {
					last, _, _ := code(o.Operands[i+1])
					m.spaces = append(m.spaces, space{n, first, last})
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(o.Operands); i += 2 {
				m.add(o.Operands[i], o.Operands[i], o.Operands[i+1])
			}
		case "endbfrange", "endcidrange":
			for i := 0; i+2 < len(o.Operands); i += 3 {
				m.add(o.Operands[i], o.Operands[i+1], o.Operands[i+2])
			}
		case "endcidchar":
			for i := 0; i+1 < len(o.Operands); i += 2 {
				m.add(o.Operands[i], o.Operands[i], o.Operands[i+1])
			}
		}
		return nil
	})
	slices.SortStableFunc(m.ranges, func(a, b codes) int { return int(int64(a.first) - int64(b.first)) })
	return m
}

// code is a string of up to four bytes as a number.
func code(o pdffile.Object) (n uint32, length int, ok bool) {
	s, ok := o.(pdffile.String)
	if !ok || len(s) == 0 || len(s) > 4 {
		return 0, 0, false
	}
	for i := range len(s) {
		n = n<<8 | uint32(s[i])
	}
	return n, len(s), true
}

func (m *cmap) add(first, last, to pdffile.Object) {
	from, _, ok1 := code(first)
	end, _, ok2 := code(last)
	if !ok1 || !ok2 || end < from || len(m.ranges) >= mostRanges {
		return
	}
	switch to := to.(type) {
	case pdffile.String:
		m.ranges = append(m.ranges, codes{first: from, last: end, text: units(string(to))})
	case int:
		m.ranges = append(m.ranges, codes{first: from, last: end, number: to})
	case pdffile.Array:
		for i, one := range to {
			if s, ok := one.(pdffile.String); ok && uint32(i) <= end-from && len(m.ranges) < mostRanges {
				m.ranges = append(m.ranges, codes{first: from + uint32(i), last: from + uint32(i), text: units(string(s))})
			}
		}
	}
}

func units(text string) []uint16 {
	var all []uint16
	if len(text) == 1 {
		return []uint16{uint16(text[0])}
	}
	for i := 0; i+1 < len(text); i += 2 {
		all = append(all, uint16(text[i])<<8|uint16(text[i+1]))
	}
	return all
}

func (m *cmap) find(c uint32) (codes, bool) {
	i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].first > c })
	if i == 0 || m.ranges[i-1].last < c {
		return codes{}, false
	}
	return m.ranges[i-1], true
}

// text is the text of a code; "" if the table has none.
func (m *cmap) text(c uint32) string {
	r, ok := m.find(c)
	if !ok || len(r.text) == 0 {
		return ""
	}
	all := slices.Clone(r.text)
	all[len(all)-1] += uint16(c - r.first)
	return string(utf16.Decode(all))
}

// glyph is the number of the glyph of a code.
func (m *cmap) glyph(c uint32) int {
	r, ok := m.find(c)
	if !ok {
		return 0
	}
	return r.number + int(c-r.first)
}

// next reads a code from the beginning of a string.
func (m *cmap) next(s string) (c uint32, length int) {
	for length = 1; length <= min(4, len(s)); length++ {
		c = c<<8 | uint32(s[length-1])
		for _, space := range m.spaces {
			if space.length == length && space.first <= c && c <= space.last {
				return c, length
			}
		}
	}
	return uint32(s[0]), 1
}
