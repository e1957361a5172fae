package docx

import (
	"html"
	"strconv"
	"strings"
)

// field is a field of Word that is open (ECMA-376-1 §17.16): what it says to compute,
// then, after a separator, what that was.
type field struct {
	says  strings.Builder
	shown bool
	link  bool
	start int // how much text stood before what it shows
}

// hidden reports whether what is written now is a part of what a field says, and so
// nothing that Word shows.
func (w *writer) hidden() bool {
	for _, f := range w.fields {
		if !f.shown {
			return true
		}
	}
	return false
}

// hiddenText notes text that is not shown: it is a part of what the innermost such
// field says.
func (w *writer) hiddenText(text string) {
	for i := len(w.fields) - 1; i >= 0; i-- {
		if !w.fields[i].shown {
			w.fields[i].says.WriteString(text)
			return
		}
	}
}

// within reports whether a field of a name is open.
func (w *writer) within(name string) bool {
	for _, f := range w.fields {
		if words := instruction(f.says.String()); len(words) > 0 && strings.EqualFold(words[0], name) {
			return true
		}
	}
	return false
}

// fieldChar follows the signs that open, part and close a field.
func (w *writer) fieldChar(n *node) {
	last := len(w.fields) - 1
	switch kind := n.attr("fldCharType"); {
	case kind == "begin":
		if !w.hidden() {
			w.formField(n.child("ffData"))
		}
		if w.closed[n] {
			w.fields = append(w.fields, &field{})
		}
	case last < 0:
	case kind == "separate":
		f := w.fields[last]
		f.shown, f.start = true, w.texts
		if address := fieldAddress(f.says.String()); address != "" && !w.hidden() {
			f.link = true
			w.put(`<a href="`, html.EscapeString(address), `">`)
		}
	case kind == "end":
		f := w.fields[last]
		w.fields = w.fields[:last]
		if f.link {
			w.put("</a>")
		}
		if (!f.shown || f.start == w.texts) && !w.hidden() {
			w.computed(f.says.String())
		}
	}
}

// formField writes what a field of a form shows that has no text of its own.
func (w *writer) formField(n *node) {
	if box := n.child("checkBox"); box != nil {
		state := box.child("checked")
		if state == nil {
			state = box.child("default")
		}
		if state != nil && on(state.attr("val")) {
			w.text("☒")
		} else {
			w.text("☐")
		}
	}
	if list := n.child("ddList"); list != nil {
		chosen := list.val("result")
		if chosen == "" {
			chosen = list.val("default")
		}
		at, _ := strconv.Atoi(chosen)
		if entries := list.all("listEntry"); at >= 0 && at < len(entries) {
			w.text(entries[at].attr("val"))
		}
	}
}

// closedFields are the signs that open a field which is closed again. One that is not
// would hide the rest of the document.
func closedFields(root *node, closed map[*node]bool) {
	var open []*node
	for _, n := range root.all("fldChar") {
		switch n.attr("fldCharType") {
		case "begin":
			open = append(open, n)
		case "end":
			if last := len(open) - 1; last >= 0 {
				closed[open[last]] = true
				open = open[:last]
			}
		}
	}
}

func (w *writer) simpleField(n *node, style string) {
	before := w.texts
	w.linked(fieldAddress(n.attr("instr")), func() { w.inline(n, style) })
	if w.texts == before && !w.hidden() {
		w.computed(n.attr("instr"))
	}
}

// noSign is a code that no font of signs has, so that a sign with a number that cannot be read is told.
const noSign = '\uf8ff'

// computed writes what Word shows of a field that keeps no text: a formula, or a sign of a font (ECMA-376-1 §17.16.5.66:
// SYMBOL 252 \f Wingdings, in decimal or as 0xFC).
func (w *writer) computed(says string) {
	words := instruction(says)
	if len(words) < 2 || !strings.EqualFold(words[0], "SYMBOL") {
		w.equation(says)
		return
	}
	digits, base := words[1], 10
	if hex, found := strings.CutPrefix(strings.ToLower(digits), "0x"); found {
		digits, base = hex, 16
	}
	code, err := strconv.ParseUint(digits, base, 16)
	if err != nil {
		w.glyph(noSign, "Symbol")
		return
	}
	font := "Symbol"
	for i, word := range words[:len(words)-1] {
		if strings.EqualFold(word, `\f`) {
			font = words[i+1]
		}
	}
	for _, word := range words[2:] {
		if strings.EqualFold(word, `\u`) { // the number is that of Unicode
			w.text(string(rune(code)))
			return
		}
	}
	w.glyph(rune(code), font)
}

// fieldAddress is where a field leads, "" for nowhere: an address, and with \l a place
// on that page.
func fieldAddress(says string) string {
	words := instruction(says)
	if len(words) == 0 || !strings.EqualFold(words[0], "HYPERLINK") {
		return ""
	}
	address, place := "", ""
	for i := 1; i < len(words); i++ {
		switch word := strings.ToLower(words[i]); {
		case word == `\l` && i+1 < len(words):
			i++
			place = words[i]
		case (word == `\t` || word == `\o`) && i+1 < len(words):
			i++
		case len(word) == 2 && word[0] == '\\':
		case address == "":
			address = words[i]
		}
	}
	if address != "" && place != "" && !strings.Contains(address, "#") {
		address += "#" + place
	}
	return address
}

// instruction cuts what a field says into words; those in quotes keep their spaces, and a
// backslash before a quote or a backslash takes it as it is.
func instruction(says string) []string {
	var words []string
	var word strings.Builder
	quoted, any := false, false
	end := func() {
		if any {
			words = append(words, word.String())
		}
		word.Reset()
		any = false
	}
	runes := []rune(says)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case r == '\\' && i+1 < len(runes) && (runes[i+1] == '\\' || runes[i+1] == '"'):
			i++
			word.WriteRune(runes[i])
			any = true
		case strings.ContainsRune("\"“”", r):
			quoted = !quoted
			any = true
		case !quoted && (r == ' ' || r == '\t' || r == '\u00a0' || r == '\n'):
			end()
		default:
			word.WriteRune(r)
			any = true
		}
	}
	end()
	return words
}
