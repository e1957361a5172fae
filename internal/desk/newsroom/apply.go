package newsroom

import (
	"bytes"
	"slices"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// kindOf is what an entry is by the tables of its front matter.
func kindOf(doc *sourceedit.Document, name content.Name) content.Kind {
	switch values := doc.Values(); {
	case name.IsSection():
		return content.Section
	case values["event"] != nil:
		return content.Event
	case isTable(values["campaign"]):
		return content.Campaign
	case values["document"] != nil:
		return content.Document
	}
	return content.Article
}

func isTable(value any) bool {
	_, ok := value.(map[string]any)
	return ok
}

// value is what a document has for a field. A picture may be written as its
// path alone.
func (f field) value(doc *sourceedit.Document) any {
	if f.path[0] == "image" {
		if src, ok := doc.Value("image").(string); ok {
			if f.path[1] == "src" {
				return src
			}
			return nil
		}
	}
	return doc.Value(f.path...)
}

// untaken is a field that could not be taken, with what was typed into it and
// why not, by its word in the catalogue.
type untaken struct {
	field
	sent string
	why  string
	said string // instead of why, in words
}

// reason says why a field could not be taken.
func (u untaken) reason(q *request) string {
	if u.said != "" {
		return u.said
	}
	return q.say(u.why)
}

// apply takes what a form sent into a document: the keys that differ from what
// a browser sends of what the form showed, and the text. It returns the fields
// that could not be taken.
func apply(doc *sourceedit.Document, parts []part, form func(string) []string) (refused []untaken) {
	before := doc.Bytes()
	for _, p := range parts {
		for _, f := range p.fields {
			if len(form("has."+f.name())) == 0 {
				continue // the form did not ask for it
			}
			before := f.value(doc)
			sent := f.posted(form)
			if sent == f.returned(f.shown(before)) {
				continue
			}
			if why := f.take(doc, sent, before); why != "" {
				refused = append(refused, untaken{field: f, sent: sent, why: why})
			}
		}
	}
	if body := form("body"); len(body) > 0 {
		rewrite(doc, body[0])
	}
	if len(refused) == 0 && len(form("has.f.event.start")) > 0 && !bytes.Equal(before, doc.Bytes()) {
		refused = settle(doc)
	}
	return refused
}

// take puts what was sent for a field in the place of what was there before, or
// says why not.
func (f field) take(doc *sourceedit.Document, sent string, before any) (why string) {
	literal, ok := f.literal(sent, before)
	switch {
	case !ok:
		return "wrong-" + string(f.Control)
	case literal == "" && f.needed():
		return "wrong-empty"
	case f.foreign(before) || !f.put(doc, literal):
		return "wrong-written"
	}
	return ""
}

// written is the text of a document as a form shows it: without the blank lines
// that part it from the front matter.
func written(doc *sourceedit.Document) string { return strings.TrimLeft(doc.Body(), "\n") }

// rewrite replaces the text that a form showed. What was not shown stays.
func rewrite(doc *sourceedit.Document, sent string) {
	shown := written(doc)
	if sent = lined(sent); sent == lined(shown) {
		return
	}
	if sent != "" && !strings.HasSuffix(sent, "\n") {
		sent += "\n"
	}
	doc.SetBody(strings.TrimSuffix(doc.Body(), shown) + sent)
}

// foreign reports whether a list of tables holds keys that the form has no
// place for, and would lose.
func (f field) foreign(value any) bool {
	known := map[content.Control][]string{content.AskSources: {"name", "url", "date"}, content.AskMoves: {"from", "to"}}[f.Control]
	list, _ := value.([]any)
	for _, item := range list {
		table, _ := item.(map[string]any)
		for k := range table {
			if known != nil && !slices.Contains(known, k) {
				return true
			}
		}
	}
	return false
}

// needed reports whether a page cannot be without the field.
func (f field) needed() bool { return f.path[0] == "title" }

// put writes a value, or takes it out if it is "".
func (f field) put(doc *sourceedit.Document, literal string) bool {
	if f.path[0] == "image" {
		return f.putImage(doc, literal)
	}
	if literal != "" {
		return doc.Set(f.path, literal)
	}
	if strings.Join(f.path, ".") == "event.repeat.every" {
		return doc.Remove("event", "repeat")
	}
	return doc.Remove(f.path...)
}

func (f field) putImage(doc *sourceedit.Document, literal string) bool {
	switch now := doc.Value("image").(type) {
	case nil:
		return literal == "" || doc.Set([]string{"image"}, "{ "+f.path[1]+" = "+literal+" }")
	case string:
		switch {
		case f.path[1] == "src" && literal != "":
			return doc.Set([]string{"image"}, literal)
		case f.path[1] == "src":
			return doc.Remove("image")
		case literal == "":
			return true
		}
		return doc.Set([]string{"image"}, "{ src = "+quote(now)+", "+f.path[1]+" = "+literal+" }")
	case map[string]any:
		if literal == "" && len(now) == 1 && now[f.path[1]] != nil {
			return doc.Remove("image")
		}
	}
	if literal == "" {
		return doc.Remove(f.path...)
	}
	return doc.Set(f.path, literal)
}
