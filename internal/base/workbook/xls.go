package workbook

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"

	"loa/internal/base/officefile"
)

// Records of BIFF8 ([MS-XLS] §2.3).
const (
	recFormula  = 0x06
	recEOF      = 0x0A
	recExtern   = 0x17
	recName     = 0x18
	recNote     = 0x1C
	recDateMode = 0x22
	recPassword = 0x2F
	recFont     = 0x31
	recContinue = 0x3C
	recObject   = 0x5D
	recColumn   = 0x7D
	recSheet    = 0x85
	recMulRK    = 0xBD
	recRich     = 0xD6
	recXF       = 0xE0
	recMerged   = 0xE5
	recStrings  = 0xFC
	recLabelSST = 0xFD
	recLink     = 0x1B8
	recNumber   = 0x203
	recLabel    = 0x204
	recBoolErr  = 0x205
	recString   = 0x207
	recRow      = 0x208
	recRK       = 0x27E
	recFormat   = 0x41E
	recBOF      = 0x809
)

// biff8 is the version of Excel 97 and later that a file says first.
const biff8 = 0x0600

// xls reads a workbook of Excel 97 to 2003.
type xls struct {
	data      []byte
	strings   []xlsText
	codes     map[int]format
	formats   []format  // by XF
	cellFonts []oldFont // by XF
	fonts     []xlsFont
	since1904 bool
	counter   counter
	sheets    []xlsSheet
	extern    [][2]int // first and last sheet of a reference
	names     map[string]string
}

// xlsText is a text that cells share.
type xlsText struct {
	text  string
	font  oldFont
	named bool // a font is named for a part of it, so that of the cell says nothing
}

// xlsFont is what a font does to text.
type xlsFont struct {
	raised string // superscript, subscript
	old    oldFont
}

type xlsSheet struct {
	name   string
	at     int
	hidden bool
	cells  bool // not a chart or a macro
}

// record is one record with its continuations.
type record struct {
	kind  int
	parts [][]byte
}

func (r record) first() []byte { return r.parts[0] }

func openXLS(data []byte) (*Book, error) {
	compound, err := officefile.OpenCompound(data)
	if err != nil {
		return nil, err
	}
	if compound.Has("EncryptedPackage") {
		return nil, officefile.ErrLocked
	}
	x := &xls{codes: map[int]format{}, names: map[string]string{}}
	if x.data, err = compound.Stream("Workbook"); err != nil {
		return nil, err
	}
	if len(x.data) < 8 || binary.LittleEndian.Uint16(x.data) != recBOF || binary.LittleEndian.Uint16(x.data[4:]) != biff8 {
		return nil, fmt.Errorf("%w: not of Excel 97 or later", officefile.ErrNot)
	}
	if err := x.globals(); err != nil {
		return nil, err
	}
	book := &Book{names: x.names}
	for _, s := range x.sheets {
		sheet := Sheet{Name: s.name}
		if s.cells {
			if sheet, err = x.sheet(s); err != nil {
				return nil, err
			}
		}
		sheet.Hidden = s.hidden
		book.Sheets = append(book.Sheets, sheet)
	}
	book.decode()
	return book, nil
}

