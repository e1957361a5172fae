// Package pptx reads the text of a presentation (.pptx) as HTML in the form that Word puts on the
// clipboard: a slide is a section under its title.
//
//	document, err := pptx.Read(data)
//	result := htmlimport.Options{Picture: document.Picture}.Convert(document.HTML)
//
// A file is not trusted: what it unpacks to has the bounds of package officefile, whose errors
// Read returns. Chapters are those of ECMA-376-1.
package pptx

import (
	"html"
	"strconv"
	"strings"

	"loa/internal/base/officefile"
	"loa/internal/importing/docx"
)

type node = officefile.Node

// Document is a presentation.
type Document struct {
	HTML    string
	Hidden  int // slides that are not shown, and left out
	archive *officefile.Archive
	unread  []string
}

// Picture returns a picture of the document by the source that HTML names.
func (d *Document) Picture(src string) ([]byte, bool) {
	if !d.archive.Has(src) {
		return nil, false
	}
	data, err := d.archive.Read(src)
	if err != nil {
		d.unread = append(d.unread, src)
	}
	return data, err == nil && len(data) > 0
}

// Unread are the parts and pictures, up to now, that were left out as they are broken or too large.
func (d *Document) Unread() []string { return d.unread }

// relation is where a part refers to.
type relation struct {
	kind, target string
	outside      bool
}

func (d *Document) relations(part string) (map[string]relation, error) {
	at := strings.LastIndexByte(part, '/') + 1
	tree, err := d.archive.Tree(part[:at] + "_rels/" + part[at:] + ".rels")
	if err != nil {
		return nil, err
	}
	links := map[string]relation{}
	for _, r := range tree.All("Relationship") {
		link := relation{r.Attr("Type"), r.Attr("Target"), r.Attr("TargetMode") == "External"}
		if !link.outside {
			link.target = officefile.PartName(part, link.target)
		}
		links[r.Attr("Id")] = link
	}
	return links, nil
}

// Read reads a presentation.
func Read(data []byte) (*Document, error) {
	if officefile.IsCompound(data) {
		if compound, err := officefile.OpenCompound(data); err == nil && compound.Has("EncryptedPackage") {
			return nil, officefile.ErrLocked
		}
		return nil, officefile.ErrNot
	}
	archive, err := officefile.OpenArchive(data)
	if err != nil {
		return nil, err
	}
	d := &Document{archive: archive}
	main, err := d.main()
	if err != nil {
		return nil, err
	}
	tree, err := archive.Tree(main)
	if err != nil {
		return nil, err
	}
	list := tree.Child("presentation", "sldIdLst")
	if list == nil {
		return nil, officefile.ErrNot
	}
	links, err := d.relations(main)
	if err != nil {
		return nil, err
	}
	w := &writer{d: d}
	w.put("<html><body>")
	for _, s := range list.All("sldId") {
		id := ""
		for _, a := range s.Attrs {
			if a.Name.Local == "id" && a.Name.Space != "" {
				id = a.Value
			}
		}
		if part := links[id].target; part != "" {
			if err := w.slide(part); err != nil {
				return nil, err
			}
		}
	}
	for _, notes := range w.notes {
		w.put(`<div style="mso-element:comment"><p>`, html.EscapeString(notes), "</p></div>")
	}
	w.put("</body></html>")
	d.HTML = w.out.String()
	return d, nil
}

// main is the part of the presentation itself, which a package names (ECMA-376-2 §9.3); programs call it as they like.
func (d *Document) main() (string, error) {
	links, err := d.relations("")
	if err != nil {
		return "", err
	}
	for _, link := range links {
		if strings.HasSuffix(link.kind, "/officeDocument") && d.archive.Has(link.target) {
			return link.target, nil
		}
	}
	return "ppt/presentation.xml", nil
}

type writer struct {
	d       *Document
	links   map[string]relation
	out     strings.Builder
	notes   []string
	written bool // a slide
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		w.out.WriteString(p)
	}
}

// slide writes a slide (§19.3.1.38). What its speaker reads is told.
func (w *writer) slide(part string) error {
	tree, err := w.d.archive.Tree(part)
	if err != nil {
		return err
	}
	slide := tree.Child("sld")
	if slide.Attr("show") == "0" {
		w.d.Hidden++
		return nil
	}
	if w.links, err = w.d.relations(part); err != nil {
		return err
	}
	w.aside()
	shapes := slide.Child("cSld", "spTree")
	if shapes == nil {
		return nil
	}
	titled := false
	for _, s := range shapes.All("sp") {
		if kind := placeholder(s); (kind == "title" || kind == "ctrTitle") && !titled && len(texts(s)) > 0 {
			w.title(s)
			titled = true
		}
	}
	if !titled && w.written {
		w.put("<hr>")
	}
	w.written = true
	w.shapes(shapes)
	return nil
}

func placeholder(shape *node) string { return shape.Child("nvSpPr", "nvPr", "ph").Attr("type") }

// title writes the title of a slide on one line.
func (w *writer) title(shape *node) {
	w.put("<h1>")
	for i, p := range shape.Child("txBody").All("p") {
		if i > 0 {
			w.put(" ")
		}
		w.runs(p)
	}
	w.put("</h1>")
}

