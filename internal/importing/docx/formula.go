package docx

import (
	"encoding/xml"
	"html"
)

// Formula is a formula of Office (ECMA-376-1 §22.1) as MathML. Other forms hold it in trees of their own, of whose
// elements look gives the name without prefix, the text, the attributes and what is in them.
func Formula[T any](formula T, look func(T) (name, text string, attributes []xml.Attr, children []T)) string {
	var of func(T) *node
	of = func(one T) *node {
		name, text, attributes, children := look(one)
		n := &node{name: name, text: text, attrs: attributes}
		for _, c := range children {
			if inner := of(c); inner.name != "" || name == "t" {
				n.children = append(n.children, inner)
			}
		}
		return n
	}
	w := &writer{}
	w.formula(of(formula))
	return w.out.String()
}

// formula writes a formula of Word (ECMA-376-1 §22.1) as MathML.
func (w *writer) formula(n *node) {
	w.put("<math>")
	w.math(n)
	w.put("</math>")
	for _, name := range []string{"del", "moveFrom"} {
		for _, cut := range n.all(name) {
			w.put("<del>", html.EscapeString(cut.inner()), "</del>")
		}
	}
}

// math writes what stands in a part of a formula.
func (w *writer) math(n *node) {
	if n == nil {
		return
	}
	for _, c := range n.children {
		if w.full {
			return
		}
		w.mathPart(c)
	}
}

// element writes an element of MathML with the parts in it, each as one.
func (w *writer) element(name string, parts ...*node) {
	w.put("<", name, ">")
	for _, p := range parts {
		w.put("<mrow>")
		w.math(p)
		w.put("</mrow>")
	}
	w.put("</", name, ">")
}

func (w *writer) sign(text string) { w.put("<mo>", html.EscapeString(text), "</mo>") }

// mathPart writes one part. The properties of parts (fPr and others) hold no text, and
// what is not known is written as what it holds.
func (w *writer) mathPart(n *node) {
	part := func(name string) *node { return n.child(name) }
	switch n.name {
	case "r":
		w.mathRun(n)
	case "f":
		w.fraction(n)
	case "sSup":
		w.element("msup", part("e"), part("sup"))
	case "sSub":
		w.element("msub", part("e"), part("sub"))
	case "sSubSup":
		w.element("msubsup", part("e"), part("sub"), part("sup"))
	case "rad":
		if degree := part("deg"); degree != nil && degree.inner() != "" && !shown(n.child("radPr"), "degHide") {
			w.element("mroot", part("e"), degree)
			return
		}
		w.element("msqrt", part("e"))
	case "nary":
		w.nary(n)
	case "d":
		w.delimited(n)
	case "func":
		w.element("mrow", part("fName"))
		w.sign("\u2061")
		w.element("mrow", part("e"))
	case "limLow":
		w.element("munder", part("e"), part("lim"))
	case "limUpp":
		w.element("mover", part("e"), part("lim"))
	case "acc", "bar":
		w.accent(n)
	case "m", "eqArr":
		w.mathTable(n)
	case "sPre":
		w.put("<mmultiscripts>")
		w.element("mrow", part("e"))
		w.put("<mprescripts></mprescripts>")
		w.element("mrow", part("sub"))
		w.element("mrow", part("sup"))
		w.put("</mmultiscripts>")
	case "groupChr", "borderBox":
		w.element("menclose", part("e"))
	case "phant":
		if show := n.child("phantPr", "show"); show == nil || on(show.attr("val")) {
			w.math(part("e"))
		}
	case "del", "moveFrom": // told behind the formula
	default:
		w.math(n)
	}
}

// shown reports whether a switch of a part's properties is on.
func shown(properties *node, name string) bool {
	n := properties.child(name)
	return n != nil && on(n.attr("val"))
}

func (w *writer) mathRun(n *node) {
	for _, c := range n.children {
		switch c.name {
		case "t":
			w.put("<mtext>")
			w.text(c.inner())
			w.put("</mtext>")
		case "br", "tab":
			w.put("<mspace></mspace>")
		case "sym":
			w.put("<mtext>")
			w.symbol(c)
			w.put("</mtext>")
		}
	}
}

func (w *writer) fraction(n *node) {
	name := "mfrac"
	if n.child("fPr").val("type") == "noBar" {
		name = `mfrac linethickness="0"`
	}
	w.put("<", name, "><mrow>")
	w.math(n.child("num"))
	w.put("</mrow><mrow>")
	w.math(n.child("den"))
	w.put("</mrow></mfrac>")
}

// nary writes a sum and its like. Its sign is an integral if it names none.
func (w *writer) nary(n *node) {
	properties := n.child("naryPr")
	sign := "∫"
	if c := properties.child("chr"); c != nil {
		sign = c.attr("val")
	}
	w.put("<munderover>")
	w.sign(sign)
	for _, limit := range []string{"sub", "sup"} {
		w.put("<mrow>")
		if !shown(properties, limit+"Hide") {
			w.math(n.child(limit))
		}
		w.put("</mrow>")
	}
	w.put("</munderover>")
	w.element("mrow", n.child("e"))
}

// delimited writes what stands in brackets; they are round, and parted by a bar, if
// they name no others.
func (w *writer) delimited(n *node) {
	sign := func(name, usual string) string {
		if c := n.child("dPr", name); c != nil {
			return c.attr("val")
		}
		return usual
	}
	w.sign(sign("begChr", "("))
	first := true
	for _, c := range n.children {
		if c.name != "e" {
			continue
		}
		if !first {
			w.sign(sign("sepChr", "|"))
		}
		first = false
		w.element("mrow", c)
	}
	w.sign(sign("endChr", ")"))
}

// accent writes a letter with a sign over or under it.
func (w *writer) accent(n *node) {
	name, sign := "mover", "\u0302"
	if n.name == "bar" {
		sign = "\u0305"
		if n.child("barPr").val("pos") != "top" {
			name, sign = "munder", "_"
		}
	}
	if c := n.child("accPr", "chr"); c != nil {
		sign = c.attr("val")
	}
	w.put("<", name, "><mrow>")
	w.math(n.child("e"))
	w.put("</mrow>")
	w.sign(sign)
	w.put("</", name, ">")
}

// mathTable writes a matrix, or equations below one another.
func (w *writer) mathTable(n *node) {
	w.put("<mtable>")
	for _, row := range n.children {
		switch row.name {
		case "mr":
			w.put("<mtr>")
			for _, cell := range row.children {
				w.element("mtd", cell)
			}
			w.put("</mtr>")
		case "e":
			w.put("<mtr><mtd>")
			w.math(row)
			w.put("</mtd></mtr>")
		}
	}
	w.put("</mtable>")
}
