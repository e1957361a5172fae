package doc

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
)

// piece is characters that stand one after the other in the main stream (section 2.8.35).
type piece struct {
	from, to int // characters of the document
	at       int // byte of the main stream
	wide     bool
}

// readPieces reads the table of pieces (section 2.9.38).
func (f *file) readPieces(clx []byte) []piece {
	for len(clx) > 3 && clx[0] == 1 { // changes to pieces, which are not looked at
		clx = clx[min(len(clx), 3+f.short(clx, 1)):]
	}
	if len(clx) < 5 || clx[0] != 2 {
		return nil
	}
	plc := cut(clx, 5, f.long(clx, 1))
	n := (len(plc) - 4) / 12
	var all []piece
	for i := range max(n, 0) {
		p := piece{from: f.long(plc, 4*i), to: f.long(plc, 4*i+4), at: f.long(plc, 4*(n+1)+8*i+2)}
		p.wide = p.at&(1<<30) == 0
		if p.at &^= 1 << 30; !p.wide {
			p.at /= 2
		}
		if p.from < 0 || p.to <= p.from || p.to > 2*mostCharacters || len(all) > 0 && p.from != all[len(all)-1].to || len(all) == 0 && p.from != 0 {
			return all
		}
		all = append(all, p)
	}
	return all
}

// character is one of a document: its letter, and its place in the main stream, by which
// what is known of it is found.
type character struct {
	unit uint16
	at   int
}

// each gives the characters of a range to visit.
func (f *file) each(from, to int, visit func(character)) {
	i := sort.Search(len(f.pieces), func(i int) bool { return f.pieces[i].to > from })
	for ; i < len(f.pieces) && f.pieces[i].from < to; i++ {
		p := f.pieces[i]
		for cp := max(from, p.from); cp < min(to, p.to); cp++ {
			if p.wide {
				at := p.at + 2*(cp-p.from)
				if at+2 > len(f.main) {
					return
				}
				visit(character{uint16(f.short(f.main, at)), at})
				continue
			}
			at := p.at + cp - p.from
			if at < 0 || at >= len(f.main) {
				return
			}
			visit(character{uint16(charmap.Windows1252.DecodeByte(f.main[at])), at})
		}
	}
}

// run is bytes of the main stream of which something is known.
type run struct {
	from, to int
	changes  []byte // sprms; for a paragraph behind the number of its style
}

// readRuns reads the pages on which properties of characters or paragraphs stand (sections 2.8.5,
// 2.8.6, 2.9.33 and 2.9.36).
func (f *file) readRuns(plc []byte, paragraphs bool) []run {
	var all []run
	n := (len(plc) - 4) / 8
	for i := range max(n, 0) {
		number := f.long(plc, 4*(n+1)+4*i) & (1<<22 - 1)
		page := cut(f.main, number*512, 512)
		if len(page) < 512 {
			continue
		}
		count, width := int(page[511]), 1
		if paragraphs {
			width = 13
		}
		if 4*(count+1)+width*count > 511 {
			continue
		}
		for k := range count {
			offset := 2 * int(page[4*(count+1)+width*k])
			r := run{from: f.long(page, 4*k), to: f.long(page, 4*k+4)}
			if offset > 0 && offset < 511 {
				r.changes = counted(page[offset:511], paragraphs)
			}
			if r.from < r.to {
				all = append(all, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b run) int { return cmp.Compare(a.from, b.from) })
	return all
}

// counted are the bytes behind their number: of a paragraph that counts in pairs.
func counted(data []byte, paragraphs bool) []byte {
	if !paragraphs {
		return cut(data, 1, int(data[0]))
	}
	if data[0] == 0 {
		if len(data) < 2 {
			return nil
		}
		return cut(data, 2, 2*int(data[1]))
	}
	return cut(data, 1, 2*int(data[0])-1)
}

// of finds what is known of a byte of the main stream.
func of(runs []run, at int) []byte {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].from > at })
	if i == 0 || runs[i-1].to <= at {
		return nil
	}
	return runs[i-1].changes
}

// readFonts reads the names of fonts (section 2.9.286).
func (f *file) readFonts(table []byte) []string {
	var all []string
	count := f.short(table, 0)
	rest := cut(table, 4, len(table))
	for len(rest) > 1 && len(all) < count {
		length := int(rest[0]) + 1
		one := cut(rest, 1, length-1)
		name := cut(one, 39, len(one))
		var units []uint16
		for i := 0; i+1 < len(name) && (name[i] != 0 || name[i+1] != 0); i += 2 {
			units = append(units, uint16(f.short(name, i)))
		}
		all = append(all, string(utf16.Decode(units)))
		rest = rest[min(length, len(rest)):]
	}
	return all
}
