package workbook

import (
	"strconv"
	"strings"

	"loa/internal/base/officefile"
)

// sheetReader reads the cells of one sheet of an .xlsx file.
type sheetReader struct {
	x       *xlsx
	b       *builder
	links   map[string]relation
	behind  map[[2]int]string // addresses behind cells, by row and column
	row     int
	column  int
	kind    string // t of the cell
	style   int
	formula bool
	value   strings.Builder
	inValue bool
	inline  richText
}

func (x *xlsx) sheet(name, part string) (Sheet, error) {
	r := &sheetReader{x: x, b: newBuilder(&x.counter, name), behind: map[[2]int]string{}}
	var err error
	if r.links, err = x.relations(part); err != nil {
		return Sheet{}, err
	}
	for _, link := range r.links {
		switch {
		case strings.HasSuffix(link.kind, "/comments"):
			r.b.sheet.Skipped.Remarks += r.count(link.target, "comment")
		case strings.HasSuffix(link.kind, "/drawing"):
			r.b.sheet.Skipped.Drawings += r.count(link.target, "pic", "graphicFrame")
		}
	}
	if err := x.archive.Each(part, r.take); err != nil {
		return Sheet{}, err
	}
	sheet, err := r.b.done()
	sheet.link(r.behind)
	return sheet, err
}

// count counts elements of a part that is told of only. One that is broken has none.
func (r *sheetReader) count(part string, names ...string) (found int) {
	err := r.x.archive.Each(part, func(e officefile.Element) error {
		for _, name := range names {
			if e.Name == name && !e.End {
				found++
			}
		}
		return nil
	})
	if err != nil {
		return 0
	}
	return found
}

func (r *sheetReader) take(e officefile.Element) error {
	switch e.Name {
	case "":
		if r.inValue {
			r.value.WriteString(e.Text)
		} else {
			r.inline.take(e)
		}
	case "row":
		r.startRow(e)
	case "c":
		if e.End {
			return r.cell()
		}
		r.startCell(e)
	case "v":
		r.inValue = !e.End
	case "f":
		r.formula = true
	case "col":
		if !e.End && isTrue(e.Attr("hidden")) {
			first, _ := strconv.Atoi(e.Attr("min"))
			last, _ := strconv.Atoi(e.Attr("max"))
			r.b.hideColumns(first-1, last-1)
		}
	case "mergeCell":
		if a, ok := parseArea(e.Attr("ref")); ok && !e.End && a.bottom > a.top && len(r.b.merged) < mostCells/10 {
			r.b.merged = append(r.b.merged, a)
		}
	case "hyperlink":
		r.link(e)
	default:
		r.inline.take(e)
	}
	return nil
}

func (r *sheetReader) startRow(e officefile.Element) {
	if e.End {
		return
	}
	r.row, r.column = r.row+1, -1
	if number, err := strconv.Atoi(e.Attr("r")); err == nil {
		r.row = number
	}
	if isTrue(e.Attr("hidden")) {
		r.b.hideRow(r.row)
	}
}

func (r *sheetReader) startCell(e officefile.Element) {
	r.column++
	if row, column, ok := parseCell(e.Attr("r")); ok {
		r.row, r.column = row, column
	}
	r.kind = e.Attr("t")
	r.style, _ = strconv.Atoi(e.Attr("s"))
	r.formula, r.inline = false, richText{}
	r.value.Reset()
}

// cell puts the cell that was read.
func (r *sheetReader) cell() error {
	text, c := r.value.String(), Cell{}
	switch r.kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && i >= 0 && i < len(r.x.strings) {
			c.Text = r.x.strings[i]
			c.font = r.font(r.x.fontsOf[i], r.x.hasFont(i))
		}
	case "inlineStr":
		c.Text = r.inline.text()
		c.font = r.font(r.inline.font, r.inline.named)
	case "str":
		c.Text, c.font = unescape(text), r.font(ofUnicode, false)
	case "b":
		c.Text = map[bool]string{true: "TRUE", false: "FALSE"}[isTrue(text)]
	case "e":
		c = Cell{Text: text, Kind: Fault}
	case "d": // a date of ISO 8601
		c = Cell{Text: isoMoment(text, ""), Kind: Number}
	default:
		c = r.number(text)
	}
	if r.formula && text == "" && r.kind != "str" {
		c.Kind = NoValue
	}
	if c.Text = strings.TrimSpace(c.Text); c.Text == "" {
		c.font = ofUnicode
	}
	return r.b.put(r.row, r.column, c)
}

// font is what the font of a cell says of its text, if the text does not name one itself.
func (r *sheetReader) font(own oldFont, named bool) oldFont {
	if !named && r.style >= 0 && r.style < len(r.x.fonts) {
		return r.x.fonts[r.style]
	}
	return own
}

func (x *xlsx) hasFont(i int) bool { _, there := x.fontsOf[i]; return there }

func (r *sheetReader) number(text string) Cell {
	value, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		return Cell{Text: text}
	}
	var f format
	if r.style >= 0 && r.style < len(r.x.formats) {
		f = r.x.formats[r.style]
	}
	return Cell{Text: f.show(value, r.x.since1904), Kind: Number}
}

// link keeps the address behind a cell. Those to places in the book lead nowhere in a page.
func (r *sheetReader) link(e officefile.Element) {
	a, ok := parseArea(e.Attr("ref"))
	address := r.links[e.Attr("id")].target
	if e.End || !ok || address == "" || len(r.behind) >= mostCells/10 {
		return
	}
	if place := e.Attr("location"); place != "" {
		address += "#" + place
	}
	r.behind[[2]int{a.top, a.left}] = address
}
