package markdown

import "github.com/yuin/goldmark/ast"

func (b *blocks) paragraph(n *ast.Paragraph) {
	if picture, ok := n.FirstChild().(*ast.Image); ok && picture.NextSibling() == nil && len(picture.Title) > 0 {
		b.figure(picture)
		return
	}
	if n.FirstChild() == nil {
		return
	}
	b.out.block("<p>")
	start := len(b.out.buf)
	b.inline.block(n)
	if len(b.out.buf) == start { // only a comment stood in it
		b.out.buf = b.out.buf[:start-len("<p>")]
		return
	}
	b.out.openP = true
}

func (b *blocks) plainParagraph(p plainParagraph) {
	if p.tight() {
		b.inline.block(p)
		return
	}
	b.out.block("<p>")
	b.inline.block(p)
	b.out.openP = true
}

// figure is a picture with a title that stands alone: the title is its caption.
func (b *blocks) figure(n *ast.Image) {
	picture, ok := b.pictures.resolve(n)
	if !ok {
		b.out.paragraph([]byte(picture.Alt))
		return
	}
	b.out.block("<figure>")
	b.pictures.write(picture, false)
	b.out.block("<figcaption>")
	b.out.literal([]byte(picture.Caption))
	b.out.block("</figcaption>")
	b.out.block("</figure>")
}
