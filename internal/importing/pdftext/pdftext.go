// Package pdftext reads the text of a PDF as HTML in the form that Word puts on the clipboard.
//
//	document, err := pdftext.Read(data)
//	result := htmlimport.Options{Picture: document.Picture}.Convert(document.HTML)
//
// A PDF says where each letter stands, and nothing of paragraphs. Lines are joined to paragraphs where
// the next word would not have found room, larger letters are headings, and a table is what is drawn
// with lines. What is uncertain is told: letters that the file does not name, pages that are
// pictures, columns whose order nothing says. Read returns the errors of package officefile, and its own.
package pdftext

import (
	"errors"
	"html"
	"regexp"
	"slices"
	"strings"

	"loa/internal/base/pdffile"
)

var (
	// ErrScan says that the pages are pictures without text.
	ErrScan = errors.New("no text, only pictures")
	// ErrLetters says that the file does not name its letters, so that nobody can read them.
	ErrLetters = errors.New("the letters of the file have no names")
)

// Document is the text of a PDF.
type Document struct {
	HTML       string
	Scans      []int    // pages that are a picture without text
	Recognized []int    // pages whose words a program read from a picture
	Unsure     []int    // pages with columns, or a table without lines, that are read row by row
	Turned     []string // text that does not stand upright, which is not in HTML
	Unknown    []Letters
	pictures   pictures
}

// Letters are letters of a page that the file does not name.
type Letters struct {
	Page, Count int
}

// Picture returns a picture of the document by the source that HTML names.
func (d *Document) Picture(src string) ([]byte, bool) { return d.pictures.data(src) }

// Unread are the pictures, up to now, that were left out as they are broken, too large or of a form that
// is not read.
func (d *Document) Unread() []string { return d.pictures.unread }

// Read reads a PDF.
func Read(data []byte) (*Document, error) {
	file, err := pdffile.Open(data)
	if err != nil {
		return nil, err
	}
	pages, err := file.Pages()
	if err != nil {
		return nil, err
	}
	d := &Document{pictures: pictures{file: file, names: map[*pdffile.Stream]string{}, streams: map[string]*pdffile.Stream{}}}
	fonts, l := map[pdffile.Ref]*font{}, &limits{}
	var sheets []sheet
	for i, p := range pages {
		drawn, err := draw(file, p, i+1, fonts, l)
		if err != nil {
			return nil, err
		}
		d.look(drawn)
		s := sheet{drawn: drawn}
		var rest []glyph
		s.tables, rest, s.unsure = tablesOf(drawn)
		s.rows = rowsOf(rest)
		drawn.glyphs, drawn.rules = nil, nil
		sheets = append(sheets, s)
	}
	if l.glyphs == 0 && len(d.Scans) > 0 {
		return nil, ErrScan
	}
	unknown := 0
	for _, u := range d.Unknown {
		unknown += u.Count
	}
	if unknown*10 > l.glyphs {
		return nil, ErrLetters
	}
	runningHeads(sheets)
	d.write(file, sheets)
	return d, nil
}

// look notes what is special of a page, and names its pictures.
func (d *Document) look(p *drawn) {
	if p.unknown > 0 {
		d.Unknown = append(d.Unknown, Letters{p.number, p.unknown})
	}
	if turned := strings.Join(strings.Fields(p.turned), " "); turned != "" {
		d.Turned = append(d.Turned, turned)
	}
	unseen := 0
	for _, g := range p.glyphs {
		if g.unseen {
			unseen++
		}
	}
	whole := slices.ContainsFunc(p.images, func(i placed) bool {
		return i.box.width()*i.box.height() > 0.6*p.width*p.height
	})
	switch {
	case whole && len(p.glyphs) == 0:
		d.Scans = append(d.Scans, p.number)
	case unseen > 0 && 2*unseen > len(p.glyphs) && len(p.images) > 0:
		d.Recognized = append(d.Recognized, p.number)
		p.images = slices.DeleteFunc(p.images, func(i placed) bool { return i.box.width()*i.box.height() > 0.6*p.width*p.height })
	}
	p.images = slices.DeleteFunc(p.images, func(i placed) bool { return i.box.width() < 4 || i.box.height() < 4 })
	for i := range p.images {
		p.images[i].name = d.pictures.name(p.images[i].stream)
	}
}

// write writes the pages.
func (d *Document) write(file *pdffile.File, sheets []sheet) {
	repeated := onEach(sheets)
	var pages [][]block
	var told []string
	right := longest(sheets)
	for i := range sheets {
		s := &sheets[i]
		s.images = slices.DeleteFunc(s.images, func(i placed) bool { return repeated[i.name] })
		for t := range s.tables {
			s.tables[t].lay()
		}
		blocks := ordered(s.rows, s.tables, s.images, right)
		s.rows = nil
		if s.unsure || slices.ContainsFunc(blocks, func(b block) bool { return b.flow.apart }) {
			d.Unsure = append(d.Unsure, s.number)
		}
		for _, text := range s.told {
			if !slices.Contains(told, text) {
				told = append(told, text)
			}
		}
		pages = append(pages, blocks)
	}
	w := &writer{}
	w.measure(slices.Concat(pages...))
	var all []block
	var notes []note
	for _, blocks := range pages {
		rest, below := takeNotes(blocks, w.body, len(notes)+1)
		notes = append(notes, below...)
		all = over(all, rest)
	}
	w.put("<html><head><title>", html.EscapeString(titleOf(file)), "</title></head><body>")
	if len(told) > 0 {
		w.put(`<div role="banner"><p>`, html.EscapeString(strings.Join(told, "; ")), "</p></div>")
	}
	w.blocks(all, false)
	w.notes(notes)
	w.put("</body></html>")
	d.HTML = w.out.String()
}

// longest is how far most of the long lines of a document reach.
func longest(sheets []sheet) float64 {
	var all []float64
	for _, s := range sheets {
		for _, r := range s.rows {
			all = append(all, r.right())
		}
	}
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[len(all)*9/10]
}

// over puts the blocks of a page behind those of the pages before. A paragraph and a table that go on are
// joined.
func over(all, blocks []block) []block {
	if len(all) == 0 || len(blocks) == 0 {
		return append(all, blocks...)
	}
	last, next := &all[len(all)-1], &blocks[0]
	switch {
	case last.table != nil && next.table != nil && next.table.continues(last.table):
		last.table.goOn(next.table)
		blocks = blocks[1:]
	case last.joinsOver(next):
		last.goOn(next)
		blocks = blocks[1:]
	}
	return append(all, blocks...)
}

// noTitle is what programs write where the author gave no title.
var noTitle = regexp.MustCompile(`(?i)^(?:microsoft (?:word|excel|powerpoint)\b.*|untitled.*|document ?\d*|.*\.(?:docx?|xlsx?|pptx?|odt|rtf|pdf|tmp|html?))$`)

// titleOf is the title that the properties of a file name; "" if it is none of an author.
func titleOf(file *pdffile.File) string {
	s, _ := file.Resolve(file.Info()["Title"]).(pdffile.String)
	title := strings.TrimSpace(textString(string(s)))
	if noTitle.MatchString(title) {
		return ""
	}
	return title
}