// records gives the records from an offset to the end of what begins there.
func (x *xls) records(at int, visit func(record) error) error {
	depth := 0
	for at >= 0 && at+4 <= len(x.data) {
		r := record{kind: int(binary.LittleEndian.Uint16(x.data[at:]))}
		for {
			size := int(binary.LittleEndian.Uint16(x.data[at+2:]))
			if at+4+size > len(x.data) {
				return fmt.Errorf("%w: a record goes on outside of the file", officefile.ErrNot)
			}
			r.parts = append(r.parts, x.data[at+4:at+4+size])
			at += 4 + size
			if at+4 > len(x.data) || binary.LittleEndian.Uint16(x.data[at:]) != recContinue {
				break
			}
		}
		switch r.kind {
		case recBOF:
			depth++
		case recEOF:
			if depth--; depth <= 0 {
				return nil
			}
		default:
			if depth > 1 {
				continue // a chart within a sheet
			}
			if err := visit(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// globals reads what all sheets share.
func (x *xls) globals() error {
	err := x.records(0, func(r record) error {
		b := r.first()
		switch {
		case r.kind == recPassword:
			return officefile.ErrLocked
		case r.kind == recDateMode && len(b) >= 2:
			x.since1904 = b[0] == 1
		case r.kind == recFormat && len(b) > 2:
			t := &pieced{parts: [][]byte{b[2:]}}
			x.codes[int(binary.LittleEndian.Uint16(b))] = parseFormat(t.text(int(t.u16()), nil))
		case r.kind == recXF && len(b) >= 4:
			x.cellFonts = append(x.cellFonts, x.fontOf(int(binary.LittleEndian.Uint16(b))).old)
			x.formats = append(x.formats, x.formatOf(int(binary.LittleEndian.Uint16(b[2:]))))
		case r.kind == recFont && len(b) >= 10:
			x.font(b)
		case r.kind == recSheet && len(b) >= 8:
			t := &pieced{parts: [][]byte{b[6:]}}
			x.sheets = append(x.sheets, xlsSheet{name: t.text(int(t.u8()), nil), at: int(binary.LittleEndian.Uint32(b)), hidden: b[4]&3 != 0, cells: b[5] == 0})
		case r.kind == recExtern:
			for b = b[min(2, len(b)):]; len(b) >= 6; b = b[6:] {
				x.extern = append(x.extern, [2]int{int(binary.LittleEndian.Uint16(b[2:])), int(binary.LittleEndian.Uint16(b[4:]))})
			}
		case r.kind == recStrings:
			return x.readStrings(r)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return x.records(0, func(r record) error { // sheets are known by now
		if r.kind == recName {
			x.name(r.first())
		}
		return nil
	})
}

// font keeps a font ([MS-XLS] §2.4.122).
func (x *xls) font(b []byte) {
	one := xlsFont{raised: map[byte]string{1: "superscript", 2: "subscript"}[b[8]]}
	if len(b) > 15 {
		t := &pieced{parts: [][]byte{b[14:]}}
		one.old = oldFontOf(t.text(int(t.u8()), nil))
	}
	x.fonts = append(x.fonts, one)
	if len(x.fonts) == 4 { // no font has the number 4
		x.fonts = append(x.fonts, xlsFont{})
	}
}

func (x *xls) fontOf(number int) xlsFont {
	if number < len(x.fonts) {
		return x.fonts[number]
	}
	return xlsFont{}
}

func (x *xls) formatOf(code int) format {
	if f, own := x.codes[code]; own {
		return f
	}
	return builtInFormat(code)
}

// name keeps a name that stands for one area of a sheet.
func (x *xls) name(b []byte) {
	if len(b) < 16 {
		return
	}
	signs, formula := int(b[3]), int(binary.LittleEndian.Uint16(b[4:]))
	t := &pieced{parts: [][]byte{b[14:]}}
	name := t.text(signs, nil)
	f := t.bytes(formula)
	const area3D = 0x3B
	if len(f) < 11 || f[0]&0x1F|0x20 != area3D {
		return
	}
	u := func(i int) int { return int(binary.LittleEndian.Uint16(f[i:])) }
	if i := u(1); i < len(x.extern) && x.extern[i][0] < len(x.sheets) {
		x.names[strings.ToLower(name)] = x.sheets[x.extern[i][0]].name + "!" + CellName(u(3)+1, u(7)&0x3FFF) + ":" + CellName(u(5)+1, u(9)&0x3FFF)
	}
}

// readStrings reads the texts that cells share.
func (x *xls) readStrings(r record) error {
	t := &pieced{parts: r.parts}
	t.u32()
	count := int(t.u32())
	for i := 0; i < count && !t.over; i++ {
		if len(x.strings) >= mostCells {
			return officefile.ErrTooLarge
		}
		text := t.text(int(t.u16()), x.fonts)
		x.strings = append(x.strings, xlsText{text, t.font, t.named})
	}
	return nil
}

// xlsReader reads the cells of one sheet.
type xlsReader struct {
	x      *xls
	b      *builder
	behind map[[2]int]string
	await  *[2]int // the cell of a formula whose text comes in the next record
	font   oldFont // of that cell
}

func (x *xls) sheet(s xlsSheet) (Sheet, error) {
	r := &xlsReader{x: x, b: newBuilder(&x.counter, s.name), behind: map[[2]int]string{}}
	if err := x.records(s.at, r.take); err != nil {
		return Sheet{}, err
	}
	sheet, err := r.b.done()
	sheet.link(r.behind)
	return sheet, err
}

func (r *xlsReader) take(rec record) error {
	b := rec.first()
	u := func(i int) int { return int(binary.LittleEndian.Uint16(b[i:])) }
	switch rec.kind {
	case recString:
		if at := r.await; at != nil {
			r.await = nil
			t := &pieced{parts: rec.parts}
			return r.b.put(at[0], at[1], textCell(t.text(int(t.u16()), nil), r.font))
		}
	case recRow:
		if len(b) >= 16 && b[12]&0x20 != 0 {
			r.b.hideRow(u(0) + 1)
		}
	case recColumn:
		if len(b) >= 10 && b[8]&1 != 0 {
			r.b.hideColumns(u(0), u(2))
		}
	case recMerged:
		for at := 2; at+8 <= len(b) && len(r.b.merged) < mostCells/10; at += 8 {
			if m := (area{u(at) + 1, u(at + 4), u(at+2) + 1, u(at + 6)}); m.bottom > m.top {
				r.b.merged = append(r.b.merged, m)
			}
		}
	case recNote:
		r.b.sheet.Skipped.Remarks++
	case recObject:
		if len(b) >= 6 && (u(4) == 5 || u(4) == 8) { // a chart, a picture
			r.b.sheet.Skipped.Drawings++
		}
	case recLink:
		r.link(b)
	case recMulRK:
		for at := 4; at+8 <= len(b); at += 6 {
			if err := r.number(u(0), u(2)+(at-4)/6, u(at), rk(binary.LittleEndian.Uint32(b[at+2:]))); err != nil {
				return err
			}
		}
	default:
		if len(b) >= 7 {
			return r.cell(rec)
		}
	}
	return nil
}

// cell reads a record of one cell: row, column, XF and the value.
func (r *xlsReader) cell(rec record) error {
	b := rec.first()
	row, column, xf := int(binary.LittleEndian.Uint16(b)), int(binary.LittleEndian.Uint16(b[2:])), int(binary.LittleEndian.Uint16(b[4:]))
	put := func(c Cell) error { return r.b.put(row+1, column, c) }
	font := ofUnicode
	if xf < len(r.x.cellFonts) {
		font = r.x.cellFonts[xf]
	}
	switch rec.kind {
	case recLabelSST:
		if len(b) >= 10 {
			if i := int(binary.LittleEndian.Uint32(b[6:])); i < len(r.x.strings) {
				one := r.x.strings[i]
				if one.named {
					font = one.font
				}
				return put(textCell(one.text, font))
			}
		}
	case recLabel, recRich:
		t := &pieced{parts: [][]byte{b[6:]}}
		return put(textCell(t.text(int(t.u16()), nil), font))
	case recNumber:
		if len(b) >= 14 {
			return r.number(row, column, xf, math.Float64frombits(binary.LittleEndian.Uint64(b[6:])))
		}
	case recRK:
		if len(b) >= 10 {
			return r.number(row, column, xf, rk(binary.LittleEndian.Uint32(b[6:])))
		}
	case recBoolErr:
		if len(b) >= 8 {
			return put(special(b[6], b[7] != 0))
		}
	case recFormula:
		if len(b) < 14 {
			return nil
		}
		value := b[6:14]
		if binary.LittleEndian.Uint16(value[6:]) != 0xFFFF {
			return r.number(row, column, xf, math.Float64frombits(binary.LittleEndian.Uint64(value)))
		}
		switch value[0] {
		case 0:
			r.await, r.font = &[2]int{row + 1, column}, font
		case 1, 2:
			return put(special(value[2], value[0] == 2))
		}
	}
	return nil
}

// textCell is a cell of text in a font.
func textCell(text string, font oldFont) Cell {
	if text = strings.TrimSpace(text); text == "" {
		return Cell{}
	}
	return Cell{Text: text, font: font}
}

func (r *xlsReader) number(row, column, xf int, value float64) error {
	var f format
	if xf < len(r.x.formats) {
		f = r.x.formats[xf]
	}
	return r.b.put(row+1, column, Cell{Text: f.show(value, r.x.since1904), Kind: Number})
}

// rk is a number of four bytes: the upper half of a float or a whole number, of a hundredth if so said.
func rk(bits uint32) float64 {
	value := math.Float64frombits(uint64(bits&^3) << 32)
	if bits&2 != 0 {
		value = float64(int32(bits) >> 2)
	}
	if bits&1 != 0 {
		value /= 100
	}
	return value
}

// special is a cell of truth or of an error.
func special(value byte, fault bool) Cell {
	if !fault {
		return Cell{Text: map[bool]string{true: "TRUE", false: "FALSE"}[value != 0]}
	}
	name, ok := map[byte]string{0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}[value]
	if !ok {
		name = "#ERROR"
	}
	return Cell{Text: name, Kind: Fault}
}
