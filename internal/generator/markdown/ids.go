package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"loa/internal/base/problem"
)

// ids are the ids of a body, each given once.
type ids struct {
	prefix string          // before each
	frame  map[string]bool // ids of the page around the body
	used   map[string]int  // ids given, and the last number appended to each
	all    []string        // in the order in which they were given
}

func (i *ids) reset(prefix string) {
	clear(i.used)
	i.prefix = prefix
}

// unused gives an id that is not in use: base, base-2, base-3 … base is without the prefix.
func (i *ids) unused(base string) string {
	base = i.prefix + base
	id := base
	for n := max(i.used[base], 1); i.used[id] > 0 || i.frame[id]; {
		n++
		id = base + "-" + strconv.Itoa(n)
		i.used[base] = n
	}
	i.add(id)
	return id
}

func (i *ids) add(id string) {
	i.used[id]++
	i.all = append(i.all, id)
}

// Ids in footnotes: fn2 is the second note, fr2 its mark in the text, fr2.3 its
// third mark. A dot cannot come from a heading.
func (i *ids) note(index int) string { return i.prefix + "fn" + strconv.Itoa(index) }

func (i *ids) mark(index, again int) string {
	id := i.prefix + "fr" + strconv.Itoa(index)
	if again > 0 {
		id += "." + strconv.Itoa(again+1)
	}
	return id
}

// reserve gives the authors their own ids before any is made from a text, and reports
// those given twice.
func (r *renderer) reserve(document ast.Node) {
	if !bytes.Contains(r.source, []byte("{")) && !r.inline.marks {
		return
	}
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		if own, ok := ownID(n); entering && ok {
			r.reserveID(string(own.of(r.source)), own)
		}
		return ast.WalkContinue, nil
	})
	list, ok := document.LastChild().(*extast.FootnoteList)
	if !ok {
		return
	}
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		if note, ok := c.(*extast.Footnote); ok {
			r.ids.add(r.ids.note(note.Index))
			r.ids.add(r.ids.mark(note.Index, 0))
		}
	}
}

// reserveID takes an author's id, without the prefix; it reports one that is taken.
func (s *state) reserveID(own string, at span) {
	id := s.ids.prefix + own
	if s.ids.used[id] > 0 {
		s.report(problem.MarkdownDuplicateID, at, problem.Args{"id": own})
		return
	}
	s.ids.add(id)
}
