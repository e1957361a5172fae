package htmlimport

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// guess tells in which legacy encoding a text is, by its words; "" for none.
func guess(text string) source.Encoding {
	_, problems := source.Normalize("", []byte(text))
	for _, p := range problems {
		if from, ok := p.Args["from"].(string); ok && p.Code == problem.SourceLegacy {
			return source.Encoding(from)
		}
	}
	return ""
}

// Legacy tells in which old Vietnamese encoding a plain text is; "" for none.
func Legacy(text string) source.Encoding { return guess(text) }

// decoder turns what is in a legacy encoding in a document into Unicode before
// anything else reads it. A font says so of its text; of text without a font it is
// guessed, from that text alone. Text in any other font is what it is.
type decoder struct {
	sheet      sheet
	paragraphs []paragraph
	unnamed    source.Encoding
	converters map[source.Encoding]source.Converter
}

// paragraph holds the texts of a paragraph by what their font says: an encoding,
// or "" for no font.
type paragraph map[source.Encoding][]piece

// piece is a text of a document. One without a node is a gap: what stands there is in
// another font, or no text.
type piece struct {
	node     *html.Node
	capitals bool
}

func decode(document *html.Node, s sheet) *decoder {
	d := &decoder{sheet: s, paragraphs: []paragraph{{}}, converters: map[source.Encoding]source.Converter{}}
	d.gather(document, style{})
	for _, font := range []source.Encoding{source.TCVN3, source.VNI} {
		d.converters[font] = source.NewFontConverter(font, d.all(font))
	}
	text := d.all("")
	d.unnamed = guess(text)
	d.converters[""] = source.NewConverter(d.unnamed, text)
	for _, p := range d.paragraphs {
		for font, pieces := range p {
			d.convert(font, pieces)
		}
	}
	return d
}

// gather notes the texts of an element.
func (d *decoder) gather(n *html.Node, s style) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			d.note(c, s)
		case c.Type != html.ElementNode || slices.Contains(silent, c.Data):
		case slices.Contains(inlineNames, c.Data):
			d.gather(c, s.with(c, d.sheet.of(c)))
		case c.Data == "br" || c.Data == "img":
			d.gap("other")
		default:
			d.paragraphs = append(d.paragraphs, paragraph{})
			d.gather(c, s.with(c, d.sheet.of(c)))
			d.paragraphs = append(d.paragraphs, paragraph{})
		}
	}
}

var silent = []string{"script", "style", "noscript"}

func (d *decoder) note(n *html.Node, s style) {
	if s.symbol != "" || s.named && s.font == "" {
		d.gap("other")
		return
	}
	here := d.paragraphs[len(d.paragraphs)-1]
	here[s.font] = append(here[s.font], piece{node: n, capitals: s.capitals})
	d.gap(s.font)
}

// gap parts the texts of all fonts but one.
func (d *decoder) gap(but source.Encoding) {
	here := d.paragraphs[len(d.paragraphs)-1]
	for font, pieces := range here {
		if font != but && pieces[len(pieces)-1].node != nil {
			here[font] = append(pieces, piece{})
		}
	}
}

// all is the text of a font, a paragraph on a line.
func (d *decoder) all(font source.Encoding) string {
	var out strings.Builder
	for _, p := range d.paragraphs {
		for _, text := range texts(p[font]) {
			out.WriteString(strings.ReplaceAll(text, "\n", " "))
		}
		if len(p[font]) > 0 {
			out.WriteByte('\n')
		}
	}
	return out.String()
}

func texts(pieces []piece) []string {
	all := make([]string, len(pieces))
	for i, p := range pieces {
		all[i] = " "
		if p.node != nil {
			all[i] = p.node.Data
		}
	}
	return all
}

func (d *decoder) convert(font source.Encoding, pieces []piece) {
	converter := d.converters[font]
	for i, text := range converter.Line(texts(pieces)...) {
		if pieces[i].node == nil {
			continue
		}
		if pieces[i].capitals && converter.Fonts() {
			text = strings.ToUpper(text)
		}
		pieces[i].node.Data = text
	}
}

// text converts a text that is in no font, as a picture's description.
func (d *decoder) text(text string) string { return d.converters[""].Line(text)[0] }
