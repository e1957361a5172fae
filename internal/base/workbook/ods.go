package workbook

import (
	"strconv"
	"strings"

	"loa/internal/base/officefile"
)

// ods reads a spreadsheet of LibreOffice (OpenDocument 1.3, part 3, chapter 9).
type ods struct {
	book    *Book
	counter counter
	fonts   *odsFonts
	hidden  map[string]bool   // styles of tables that are not shown
	style   string            // the one that is being read
	raised  map[string]string // styles of text above and below the line
	spans   []odsSpan         // of the open parts of a cell's text
	looks   odsSpan           // of the cell's text outside of them
	b       *builder
	row     int // of the cell, from 1
	rows    int // how often the row stands
	column  int
	cells   []odsCell // of the row
	cell    *odsCell
	text    strings.Builder
	within  []string // open elements of the cell
	silent  int      // elements whose text is not the cell's: notes
	inTable int
}

// odsCell is a cell with how often it stands beside itself.
type odsCell struct {
	Cell
	kind, value  string
	formula      bool
	font         oldFont // of its text: an old one if any of it stands in one
	column       int
	across, down int
	times        int
}

// odsSpan is how a part of a cell's text looks.
type odsSpan struct {
	raised string
	font   oldFont
}

func openODS(archive *officefile.Archive) (*Book, error) {
	o := &ods{book: &Book{names: map[string]string{}}, hidden: map[string]bool{}, raised: map[string]string{}, fonts: newODSFonts()}
	if manifest, err := archive.Tree("META-INF/manifest.xml"); err == nil && len(manifest.All("encryption-data")) > 0 {
		return nil, officefile.ErrLocked
	}
	if err := archive.Each("styles.xml", func(e officefile.Element) error { o.fonts.take(e); return nil }); err != nil {
		o.fonts = newODSFonts() // what a broken part says of looks is not needed
	}
	spreadsheet := false
	err := archive.Each("content.xml", func(e officefile.Element) error {
		spreadsheet = spreadsheet || e.Name == "spreadsheet"
		return o.take(e)
	})
	if err == nil && !spreadsheet {
		err = officefile.ErrNot
	}
	if err != nil {
		return nil, err
	}
	o.book.decode()
	return o.book, nil
}

func (o *ods) take(e officefile.Element) error {
	o.fonts.take(e)
	if o.cell != nil {
		return o.inCell(e)
	}
	switch e.Name {
	case "style":
		o.style = e.Attr("name")
	case "table-properties":
		if e.Attr("display") == "false" {
			o.hidden[o.style] = true
		}
	case "text-properties":
		if where, _, _ := strings.Cut(e.Attr("text-position"), " "); where != "" {
			o.raised[o.style] = position(where)
		}
	case "table":
		return o.table(e)
	case "table-column":
		o.columns(e)
	case "table-row":
		return o.tableRow(e)
	case "table-cell", "covered-table-cell":
		o.startCell(e)
	case "named-range":
		if !e.End {
			o.named(e)
		}
	case "frame", "shapes":
		if e.Name == "frame" && !e.End && o.b != nil {
			o.b.sheet.Skipped.Drawings++
		}
	}
	return nil
}

// named keeps a range with a name: $Sheet1.$A$3:.$F$40
func (o *ods) named(e officefile.Element) {
	address := strings.ReplaceAll(e.Attr("cell-range-address"), "$", "")
	if at := strings.IndexByte(address, '.'); at >= 0 && len(o.book.names) < mostCells/10 {
		o.book.names[strings.ToLower(e.Attr("name"))] = address[:at] + "!" + strings.ReplaceAll(address[at+1:], ":.", ":")
	}
}

func (o *ods) table(e officefile.Element) error {
	if !e.End {
		if o.inTable++; o.inTable == 1 {
			o.fonts.columns = nil
			o.b, o.row, o.column = newBuilder(&o.counter, e.Attr("name")), 0, 0
			o.b.sheet.Hidden = o.hidden[e.Attr("style-name")]
		}
		return nil
	}
	if o.inTable--; o.inTable > 0 || o.b == nil {
		return nil
	}
	sheet, err := o.b.done()
	o.book.Sheets, o.b = append(o.book.Sheets, sheet), nil
	return err
}

func (o *ods) columns(e officefile.Element) {
	if e.End || o.b == nil {
		return
	}
	times := repeated(e, "number-columns-repeated")
	if v := e.Attr("visibility"); v == "collapse" || v == "filter" {
		o.b.hideColumns(o.column, o.column+times-1)
	}
	o.fonts.column(o.column, times, e.Attr("default-cell-style-name"))
	o.column = min(o.column+times, lastColumn)
}

func (o *ods) tableRow(e officefile.Element) error {
	if o.b == nil || o.inTable != 1 {
		return nil
	}
	if e.End {
		return o.endRow()
	}
	o.row, o.column, o.cells = o.row+1, 0, nil
	o.rows = repeated(e, "number-rows-repeated")
	if v := e.Attr("visibility"); v == "collapse" || v == "filter" {
		for i := range min(o.rows, 1000) {
			o.b.hideRow(o.row + i)
		}
	}
	return nil
}

