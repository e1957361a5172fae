package doc

import (
	"html"
	"strings"

	"loa/internal/base/pattern"
)

// field is a field of Word that is open (section 2.8.25): what it does is not shown, what came of
// it is.
type field struct {
	says   strings.Builder
	result bool // what follows is shown
	linked bool // an a is open
}

var address = pattern.New(`(?i)^\s*HYPERLINK\s+(?:\\[a-km-z]\s+)*(?:"([^"]*)"|([^\s\\"]\S*))?(?:.*?\\l\s+"([^"]*)")?`)

// fieldSign opens, turns and closes fields, and reports whether a sign is one of them.
func (w *writer) fieldSign(unit uint16) bool {
	n := len(w.fields)
	switch unit {
	case signField:
		w.fields = append(w.fields, field{})
		return true
	case signResult:
		if n > 0 {
			w.fields[n-1].turn(w)
		}
		return true
	case signFieldEnd:
		if n == 0 {
			return true
		}
		f := &w.fields[n-1]
		if f.linked {
			w.put("</a>")
		}
		says := strings.TrimSpace(f.says.String())
		shown := f.result
		w.fields = w.fields[:n-1]
		if word, _, _ := strings.Cut(says, " "); !shown && strings.EqualFold(word, "EQ") {
			w.put(`<object data="drawing">`, html.EscapeString(says), "</object>") // a formula
		}
		return true
	}
	return false
}

// turn goes on from what a field does to what came of it.
func (f *field) turn(w *writer) {
	f.result = true
	m := address.FindStringSubmatch(f.says.String())
	if m == nil || m[1]+m[2] == "" {
		return
	}
	to := m[1] + m[2]
	if m[3] != "" && !strings.Contains(to, "#") {
		to += "#" + m[3]
	}
	f.linked = true
	w.put(`<a href="`, html.EscapeString(to), `">`)
}

// instruct takes text that a field does, and reports whether it was one of these.
func (w *writer) instruct(text string) bool {
	for i := range w.fields {
		if !w.fields[i].result {
			w.fields[i].says.WriteString(text)
			return true
		}
	}
	return false
}

// within reports whether a field of a name is open.
func (w *writer) within(name string) bool {
	for i := range w.fields {
		if word := strings.Fields(w.fields[i].says.String()); len(word) > 0 && strings.EqualFold(word[0], name) {
			return true
		}
	}
	return false
}
