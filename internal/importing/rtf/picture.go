package rtf

import (
	"html"
	"strconv"
	"strings"
)

// pict is a picture: its form, its bytes, and the words for those who do not see it.
type pict struct {
	ending string
	data   []byte
	half   int // the first of two digits, -1 for none; one more, so that zero is none
	alt    string
	name   string // that HTML knows it by
	place  int    // of its words
}

// word takes the form of a picture.
func (p *pict) word(name string) {
	switch name {
	case "pngblip":
		p.ending = "png"
	case "jpegblip":
		p.ending = "jpg"
	case "emfblip":
		p.ending = "emf"
	case "wmetafile", "dibitmap", "wbitmap", "macpict", "pmmetafile":
		p.ending = "wmf"
	}
}

// hex takes digits of the bytes. Beyond the bound they are counted on and not kept.
func (p *pict) hex(text string) {
	for _, c := range []byte(text) {
		value := strings.IndexByte("0123456789abcdef", c|0x20)
		if c >= '0' && c <= '9' {
			value = int(c - '0')
		}
		if value < 0 || len(p.data) > mostPicture {
			continue
		}
		if p.half == 0 {
			p.half = value + 1
			continue
		}
		p.data, p.half = append(p.data, byte((p.half-1)<<4|value)), 0
	}
}

// endPicture keeps a picture and writes where it stands.
func (r *reader) endPicture(inner group) {
	p := inner.picture
	if r.group.kind != body || r.group.hidden || len(p.data) == 0 {
		return
	}
	name := "anh-" + strconv.Itoa(len(r.d.pictures)+len(r.d.unread)+1) + "." + p.ending
	if len(p.data) > mostPicture || len(r.d.pictures) >= mostPictures {
		r.d.unread = append(r.d.unread, name)
	} else {
		r.d.pictures[name] = p.data
	}
	p.name = name
	if inner.shape != nil {
		inner.shape.last = p
		if p.alt == "" {
			p.alt = inner.shape.words
		}
	}
	r.raw(`<img src="` + name + `" alt="` + altMark + name + altMark + `">`)
	r.alts = append(r.alts, altMark+name+altMark, html.EscapeString(p.alt))
	p.place = len(r.alts) - 1
}

// altMark stands around the name of a picture whose words come later; no text has it.
const altMark = "\x01"

// shape is what is said of a drawing or a picture: properties with a name and a value.
type shape struct {
	of    *pict  // the picture whose properties these are
	last  *pict  // the last picture of the drawing
	words string // for those who do not see the picture that follows
	name  string
}

// property begins the name or the value of a property. The value may be the picture itself, of
// which a drawing may have a second as its pattern.
func (r *reader) property(name string) {
	g := &r.group
	if name == "sv" && g.shape != nil && g.shape.name == "pib" && g.kind == body {
		return
	}
	g.kind, g.name, g.into = collect, name, &strings.Builder{}
}

func (r *reader) endProperty(inner group) {
	if inner.shape == nil {
		return
	}
	text := inner.into.String()
	if inner.name == "sn" {
		inner.shape.name = strings.TrimSpace(text)
		return
	}
	if inner.shape.name != "wzDescription" {
		return
	}
	inner.shape.words = text
	if inner.shape.of != nil {
		inner.shape.of.alt = text
	}
	if p := inner.shape.last; p != nil {
		r.alts[p.place] = html.EscapeString(text)
	}
}
