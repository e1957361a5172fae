package check

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"loa/internal/base/problem"
)

// markup is what the rules know of a page's HTML, from one pass over it.
type markup struct {
	links  []string // the addresses of its links
	faults []fault
}

// fault is something wrong in the HTML of a page.
type fault struct {
	code problem.Code
	args problem.Args
	mark string // how the element is written, to find it in a text
}

// reading is HTML on its way to being understood.
type reading struct {
	markup
	stack   []element
	ids     map[string]bool
	fields  []field
	refs    []reference
	labels  map[string]bool // ids that labels speak of
	foreign int             // how deep in SVG or MathML
}

type element struct {
	tag
	asks bool // must have a name
}

// field is a form's field that has no name of its own.
type field struct{ id, shown string }

// reference is an attribute that names an id.
type reference struct{ attribute, id string }

// read looks at a page's HTML as a browser would: end tags that may be left
// out are no fault.
func read(page []byte) markup {
	r := readings.Get().(*reading)
	defer r.release()
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			r.end()
			return r.markup
		case html.TextToken:
			r.text(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			r.start(z)
		case html.EndTagToken:
			name, _ := z.TagName()
			r.endTag(kindNamed(name).name)
		}
	}
}

var readings = sync.Pool{New: func() any { return &reading{ids: map[string]bool{}, labels: map[string]bool{}} }}

// release gives the memory of a reading to the next one, but for what was found.
func (r *reading) release() {
	clear(r.ids)
	clear(r.labels)
	*r = reading{ids: r.ids, labels: r.labels, stack: r.stack[:0], fields: r.fields[:0], refs: r.refs[:0]}
	readings.Put(r)
}

func (r *reading) fault(code problem.Code, args problem.Args) {
	r.faults = append(r.faults, fault{code: code, args: args})
}

// text names the elements that it stands in.
func (r *reading) text(raw []byte) {
	if len(bytes.TrimSpace(raw)) > 0 {
		r.name()
	}
}

func (r *reading) name() {
	for i := len(r.stack) - 1; i >= 0 && !r.stack[i].named; i-- {
		r.stack[i].named = true
	}
}

// tag is a start tag, read.
type tag struct {
	*kind
	id, href   string
	typ, field string
	named      bool // by aria-label, aria-labelledby, title
	alt        string
	hidden     bool
}

func (r *reading) start(z *html.Tokenizer) {
	selfCloses := bytes.HasSuffix(z.Raw(), []byte("/>"))
	name, more := z.TagName()
	t := tag{kind: kindNamed(name)}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		r.attribute(&t, key, value)
	}
	if t.name == "svg" || t.name == "math" {
		r.foreign++
	}
	if r.foreign == 0 {
		r.place(t.kind)
	}
	r.inspect(t)
	switch {
	case r.foreign == 0 && t.void, r.foreign > 0 && selfCloses:
		if selfCloses && (t.name == "svg" || t.name == "math") {
			r.foreign--
		}
	default:
		asks := r.foreign == 0 && !t.hidden && !r.hidden() && (t.name == "button" || t.name == "a" && t.href != "")
		r.stack = append(r.stack, element{t, asks})
	}
}

func (r *reading) attribute(t *tag, key, value []byte) {
	switch string(key) {
	case "id":
		t.id = string(value)
		if r.ids[t.id] {
			r.faults = append(r.faults, fault{problem.HTMLDuplicateID, problem.Args{"id": t.id}, t.id})
		}
		r.ids[t.id] = true
	case "href":
		t.href = string(value)
	case "type":
		t.typ = strings.ToLower(string(value))
	case "name":
		t.field = string(value)
	case "alt":
		t.alt = string(value)
	case "value":
		t.named = t.named || t.typ == "submit" || t.typ == "button" || t.typ == "reset"
	case "hidden":
		t.hidden = true
	case "aria-hidden":
		t.hidden = t.hidden || string(value) == "true"
	case "aria-label", "title":
		t.named = t.named || len(bytes.TrimSpace(value)) > 0
	case "for":
		if t.name == "label" {
			r.labels[string(value)] = true
		}
		r.refs = append(r.refs, reference{"for", string(value)})
	case "aria-labelledby", "aria-describedby", "aria-controls":
		attribute := string(key)
		t.named = t.named || attribute == "aria-labelledby"
		for _, id := range strings.Fields(string(value)) {
			r.refs = append(r.refs, reference{attribute, id})
		}
	}
}

// inspect looks at what a tag is for.
func (r *reading) inspect(t tag) {
	switch t.name {
	case "a":
		if t.href != "" {
			r.links = append(r.links, t.href)
		}
	case "img":
		if t.alt != "" {
			r.name()
		}
	case "input":
		switch t.typ {
		case "hidden", "submit", "button", "reset":
			return
		case "image":
			if t.alt == "" && !t.named {
				r.fault(problem.HTMLNoName, problem.Args{"element": "<input type=image>"})
			}
			return
		}
		r.formField(t)
	case "select", "textarea":
		r.formField(t)
	}
	if t.named { // what it stands in can be told by it
		r.name()
	}
}

func (r *reading) formField(t tag) {
	if !t.named && !t.hidden && !r.within("label") && !r.hidden() {
		r.fields = append(r.fields, field{t.id, t.shown()})
	}
}

// hidden reports whether what stands here is not shown, or not yet.
func (r *reading) hidden() bool {
	return slices.ContainsFunc(r.stack, func(e element) bool { return e.hidden })
}

// shown is a tag as messages show it.
func (t tag) shown() string {
	attribute := ""
	switch {
	case t.href != "":
		attribute = " href=" + t.href
	case t.field != "":
		attribute = " name=" + t.field
	case t.id != "":
		attribute = " id=" + t.id
	}
	return "<" + t.name + attribute + ">"
}

func (r *reading) within(name string) bool {
	for i := range r.stack {
		if r.stack[i].name == name {
			return true
		}
	}
	return false
}

// end looks at what could be known only at the end of the page.
func (r *reading) end() {
	for i := len(r.stack) - 1; i >= 0; i-- {
		r.leave(r.stack[i])
		if !r.stack[i].optional {
			r.fault(problem.HTMLUnclosed, problem.Args{"element": r.stack[i].shown()})
		}
	}
	for _, f := range r.fields {
		if f.id == "" || !r.labels[f.id] {
			r.fault(problem.HTMLNoLabel, problem.Args{"field": f.shown})
		}
	}
	for _, ref := range r.refs {
		if !r.ids[ref.id] {
			r.fault(problem.HTMLReference, problem.Args{"attribute": ref.attribute, "id": ref.id})
		}
	}
}

// leave is told of an element that ends.
func (r *reading) leave(e element) {
	if e.asks && !e.named {
		r.fault(problem.HTMLNoName, problem.Args{"element": e.shown()})
	}
}