// texts are the paragraphs of a shape.
func texts(shape *node) []string {
	var all []string
	for _, p := range shape.All("p") {
		var text strings.Builder
		for _, t := range p.All("t") {
			text.WriteString(t.Inner())
		}
		if words := strings.Join(strings.Fields(text.String()), " "); words != "" {
			all = append(all, words)
		}
	}
	return all
}

// shapes writes what lies on a slide, in the order of the file.
func (w *writer) shapes(n *node) {
	titles := 0
	for _, c := range n.Children {
		switch c.Name {
		case "sp", "cxnSp":
			switch placeholder(c) {
			case "title", "ctrTitle":
				if titles++; titles == 1 && len(texts(c)) > 0 {
					continue
				}
			case "dt", "ftr", "sldNum", "hdr":
				continue
			}
			w.body(c)
		case "grpSp":
			w.shapes(c)
		case "pic":
			w.picture(c)
		case "graphicFrame":
			data := c.Child("graphic", "graphicData")
			if table := data.Child("tbl"); table != nil {
				w.table(table)
			} else {
				w.diagram(w.links[data.Child("relIds").Attr("dm")].target)
				w.put(`<object data="drawing">`, html.EscapeString(c.Child("nvGraphicFramePr", "cNvPr").Attr("descr")), "</object>")
			}
		case "AlternateContent":
			if choice := c.Child("Choice"); choice != nil {
				w.shapes(choice)
			}
		}
	}
}

func (w *writer) picture(n *node) {
	link := w.links[n.Child("blipFill", "blip").Attr("embed")]
	if link.target == "" {
		link = w.links[n.Child("blipFill", "blip").Attr("link")]
	}
	if link.target != "" {
		w.put(`<p><img src="`, html.EscapeString(link.target), `" alt="`, html.EscapeString(n.Child("nvPicPr", "cNvPr").Attr("descr")), `"></p>`)
	}
}

// body writes the paragraphs of a shape. Those of the place for the text of a slide are items of a
// list, unless they say otherwise.
func (w *writer) body(shape *node) {
	text := shape.Child("txBody")
	if text == nil {
		return
	}
	ph := shape.Child("nvSpPr", "nvPr", "ph")
	kind := ph.Attr("type")
	listed := ph != nil && (kind == "" || kind == "body" || kind == "obj")
	numbers := map[int]int{}
	for _, p := range text.Children {
		if p.Name != "p" || strings.TrimSpace(strings.Join(texts(&node{Children: []*node{p}}), "")) == "" {
			continue
		}
		properties := p.Child("pPr")
		level, _ := strconv.Atoi(properties.Attr("lvl"))
		level = min(max(level, 0), 8)
		automatic := properties.Child("buAutoNum")
		bulleted := listed && properties.Child("buNone") == nil || properties.Child("buChar") != nil || properties.Child("buBlip") != nil
		switch {
		case automatic != nil:
			numbers[level]++
			if start, err := strconv.Atoi(automatic.Attr("startAt")); err == nil && numbers[level] == 1 {
				numbers[level] = start
			}
			w.put(`<p style="mso-list:l0 level`, strconv.Itoa(level+1), ` lfo1" data-mark=number><span style="mso-list:Ignore">`, mark(automatic.Attr("type"), numbers[level]), "</span>")
		case bulleted:
			w.put(`<p style="mso-list:l0 level`, strconv.Itoa(level+1), ` lfo1"><span style="mso-list:Ignore">·</span>`)
		default:
			w.put("<p>")
		}
		if automatic == nil {
			delete(numbers, level)
		}
		for deeper := level + 1; deeper < 9; deeper++ {
			delete(numbers, deeper)
		}
		w.runs(p)
		w.put("</p>")
	}
}

// runs writes the text of a paragraph (§21.1.2.3).
func (w *writer) runs(p *node) {
	for _, c := range p.Children {
		switch c.Name {
		case "r", "fld":
			w.run(c)
		case "br":
			w.put("<br>")
		case "m", "oMath", "oMathPara":
			w.put(docx.Formula(c, element))
		}
	}
}

func (w *writer) run(r *node) {
	properties := r.Child("rPr")
	open, end := "", ""
	wrap := func(name string) { open, end = open+"<"+name+">", "</"+name+">"+end }
	if font := properties.Child("latin").Attr("typeface"); font != "" && !strings.HasPrefix(font, "+") {
		open, end = `<span style="font-family:'`+html.EscapeString(strings.NewReplacer("'", "", ";", "", `"`, "").Replace(font))+`'">`, "</span>"
	}
	if link := w.links[properties.Child("hlinkClick").Attr("id")]; link.outside {
		open, end = open+`<a href="`+html.EscapeString(link.target)+`">`, "</a>"+end
	}
	if b := properties.Attr("b"); b == "1" || b == "true" {
		wrap("b")
	}
	if i := properties.Attr("i"); i == "1" || i == "true" {
		wrap("i")
	}
	if s := properties.Attr("strike"); s != "" && s != "noStrike" {
		wrap("s")
	}
	if baseline, _ := strconv.Atoi(strings.TrimSuffix(properties.Attr("baseline"), "%")); baseline > 0 {
		wrap("sup")
	} else if baseline < 0 {
		wrap("sub")
	}
	w.put(open, html.EscapeString(r.Child("t").Inner()), end)
}
