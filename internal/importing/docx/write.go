package docx

import (
	"html"
	"slices"
	"strconv"
	"strings"
)

// writer turns the parts of a document into HTML.
type writer struct {
	d        *Document
	part     string
	body     *node
	links    map[string]relation
	styles   styles
	numbers  numbers
	notes    map[string]map[string]*node // "ftn", "edn" → by id
	noteURLs map[string]map[string]relation
	remarks  *node
	out      strings.Builder
	texts    int     // bytes of text that were written
	full     bool    // more than mostHTML was to be written: nothing further is looked at
	boxes    []*node // text boxes of the paragraph that is being written
	asked    []note
	numbered map[note]int
	last     map[string]int // the last number of a kind of notes
	fields   []*field
	closed   map[*node]bool // signs that open a field which is closed again
	held     []*node        // paragraphs that go on in the next, as their ends are deleted
}

// note is a footnote (ftn) or an endnote (edn).
type note struct{ kind, id string }

func (d *Document) writer(main string) (*writer, error) {
	w := &writer{d: d, part: main, notes: map[string]map[string]*node{}, noteURLs: map[string]map[string]relation{}, numbered: map[note]int{}, last: map[string]int{}, closed: map[*node]bool{}}
	var err error
	read := func(part string) *node {
		if err != nil {
			return &node{}
		}
		var root *node
		if root, err = d.tree(part); err != nil {
			return &node{}
		}
		closedFields(root, w.closed)
		return root
	}
	root := read(main)
	if err == nil {
		w.links, err = d.relations(main)
	}
	by := func(kind string) string {
		for _, link := range w.links {
			if strings.HasSuffix(link.kind, "/"+kind) && !link.outside {
				return link.target
			}
		}
		return ""
	}
	w.styles = readStyles(read(by("styles")))
	w.numbers = readNumbers(read(by("numbering")))
	w.remarks = read(by("comments"))
	for kind, name := range map[string]string{"ftn": "footnote", "edn": "endnote"} {
		part := by(name + "s")
		w.notes[kind] = map[string]*node{}
		for _, n := range read(part).all(name) {
			w.notes[kind][n.attr("id")] = n
		}
		if err == nil && part != "" {
			w.noteURLs[kind], err = d.relations(part)
		}
	}
	if err != nil {
		return nil, err
	}
	w.body = root.child("document", "body")
	if w.body == nil {
		return nil, ErrNot
	}
	return w, nil
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		if w.out.Len()+len(p) > mostHTML {
			w.full = true
			return
		}
		w.out.WriteString(p)
	}
}

func (w *writer) text(s string) {
	w.texts += len(s)
	w.put(html.EscapeString(s))
}

// document writes everything: what stands at the head and foot of each page as
// such, the text, the notes that it points at, the remarks.
func (w *writer) document() (string, error) {
	w.put("<html><body>")
	w.edges("header")
	w.blocks(w.body)
	w.edges("footer")
	if len(w.asked) > 0 {
		w.put(`<div style="mso-element:footnote-list">`)
		for i := 0; i < len(w.asked); i++ { // notes may point at notes
			w.note(w.asked[i])
		}
		w.put("</div>")
	}
	for _, n := range w.remarks.all("comment") {
		w.put(`<div style="mso-element:comment">`)
		w.blocks(n)
		w.put("</div>")
	}
	w.put("</body></html>")
	if w.full {
		return "", ErrTooLarge
	}
	return w.out.String(), nil
}

// edges writes the headers or footers of the pages.
func (w *writer) edges(kind string) {
	var parts []string
	for _, link := range w.links {
		if strings.HasSuffix(link.kind, "/"+kind) && !link.outside {
			parts = append(parts, link.target)
		}
	}
	slices.Sort(parts)
	for _, part := range slices.Compact(parts) {
		root, err := w.d.tree(part)
		if err != nil {
			w.d.unread = append(w.d.unread, part)
			continue
		}
		if strings.TrimSpace(root.inner()) == "" {
			continue
		}
		closedFields(root, w.closed)
		w.put(`<div role="banner">`)
		for _, n := range root.children {
			w.blocks(n)
		}
		w.put("</div>")
	}
}

func (w *writer) note(n note) {
	number := strconv.Itoa(w.numbered[n])
	w.put(`<div style="mso-element:footnote" id="`, n.kind, number, `">`)
	links := w.links
	w.links = w.noteURLs[n.kind]
	w.blocks(w.notes[n.kind][n.id])
	w.links = links
	w.put("</div>")
}
