package htmlimport

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// formula reads MathML and writes it on the line, in the form that Unicode
// Technical Note 28 (UnicodeMath) gives: 1/2, 10⁵, √(a+b), ∑_(i=1)^n i. What cannot be
// written so is written as well as can be, and told.
func (w *walker) formula(n *html.Node, s style) {
	var f linear
	text := strings.Join(strings.Fields(f.row(n).text), " ")
	if text == "" {
		w.loseAll(Embed, n, attr(n, "alttext"))
		return
	}
	if f.unsure {
		w.lose(Formula, text, "")
	}
	w.runs = append(w.runs, run{text: text, formula: true, bold: s.bold, italic: s.italic, strike: s.strike, href: s.href})
}

// linear writes MathML on one line.
type linear struct {
	unsure bool // something could be read as another formula
}

// part is a part of a formula. A built one is made of others, like a fraction: it needs
// brackets within another, and a space beside digits.
type part struct {
	text  string
	built bool
}

// row writes the children of an element, one behind the other.
func (f *linear) row(n *html.Node) part {
	var all part
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		one := f.element(c)
		if one.text == "" {
			continue
		}
		count++
		all = part{text: beside(all, one), built: count == 1 && one.built}
		if one.built && count > 1 {
			all.built = true
		}
	}
	return all
}

// beside puts a part behind another, with a space where they would become one number,
// one name or one power.
func beside(a, b part) string {
	last, first := lastRune(a.text), firstRune(b.text)
	numbers := unicode.IsDigit(last) && unicode.IsDigit(first) && (a.built || b.built)
	powers := a.text != "" && strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ", first)
	names := a.built && unicode.IsLetter(first) && (unicode.IsDigit(last) || unicode.IsLetter(last))
	if numbers || powers || names {
		return a.text + " " + b.text
	}
	return a.text + b.text
}

func (f *linear) element(n *html.Node) part {
	if n.Type == html.TextNode {
		return part{text: strings.Join(strings.Fields(n.Data), " ")}
	}
	if n.Type != html.ElementNode {
		return part{}
	}
	switch n.Data {
	case "math", "mrow", "mstyle", "mpadded", "merror", "mtd":
		return f.row(n)
	case "mi", "mn", "mo", "mtext", "ms":
		return f.token(n)
	case "mspace":
		return part{text: " "}
	case "mphantom", "annotation", "annotation-xml", "mprescripts", "none", "maligngroup", "malignmark":
		return part{}
	case "semantics", "maction":
		return f.child(n, 0)
	case "mfrac":
		return f.fraction(n)
	case "msup", "msub", "msubsup", "mover", "munder", "munderover":
		return f.scripts(n)
	case "msqrt", "mroot":
		return f.root(n)
	case "mfenced":
		return f.fenced(n)
	case "mtable":
		return f.rows(n)
	}
	if n.Data == "mmultiscripts" {
		return f.around(n)
	}
	f.unsure = true // menclose, mstack and others
	return f.row(n)
}

// invisible are operators that a formula has and nobody sees.
var invisible = strings.NewReplacer("\u2061", " ", "\u2062", "", "\u2063", "", "\u2064", " ")

func (f *linear) token(n *html.Node) part {
	text := textIn(n)
	if text == "\u2062" && digitBefore(n) {
		return part{text: "·"}
	}
	if n.Data == "mtext" {
		return part{text: text}
	}
	return part{text: invisible.Replace(strings.Join(strings.Fields(text), " "))}
}

// digitBefore reports whether a number stands before an element.
func digitBefore(n *html.Node) bool {
	p := n.PrevSibling
	for p != nil && p.Type != html.ElementNode {
		p = p.PrevSibling
	}
	return p != nil && p.Data == "mn"
}

// textIn is the text in an element, with spaces as they are.
func textIn(n *html.Node) string {
	var out strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			out.WriteString(c.Data)
		}
	}
	return out.String()
}

// children are the elements in an element.
func children(n *html.Node) []*html.Node {
	var all []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			all = append(all, c)
		}
	}
	return all
}

func (f *linear) child(n *html.Node, i int) part {
	if all := children(n); i < len(all) {
		return f.element(all[i])
	}
	return part{}
}

// group puts brackets around what is no atom.
func group(p part) string {
	if p.built && !bracketed(p.text) || !atom(p.text) {
		return "(" + p.text + ")"
	}
	return p.text
}

func (f *linear) fraction(n *html.Node) part {
	over, under := f.child(n, 0), f.child(n, 1)
	if thickness := attr(n, "linethickness"); strings.HasPrefix(thickness, "0") { // a binomial
		f.unsure = true
		return part{text: "(" + over.text + " ; " + under.text + ")"}
	}
	return part{text: group(over) + "/" + group(under), built: true}
}

