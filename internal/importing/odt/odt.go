// Package odt reads the text of an OpenDocument text (.odt) as HTML in the form that Word puts on
// the clipboard, so that one package understands it, as package docx does for .docx.
//
//	document, err := odt.Read(data)
//	result := htmlimport.Options{Picture: document.Picture}.Convert(document.HTML)
//
// A file is not trusted: what it unpacks to has the bounds of package officefile, whose errors
// Read returns. Chapters are those of OpenDocument 1.3, part 3.
package odt

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/officefile"
)

type node = officefile.Node

// Document is a text of LibreOffice.
type Document struct {
	HTML    string
	archive *officefile.Archive
	inside  map[string][]byte // pictures of a flat file
	unread  []string
}

// Read reads a document.
func Read(data []byte) (*Document, error) {
	open, flat := officefile.OpenArchive, officefile.IsFlat(data)
	if flat {
		open = officefile.OpenFlat
	}
	archive, err := open(data)
	if err != nil {
		return nil, err
	}
	manifest, err := archive.Tree("META-INF/manifest.xml")
	if err == nil && len(manifest.All("encryption-data")) > 0 {
		return nil, officefile.ErrLocked
	}
	content, err := archive.Tree("content.xml")
	if err != nil {
		return nil, err
	}
	if flat { // one tree has all
		content = content.Child("document")
	} else {
		content = content.Child("document-content")
	}
	body := content.Child("body", "text")
	if body == nil {
		return nil, fmt.Errorf("%w: no text in it", officefile.ErrNot)
	}
	d := &Document{archive: archive, inside: map[string][]byte{}}
	shared := content
	if !flat {
		if shared, err = archive.Tree("styles.xml"); err != nil {
			d.unread, shared = append(d.unread, "styles.xml"), &node{}
		}
		shared = shared.Child("document-styles")
	}
	w := &writer{d: d, styles: readStyles(shared, content), deleted: map[string]*node{}, lists: map[string]*list{}}
	w.document(body, shared)
	d.HTML = w.out.String()
	return d, nil
}

// Picture returns a picture of the document by the source that HTML names.
func (d *Document) Picture(src string) ([]byte, bool) {
	if data, there := d.inside[src]; there {
		return data, true
	}
	if !d.archive.Has(src) {
		return nil, false
	}
	data, err := d.archive.Read(src)
	if err != nil {
		d.unread = append(d.unread, src)
	}
	return data, err == nil && len(data) > 0
}

// keep keeps a picture of a flat file, which stands in its XML, and gives it a name.
func (d *Document) keep(text string) string {
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	ending := ".png"
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		ending = ".jpg"
	case bytes.HasPrefix(data, []byte("GIF8")):
		ending = ".gif"
	case bytes.Contains(data[:min(len(data), 512)], []byte("<svg")):
		ending = ".svg"
	}
	name := "hinh-" + strconv.Itoa(len(d.inside)+len(d.unread)+1) + ending
	if err != nil || len(data) == 0 {
		d.unread = append(d.unread, name)
		return name
	}
	d.inside[name] = data
	return name
}

// Unread are the parts and pictures, up to now, that were left out as they are broken or too large.
func (d *Document) Unread() []string { return d.unread }

// writer turns the text into HTML.
type writer struct {
	d        *Document
	styles   styles
	out      strings.Builder
	deleted  map[string]*node // deletions by the name of their change
	lists    map[string]*list // by name
	last     *list            // the list before, for one that goes on
	outline  list             // the numbers of headings
	boxes    []*node          // text boxes of the paragraph that is being written
	notes    []note
	counts   map[string]int
	comments []*node
}

type note struct {
	kind   string // ftn, edn
	number int
	body   *node
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		w.out.WriteString(p)
	}
}

// document writes everything: what stands at the head and foot of each page as such, the text, the
// notes that it points at, the remarks.
func (w *writer) document(body, shared *node) {
	w.counts = map[string]int{}
	w.put("<html><body>")
	for _, kind := range []string{"header", "footer"} {
		for _, n := range shared.Child("master-styles").All(kind) {
			if strings.TrimSpace(n.Inner()) != "" {
				w.put(`<div role="banner">`)
				w.blocks(n)
				w.put("</div>")
			}
		}
	}
	for _, region := range body.Child("tracked-changes").All("changed-region") {
		if gone := region.Child("deletion"); gone != nil {
			w.deleted[region.Attr("id")] = gone
		}
	}
	w.blocks(body)
	if len(w.notes) > 0 {
		w.put(`<div style="mso-element:footnote-list">`)
		for i := 0; i < len(w.notes); i++ { // notes may have notes
			n := w.notes[i]
			w.put(`<div style="mso-element:footnote" id="`, n.kind, strconv.Itoa(n.number), `">`)
			w.blocks(n.body)
			w.put("</div>")
		}
		w.put("</div>")
	}
	for i := 0; i < len(w.comments); i++ {
		w.put(`<div style="mso-element:comment">`)
		w.blocks(w.comments[i])
		w.put("</div>")
	}
	w.put("</body></html>")
}

