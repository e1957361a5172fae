package htmlimport

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
	"loa/internal/base/source"
)

// style is how a piece of text looks, as far as Markdown can say it.
type style struct {
	bold, italic, strike, code bool
	pre                        bool // white space counts
	raised                     rune // 'u' up, 'd' down
	href                       string
	wordless                   bool            // the link has no words but those of its pictures
	named                      bool            // a font is named
	font                       source.Encoding // it says that the text is in a legacy encoding
	capitals                   bool            // the font shows small letters as capitals
	symbol                     string          // the text is in this symbol font
}

// declarations are the properties of an element, in small letters.
type declarations map[string]string

var rule = pattern.New(`([^{}]+)\{([^{}]*)\}`)
var cssComment = pattern.New(`(?s)/\*.*?\*/|<!--|-->`)

// sheet holds the declarations of simple selectors: p, .name, p.name.
type sheet map[string]declarations

// read takes the rules of a style sheet that a text's look may hang on.
func (s sheet) read(text string) {
	for _, m := range rule.FindAllStringSubmatch(cssComment.ReplaceAllString(text, ""), -1) {
		found := parseDeclarations(m[2])
		for selector := range strings.SplitSeq(m[1], ",") {
			selector = strings.ToLower(strings.TrimSpace(selector))
			if s[selector] == nil {
				s[selector] = declarations{}
			}
			for key, value := range found {
				s[selector][key] = value
			}
		}
	}
}

func parseDeclarations(text string) declarations {
	found := declarations{}
	for one := range strings.SplitSeq(text, ";") {
		if key, value, ok := strings.Cut(one, ":"); ok {
			found[strings.ToLower(strings.TrimSpace(key))] = strings.ToLower(strings.TrimSpace(value))
		}
	}
	return found
}

// of returns what the sheet and the element itself say of it.
func (s sheet) of(n *html.Node) declarations {
	found := declarations{}
	take := func(more declarations) {
		for key, value := range more {
			found[key] = value
		}
	}
	take(s[n.Data])
	for class := range strings.FieldsSeq(strings.ToLower(attr(n, "class"))) {
		take(s["."+class])
		take(s[n.Data+"."+class])
	}
	take(parseDeclarations(attr(n, "style")))
	return found
}

func (d declarations) hidden() bool {
	return d.gone() || d["visibility"] == "hidden"
}

// gone reports whether a column with these is left out. One of visibility:hidden is shown: a column is no parent of its
// cells (CSS 2.2 §17.3).
func (d declarations) gone() bool {
	return d["display"] == "none" || d["mso-hide"] == "all" || d["visibility"] == "collapse"
}

// with is the style of an element's children.
func (s style) with(n *html.Node, d declarations) style {
	switch n.Data {
	case "b", "strong", "th":
		s.bold = true
	case "i", "em", "cite", "dfn", "var":
		s.italic = true
	case "s", "strike":
		s.strike = true
	case "code", "kbd", "samp", "tt":
		s.code = true
	case "pre":
		s.pre = true
	case "sup":
		s.raised = 'u'
	case "sub":
		s.raised = 'd'
	case "font":
		s = s.in(attr(n, "face"))
	}
	switch weight := d["font-weight"]; {
	case weight == "normal" || weight == "lighter":
		s.bold = false
	case strings.HasPrefix(weight, "bold"):
		s.bold = true
	default:
		if heavy, err := strconv.Atoi(weight); err == nil {
			s.bold = heavy >= 600
		}
	}
	switch d["font-style"] {
	case "normal":
		s.italic = false
	case "italic", "oblique":
		s.italic = true
	}
	if strings.Contains(d["text-decoration"]+d["text-decoration-line"], "line-through") {
		s.strike = true
	}
	switch d["vertical-align"] {
	case "super":
		s.raised = 'u'
	case "sub":
		s.raised = 'd'
	case "baseline":
		s.raised = 0
	default:
		if side := sideOf(d["vertical-align"]); side != 0 {
			s.raised = side
		}
	}
	switch moved, err := strconv.ParseFloat(strings.TrimSuffix(d["mso-text-raise"], "pt"), 64); { // by hand, in Word
	case err != nil:
	case moved >= nudge:
		s.raised = 'u'
	case moved <= -nudge:
		s.raised = 'd'
	}
	font := d["font-family"]
	if font == "" {
		font = fontIn(d["font"])
	}
	return s.in(font)
}

// lifts are the units of a height above or below the line, and how many of each make the size of usual letters.
var lifts = map[string]float64{"%": 100, "em": 1, "pt": 12, "px": 16}

// sideOf is where letters stand that a page moved by a length or a part of a line; 0 if it moved them by too little to
// mean more than that they stand well.
func sideOf(height string) rune {
	const least = 0.2
	for unit, size := range lifts {
		number, has := strings.CutSuffix(height, unit)
		moved, err := strconv.ParseFloat(number, 64)
		switch {
		case !has || err != nil:
		case moved/size >= least:
			return 'u'
		case moved/size <= -least:
			return 'd'
		}
	}
	return 0
}

// nudge is from how many points on letters that were moved stand above or below the line.
const nudge = 2

// fontIn finds the family in the short form: 7.0pt "Times New Roman".
func fontIn(short string) string {
	if i := strings.IndexAny(short, `"'`); i >= 0 {
		return short[i:]
	}
	return ""
}

// in is the style in a font, "" for the same. Fonts whose names begin with .Vn
// are in TCVN3, those that end in H show capitals; VNI- fonts are in VNI.
func (s style) in(family string) style {
	first, _, _ := strings.Cut(family, ",")
	name := strings.ToLower(strings.Trim(strings.TrimSpace(first), `"' `))
	if name == "" || name == "inherit" {
		return s
	}
	s.named, s.font, s.capitals, s.symbol = true, "", false, ""
	switch {
	case strings.HasPrefix(name, ".vn"):
		s.font, s.capitals = source.TCVN3, strings.HasSuffix(name, "h")
	case strings.HasPrefix(name, "vni-"), strings.HasPrefix(name, "vni "):
		s.font = source.VNI
	case name == "symbol" || strings.HasPrefix(name, "wingdings") || name == "webdings":
		s.symbol = name
	}
	return s
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
