package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"loa/internal/base/problem"
)

// Ids in footnotes: fn2 is the second note, fr2 its mark in the text, fr2.3 its
// third mark. A dot cannot come from a heading.
const (
	noteID = "fn"
	markID = "fr"
)

func (r *render) reserveFootnotes(document ast.Node) {
	list, ok := document.LastChild().(*extast.FootnoteList)
	if !ok {
		return
	}
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		for _, id := range []string{noteID, markID} {
			id = r.in.IDPrefix + id + strconv.Itoa(note.Index)
			r.used[id]++
			r.result.IDs = append(r.result.IDs, id)
		}
	}
}

// checkMarks reports marks of footnotes that are still text, since nothing
// defines them.
func (r *render) checkMarks(n *ast.Text) {
	if !r.marks {
		return
	}
	for at := n.Segment.Start; at < n.Segment.Stop; at++ {
		rest := r.source[at:]
		if !bytes.HasPrefix(rest, []byte("[^")) || at > 0 && r.source[at-1] == '\\' {
			continue
		}
		if end := bytes.IndexAny(rest, "] \t\n"); end > 2 && rest[end] == ']' {
			r.report(problem.MarkdownNoFootnote, span{at, at + end + 1}, problem.Args{"mark": string(rest[:end+1])})
		}
	}
}

func (r *render) footnoteLink(n *extast.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	r.tag("<sup")
	r.attr("id", r.markID(n.Index, n.RefIndex))
	r.buf = append(r.buf, "><a"...)
	r.attr("href", "#"+r.in.IDPrefix+noteID+number)
	r.buf = append(r.buf, " role=doc-noteref>"...)
	r.buf = append(r.buf, number...)
	r.buf = append(r.buf, "</a></sup>"...)
	r.space, r.blank = false, none
}

func (r *render) markID(index, again int) string {
	id := r.in.IDPrefix + markID + strconv.Itoa(index)
	if again > 0 {
		id += "." + strconv.Itoa(again+1)
	}
	return id
}

// footnotes ends the body: the notes in the order of their marks.
func (r *render) footnotes(n *extast.FootnoteList) {
	r.block("<section class=footnotes role=doc-endnotes")
	if r.in.Words.Footnotes != "" {
		r.attr("aria-label", r.in.Words.Footnotes)
	}
	r.buf = append(r.buf, "><ol>"...)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		r.block("<li")
		r.attr("id", r.in.IDPrefix+noteID+strconv.Itoa(note.Index))
		r.buf = append(r.buf, '>')
		r.note(note)
	}
	r.block("</ol></section>")
}

// note renders a footnote; way back marks that stand outside of its last
// paragraph (after a list, say) come on a line of their own.
func (r *render) note(n *extast.Footnote) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeInline {
			if c.PreviousSibling() == nil || c.PreviousSibling().Type() != ast.TypeInline {
				r.block("<p>")
			}
			r.inline(c)
			continue
		}
		r.node(c)
	}
	r.close()
}

// footnoteBack leads from a note back to its mark.
func (r *render) footnoteBack(n *extast.FootnoteBacklink) {
	r.white(' ')
	r.tag("<a")
	r.attr("href", "#"+r.markID(n.Index, n.RefIndex))
	r.attr("role", "doc-backlink")
	if r.in.Words.Back != "" {
		label := r.in.Words.Back
		if n.RefCount > 1 {
			label += " " + strconv.Itoa(n.RefIndex+1)
		}
		r.attr("aria-label", label)
	}
	r.buf = append(r.buf, ">↩︎</a>"...)
	r.space, r.blank = false, none
}
