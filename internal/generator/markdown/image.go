package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"

	"loa/internal/base/problem"
)

// pictures resolves pictures and writes their tags.
type pictures struct {
	*state
	links   *links
	shown   bool      // a picture stands above
	figures *[]Figure // where pictures go, for a directive; nil: nowhere
}

func (p *pictures) image(n *ast.Image) {
	picture, ok := p.resolve(n)
	if ok {
		p.write(picture, true)
	} else {
		p.out.literal([]byte(picture.Alt))
	}
}

// resolve finds a picture and gathers its words. Without a source that may
// be shown only its words are.
func (p *pictures) resolve(n *ast.Image) (Figure, bool) {
	at := p.places.of[n]
	dest := string(decode(n.Destination))
	picture := Figure{Alt: p.plainText(n), Caption: string(decode(n.Title))}
	if len(dest) == 0 && !p.m.trusted {
		p.report(problem.LinkEmpty, at, nil)
	}
	if !p.m.trusted && len(dest) == 0 || !p.links.allowed(dest, at) {
		return picture, false
	}
	if picture.Alt == "" && !p.m.trusted {
		p.report(problem.MarkdownNoAlt, imageSpan(n, at), nil)
	}
	picture.Image = Image{URL: dest}
	if p.in.Host != nil {
		picture.Image = p.hosted(p.links.forward(dest, at), at)
	}
	if picture.Image.Alt != "" {
		picture.Alt = picture.Image.Alt
	}
	if picture.Bare {
		picture.Caption = ""
	}
	if picture.URL == "" && !p.m.trusted {
		return picture, false // the host has none to show
	}
	if p.figures != nil {
		*p.figures = append(*p.figures, picture)
	}
	return picture, true
}

// imageSpan covers ![](…) from its mark to the end of its source.
func imageSpan(n *ast.Image, at span) span {
	if n.Pos() >= 0 && n.Pos() < at.stop {
		at.start = n.Pos()
	}
	return at
}

// firstScreen is how much HTML of a body a phone shows at once, about, in bytes.
const firstScreen = 900

// early reports whether a picture that comes now is the page's first and likely to
// be seen at once: it must not wait until the page is laid out.
func (p *pictures) early() bool {
	return p.in.Host != nil && !p.shown && len(p.out.buf) < firstScreen
}

// hosted is the picture that the host knows at an address.
func (p *pictures) hosted(dest string, at span) Image {
	picture := p.in.Host.Image(dest)
	if picture.Code != "" {
		p.report(picture.Code, at, picture.Args)
	}
	return picture
}

func (p *pictures) write(f Figure, withTitle bool) {
	p.out.tag("<img")
	p.out.attr("src", escapeURL(f.URL))
	p.out.attr("alt", f.Alt)
	if withTitle && f.Caption != "" {
		p.out.attr("title", f.Caption)
	}
	if f.Srcset != "" {
		p.out.attr("srcset", f.Srcset)
	}
	if f.Sizes != "" {
		p.out.attr("sizes", f.Sizes)
	}
	if f.Width > 0 && f.Height > 0 {
		p.out.attr("width", strconv.Itoa(f.Width))
		p.out.attr("height", strconv.Itoa(f.Height))
	}
	if p.early() {
		p.out.attr("fetchpriority", "high")
	} else if !p.m.trusted {
		p.out.attr("loading", "lazy")
	}
	p.shown = true
	p.out.object()
	if p.out.wantPlain {
		p.out.plain = append(append(p.out.plain, f.Alt...), ' ')
	}
}