// endRow puts the cells of a row, as often as it stands.
func (o *ods) endRow() error {
	for i := range o.rows {
		for _, c := range o.cells {
			for x := range c.times {
				if err := o.b.put(o.row+i, c.column+x, c.Cell); err != nil {
					return err
				}
			}
		}
		if len(o.cells) == 0 || o.b.sheet.Over != nil {
			break
		}
	}
	o.row += o.rows - 1
	return nil
}

// repeated is how often an element stands.
func repeated(e officefile.Element, name string) int {
	n, err := strconv.Atoi(e.Attr(name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, lastRow)
}

func (o *ods) startCell(e officefile.Element) {
	if o.b == nil || o.inTable != 1 || e.End {
		return
	}
	o.cell = &odsCell{kind: e.Attr("value-type"), formula: e.Attr("formula") != "", column: o.column, times: repeated(e, "number-columns-repeated"),
		across: repeated(e, "number-columns-spanned"), down: repeated(e, "number-rows-spanned")}
	o.looks = odsSpan{font: o.fonts.ofCell(e.Attr("style-name"), o.column)}
	for _, name := range []string{"value", "date-value", "time-value", "boolean-value"} {
		o.cell.value += e.Attr(name)
	}
	o.text.Reset()
	o.within = []string{e.Name}
}

// silentElements hold text that is not the cell's own.
var silentElements = map[string]bool{"annotation": true, "frame": true, "shapes": true, "custom-shape": true, "detective": true}

func (o *ods) inCell(e officefile.Element) error {
	switch {
	case e.Name == "":
		if o.silent == 0 && len(o.within) > 1 {
			looks := o.look()
			if strings.TrimSpace(e.Text) != "" {
				o.cell.font = max(o.cell.font, looks.font)
			}
			o.text.WriteString(raise(e.Text, looks.raised))
		}
		return nil
	case e.End:
		return o.endInCell(e)
	}
	o.within = append(o.within, e.Name)
	switch {
	case silentElements[e.Name]:
		if o.silent++; e.Name == "annotation" {
			o.b.sheet.Skipped.Remarks++
		} else if o.silent == 1 {
			o.b.sheet.Skipped.Drawings++
		}
	case o.silent > 0:
	case e.Name == "p" && o.text.Len() > 0, e.Name == "line-break":
		o.text.WriteByte('\n')
	case e.Name == "s":
		o.text.WriteString(strings.Repeat(" ", min(repeated(e, "c"), 100)))
	case e.Name == "tab":
		o.text.WriteByte(' ')
	case e.Name == "span":
		looks := odsSpan{o.raised[e.Attr("style-name")], o.look().font}
		if font, named := o.fonts.of("text", e.Attr("style-name")); named {
			looks.font = font
		}
		o.spans = append(o.spans, looks)
	case e.Name == "a":
		o.cell.Link = e.Attr("href")
	}
	return nil
}

// look is how text looks that is read now.
func (o *ods) look() odsSpan {
	if n := len(o.spans); n > 0 {
		return o.spans[n-1]
	}
	return o.looks
}

func (o *ods) endInCell(e officefile.Element) error {
	o.within = o.within[:len(o.within)-1]
	if e.Name == "span" && o.silent == 0 && len(o.spans) > 0 {
		o.spans = o.spans[:len(o.spans)-1]
	}
	if silentElements[e.Name] {
		o.silent--
	}
	if len(o.within) > 0 {
		return nil
	}
	c := o.cell
	o.cell = nil
	o.column = min(o.column+c.times, lastColumn)
	c.Cell = c.read(strings.TrimSpace(o.text.String()))
	if c.Cell == (Cell{}) {
		return nil
	}
	if len(o.cells) >= lastColumn || c.column >= lastColumn {
		return officefile.ErrTooLarge
	}
	o.cells = append(o.cells, *c)
	if c.down > 1 && len(o.b.merged) < mostCells/10 {
		o.b.merged = append(o.b.merged, area{top: o.row, left: c.column, bottom: o.row + c.down - 1, right: c.column + c.across - 1})
	}
	return nil
}

// position says where text stands that is above or below the line: “super”, “-33%”.
func position(where string) string {
	switch {
	case where == "sub" || strings.HasPrefix(where, "-"):
		return "subscript"
	case where == "super" || strings.Trim(where, "0%") != "":
		return "superscript"
	}
	return ""
}

// read makes the cell of its value and of the text that the program showed.
func (c *odsCell) read(shown string) Cell {
	done := Cell{Text: shown, Link: c.Link}
	switch c.kind {
	case "float", "percentage", "currency":
		value, err := strconv.ParseFloat(c.value, 64)
		if err == nil {
			done.Text, done.Kind = localized(shown, value, c.kind == "percentage"), Number
		}
	case "date":
		done.Text, done.Kind = isoMoment(c.value, shown), Number
	case "time":
		done.Text, done.Kind = isoClock(c.value, shown), Number
	}
	switch {
	case c.formula && isFault(shown):
		done.Kind = Fault
	case c.formula && c.kind == "" && shown == "":
		done.Kind = NoValue
	case done.Kind != Number && shown != "":
		done.font = c.font
	}
	return done
}

func isFault(text string) bool {
	if number, found := strings.CutPrefix(text, "Err:"); found && strings.Trim(number, "0123456789") == "" {
		return true
	}
	switch strings.TrimRight(text, "!?") {
	case "#REF", "#NAME", "#VALUE", "#DIV/0", "#N/A", "#NUM", "#NULL":
		return true
	}
	return false
}