// scripts writes what stands above and below a base.
func (f *linear) scripts(n *html.Node) part {
	base := f.child(n, 0)
	var down, up part
	switch n.Data {
	case "msup", "mover":
		up = f.child(n, 1)
	case "msub", "munder":
		down = f.child(n, 1)
	default:
		down, up = f.child(n, 1), f.child(n, 2)
	}
	if mark := accent(up.text); n.Data == "mover" && mark != "" {
		return f.accented(base, mark)
	}
	if n.Data == "munder" && (down.text == "_" || down.text == "\u0332") {
		return f.accented(base, "\u0332")
	}
	text := base.text
	if base.built {
		text = group(base)
	}
	limits := strings.HasPrefix(n.Data, "mu") || n.Data == "mover" || strings.ContainsAny(base.text, "∑∏∫⋂⋃∮∬∭")
	if down.text != "" {
		text += script(down, '_', !limits)
	}
	if up.text != "" {
		text += script(up, '^', !limits)
	}
	if limits {
		text += " "
	}
	return part{text: text, built: true}
}

// script writes one, in small signs if there are any and they are wanted.
func script(p part, sign rune, small bool) string {
	text := strings.ReplaceAll(p.text, " ", "")
	signs, to := canSink, below
	if sign == '^' {
		signs, to = canRise, above
	}
	only := !strings.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune(signs, r) })
	if small && only {
		return to.Replace(text)
	}
	if sign == '^' && (text == "∘" || text == "°") {
		return "°"
	}
	if small && strings.Trim(text, "′'*″†") == "" {
		return text
	}
	return string(sign) + group(p)
}

// around writes a base with scripts on both sides, as isotopes have.
func (f *linear) around(n *html.Node) part {
	base, before, after := f.child(n, 0), "", ""
	to, pairs := &after, children(n)
	for i := 1; i < len(pairs); i++ {
		if pairs[i].Data == "mprescripts" {
			to = &before
			continue
		}
		if i+1 < len(pairs) && pairs[i+1].Data != "mprescripts" {
			i++
			if up := f.element(pairs[i]); up.text != "" {
				*to += script(up, '^', true)
			}
			if down := f.element(pairs[i-1]); down.text != "" {
				*to += script(down, '_', true)
			}
		}
	}
	f.unsure = f.unsure || strings.ContainsAny(before, "^_")
	return part{text: before + group(base) + after, built: true}
}

// accents are signs above a letter and the marks that join with it.
var accents = map[string]string{"^": "\u0302", "\u0302": "\u0302", "ˆ": "\u0302", "¯": "\u0305", "‾": "\u0305", "_": "\u0305", "\u0305": "\u0305", "→": "\u20d7", "\u20d7": "\u20d7", "~": "\u0303", "˜": "\u0303", "\u0303": "\u0303", "˙": "\u0307", ".": "\u0307", "\u0307": "\u0307"}

// accent is the mark for a sign above a letter, "" for other signs. A mark that joins by itself stays.
func accent(text string) string {
	if r, size := utf8.DecodeRuneInString(text); accents[text] == "" && size == len(text) && unicode.Is(unicode.Mn, r) {
		return text
	}
	return accents[text]
}

func (f *linear) accented(base part, mark string) part {
	if utf8.RuneCountInString(base.text) == 1 {
		return part{text: base.text + mark}
	}
	f.unsure = true
	return part{text: group(base) + mark, built: true}
}

func (f *linear) root(n *html.Node) part {
	if n.Data == "msqrt" {
		return part{text: "√" + group(f.row(n)), built: true}
	}
	under, degree := f.child(n, 0), f.child(n, 1)
	switch degree.text {
	case "", "2":
		return part{text: "√" + group(under), built: true}
	case "3":
		return part{text: "∛" + group(under), built: true}
	case "4":
		return part{text: "∜" + group(under), built: true}
	}
	return part{text: "√(" + degree.text + "&" + under.text + ")", built: true}
}

func (f *linear) fenced(n *html.Node) part {
	begin, end, between := "(", ")", ","
	for _, a := range n.Attr {
		switch a.Key {
		case "open":
			begin = a.Val
		case "close":
			end = a.Val
		case "separators":
			between = strings.TrimSpace(a.Val)
		}
	}
	var all []string
	for _, c := range children(n) {
		all = append(all, f.element(c).text)
	}
	return part{text: begin + strings.Join(all, between) + end}
}

// rows writes a table of a formula: equations below one another, or a matrix, which is
// told.
func (f *linear) rows(n *html.Node) part {
	var lines []string
	for _, row := range children(n) {
		var cells []string
		for _, cell := range children(row) {
			if text := strings.TrimSpace(f.element(cell).text); text != "" {
				cells = append(cells, text)
			}
		}
		f.unsure = f.unsure || len(cells) > 1
		lines = append(lines, strings.Join(cells, " , "))
	}
	return part{text: strings.Join(lines, " ; "), built: len(lines) > 1}
}
