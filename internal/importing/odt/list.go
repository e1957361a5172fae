package odt

import (
	"html"
	"strconv"
	"strings"
)

const levels = 10

// list counts the items of a list.
type list struct {
	style string
	count [levels + 1]int
	begun [levels + 1]bool
}

// list writes a list at a level (§5.3). Items become paragraphs with the marks that the
// program shows, since other texts refer to them.
func (w *writer) list(n *node, level int, in *list) {
	if level > levels {
		level = levels
	}
	style := n.Attr("style-name")
	if in == nil {
		in = w.begin(n, style)
	}
	if style == "" {
		style = in.style
	}
	for _, item := range n.Children {
		switch item.Name {
		case "list-item":
			w.item(item, level, in, style, true)
		case "list-header":
			w.item(item, level, in, style, false)
		}
	}
}

// begin is the list that an outermost element opens, or goes on with.
func (w *writer) begin(n *node, style string) *list {
	in := &list{style: style}
	if before := w.lists[n.Attr("continue-list")]; before != nil {
		in = before
	} else if n.Attr("continue-numbering") == "true" && w.last != nil && (w.last.style == style || style == "") {
		in = w.last
	}
	if style == "" && in.style == "" && w.last != nil {
		in.style = w.last.style
	}
	w.last = in
	if id := n.Attr("id"); id != "" {
		w.lists[id] = in
	}
	return in
}

// item writes an item. Its first paragraph has the mark.
func (w *writer) item(n *node, level int, in *list, style string, counted bool) {
	first := true
	for _, c := range n.Children {
		switch c.Name {
		case "p", "h":
			mark := ""
			if first && counted {
				mark = w.mark(n, level, in, style, c.Name == "h")
			}
			first = false
			w.paragraph(c, mark)
		case "list":
			w.list(c, level+1, in)
		default:
			w.blocks(&node{Children: []*node{c}})
		}
	}
}

// mark counts an item and writes the beginning of its paragraph; of a heading the mark alone.
func (w *writer) mark(item *node, level int, in *list, style string, heading bool) string {
	of := w.styles.lists[style]
	in.next(level, of, item.Attr("start-value"))
	shape := levelOf(of, level)
	text := in.text(of, level)
	bullet := shape == nil || shape.Name != "list-level-style-number"
	if heading {
		if bullet {
			return ""
		}
		return text
	}
	open := `<p style="mso-list:l0 level` + strconv.Itoa(level) + ` lfo1"`
	switch {
	case bullet:
		return open + `><span style="mso-list:Ignore">·</span>`
	case text == "":
		return ""
	}
	return open + ` data-mark=number><span style="mso-list:Ignore">` + html.EscapeString(text) + "</span>"
}

// headingNumber is the number that the outline gives a heading; "" for none.
func (w *writer) headingNumber(n *node, level int) string {
	if n.Attr("is-list-header") == "true" || level > levels || levelOf(w.styles.outline, level).Attr("num-format") == "" {
		return ""
	}
	restart := ""
	if n.Attr("restart-numbering") == "true" {
		if restart = n.Attr("start-value"); restart == "" {
			restart = "1"
		}
	}
	w.outline.next(level, w.styles.outline, restart)
	return w.outline.text(w.styles.outline, level)
}

func levelOf(of []*node, level int) *node {
	for _, n := range of {
		if n.Attr("level") == strconv.Itoa(level) {
			return n
		}
	}
	return nil
}

// next counts one further item at a level.
func (l *list) next(level int, of []*node, start string) {
	l.begin(level, of)
	if number, err := strconv.Atoi(start); err == nil {
		l.count[level] = number
	} else {
		l.count[level]++
	}
	for deeper := level + 1; deeper <= levels; deeper++ {
		l.begun[deeper] = false
	}
}

// begin sets a level that has no item yet to before its first number.
func (l *list) begin(level int, of []*node) {
	if l.begun[level] {
		return
	}
	first, err := strconv.Atoi(levelOf(of, level).Attr("start-value"))
	if err != nil {
		first = 1
	}
	l.count[level], l.begun[level] = first-1, true
}

// text is the mark of the last item at a level, with those of the levels above that it shows.
func (l *list) text(of []*node, level int) string {
	shape := levelOf(of, level)
	if form := shape.Attr("num-list-format"); form != "" {
		for above := 1; above <= level; above++ {
			form = strings.ReplaceAll(form, "%"+strconv.Itoa(above)+"%", l.number(of, above))
		}
		return strings.TrimSpace(form)
	}
	number := l.number(of, level)
	if number == "" {
		return ""
	}
	shown, _ := strconv.Atoi(shape.Attr("display-levels"))
	for above := level - 1; above > 0 && above > level-shown; above-- {
		if n := l.number(of, above); n != "" {
			number = n + "." + number
		}
	}
	return strings.TrimSpace(shape.Attr("num-prefix") + number + shape.Attr("num-suffix"))
}

func (l *list) number(of []*node, level int) string {
	l.begin(level, of)
	count := max(l.count[level], 0)
	if count == 0 && levelOf(of, level).Attr("start-value") == "" {
		count = 1 // a level that is shown and has no item of its own
	}
	switch levelOf(of, level).Attr("num-format") {
	case "1":
		return strconv.Itoa(count)
	case "a":
		return letters(count)
	case "A":
		return strings.ToUpper(letters(count))
	case "i":
		return strings.ToLower(roman(count))
	case "I":
		return roman(count)
	}
	return ""
}

// letters are a … z, aa, bb …, as the program counts them with letter-sync and, for lists that nobody
// has so long, without.
func letters(n int) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, step := range []struct {
		value int
		sign  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= step.value {
			out.WriteString(step.sign)
			n -= step.value
		}
	}
	return out.String()
}
