package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"loa/internal/base/problem"
)

// checkMarks reports marks of footnotes that are still text, since nothing
// defines them.
func (i *inline) checkMarks(n *ast.Text) {
	if !i.marks {
		return
	}
	for at := n.Segment.Start; at < n.Segment.Stop; at++ {
		rest := i.source[at:]
		if !bytes.HasPrefix(rest, []byte("[^")) || at > 0 && i.source[at-1] == '\\' {
			continue
		}
		if end := bytes.IndexAny(rest, "] \t\n"); end > 2 && rest[end] == ']' {
			i.report(problem.MarkdownNoFootnote, span{at, at + end + 1}, problem.Args{"mark": string(rest[:end+1])})
		}
	}
}

func (i *inline) noteMark(n *extast.FootnoteLink) {
	i.out.tag("<sup")
	i.out.attr("id", i.ids.mark(n.Index, n.RefIndex))
	i.out.put("><a")
	i.out.attr("href", "#"+i.ids.note(n.Index))
	i.out.put(" role=doc-noteref>" + strconv.Itoa(n.Index) + "</a></sup>")
	i.out.space, i.out.blank = false, none
}

// footnotes ends the body: the notes in the order of their marks.
func (b *blocks) footnotes(n *extast.FootnoteList) {
	b.out.block("<section class=footnotes role=doc-endnotes")
	if b.in.Words.Footnotes != "" {
		b.out.attr("aria-label", b.in.Words.Footnotes)
	}
	b.out.put("><ol>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		b.out.block("<li")
		b.out.attr("id", b.ids.note(note.Index))
		b.out.put(">")
		b.footnote(note)
	}
	b.out.block("</ol></section>")
}

// footnote renders a footnote. Links back that stand behind its last paragraph (after a
// list, say) come on a line of their own.
func (b *blocks) footnote(n *extast.Footnote) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeInline {
			if c.PreviousSibling() == nil || c.PreviousSibling().Type() != ast.TypeInline {
				b.out.block("<p>")
			}
			b.inline.node(c)
			continue
		}
		b.node(c)
	}
	b.out.close()
}

// noteBack leads from a note back to its mark.
func (i *inline) noteBack(n *extast.FootnoteBacklink) {
	i.out.white(' ')
	i.out.tag("<a")
	i.out.attr("href", "#"+i.ids.mark(n.Index, n.RefIndex))
	i.out.attr("role", "doc-backlink")
	if i.in.Words.Back != "" {
		label := i.in.Words.Back
		if n.RefCount > 1 {
			label += " " + strconv.Itoa(n.RefIndex+1)
		}
		i.out.attr("aria-label", label)
	}
	i.out.put(">↩︎</a>")
	i.out.space, i.out.blank = false, none
}
