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
	"slices"
	"strings"

	"loa/internal/base/pattern"
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
	fonts, l, store := map[pdffile.Ref]*font{}, &limits{}, newStore()
	var sheets []sheet
	for i, p := range pages {
		drawn, err := draw(file, p, i+1, fonts, l)
		if err != nil {
			return nil, err
		}
		d.look(drawn)
		sheets = append(sheets, newSheet(drawn, store))
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
	d.write(titleOf(file), sheets, store)
	return d, nil
}

// newSheet packs a page once it has been looked at for what concerns other pages.
func newSheet(d *drawn, store *store) sheet {
	s := sheet{drawn: d, lines: straight(d.rules)}
	strike(d.glyphs, s.lines.across)
	s.packed = store.pack(d.glyphs)
	_, rest, unsure := tablesOf(s.lines, d.glyphs)
	rows := rowsOf(rest)
	s.unsure, s.edges = unsure, edgesOf(rows, d.height)
	for _, r := range rows {
		s.ends = append(s.ends, r.right())
	}
	d.glyphs, d.rules = nil, nil
	return s
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

// noTitle is what programs write where the author gave no title.
var noTitle = pattern.New(`(?i)^(?:microsoft (?:word|excel|powerpoint)\b.*|untitled.*|document ?\d*|.*\.(?:docx?|xlsx?|pptx?|odt|rtf|pdf|tmp|html?))$`)

// titleOf is the title that the properties of a file name; "" if it is none of an author.
func titleOf(file *pdffile.File) string {
	s, _ := file.Resolve(file.Info()["Title"]).(pdffile.String)
	title := strings.TrimSpace(textString(string(s)))
	if noTitle.MatchString(title) {
		return ""
	}
	return title
}
