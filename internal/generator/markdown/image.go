package markdown

import (
	"github.com/yuin/goldmark/ast"

	"loa/internal/base/problem"
)

func (r *render) image(n *ast.Image) {
	picture, ok := r.picture(n)
	if ok {
		r.img(picture, true)
	} else {
		r.literal([]byte(picture.Alt))
	}
}

// figure is a picture with a title that stands alone: the title is its caption.
func (r *render) figure(n *ast.Image) {
	picture, ok := r.picture(n)
	if !ok {
		r.asParagraph([]byte(picture.Alt))
		return
	}
	r.block("<figure>")
	r.img(picture, false)
	r.block("<figcaption>")
	r.literal([]byte(picture.Caption))
	r.block("</figcaption>")
	r.block("</figure>")
}

// picture resolves a picture and gathers its words. Without a source that may
// be shown only its words are.
func (r *render) picture(n *ast.Image) (Figure, bool) {
	at := r.find(n.Destination, n.Pos())
	dest := string(decode(n.Destination))
	picture := Figure{Alt: r.plainText(n), Caption: string(decode(n.Title))}
	if len(dest) == 0 && !r.m.trusted {
		r.report(problem.LinkEmpty, at, nil)
	}
	if !r.m.trusted && len(dest) == 0 || !r.allowed(dest, at) {
		return picture, false
	}
	if picture.Alt == "" && !r.m.trusted {
		r.report(problem.MarkdownNoAlt, r.imageSpan(n, at), nil)
	}
	picture.Image = Image{URL: dest}
	if r.in.Host != nil {
		picture.Image = r.in.Host.Image(r.forward(dest, at))
	}
	if picture.Code != "" {
		r.report(picture.Code, at, picture.Args)
	}
	if picture.Image.Alt != "" {
		picture.Alt = picture.Image.Alt
	}
	if picture.Bare {
		picture.Caption = ""
	}
	if picture.URL == "" && !r.m.trusted {
		return picture, false // the host has none to show
	}
	if r.figures != nil {
		*r.figures = append(*r.figures, picture)
	}
	return picture, true
}

// imageSpan covers ![](…) from its mark to the end of its source.
func (r *render) imageSpan(n *ast.Image, at span) span {
	if n.Pos() >= 0 && n.Pos() < at.stop {
		at.start = n.Pos()
	}
	return at
}

// firstScreen is how much HTML of a body a phone shows at once, about, in bytes.
const firstScreen = 900

// early reports whether a picture that comes now is the page's first and likely to
// be seen at once: it must not wait until the page is laid out.
func (r *render) early() bool {
	return r.in.Host != nil && !r.pictured && !r.in.Pictured && len(r.buf) < firstScreen
}

func (r *render) img(p Figure, withTitle bool) {
	r.tag("<img")
	r.attr("src", r.escapeURL(p.URL))
	r.attr("alt", p.Alt)
	if withTitle && p.Caption != "" {
		r.attr("title", p.Caption)
	}
	if p.Srcset != "" {
		r.attr("srcset", p.Srcset)
	}
	if p.Sizes != "" {
		r.attr("sizes", p.Sizes)
	}
	if p.Width > 0 && p.Height > 0 {
		r.number("width", p.Width)
		r.number("height", p.Height)
	}
	if r.early() {
		r.attr("fetchpriority", "high")
	} else if !r.m.trusted {
		r.attr("loading", "lazy")
	}
	r.pictured = true
	r.object()
	if r.wantPlain {
		r.plain = append(append(r.plain, p.Alt...), ' ')
	}
}
