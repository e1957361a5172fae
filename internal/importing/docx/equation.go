package docx

import (
	"html"
	"strings"
	"unicode"
)

// equation writes a field EQ, by which Word made formulas before it had an editor for
// them (ECMA-376-1 §17.16.5.17): fractions \f, roots \r and brackets \b as such, other
// switches as their text, which is then told.
func (w *writer) equation(says string) {
	words := strings.TrimSpace(says)
	if len(words) < 3 || !strings.EqualFold(words[:2], "EQ") || words[2] != ' ' && words[2] != '\\' {
		return
	}
	e := equation{text: []rune(strings.TrimSpace(words[2:]))}
	w.put("<math>", e.row(0), "</math>")
}

// equation reads the text of a field EQ into MathML.
type equation struct {
	text []rune
	at   int
}

const deepestEquation = 32

// row reads up to the end of an argument.
func (e *equation) row(depth int) string {
	var out, plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			out.WriteString("<mtext>" + html.EscapeString(plain.String()) + "</mtext>")
			plain.Reset()
		}
	}
	brackets := 0
	for e.at < len(e.text) {
		r := e.text[e.at]
		switch {
		case depth > 0 && brackets == 0 && (r == ')' || r == ';' || r == ','):
			flush()
			return "<mrow>" + out.String() + "</mrow>"
		case r == '\\' && e.at+1 < len(e.text) && unicode.IsLetter(e.text[e.at+1]) && depth < deepestEquation:
			flush()
			out.WriteString(e.element(depth))
			continue
		case r == '\\' && e.at+1 < len(e.text):
			e.at++
			r = e.text[e.at]
		case r == '(':
			brackets++
		case r == ')':
			brackets--
		}
		plain.WriteRune(r)
		e.at++
	}
	flush()
	return "<mrow>" + out.String() + "</mrow>"
}

// element reads a switch, those that shape it, and its arguments.
func (e *equation) element(depth int) string {
	kind := unicode.ToLower(e.text[e.at+1])
	for e.at < len(e.text) && e.text[e.at] != '(' {
		e.at++
	}
	var arguments []string
	for e.at < len(e.text) && (len(arguments) == 0 || e.text[e.at] != ')') {
		e.at++ // the bracket or what parts arguments
		arguments = append(arguments, e.row(depth+1))
	}
	e.at++
	switch {
	case kind == 'f' && len(arguments) == 2:
		return "<mfrac>" + arguments[0] + arguments[1] + "</mfrac>"
	case kind == 'r' && len(arguments) == 1:
		return "<msqrt>" + arguments[0] + "</msqrt>"
	case kind == 'r' && len(arguments) == 2:
		return "<mroot>" + arguments[1] + arguments[0] + "</mroot>"
	case kind == 'b' && len(arguments) == 1:
		return "<mrow><mo>(</mo>" + arguments[0] + "<mo>)</mo></mrow>"
	}
	return "<menclose>" + strings.Join(arguments, "<mo> ; </mo>") + "</menclose>"
}
