package htmlimport

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
)

// list reads <ul> and <ol>. A list that stands in a list beside the items, as
// word processors write it, belongs to the item before it.
func (w *walker) list(n *html.Node, s style) {
	w.flush()
	if w.cell != nil {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			w.cell.item = true
			w.node(c, s)
			w.flush()
		}
		return
	}
	kind, marker := w.listKind(n)
	number, step := firstNumber(n), 1
	if n.Data == "ol" && has(n, "reversed") {
		if step = -1; marker == nil {
			kind, marker = "ul", func(i int) string { return strconv.Itoa(i) + "." }
		}
	}
	list := &block{kind: kind, number: number}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
			continue
		}
		item := list.last()
		own := c.Type == html.ElementNode && c.Data == "li"
		if value, err := strconv.Atoi(attr(c, "value")); own && err == nil && value != number && value >= 0 && value < mostNumber && n.Data == "ol" {
			number = value
			if kind == "ol" { // Markdown counts on from the first
				w.endList(list)
				list = &block{kind: kind, number: number}
			}
		}
		if own || item == nil {
			item = &block{kind: "li"}
			list.add(item)
		}
		w.inside(item, func() {
			if own && marker != nil {
				w.due = marker(number)
			}
			w.node(c, s)
		})
		if own {
			number += step
		}
		list.dropLast()
	}
	w.endList(list)
}

func (w *walker) endList(list *block) {
	if !list.empty() {
		w.add(list)
	}
}

// mostNumber is the highest number of an item that Markdown has.
const mostNumber = 1e9 - 1e5

// firstNumber is the number that a list begins with: its start, or how many items there
// are if it counts down.
func firstNumber(n *html.Node) int {
	if start, err := strconv.Atoi(attr(n, "start")); err == nil && start >= 0 && start < mostNumber {
		return start
	}
	if n.Data != "ol" || !has(n, "reversed") {
		return 1
	}
	items := 0
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data == "li" {
			items++
		}
	}
	return items
}

// node reads one node of any kind, an item as what is in it.
func (w *walker) node(n *html.Node, s style) {
	switch {
	case n.Type == html.TextNode:
		w.text(n.Data, s)
	case n.Type == html.ElementNode && n.Data == "li":
		if d := w.sheet.of(n); !d.hidden() && !w.dropped(n, d) {
			w.children(n, s.with(n, d))
		}
	case n.Type == html.ElementNode:
		w.element(n, s)
	}
}

// loose reads an item that stands in no list.
func (w *walker) loose(n *html.Node, s style) {
	w.flush()
	if w.cell != nil {
		w.apart(n, s)
		return
	}
	item := &block{kind: "li"}
	w.inside(item, func() { w.children(n, s) })
	if !item.empty() {
		w.add(&block{kind: "ul", blocks: []*block{item}})
	}
}

// listKind tells which list it is. Markdown numbers with digits alone: for
// letters and Roman numerals marker gives the text of an item's mark, since
// “điểm a khoản 1” refers to it.
func (w *walker) listKind(n *html.Node) (kind string, marker func(int) string) {
	if n.Data != "ol" {
		return "ul", nil
	}
	d := w.sheet.of(n)
	look := d["list-style-type"] + d["list-style"]
	for c := n.FirstChild; c != nil && look == ""; c = c.NextSibling {
		look = w.sheet.of(c)["list-style-type"]
	}
	switch t := attr(n, "type"); {
	case t == "a" || strings.Contains(look, "lower-alpha") || strings.Contains(look, "lower-latin"):
		return "ul", func(i int) string { return letter(i, 'a') + ")" }
	case t == "A" || strings.Contains(look, "upper-alpha") || strings.Contains(look, "upper-latin"):
		return "ul", func(i int) string { return letter(i, 'A') + "." }
	case t == "i" || strings.Contains(look, "lower-roman"):
		return "ul", func(i int) string { return strings.ToLower(roman(i)) + ")" }
	case t == "I" || strings.Contains(look, "upper-roman"):
		return "ul", func(i int) string { return roman(i) + "." }
	}
	return "ol", nil
}

func letter(i int, from rune) string {
	if i < 1 || i > 26 {
		return strconv.Itoa(i)
	}
	return string(from + rune(i-1))
}

func roman(i int) string {
	var out strings.Builder
	for _, step := range []struct {
		value int
		sign  string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for i >= step.value && i < 1000 {
			out.WriteString(step.sign)
			i -= step.value
		}
	}
	return out.String()
}

// level is an open list of Word's: its paragraphs are items by their style.
type level struct {
	depth int
	list  *block
	next  int // the number that goes on with it; 0 for bullets
}

var msoList = pattern.New(`\bl\d+\s+level(\d+)`)

// wordLevel reads “mso-list: l0 level2 lfo1”.
func wordLevel(d declarations) (int, bool) {
	m := msoList.FindStringSubmatch(d["mso-list"])
	if m == nil {
		return 0, false
	}
	depth, _ := strconv.Atoi(m[1])
	return min(max(depth, 1), 9), true
}

var decimal = pattern.New(`^(\d{1,9})[.)]$`)

// wordItem reads a paragraph that Word shows as an item. Its mark stands in the
// text, in a span of its own: digits become a number, a bullet a bullet, and any
// other mark (a), II., 1.2) stays as text.
func (w *walker) wordItem(n *html.Node, depth int, s style) {
	w.flush()
	if w.cell != nil {
		w.cell.item = true
		w.apart(n, s)
		return
	}
	mark := w.wordMark(n)
	number := 0
	if m := decimal.FindStringSubmatch(mark); m != nil {
		number, _ = strconv.Atoi(m[1])
		mark = ""
	} else if len([]rune(mark)) == 1 && attr(n, "data-mark") == "" && !strings.ContainsFunc(mark, unicode.IsNumber) || strings.TrimSpace(mark) == "" {
		mark = "" // a bullet, whichever letter its symbol font makes it of
	}
	list, item := w.openList(depth, number), &block{kind: "li"}
	list.add(item)
	lists := w.lists
	w.inside(item, func() {
		w.due = mark
		w.children(n, s)
	})
	w.lists = lists
	list.dropLast()
}

// openList finds or opens the list that an item of a depth and number goes
// into.
func (w *walker) openList(depth, number int) *block {
	for len(w.lists) > 0 && w.lists[len(w.lists)-1].depth > depth {
		w.lists = w.lists[:len(w.lists)-1]
	}
	if n := len(w.lists); n > 0 && w.lists[n-1].depth == depth {
		if open := &w.lists[n-1]; open.next == number {
			if number > 0 {
				open.next++
			}
			return open.list
		}
		w.lists = w.lists[:n-1]
	}
	open := level{depth: depth, list: &block{kind: "ul"}}
	if number > 0 {
		open.list.kind, open.list.number = "ol", number
		open.next = number + 1
	}
	parent := w.into
	if n := len(w.lists); n > 0 && !w.lists[n-1].list.empty() {
		parent = w.lists[n-1].list.last()
	}
	parent.add(open.list)
	w.lists = append(w.lists, open)
	return open.list
}

// wordMark is the text of the span that Word says to ignore.
func (w *walker) wordMark(n *html.Node) string {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && parseDeclarations(attr(c, "style"))["mso-list"] == "ignore" {
			var text strings.Builder
			for t := range c.Descendants() {
				if t.Type == html.TextNode {
					text.WriteString(t.Data)
				}
			}
			return strings.Join(strings.Fields(text.String()), " ")
		}
	}
	return ""
}