// indexes are lists that the program makes of the text.
var indexes = []string{"table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index", "bibliography"}

// blocks writes paragraphs, lists and tables (§5.1).
func (w *writer) blocks(n *node) {
	for _, c := range n.Children {
		switch c.Name {
		case "p", "h":
			w.paragraph(c, "")
		case "list":
			w.list(c, 1, nil)
		case "table":
			w.table(c)
		case "section", "index-body", "index-title", "deletion", "text-box", "custom-shape", "rect", "ellipse", "g", "numbered-paragraph":
			if c.Attr("display") != "none" {
				w.blocks(c)
			}
		case "change":
			w.change(c)
		case "frame", "a", "line", "polyline", "path":
			w.paragraph(&node{Name: "p", Children: []*node{c}}, "")
		default:
			if slices.Contains(indexes, c.Name) {
				w.put(`<div role="doc-toc">`)
				w.blocks(c)
				w.put("</div>")
			}
		}
	}
}

// paragraph writes a paragraph or a heading, with the mark of the list item that it begins.
func (w *writer) paragraph(n *node, mark string) {
	outer := w.boxes
	w.boxes = nil
	open, end := "<p>", "</p>"
	level, _ := strconv.Atoi(n.Attr("outline-level"))
	style := n.Attr("style-name")
	switch {
	case n.Name == "h":
		name := "h" + strconv.Itoa(min(max(level, 1), 6))
		if number := w.headingNumber(n, max(level, 1)); number != "" && mark == "" {
			mark = number
		}
		if mark == "•" {
			mark = ""
		}
		open, end = "<"+name+">", "</"+name+">"
		if mark != "" {
			open += html.EscapeString(mark) + " "
		}
	case mark != "":
		open = mark
	case w.styles.is(style, "Title"):
		open = "<p class=MsoTitle>"
	case w.styles.is(style, "Subtitle"):
		open = "<p class=MsoSubtitle>"
	}
	w.put(open)
	w.inline(n, look{paragraph: style, heading: n.Name == "h"})
	w.put(end)
	boxes := w.boxes
	w.boxes = outer
	for _, box := range boxes {
		w.put("<div>")
		w.blocks(box)
		w.put("</div>")
	}
}

// change tells what a tracked change took away. The text of a document is what stands when all
// changes are accepted; what was deleted lies apart (§5.5).
func (w *writer) change(n *node) {
	id := n.Attr("change-id")
	gone := w.deleted[id]
	if gone == nil {
		return
	}
	delete(w.deleted, id)
	w.put("<del>")
	for i, c := range gone.Children {
		if c.Name == "p" || c.Name == "h" {
			if i > 0 {
				w.put(" ")
			}
			w.inline(c, look{paragraph: c.Attr("style-name")})
		} else if c.Name != "change-info" {
			w.put(html.EscapeString(c.Inner()))
		}
	}
	w.put("</del>")
}

// table writes a table (§9.1).
func (w *writer) table(t *node) {
	w.put("<table>")
	w.rows(t)
	w.put("</table>")
}

func (w *writer) rows(n *node) {
	for _, c := range n.Children {
		switch c.Name {
		case "table-header-rows", "table-rows", "table-row-group":
			w.rows(c)
		case "table-row":
			for range times(c, "number-rows-repeated") {
				w.put("<tr>")
				w.cells(c)
				w.put("</tr>")
			}
		}
	}
}

func (w *writer) cells(row *node) {
	for _, c := range row.Children {
		if c.Name != "table-cell" {
			continue
		}
		for range times(c, "number-columns-repeated") {
			w.put(`<td colspan="`, strconv.Itoa(times(c, "number-columns-spanned")), `" rowspan="`, strconv.Itoa(times(c, "number-rows-spanned")), `">`)
			w.blocks(c)
			w.put("</td>")
		}
	}
}

// mostRepeated bounds what a number alone makes stand again and again.
const mostRepeated = 100

// times is a number of an attribute, 1 without it.
func times(n *node, name string) int {
	count, err := strconv.Atoi(n.Attr(name))
	if err != nil || count < 1 {
		return 1
	}
	return min(count, mostRepeated)
}
