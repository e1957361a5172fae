package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inline renders what stands in the lines of blocks.
type inline struct {
	*state
	links    *links
	pictures *pictures
	html     *rawHTML

	marks   bool // there may be marks of footnotes
	stars   span // the first of a block that stayed stars
	starred bool // the block was told of
}

// block renders the lines of a block.
func (i *inline) block(parent ast.Node) {
	if i.in.Thorough {
		i.result.Passages = append(i.result.Passages, newPassage(parent, i.source, i.places.of))
	}
	i.stars, i.starred = span{}, false
	outer := i.html.enter()
	i.children(parent)
	i.html.leave(outer)
	i.out.close()
}

// children renders what stands in the lines of a block, or in an element there.
func (i *inline) children(parent ast.Node) {
	if lines := linesOf(parent); lines != nil {
		i.plainLines(lines)
		return
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		i.node(n)
	}
}

func (i *inline) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		i.text(n)
	case *ast.Emphasis:
		i.emphasis(n)
	case *ast.CodeSpan:
		i.codeSpan(n)
	case *ast.Link:
		i.link(n)
	case *ast.AutoLink:
		i.autoLink(n)
	case *ast.Image:
		i.pictures.image(n)
	case *ast.RawHTML:
		i.html.inline(n)
	case *ast.String:
		i.out.text(n.Value)
	case *extast.Strikethrough:
		i.out.tag("<del>")
		i.children(n)
		i.out.end("</del>")
	case *phrase:
		i.phrase(n)
	case *said:
		i.said(n)
	case *extast.FootnoteLink:
		i.noteMark(n)
	case *extast.FootnoteBacklink:
		i.noteBack(n)
	}
}

func (i *inline) text(n *ast.Text) {
	value := n.Segment.Value(i.source)
	if n.IsRaw() {
		i.out.literal(value)
	} else {
		i.out.text(value)
		i.checkMarks(n)
		i.checkDirectives(n.Segment.Start, n.Segment.Stop)
		i.checkForeign(n.Segment.Start, n.Segment.Stop)
		i.checkWikiLinks(n)
		i.checkStars(n)
	}
	switch {
	case n.HardLineBreak():
		i.out.lineBreak()
	case n.SoftLineBreak():
		i.out.white('\n')
	}
}

func (i *inline) emphasis(n *ast.Emphasis) {
	start, end := "<em>", "</em>"
	if n.Level == 2 {
		start, end = "<strong>", "</strong>"
	}
	i.out.tag(start)
	i.children(n)
	i.out.end(end)
}

func (i *inline) codeSpan(n *ast.CodeSpan) {
	i.out.tag("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			i.out.literal(t.Segment.Value(i.source))
		}
	}
	i.out.end("</code>")
}

// oneLine returns text with every run of white space as one space, none at the
// ends.
func oneLine(s []byte) string { return string(inOneLine(s)) }

// inOneLine is oneLine without a copy where s is one line already.
func inOneLine(s []byte) []byte {
	for i, c := range s {
		if c <= ' ' && (c != ' ' || i == 0 || i+1 == len(s) || s[i-1] == ' ') {
			return bytes.Join(bytes.Fields(s), []byte(" "))
		}
	}
	return s
}

// appendText appends the plain text of a node: what a reader would hear, in
// one line.
func appendText(dst []byte, n ast.Node, source []byte) []byte {
	if lines := linesOf(n); lines != nil {
		for i := range lines.Len() { // whose line ends are white space, too
			line := lines.At(i)
			dst = append(dst, line.Value(source)...)
		}
		return dst
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
