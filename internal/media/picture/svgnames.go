package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
)

const (
	svgNamespace   = "http://www.w3.org/2000/svg"
	xlinkNamespace = "http://www.w3.org/1999/xlink"
)

// droppedPrefixes are the prefixes of attributes that stripSVG takes out.
var droppedPrefixes = []string{"sodipodi", "inkscape", "serif"}

// shapes are what a drawing is drawn with. In another namespace (xmlns="", as programs
// write that build a file from parts) browsers draw nothing of them and of what they hold.
// Facts about the drawing, in <metadata>, have names of their own.
var shapes = []string{
	"svg", "g", "defs", "symbol", "use", "image", "a", "switch", "style", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
	"text", "tspan", "textPath", "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter",
}

// svgNames looks for what a reader of XML without namespaces passes over and a browser
// does not: more than one root, a declaration that does not stand first, attributes that
// come twice or touch, prefixes that nobody declared, shapes that are none of SVG since
// they stand in another namespace (XML 1.0, sections 2.8 and 3.1; Namespaces in XML,
// sections 5 and 6). What mendSVG adds is no fault.
type svgNames struct {
	data   []byte
	spaces map[string][]string // what a prefix stands for, the innermost last
	scopes [][]string          // the prefixes that each open element declares, the outermost first
	roots  int
	meta   int // how many elements are open from the root to the outermost <metadata>; 0 outside of one
}

// fault is the stretch of the first fault; ok if there is none. XML that cannot be read
// at all is for others to tell.
func (s *svgNames) fault() (start, end int, ok bool) {
	d := newSVG(bytes.NewReader(s.data))
	for {
		start = int(d.InputOffset())
		token, err := d.RawToken()
		end = int(d.InputOffset())
		if err != nil {
			return start, end, errors.Is(err, io.EOF)
		}
		if !s.sound(token, start, end) {
			return start, end, false
		}
	}
}

func (s *svgNames) sound(token xml.Token, start, end int) bool {
	switch t := token.(type) {
	case xml.StartElement:
		return s.opens(t) && parted(s.data[start:end])
	case xml.EndElement:
		if len(s.scopes) > 0 {
			s.closes()
		}
	case xml.CharData:
		return len(s.scopes) > 0 || strings.Trim(string(t), " \t\r\n\ufeff") == ""
	case xml.ProcInst:
		return t.Target != "xml" || len(bytes.Trim(s.data[:start], " \t\r\n\ufeff")) == 0
	case xml.Directive:
		return s.roots == 0
	}
	return true
}

// opens reads an element that begins.
func (s *svgNames) opens(e xml.StartElement) bool {
	root := len(s.scopes) == 0
	if root {
		if s.roots++; s.roots > 1 {
			return false
		}
	}
	s.scopes = append(s.scopes, nil)
	if root { // mendSVG
		if e.Name.Space == "" {
			s.declare("", svgNamespace)
		}
		s.declare("xlink", xlinkNamespace)
	}
	for _, a := range e.Attr {
		switch {
		case a.Name.Space == "xmlns" && a.Value == "":
			return false
		case a.Name.Space == "xmlns":
			s.declare(a.Name.Local, a.Value)
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			s.declare("", a.Value)
		}
	}
	space, known := s.space(e.Name.Space)
	if !known || root && space != svgNamespace {
		return false
	}
	if s.meta == 0 && e.Name.Local == "metadata" {
		s.meta = len(s.scopes)
	}
	if s.meta == 0 && e.Name.Space == "" && space != svgNamespace && slices.Contains(shapes, e.Name.Local) {
		return false
	}
	return s.attributes(e.Attr)
}

// declare lets a prefix stand for a namespace within the innermost element.
func (s *svgNames) declare(prefix, space string) {
	s.spaces[prefix] = append(s.spaces[prefix], space)
	last := len(s.scopes) - 1
	s.scopes[last] = append(s.scopes[last], prefix)
}

// closes ends the innermost element and what it declares.
func (s *svgNames) closes() {
	last := len(s.scopes) - 1
	if s.meta > last {
		s.meta = 0
	}
	for _, prefix := range s.scopes[last] {
		s.spaces[prefix] = s.spaces[prefix][:len(s.spaces[prefix])-1]
	}
	s.scopes = s.scopes[:last]
}

// attributes reports whether no attribute comes twice, also under two prefixes for the
// same, and all prefixes are known.
func (s *svgNames) attributes(all []xml.Attr) bool {
	seen := map[xml.Name]bool{}
	for _, a := range all {
		name := a.Name
		if name.Space != "" && name.Space != "xmlns" && name.Space != "xml" && !slices.Contains(droppedPrefixes, name.Space) {
			space, known := s.space(name.Space)
			if !known {
				return false
			}
			name.Space = space
		}
		if seen[name] {
			return false
		}
		seen[name] = true
	}
	return true
}

// space is the namespace of a prefix here.
func (s *svgNames) space(prefix string) (string, bool) {
	if spaces := s.spaces[prefix]; len(spaces) > 0 {
		return spaces[len(spaces)-1], true
	}
	return "", prefix == "" || prefix == "xml"
}

// parted reports whether a space stands before each attribute of a tag.
func parted(tag []byte) bool {
	quote := byte(0)
	for i, c := range tag {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote != 0 && c == quote:
			quote = 0
			if i+1 < len(tag) && !bytes.ContainsRune([]byte(" \t\r\n/>"), rune(tag[i+1])) {
				return false
			}
		}
	}
	return true
}

// mendSVG adds what a drawing lacks that was copied out of a page, where nothing of it
// is needed: the namespace of SVG and that of its old links. What stands before the
// declaration goes.
func mendSVG(data []byte) []byte {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	d := newSVG(bytes.NewReader(data))
	missing, at := "", 0
	for {
		token, err := d.RawToken()
		if err != nil {
			break
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		has := func(space, local string) bool {
			return slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Space == space && a.Name.Local == local })
		}
		if at == 0 {
			if e.Name.Local != "svg" {
				return data
			}
			tag := bytes.LastIndexByte(data[:d.InputOffset()], '<')
			name := e.Name.Local
			if e.Name.Space != "" {
				name = e.Name.Space + ":" + name
			} else if !has("", "xmlns") {
				missing = ` xmlns="` + svgNamespace + `"`
			}
			at = tag + 1 + len(name)
			if has("xmlns", "xlink") {
				break
			}
		}
		if slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Space == "xlink" }) {
			missing += ` xmlns:xlink="` + xlinkNamespace + `"`
			break
		}
	}
	if missing == "" {
		return data
	}
	return slices.Concat(data[:at], []byte(missing), data[at:])
}
