package newsroom

import (
	"strings"

	"loa/internal/desk/sourceedit"
)

// changes say of each version, the latest first, what differs from the one before; ""
// for the first and for one that cannot be read.
func (p *past) changes(q *request, all []sourceedit.Version) []string {
	said := make([]string, len(all))
	var next *sourceedit.Document
	for i, v := range all {
		raw, err := p.text(v.ID)
		doc, ok := sourceedit.Parse(raw)
		if err != nil || !ok {
			doc = nil
		}
		if i > 0 && doc != nil && next != nil {
			said[i-1] = changed(q, p.file, doc, next)
		}
		next = doc
	}
	return said
}

// changed names the fields in which two versions of an entry differ, and how many lines
// of the text came and went.
func changed(q *request, file string, was, now *sourceedit.Document) string {
	var all []string
	for _, p := range partsOf(kindOf(now, nameOf(q, file))) {
		for _, f := range p.fields {
			if f.shown(f.value(was)) != f.shown(f.value(now)) {
				all = append(all, q.label(f.Word()))
			}
		}
	}
	left, right := marked(was.Body(), now.Body())
	if gone, came := differing(left), differing(right); gone+came > 0 {
		all = append(all, q.say("version-lines", "came", came, "gone", gone))
	}
	return strings.Join(all, ", ")
}

// differing is how many lines differ.
func differing(lines []mark) (n int) {
	for _, l := range lines {
		if l.Other && strings.TrimSpace(l.Text) != "" {
			n++
		}
	}
	return n
}
