package markdown

import "github.com/yuin/goldmark/ast"

func (r *render) paragraph(n *ast.Paragraph) {
	if picture, ok := n.FirstChild().(*ast.Image); ok && picture.NextSibling() == nil && len(picture.Title) > 0 {
		r.figure(picture)
		return
	}
	if n.FirstChild() == nil {
		return
	}
	r.block("<p>")
	start := len(r.buf)
	r.words(n)
	if len(r.buf) == start { // only a comment stood in it
		r.buf = r.buf[:start-len("<p>")]
		return
	}
	r.openP = true
}

// textBlock is a paragraph of a tight list, which has no <p>.
func (r *render) textBlock(n *ast.TextBlock) {
	r.words(n)
}

func (r *render) quote(n *ast.Blockquote) {
	r.block("<blockquote>")
	r.blocks(n)
	r.block("</blockquote>")
}
