package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// words renders the words of a block.
func (r *render) words(parent ast.Node) {
	if r.in.Thorough {
		r.passage(parent)
	}
	outside := r.enter()
	r.lines(parent)
	r.leave(outside)
	r.close()
}

// lines renders what stands in the lines of a block, or in an element there.
func (r *render) lines(parent ast.Node) {
	if lines := linesOf(parent); lines != nil {
		r.plainLines(lines)
		return
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.inline(n)
	}
}

func (r *render) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.textNode(n)
	case *ast.Emphasis:
		r.emphasis(n)
	case *ast.CodeSpan:
		r.codeSpan(n)
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.Image:
		r.image(n)
	case *ast.RawHTML:
		r.rawHTML(n)
	case *ast.String:
		r.text(n.Value)
	case *extast.Strikethrough:
		r.tag("<del>")
		r.lines(n)
		r.end("</del>")
	case *phrase:
		r.phrase(n)
	case *extast.FootnoteLink:
		r.footnoteLink(n)
	case *extast.FootnoteBacklink:
		r.footnoteBack(n)
	}
}

func (r *render) textNode(n *ast.Text) {
	value := n.Segment.Value(r.source)
	if n.IsRaw() {
		r.literal(value)
	} else {
		r.text(value)
		r.checkMarks(n)
		r.checkDirectives(n.Segment.Start, n.Segment.Stop)
	}
	switch {
	case n.HardLineBreak():
		r.lineBreak()
	case n.SoftLineBreak():
		r.white('\n')
	}
}

// lineBreak writes <br>, around which white space shows nothing.
func (r *render) lineBreak() {
	if r.blank != none {
		r.buf = append(r.buf[:r.blank], r.buf[r.blank+1:]...)
	}
	r.tag("<br>")
	r.space, r.inWord = true, false
	if n := len(r.plain); r.wantPlain && n > 0 && r.plain[n-1] > ' ' {
		r.plain = append(r.plain, ' ')
	}
}

func (r *render) emphasis(n *ast.Emphasis) {
	start, end := "<em>", "</em>"
	if n.Level == 2 {
		start, end = "<strong>", "</strong>"
	}
	r.tag(start)
	r.lines(n)
	r.end(end)
}

func (r *render) codeSpan(n *ast.CodeSpan) {
	r.tag("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			r.literal(t.Segment.Value(r.source))
		}
	}
	r.end("</code>")
}

// oneLine returns text with every run of white space as one space, none at the
// ends.
func oneLine(s []byte) string {
	for i, c := range s {
		if c <= ' ' && (c != ' ' || i == 0 || i+1 == len(s) || s[i-1] == ' ') {
			return string(bytes.Join(bytes.Fields(s), []byte(" ")))
		}
	}
	return string(s)
}

// appendText appends the plain text of a node: what a reader would hear, in
// one line.
func appendText(dst []byte, n ast.Node, source []byte) []byte {
	if lines := linesOf(n); lines != nil {
		return append(dst, lines.Value(source)...) // whose line ends are white space, too
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(source)
			if _, code := n.(*ast.CodeSpan); code || c.IsRaw() {
				dst = append(dst, value...)
			} else {
				dst = append(dst, decode(value)...)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				dst = append(dst, ' ')
			}
		case *ast.AutoLink:
			dst = append(dst, c.Label(source)...)
		case *ast.String:
			dst = append(dst, c.Value...)
		case *ast.RawHTML, *extast.FootnoteLink, *extast.FootnoteBacklink:
		default:
			dst = appendText(dst, c, source)
		}
	}
	return dst
}
