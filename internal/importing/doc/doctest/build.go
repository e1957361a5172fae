// Package doctest makes Word documents of 1997 to 2003 for tests.
package doctest

import (
	"encoding/binary"
	"slices"
	"unicode/utf16"
)

// Paragraph is one of a document.
type Paragraph struct {
	Text   string // with the sign that ends it: "\r", or "\a" in a cell and of a row
	Look   []byte // changes to its characters, as sprms ([MS-DOC] section 2.6.1)
	Layout []byte // changes to itself (section 2.6.2)
}

// In is the layout of a paragraph in a table, Row that of the end of a row with cells of equal width.
func In() []byte { return []byte{0x16, 0x24, 1} }

// Row is the layout of the end of a row of so many cells.
func Row(cells int) []byte {
	edges := []byte{byte(cells)}
	for i := range cells + 1 {
		edges = binary.LittleEndian.AppendUint16(edges, uint16(1000*i))
	}
	row := append(In(), 0x17, 0x24, 1, 0x08, 0xD6)
	return append(binary.LittleEndian.AppendUint16(row, uint16(len(edges)+1)), edges...)
}

// Bold is the look of bold characters.
func Bold() []byte { return []byte{0x35, 0x08, 1} }

// Numbers of bytes and of paragraphs: of a page of properties, of the head of the main stream, on one page.
const (
	page     = 512
	headSize = 1024
	onPage   = 8
)

// Build writes a document.
func Build(paragraphs ...Paragraph) []byte {
	main, length := make([]byte, headSize), 0
	ends := []int{headSize} // of each paragraph in the main stream
	for _, p := range paragraphs {
		units := utf16.Encode([]rune(p.Text))
		for _, unit := range units {
			main = binary.LittleEndian.AppendUint16(main, unit)
		}
		length += len(units)
		ends = append(ends, len(main))
	}
	main = append(main, make([]byte, (page-len(main)%page)%page)...)

	pieces := []byte{2, 16, 0, 0, 0, 0, 0, 0, 0}
	pieces = binary.LittleEndian.AppendUint32(pieces, uint32(length))
	pieces = append(binary.LittleEndian.AppendUint32(append(pieces, 0, 0), headSize), 0, 0)
	table := slices.Clone(pieces)

	put := func(at, number int) { binary.LittleEndian.PutUint32(main[at:], uint32(number)) }
	part := func(number int, data []byte) {
		put(0x9A+8*number, len(table))
		put(0x9A+8*number+4, len(data))
		table = append(table, data...)
	}
	binary.LittleEndian.PutUint16(main, 0xA5EC)
	binary.LittleEndian.PutUint16(main[2:], 0xC1)
	binary.LittleEndian.PutUint16(main[0x0A:], 0x0200) // the table is 1Table
	put(0x4C, length)
	put(0x9A+8*33, 0)
	put(0x9A+8*33+4, len(pieces))
	for _, kind := range [][2]int{{12, 1}, {13, 13}} {
		number, width := kind[0], kind[1]
		list := make([]byte, 0, 8*len(paragraphs)/onPage+12)
		var numbers []byte
		for from := 0; from < len(paragraphs); from += onPage {
			to := min(from+onPage, len(paragraphs))
			list = binary.LittleEndian.AppendUint32(list, uint32(ends[from]))
			numbers = binary.LittleEndian.AppendUint32(numbers, uint32(len(main)/page))
			main = append(main, properties(paragraphs[from:to], ends[from:to+1], width)...)
		}
		list = binary.LittleEndian.AppendUint32(list, uint32(ends[len(paragraphs)]))
		part(number, append(list, numbers...))
	}
	return compound(map[string][]byte{"WordDocument": main, "1Table": table})
}

// properties is a page of them (sections 2.9.33 and 2.9.36): those of characters are a byte wide in its list, those of
// paragraphs thirteen.
func properties(paragraphs []Paragraph, ends []int, width int) []byte {
	b := make([]byte, page)
	b[page-1] = byte(len(paragraphs))
	at := page - 2
	for i, end := range ends {
		binary.LittleEndian.PutUint32(b[4*i:], uint32(end))
		if i == len(paragraphs) {
			break
		}
		p := paragraphs[i]
		data := append([]byte{byte(len(p.Look))}, p.Look...)
		if width > 1 {
			if data = append([]byte{0, 0}, p.Layout...); len(data)%2 == 1 {
				data = append([]byte{byte(len(data)/2 + 1)}, data...)
			} else {
				data = append([]byte{0, byte(len(data) / 2)}, data...)
			}
		}
		at = (at - len(data)) &^ 1
		copy(b[at:], data)
		b[4*len(ends)+width*i] = byte(at / 2)
	}
	return b
}
