package workbook

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// pieced reads values from a record that goes on in others.
type pieced struct {
	parts [][]byte
	over  bool // more was asked for than there is
	font  oldFont
	named bool // the last text names fonts; font is the first old one of them
}

// bytes takes so many bytes, over the borders of records.
func (p *pieced) bytes(n int) []byte {
	var all []byte
	for n > 0 {
		if len(p.parts) == 0 {
			p.over = true
			return all
		}
		take := min(n, len(p.parts[0]))
		all, n = append(all, p.parts[0][:take]...), n-take
		if p.parts[0] = p.parts[0][take:]; len(p.parts[0]) == 0 {
			p.parts = p.parts[1:]
		}
	}
	return all
}

func (p *pieced) u8() byte {
	if b := p.bytes(1); len(b) == 1 {
		return b[0]
	}
	return 0
}

func (p *pieced) u16() uint16 {
	if b := p.bytes(2); len(b) == 2 {
		return binary.LittleEndian.Uint16(b)
	}
	return 0
}

func (p *pieced) u32() uint32 {
	if b := p.bytes(4); len(b) == 4 {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// text reads a text of so many characters ([MS-XLS] §2.5.293). A record in which it goes on says
// anew whether characters have one byte or two. fonts are those that its runs name.
func (p *pieced) text(signs int, fonts []xlsFont) string {
	const wide, extended, rich = 1, 4, 8
	flags := p.u8()
	runs, more := 0, 0
	if flags&rich != 0 {
		runs = int(p.u16())
	}
	if flags&extended != 0 {
		more = int(p.u32())
	}
	var units []uint16
	for len(units) < signs && len(p.parts) > 0 {
		size := 1 + int(flags&wide)
		part := p.parts[0]
		for len(part) >= size && len(units) < signs {
			unit := uint16(part[0])
			if size == 2 {
				unit = binary.LittleEndian.Uint16(part)
			}
			units, part = append(units, unit), part[size:]
		}
		if p.parts[0] = part; len(part) < size && len(units) < signs {
			if p.parts = p.parts[1:]; len(p.parts) == 0 {
				p.over = true
				break
			}
			flags = p.u8()
		}
	}
	if len(p.parts) > 0 && len(p.parts[0]) == 0 {
		p.parts = p.parts[1:]
	}
	looks := p.bytes(4 * runs)
	p.bytes(more)
	p.font, p.named = ofUnicode, false
	return p.withLooks(units, looks, fonts)
}

// withLooks raises the characters that a font puts above or below the line, and notes old fonts.
func (p *pieced) withLooks(units []uint16, looks []byte, fonts []xlsFont) string {
	var out strings.Builder
	start, font := 0, ""
	put := func(end int) {
		if end = min(end, len(units)); end > start {
			out.WriteString(raise(string(utf16.Decode(units[start:end])), font))
			start = end
		}
	}
	for ; len(looks) >= 4; looks = looks[4:] {
		put(int(binary.LittleEndian.Uint16(looks)))
		font = ""
		if i := int(binary.LittleEndian.Uint16(looks[2:])); i < len(fonts) {
			font = fonts[i].raised
			if p.font == ofUnicode {
				p.font = fonts[i].old
			}
			p.named = p.named || p.font != ofUnicode || start == 0
		}
	}
	put(len(units))
	return out.String()
}

// urlMoniker is the class of addresses in links ([MS-OSHARED] §2.3.7.6).
var urlMoniker = []byte("\xe0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\x00\xaa\x00\x4b\xa9\x0b")

// link keeps the address behind a cell. Those of files and of places in the book are counted.
func (r *xlsReader) link(b []byte) {
	if len(b) < 32 {
		return
	}
	row, column := int(binary.LittleEndian.Uint16(b)), int(binary.LittleEndian.Uint16(b[4:]))
	at := bytes.Index(b, urlMoniker)
	if at < 0 || at+20 > len(b) || len(r.behind) >= mostCells/10 {
		r.b.sheet.Skipped.Links++
		return
	}
	size := int(binary.LittleEndian.Uint32(b[at+16:]))
	text := b[at+20 : min(len(b), at+20+max(size, 0))]
	var units []uint16
	for ; len(text) >= 2 && (text[0] != 0 || text[1] != 0); text = text[2:] {
		units = append(units, binary.LittleEndian.Uint16(text))
	}
	r.behind[[2]int{row + 1, column}] = string(utf16.Decode(units))
}
