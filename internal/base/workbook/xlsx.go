package workbook

import (
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/officefile"
)

// xlsx is a workbook of Excel 2007 and later (ECMA-376-1, part 18).
type xlsx struct {
	archive   *officefile.Archive
	strings   []string
	fontsOf   map[int]oldFont // of those strings that name one
	fonts     []oldFont       // by the number of a cell's style
	formats   []format        // by the number of a cell's style
	since1904 bool
	counter   counter
}

// openXLSX reads a workbook. Its parts are found by what refers to them.
func openXLSX(archive *officefile.Archive) (*Book, error) {
	x := &xlsx{archive: archive, fontsOf: map[int]oldFont{}}
	root, err := x.relations("")
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	for _, r := range root {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			main = r.target
		}
	}
	if !archive.Has(main) {
		return nil, officefile.ErrNot
	}
	tree, err := archive.Tree(main)
	if err != nil {
		return nil, err
	}
	about := tree.Child("workbook")
	if about == nil {
		return nil, officefile.ErrNot
	}
	x.since1904 = isTrue(about.Child("workbookPr").Attr("date1904"))
	links, err := x.relations(main)
	if err != nil {
		return nil, err
	}
	if err := x.shared(links); err != nil {
		return nil, err
	}
	book := &Book{names: map[string]string{}}
	for _, n := range about.All("definedName") {
		book.names[strings.ToLower(n.Attr("name"))] = n.Inner()
	}
	for _, s := range about.All("sheet") {
		part := links[s.Attr("id")].target
		sheet, err := x.sheet(s.Attr("name"), part)
		if err != nil {
			return nil, err
		}
		sheet.Hidden = strings.HasSuffix(strings.ToLower(s.Attr("state")), "hidden")
		book.Sheets = append(book.Sheets, sheet)
	}
	book.decode()
	return book, nil
}

// shared reads the texts and the formats that all sheets share.
func (x *xlsx) shared(links map[string]relation) error {
	for _, link := range links {
		var err error
		switch {
		case strings.HasSuffix(link.kind, "/sharedStrings"):
			err = x.texts(link.target)
		case strings.HasSuffix(link.kind, "/styles"):
			err = x.styles(link.target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// texts reads the shared strings.
func (x *xlsx) texts(part string) error {
	var one richText
	return x.archive.Each(part, func(e officefile.Element) error {
		if e.Name == "si" && e.End {
			if len(x.strings) >= mostCells {
				return officefile.ErrTooLarge
			}
			if one.named {
				x.fontsOf[len(x.strings)] = one.font
			}
			x.strings, one = append(x.strings, one.text()), richText{}
			return nil
		}
		one.take(e)
		return nil
	})
}

// styles reads how cells show numbers.
func (x *xlsx) styles(part string) error {
	tree, err := x.archive.Tree(part)
	if err != nil {
		return err
	}
	sheet := tree.Child("styleSheet")
	codes := map[string]format{}
	for _, f := range sheet.Child("numFmts").All("numFmt") {
		codes[f.Attr("numFmtId")] = parseFormat(f.Attr("formatCode"))
	}
	var fonts []oldFont
	for _, f := range sheet.Child("fonts").All("font") {
		fonts = append(fonts, oldFontOf(f.Child("name").Attr("val")))
	}
	for _, xf := range sheet.Child("cellXfs").All("xf") {
		font := ofUnicode
		if i, err := strconv.Atoi(xf.Attr("fontId")); err == nil && i >= 0 && i < len(fonts) {
			font = fonts[i]
		}
		x.fonts = append(x.fonts, font)
		id := xf.Attr("numFmtId")
		f, own := codes[id]
		if number, err := strconv.Atoi(id); err == nil && !own {
			f = builtInFormat(number)
		}
		x.formats = append(x.formats, f)
	}
	return nil
}

func builtInFormat(number int) format {
	if 27 <= number && number <= 36 || 50 <= number && number <= 58 {
		return parseFormat(builtIn[14])
	}
	if code, ok := builtIn[number]; ok {
		return parseFormat(code)
	}
	return format{}
}

// relation is where a part refers to.
type relation struct{ kind, target string }

func (x *xlsx) relations(part string) (map[string]relation, error) {
	name := officefile.PartName(part, "_rels/.rels")
	if part != "" {
		name = officefile.PartName(part, "_rels/"+part[strings.LastIndex(part, "/")+1:]+".rels")
	}
	tree, err := x.archive.Tree(name)
	if err != nil {
		return nil, err
	}
	links := map[string]relation{}
	for _, r := range tree.All("Relationship") {
		target := r.Attr("Target")
		if r.Attr("TargetMode") != "External" {
			target = officefile.PartName(part, target)
		}
		links[r.Attr("Id")] = relation{r.Attr("Type"), target}
	}
	return links, nil
}

func isTrue(value string) bool { return value == "1" || value == "true" }

// richText is a text of several looks (§18.4.8), without its readings.
type richText struct {
	out     strings.Builder
	within  []string
	reading int
	raised  string
	named   bool // one of its looks names a font
	font    oldFont
}

func (r *richText) take(e officefile.Element) {
	switch {
	case e.Name == "rPh" && !e.End:
		r.reading++
	case e.Name == "rPh":
		r.reading--
	case e.Name == "vertAlign" && !e.End:
		r.raised = e.Attr("val")
	case e.Name == "rFont" && !e.End:
		r.named, r.font = true, max(r.font, oldFontOf(e.Attr("val")))
	case e.Name == "r" && e.End:
		r.raised = ""
	case e.Name == "t" && e.End:
		r.within = nil
	case e.Name == "t":
		r.within = append(r.within, "t")
	case e.Name == "" && slices.Contains(r.within, "t") && r.reading == 0:
		r.out.WriteString(raise(unescape(e.Text), r.raised))
	}
}

func (r *richText) text() string { return r.out.String() }

// unescape turns _x000D_ and its like into their signs (§22.9.2.19).
func unescape(text string) string {
	var out strings.Builder
	for {
		at := strings.Index(text, "_x")
		if at < 0 || at+7 > len(text) {
			break
		}
		code, err := strconv.ParseUint(text[at+2:at+6], 16, 16)
		if err != nil || text[at+6] != '_' {
			out.WriteString(text[:at+2])
			text = text[at+2:]
			continue
		}
		out.WriteString(text[:at])
		if code != '\r' {
			out.WriteRune(rune(code))
		}
		text = text[at+7:]
	}
	out.WriteString(text)
	return out.String()
}

// Signs that Unicode has above and below the line.
var (
	above = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "+", "⁺", "-", "⁻", "−", "⁻", "n", "ⁿ", "o", "°")
	below = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉", "+", "₊", "-", "₋")
)

// raise writes text above or below the line: 10³ and not 103.
func raise(text, where string) string {
	small, mark := above, "^"
	switch where {
	case "subscript":
		small, mark = below, "_"
	case "superscript":
	default:
		return text
	}
	word := strings.TrimSpace(text)
	if word == "" {
		return text
	}
	if raised := small.Replace(word); !strings.ContainsAny(raised, word) {
		return strings.Replace(text, word, raised, 1)
	}
	return strings.Replace(text, word, mark+"("+word+")", 1)
}
