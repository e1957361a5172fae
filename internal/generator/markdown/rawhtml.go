package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"loa/internal/base/problem"
)

// rawHTML renders the HTML that authors write. In a block, or in its lines, no end tag
// closes what was opened outside of it.
type rawHTML struct {
	*state
	links    *links
	pictures *pictures

	open []string // elements that are still open
	base int      // how many of them were opened outside of the block at hand
}

// enter begins a block; leave ends it, with what was left open in it.
func (h *rawHTML) enter() (outer int) {
	outer, h.base = h.base, len(h.open)
	return outer
}

func (h *rawHTML) leave(outer int) {
	h.closeDown(h.base)
	h.base = outer
}

// block renders HTML that stands as a block of its own.
func (h *rawHTML) block(n *ast.HTMLBlock) {
	raw, at := rawLines(n, h.source)
	switch {
	case h.m.trusted:
		h.out.foreign(string(raw))
	case bytes.HasPrefix(bytes.TrimLeft(raw, " "), []byte("<!--")):
		h.afterComment(raw)
	case h.m.dialect.RawHTML:
		h.filter(raw, at)
	default:
		h.warn(raw, at)
		h.out.paragraph(raw)
	}
}

// rawLines returns the text of an HTML block and where it begins.
func rawLines(n *ast.HTMLBlock, source []byte) (raw []byte, at span) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		if i == 0 {
			at = span{line.Start, line.Start + len(bytes.TrimRight(source[line.Start:line.Stop], "\n"))}
		}
		raw = append(raw, line.Value(source)...)
	}
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(source)...)
	}
	return raw, at
}

// afterComment drops comments without a word and shows what stands behind
// them in their lines.
func (h *rawHTML) afterComment(raw []byte) {
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
		h.out.paragraph(shown)
	}
}

// inline renders a tag within a line.
func (h *rawHTML) inline(n *ast.RawHTML) {
	var raw []byte
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		raw = append(raw, segment.Value(h.source)...)
	}
	at := span{max(n.Pos(), 0), max(n.Pos(), 0)}
	if n.Segments.Len() > 0 {
		at = span{n.Segments.At(0).Start, n.Segments.At(0).Stop}
	}
	switch {
	case h.m.trusted:
		h.out.tag(string(raw))
		h.out.space = false
	case bytes.HasPrefix(raw, []byte("<!--")):
	case h.m.dialect.RawHTML:
		h.filter(raw, at)
	default:
		h.warn(raw, at)
		h.out.literal(raw)
	}
}

// warn says once for an element that it is shown as text; an end tag has
// been spoken of with its start.
func (h *rawHTML) warn(raw []byte, at span) {
	if !bytes.HasPrefix(raw, []byte("</")) {
		h.report(problem.MarkdownRawHTML, at, nil)
	}
}
