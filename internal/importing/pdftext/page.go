package pdftext

import (
	"fmt"
	"math"

	"loa/internal/base/officefile"
	"loa/internal/base/pdffile"
)

// Bounds of what is drawn.
const (
	mostGlyphs  = 150_000   // of a page
	mostInAll   = 3_000_000 // glyphs of all pages
	mostContent = 64 << 20  // bytes of what draws a page
	mostRules   = 20_000    // lines and rectangles of a page that may be those of tables
	mostForms   = 50_000    // drawn contents that are called by others, in all
	mostLinks   = 500       // of a page
	mostNesting = 12        // of such contents
	mostStates  = 256       // of the graphics, kept on each other
)

// glyph is a letter on a page.
type glyph struct {
	text        string // "" if it is known to stand for nothing, as in a ligature
	left, right float64
	y           float64 // of the line on which it stands
	size        float64
	font        *font
	link        *link // that it is a part of; nil for none
	note        int   // it stands for the mark of this note, from 1 on
	raised      int8  // 1 above the line of the letters around it, -1 below
	unseen      bool  // not painted: words behind the picture of a scan
	bold        bool  // also by its outline
	italic      bool  // once the look of words is evened
	struck      bool  // a line goes through it
}

func (g glyph) middle() float64 { return (g.left + g.right) / 2 }

// placed is a picture on a page.
type placed struct {
	box    box
	stream *pdffile.Stream
	name   string // under which the text refers to it
}

// drawn is what lies on a page.
type drawn struct {
	number        int // from 1 on
	width, height float64
	glyphs        []glyph
	rules         []box // straight lines along the sides of the page
	images        []placed
	links         []link
	turned        string // text that does not stand upright
	unknown       int    // letters that the file does not name
}

type link struct {
	box box
	uri string
}

// page draws one page.
type page struct {
	file   *pdffile.File
	limits *limits
	fonts  map[pdffile.Ref]*font // of all pages
	out    *drawn
}

// limits count what all pages take together.
type limits struct {
	glyphs, forms int
	page          []glyph // room for those of a page
}

// draw reads what lies on a page.
func draw(f *pdffile.File, p pdffile.Page, number int, fonts map[pdffile.Ref]*font, l *limits) (*drawn, error) {
	b := p.Box
	width, height := b[2]-b[0], b[3]-b[1]
	upright := matrix{1, 0, 0, 1, -b[0], -b[1]}
	switch p.Rotate {
	case 90:
		upright, width, height = matrix{0, -1, 1, 0, -b[1], b[2]}, height, width
	case 180:
		upright = matrix{-1, 0, 0, -1, b[2], b[3]}
	case 270:
		upright, width, height = matrix{0, 1, -1, 0, b[3], -b[0]}, height, width
	}
	d := &page{file: f, limits: l, fonts: fonts, out: &drawn{number: number, width: width, height: height, glyphs: l.page[:0]}}
	d.findLinks(p.Dict, upright)
	var content []byte
	parts := f.Array(p.Dict["Contents"])
	if parts == nil {
		parts = pdffile.Array{p.Dict["Contents"]}
	}
	for _, part := range parts {
		data, err := f.Data(f.Stream(part))
		if err != nil {
			return nil, err
		}
		if content = append(append(content, data...), '\n'); len(content) > mostContent {
			return nil, fmt.Errorf("%w: contents", officefile.ErrTooLarge)
		}
	}
	c := &canvas{page: d, state: state{ctm: upright, scale: 1}, resources: p.Resources, fonts: map[pdffile.Name]*font{}}
	if err := c.run(content); err != nil {
		return nil, err
	}
	if err := d.fields(p.Dict, upright); err != nil {
		return nil, err
	}
	d.attachLinks()
	l.page = d.out.glyphs
	return d.out, nil
}

// findLinks notes the links of a page to addresses (section 12.5.6.5).
func (p *page) findLinks(d pdffile.Dict, upright matrix) {
	for _, o := range p.file.Array(d["Annots"]) {
		a := p.file.Dict(o)
		action := p.file.Dict(a["A"])
		rect := p.file.Numbers(a["Rect"], 4)
		uri, ok := p.file.Resolve(action["URI"]).(pdffile.String)
		if p.file.Name(a["Subtype"]) == "Link" && rect != nil && ok && len(p.out.links) < mostLinks {
			p.out.links = append(p.out.links, link{upright.boxOf(box{rect[0], rect[1], rect[2], rect[3]}), string(uri)})
		}
	}
}

func (p *page) attachLinks() {
	if len(p.out.links) == 0 {
		return
	}
	for i := range p.out.glyphs {
		g := &p.out.glyphs[i]
		for n := range p.out.links {
			if p.out.links[n].box.holds(g.middle(), g.y+g.size*0.25) {
				g.link = &p.out.links[n]
				break
			}
		}
	}
}

// fields draws what forms hold and what was written on the page (section 12.5.5).
func (p *page) fields(d pdffile.Dict, upright matrix) error {
	for _, o := range p.file.Array(d["Annots"]) {
		a := p.file.Dict(o)
		switch p.file.Name(a["Subtype"]) {
		case "Widget", "FreeText", "Stamp":
		default:
			continue
		}
		look := p.file.Resolve(p.file.Dict(a["AP"])["N"])
		if states, ok := look.(pdffile.Dict); ok {
			look = p.file.Resolve(states[p.file.Name(a["AS"])])
		}
		form, ok := look.(*pdffile.Stream)
		rect := p.file.Numbers(a["Rect"], 4)
		if !ok || rect == nil || p.file.Int(a["F"], 0)&2 != 0 { // hidden
			continue
		}
		inner := same
		if m := p.file.Numbers(form.Dict["Matrix"], 6); m != nil {
			inner = matrixOf(m)
		}
		around := box{0, 0, 1, 1}
		if b := p.file.Numbers(form.Dict["BBox"], 4); b != nil {
			around = inner.boxOf(box{b[0], b[1], b[2], b[3]})
		}
		fit := same
		if around.width() > 0 && around.height() > 0 {
			fit.a, fit.d = math.Abs(rect[2]-rect[0])/around.width(), math.Abs(rect[3]-rect[1])/around.height()
		}
		fit.e, fit.f = min(rect[0], rect[2])-around.left*fit.a, min(rect[1], rect[3])-around.bottom*fit.d
		c := &canvas{page: p, state: state{ctm: fit.then(upright), scale: 1}}
		if err := c.form(form); err != nil {
			return err
		}
	}
	return nil
}

// add puts a glyph on the page.
func (p *page) add(g glyph) error {
	if p.limits.glyphs++; p.limits.glyphs > mostInAll || len(p.out.glyphs) >= mostGlyphs {
		return fmt.Errorf("%w: letters", officefile.ErrTooLarge)
	}
	p.out.glyphs = append(p.out.glyphs, g)
	return nil
}
