package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/weblink"
)

// CheckSVG returns what makes an SVG unfit for publishing: anything that can
// run, anything that is loaded from elsewhere, and mistakes that would leave
// its reading to the browser. The picture must be a drawing and nothing else,
// whether it is shown by <img>, opened by itself or put into a page.
func CheckSVG(file string, data []byte) []problem.Problem {
	c := svgCheck{file: file, data: data, seen: map[string]bool{}}
	d := newSVG(bytes.NewReader(data))
	for {
		c.start = int(d.InputOffset())
		token, err := d.Token()
		c.end = int(d.InputOffset())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			c.report(problem.PictureBrokenSVG, "", "")
			return c.problems
		}
		c.token(token)
	}
	if !c.rooted {
		c.report(problem.PictureBrokenSVG, "", "")
	}
	if start, end, ok := (&svgNames{data: data, spaces: map[string][]string{}}).fault(); !ok {
		c.start, c.end = start, end
		c.report(problem.PictureBrokenSVG, "", "")
	}
	return c.problems
}

type svgCheck struct {
	file       string
	data       []byte
	start, end int    // of the token in data
	rooted     bool   // the root was seen
	styles     int    // elements that are open, from the outermost <style> on
	sheet      int    // where that <style> begins in data
	css        []byte // its text so far
	seen       map[string]bool
	problems   []problem.Problem
}

// report adds a problem, the same thing only once.
func (c *svgCheck) report(code problem.Code, arg, value string) {
	if key := string(code) + value; !c.seen[key] {
		c.seen[key] = true
		at := problem.Locate(c.file, c.data, c.start, c.end-c.start)
		c.problems = append(c.problems, problem.New(code, at, problem.Args{arg: value}))
	}
}

func (c *svgCheck) unsafe(what string)      { c.report(problem.PictureUnsafeSVG, "what", what) }
func (c *svgCheck) external(address string) { c.report(problem.PictureExternalSVG, "address", address) }

func (c *svgCheck) token(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		c.element(t)
	case xml.EndElement:
		c.closed()
	case xml.CharData:
		c.text(string(t))
	case xml.Comment:
		// HTML ends these at once, and what follows is markup to it.
		if bytes.HasPrefix(t, []byte(">")) || bytes.HasPrefix(t, []byte("->")) {
			c.unsafe("<!-->")
		}
	case xml.ProcInst:
		if t.Target != "xml" || bytes.ContainsAny(t.Inst, "<>") {
			c.unsafe("<?" + t.Target)
		}
	case xml.Directive:
		if bytes.ContainsAny(t, "<>[") { // declares entities, which can spell anything
			c.unsafe("<!DOCTYPE … [")
		}
	}
}

// refusedElements hold programs, foreign documents, or settings for a page.
var refusedElements = []string{
	"script", "handler", "listener", "foreignobject", "iframe", "object", "embed",
	"audio", "video", "link", "meta", "base", "form",
}

func (c *svgCheck) element(e xml.StartElement) {
	name := strings.ToLower(e.Name.Local)
	if !c.rooted && name != "svg" {
		c.report(problem.PictureBrokenSVG, "", "")
	}
	c.rooted = true
	if c.styles > 0 || name == "style" {
		if c.styles++; c.styles == 1 {
			c.sheet = c.start
		}
	}
	if slices.Contains(refusedElements, name) {
		c.unsafe("<" + e.Name.Local + ">")
	}
	for _, a := range e.Attr {
		c.attribute(name, strings.ToLower(a.Name.Local), a)
	}
}

func (c *svgCheck) attribute(element, name string, a xml.Attr) {
	switch {
	case a.Name.Space == "xmlns", name == "xmlns":
		return
	case strings.HasPrefix(name, "on"):
		c.unsafe(a.Name.Local)
	case name == "ping": // sends word to its address when the link is followed
		c.external(a.Value)
	case name == "href", name == "src", name == "base":
		c.reference(element, a.Value)
	case name == "attributename":
		if target := strings.ToLower(a.Value); strings.HasSuffix(target, "href") || strings.HasPrefix(target, "on") {
			c.unsafe(`attributeName="` + a.Value + `"`)
		}
	case a.Name.Space == "": // those of drawing programs do nothing
		c.style(a.Value)
	}
}

// reference judges an address: a link may lead to other pages; anything else
// must lie in the picture itself.
func (c *svgCheck) reference(element, address string) {
	scheme := schemeOf(address)
	switch {
	case embedded(address) && !c.plain(address):
		c.unsafe("data:")
	case strings.HasPrefix(strings.TrimSpace(address), "#"), embedded(address):
	case element == "a" && weblink.Allowed(scheme):
	case slices.Contains([]string{"", "http", "https", "file", "ftp"}, scheme):
		c.external(address)
	default:
		c.unsafe(scheme + ":")
	}
}

// schemeOf returns an address's scheme in lower case, seeing through the blanks
// and control characters that browsers drop from addresses; "" for none.
func schemeOf(address string) string {
	address = squeeze(address)
	scheme, _, found := strings.Cut(address, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return ""
	}
	return scheme
}

func squeeze(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7F {
			return -1
		}
		return r
	}, s))
}

// embedded reports whether an address is a picture or font within the address
// itself. An SVG in it would have to be checked again, so it does not count.
func embedded(address string) bool {
	media, ok := strings.CutPrefix(squeeze(address), "data:")
	if !ok {
		return false
	}
	for _, kind := range []string{"image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "font/", "application/font", "application/x-font"} {
		if strings.HasPrefix(media, kind) {
			return true
		}
	}
	return false
}

// closed judges the text of a style sheet once all of it is known: comments and
// elements within <style> part the text for XML, not for CSS.
func (c *svgCheck) closed() {
	if c.styles == 0 {
		return
	}
	if c.styles--; c.styles == 0 {
		c.start = c.sheet
		c.style(string(c.css))
		c.css = c.css[:0]
	}
}

// plain reports whether a picture within an address can be found in the file as it
// is written. In other spellings (references of XML, escapes of CSS, percent signs
// instead of base64) nobody would take its metadata out or ask whether it may be
// shown.
func (c *svgCheck) plain(address string) bool {
	if !strings.HasPrefix(squeeze(address), "data:image/") {
		return true
	}
	found := embeddedPicture.FindString(address)
	line, _, _ := strings.Cut(found, "\n") // programs fold long addresses
	return found != "" && bytes.Contains(c.data[c.start:c.end], []byte(strings.TrimSpace(line)))
}

// text judges characters between tags. Markup in them comes from CDATA, which
// HTML does not know in every place: it would read the markup as such.
func (c *svgCheck) text(s string) {
	if c.styles > 0 {
		c.css = append(c.css, s...)
		c.style(s) // tells the place
	}
	for i := range len(s) - 1 {
		if next := s[i+1]; s[i] == '<' && (next == '/' || next == '!' || next == '?' || 'a' <= next|0x20 && next|0x20 <= 'z') {
			c.unsafe("<![CDATA[")
			return
		}
	}
}
