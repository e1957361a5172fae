package rtf

import "html"

// formula is a group of a formula; its parts become MathML.
type formula struct {
	element string
	text    string // of what is in it, as MathML
	quiet   bool   // properties, which say how it looks
}

// formulaElements are groups of formulas by what they are in MathML.
var formulaElements = map[string]string{
	"mf": "mfrac", "msSup": "msup", "msSub": "msub", "msSubSup": "msubsup", "mrad": "msqrt", "mnum": "mrow", "mden": "mrow", "me": "mrow", "msup": "mrow", "msub": "mrow",
	"mdeg": "mdeg", "mr": "mtext",
}

// named takes the word that says what a group of a formula is.
func (f *formula) named(word string) bool {
	if element, known := formulaElements[word]; known && f.element == "" {
		f.element = element
		return true
	}
	if len(word) > 3 && word[0] == 'm' && word[len(word)-2:] == "Pr" {
		f.quiet = true
		return true
	}
	return false
}

// endMath adds a group of a formula to the one around it, or writes the formula.
func (r *reader) endMath(inner group) {
	f := inner.math
	if f.quiet {
		return
	}
	text := f.text
	switch f.element {
	case "", "mrow":
		text = "<mrow>" + text + "</mrow>"
	case "mdeg":
		if text != "" {
			text = "<mtext>" + text + "</mtext>"
		}
	default:
		text = "<" + f.element + ">" + text + "</" + f.element + ">"
	}
	if outer := r.group.math; outer != nil {
		outer.text += text
		return
	}
	if inner.name == "moMath" && r.group.kind == body {
		r.raw("<math>" + text + "</math>")
	} else if text := html.UnescapeString(f.text); text != "" {
		r.raw(html.EscapeString(text))
	}
}
