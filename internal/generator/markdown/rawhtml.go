package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"loa/internal/base/problem"
)

// htmlBlock renders HTML that stands as a block of its own.
func (r *render) htmlBlock(n *ast.HTMLBlock) {
	raw, at := r.rawLines(n)
	switch {
	case r.m.trusted:
		r.foreign(string(raw))
	case bytes.HasPrefix(bytes.TrimLeft(raw, " "), []byte("<!--")):
		r.afterComment(raw)
	case r.m.dialect.RawHTML:
		r.filter(raw, at)
	default:
		r.warnRaw(raw, at)
		r.asParagraph(raw)
	}
}

// rawLines returns the text of an HTML block and where it begins.
func (r *render) rawLines(n *ast.HTMLBlock) (raw []byte, at span) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		if i == 0 {
			at = span{line.Start, line.Start + len(bytes.TrimRight(r.source[line.Start:line.Stop], "\n"))}
		}
		raw = append(raw, line.Value(r.source)...)
	}
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(r.source)...)
	}
	return raw, at
}

// afterComment drops comments without a word and shows what stands behind
// them in their lines.
func (r *render) afterComment(raw []byte) {
	var shown []byte
	for {
		before, comment, found := bytes.Cut(raw, []byte("<!--"))
		shown = append(shown, before...)
		if !found {
			break
		}
		_, raw, _ = bytes.Cut(comment, []byte("-->"))
	}
	if len(bytes.TrimSpace(shown)) > 0 {
		r.asParagraph(shown)
	}
}

// asParagraph shows text as it stands, HTML too, in a paragraph of its own.
func (r *render) asParagraph(raw []byte) {
	r.block("<p>")
	r.literal(raw)
	r.close()
	r.openP = true
}

// rawHTML renders a tag within a line.
func (r *render) rawHTML(n *ast.RawHTML) {
	var raw []byte
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		raw = append(raw, segment.Value(r.source)...)
	}
	at := span{max(n.Pos(), 0), max(n.Pos(), 0)}
	if n.Segments.Len() > 0 {
		at = span{n.Segments.At(0).Start, n.Segments.At(0).Stop}
	}
	switch {
	case r.m.trusted:
		r.tag(string(raw))
		r.space = false
	case bytes.HasPrefix(raw, []byte("<!--")):
	case r.m.dialect.RawHTML:
		r.filter(raw, at)
	default:
		r.warnRaw(raw, at)
		r.literal(raw)
	}
}

// warnRaw says once for an element that it is shown as text; an end tag has
// been spoken of with its start.
func (r *render) warnRaw(raw []byte, at span) {
	if !bytes.HasPrefix(raw, []byte("</")) {
		r.report(problem.MarkdownRawHTML, at, nil)
	}
}
