package doc

// look is how characters look (section 2.6.1).
type look struct {
	bold, italic, strike, double, hidden, deleted, special bool
	link                                                   bool // what stands in the stream of pictures is of a field

	raised  int // 1 above the line, -1 below
	font    int // -1: none is named
	picture int // in the stream of pictures; -1: none
	symbol  rune
	symFont int
}

// layout is how a paragraph stands (sections 2.6.2 and 2.6.3).
type layout struct {
	style, list, level    int
	outline               int // 0 to 8; 9 for text
	inTable, rowEnd       bool
	depth                 int // of tables
	innerCell, innerRow   bool
	row                   []byte // how the cells of a row stand
	deletedEnd, hiddenEnd bool
}

// each change of properties is a number that says how long its value is (section 2.2.5.1).
func changes(data []byte, visit func(number int, value []byte)) {
	for len(data) >= 2 {
		number := int(data[0]) | int(data[1])<<8
		data = data[2:]
		length := [...]int{1, 1, 2, 4, 2, 2, 0, 3}[number>>13]
		if length == 0 {
			if len(data) == 0 {
				return
			}
			length = int(data[0]) + 1
			switch {
			case number == 0xD608 && len(data) > 1: // sprmTDefTable
				length = int(data[0]) | int(data[1])<<8
				length++
			case number == 0xC615 && data[0] == 255: // sprmPChgTabs, which must be counted
				return
			}
		}
		if length > len(data) {
			return
		}
		visit(number, data[:length])
		data = data[length:]
	}
}

// value is a number of the first bytes.
func value(data []byte) int {
	n := 0
	for i := range min(len(data), 4) {
		n |= int(data[i]) << (8 * i)
	}
	return n
}

// changed is a look after changes. What is switched may be that of the style, or the contrary.
func (l look) changed(data []byte, style look) look {
	toggle := func(v []byte, of bool) bool {
		switch v[0] {
		case 0x80:
			return of
		case 0x81:
			return !of
		}
		return v[0] != 0
	}
	changes(data, func(number int, v []byte) {
		switch number {
		case 0x0800:
			l.deleted = v[0] != 0
		case 0x0806:
			l.link = v[0] != 0
		case 0x0835:
			l.bold = toggle(v, style.bold)
		case 0x0836:
			l.italic = toggle(v, style.italic)
		case 0x0837:
			l.strike = toggle(v, style.strike)
		case 0x2A53:
			l.double = toggle(v, style.double)
		case 0x083C:
			l.hidden = toggle(v, style.hidden)
		case 0x0855:
			l.special = v[0] != 0
		case 0x2A48:
			l.raised = [3]int{0, 1, -1}[v[0]%3]
		case 0x4845: // moved by hand, in half-points
			l.raised = movedBy(int(int16(value(v))))
		case 0x4A4F:
			l.font = value(v)
		case 0x6A03:
			l.picture, l.special = value(v), true
		case 0x6A09:
			l.symFont, l.symbol, l.special = value(v[:2]), rune(value(v[2:])), true
		}
	})
	return l
}

// nudge is up to how many half-points letters are moved to stand well beside a picture.
const nudge = 3

// movedBy is where letters stand that were moved by so many half-points.
func movedBy(halfPoints int) int {
	switch {
	case halfPoints > nudge:
		return 1
	case halfPoints < -nudge:
		return -1
	}
	return 0
}

// changed is a layout after changes.
func (p layout) changed(data []byte) layout {
	changes(data, func(number int, v []byte) {
		switch number {
		case 0x260A:
			p.level = int(v[0])
		case 0x460B:
			p.list = int(int16(value(v)))
		case 0x2640:
			p.outline = int(v[0])
		case 0x2416:
			p.inTable = v[0] != 0
		case 0x2417:
			p.rowEnd = v[0] != 0
		case 0x6649:
			p.depth = value(v)
		case 0x244B:
			p.innerCell = v[0] != 0
		case 0x244C:
			p.innerRow = v[0] != 0
		case 0xD608:
			p.row = v
		}
	})
	return p
}

// style is a style of a document (section 2.9.260).
type style struct {
	number     int // that Word gave it; headings are 1 to 9
	character  bool
	base       int
	paragraph  []byte
	characters []byte
}

const noStyle = 0xFFF

// readStyles reads the sheet of styles (section 2.9.271).
func (f *file) readStyles(table []byte) []style {
	head := f.short(table, 0)
	count, base := f.short(table, 2), f.short(table, 4)
	rest := cut(table, 2+head, len(table))
	var all []style
	for len(rest) >= 2 && len(all) < count {
		length := f.short(rest, 0)
		one := cut(rest, 2, length)
		all = append(all, f.readStyle(one, base))
		rest = rest[min(len(rest), 2+length):]
	}
	return all
}

func (f *file) readStyle(one []byte, base int) style {
	s := style{base: noStyle}
	if len(one) < base+2 || base < 8 {
		return s
	}
	s.number = f.short(one, 0) & 0xFFF
	kind := f.short(one, 2) & 0xF
	s.base, s.character = f.short(one, 2)>>4, kind == 2
	at := base + 2 + 2*f.short(one, base) + 2 // behind its name
	next := func() []byte {
		at += at % 2
		part := cut(one, at+2, f.short(one, at))
		at += 2 + f.short(one, at)
		return part
	}
	switch kind {
	case 1:
		s.paragraph = cut(next(), 2, 1<<16)
		s.characters = next()
	case 2:
		s.characters = next()
	}
	return s
}

// chain are a style and those it is based on, the first of them first.
func (f *file) chain(number int) []style {
	var all []style
	for range 20 {
		if number < 0 || number >= len(f.styles) {
			break
		}
		all = append([]style{f.styles[number]}, all...)
		number = f.styles[number].base
	}
	return all
}

// styled is the look that a style gives to another one.
func (f *file) styled(l look, number int) look {
	for _, s := range f.chain(number) {
		l = l.changed(s.characters, l)
	}
	return l
}

// layoutAt is the layout of the paragraph that ends at a byte of the main stream.
func (f *file) layoutAt(at int) layout {
	known := of(f.papx, at)
	p := layout{style: f.short(known, 0), outline: 9, level: 0}
	for _, s := range f.chain(p.style) {
		p = p.changed(s.paragraph)
	}
	p = p.changed(cut(known, 2, len(known)))
	end := f.lookAt(at, look{font: -1, picture: -1})
	p.deletedEnd, p.hiddenEnd = end.deleted, end.hidden
	return p
}

// lookAt is the look of the character at a byte of the main stream; style is that of its paragraph.
func (f *file) lookAt(at int, style look) look {
	known := of(f.chpx, at)
	base := style
	changes(known, func(number int, v []byte) {
		if number == 0x4A30 {
			base = f.styled(base, value(v))
		}
	})
	return base.changed(known, base)
}
