package portal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
)

// content is a page divided into its text and what stands around that.
type content struct {
	title, date string
	views       int
	main        *html.Node
	lead, tail  []string // parts of the text that stand outside of main, before and behind
	before      []string // what a reader saw that is not furniture and no fact
	apart       []string // what was left out: other pages, sharing, menus of this page alone
	own, beside int      // bytes of the text, and of that which stands beside links to other pages in a row
	leads       []*saved // the other pages that are led to in a row
}

// isList reports whether a page only lists others.
func (c *content) isList() bool {
	return len(c.leads) >= fewestItems && c.own-c.beside < max(shortText, c.beside/4)
}

const (
	fewestItems = 3
	shortText   = 300 // bytes
	factLine    = 200 // bytes of a line that tells date, author and readers of a page
)

// contentOf divides a page. The document is changed: what is no text of main is taken out.
func (r *reader) contentOf(s *saved, document *html.Node) *content {
	body := find(document, named("body"))
	if body == nil {
		body = document
	}
	c := &content{date: s.says.date, views: s.says.views}
	parts := partsOf(body)
	c.title = r.title(s, body, parts)
	c.main = r.main(body, parts)
	c.apart = append(c.apart, r.takeRelated(c.main)...)
	d := divider{reader: r, content: c, gone: map[*html.Node]bool{}}
	d.divide(parts)
	c.leads, c.beside = r.items(s, c.main)
	return c
}

// title is the name of a page: its headline, what it calls itself to others, its own
// name, each without that of the site; else its first part.
func (r *reader) title(s *saved, body *html.Node, parts []part) string {
	var h1 string
	for n := range body.Descendants() {
		if n.Type == html.ElementNode && n.Data == "h1" && !unseen(n) {
			if text := textOf(n); text != "" && !r.repeats(text, outside) {
				h1 = text
				break
			}
		}
	}
	for _, candidate := range []string{s.says.heading, h1, r.siteless(s.says.social), r.siteless(s.says.title)} {
		if candidate != "" && !strings.HasSuffix(candidate, "...") && !r.repeats(candidate, outside) && (r.said["title "+s.says.title] <= 2 || candidate != r.siteless(s.says.title)) {
			return candidate
		}
	}
	for _, level := range []string{"h1", "h2", "h3"} { // that of a list stands in the menu, too
		for n := range body.Descendants() {
			if n.Type == html.ElementNode && n.Data == level && textOf(n) != "" && textOf(n) == r.siteless(s.says.title) {
				return textOf(n)
			}
		}
	}
	for _, level := range []string{"h2", "h3"} {
		if n := find(body, func(n *html.Node) bool { return n.Data == level && !r.repeats(textOf(n), outside) && textOf(n) != "" }); n != nil {
			return textOf(n)
		}
	}
	for _, p := range parts {
		if !r.repeats(p.text, outside) && p.links == 0 && dayOf(p.text) == "" && len(p.text) <= factLine {
			return p.text
		}
	}
	return r.siteless(s.says.title)
}

// main is the element that holds the text: from the body down as long as one element has
// most of the words that do not repeat and lead nowhere.
func (r *reader) main(body *html.Node, parts []part) *html.Node {
	if n := find(body, func(n *html.Node) bool { return attr(n, "itemprop") == "articleBody" }); n != nil && textOf(n) != "" {
		return n
	}
	weight := map[*html.Node]int{}
	for _, p := range parts {
		own := len(p.text) - p.links
		if own <= 0 || r.repeats(p.text, outside) {
			continue
		}
		weight[p.node.Parent] += own
	}
	sumUp(body, weight)
	at := body
	for {
		var best *html.Node
		for c := at.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (best == nil || weight[c] > weight[best]) {
				best = c
			}
		}
		if best == nil || weight[best]*100 < mostOfIt*weight[at] || !holds(best) {
			return at
		}
		at = best
	}
}

// sumUp adds to the weight of each element those of all elements in it, in one pass.
func sumUp(n *html.Node, weight map[*html.Node]int) int {
	all := weight[n]
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			all += sumUp(c, weight)
		}
	}
	weight[n] = all
	return all
}

// mostOfIt is which share of the words an element must have to be gone into, in percent.
const mostOfIt = 75

// holds reports whether an element is one that holds others.
func holds(n *html.Node) bool {
	if !slices.Contains([]string{"div", "section", "article", "main", "table", "tbody", "tr", "td", "form", "center", "span", "font"}, n.Data) {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (isBlock(c) || c.Data == "span" || c.Data == "font") {
			return true
		}
	}
	return false
}

// divider sorts the parts of a page.
type divider struct {
	reader  *reader
	content *content
	gone    map[*html.Node]bool // what was taken out
	begun   bool
}

func (d *divider) divide(parts []part) {
	r, c := d.reader, d.content
	inside := make([]bool, len(parts))
	in := map[*html.Node]bool{}
	for n := range c.main.Descendants() {
		in[n] = true
	}
	last := -1
	for i, p := range parts {
		inside[i] = in[p.node]
		if inside[i] && !r.repeats(p.text, atEnds) && !factual(p.text) {
			last = i
		}
	}
	related := map[string]bool{}
	for _, text := range c.apart {
		related[text] = true
	}
	for i, p := range parts {
		switch {
		case related[p.text] && !inside[i]:
		case inside[i] && d.gone[p.node]:
		case inside[i]:
			d.within(p, i > last)
		default:
			d.around(p)
		}
	}
}

// within looks at a part of the text: the title and the facts above its first sentence,
// and furniture at its ends, are taken out.
func (d *divider) within(p part, behind bool) {
	r, c := d.reader, d.content
	switch {
	case !d.begun && p.text == c.title, (!d.begun || behind) && r.repeats(p.text, atEnds):
		d.remove(p)
	case !d.begun && d.fact(p):
		d.remove(p)
	case behind && d.fact(p):
		d.remove(p)
	default:
		d.begun = true
		c.before = append(c.before, p.text)
		c.own += max(len(p.text)-p.links, 0)
	}
}

// around looks at a part outside of the text. What neither repeats nor leads elsewhere
// belongs to it.
func (d *divider) around(p part) {
	r, c := d.reader, d.content
	switch {
	case r.repeats(p.text, outside), p.text == c.title, d.fact(p):
	case p.links*10 >= len(p.text)*6, utf8.RuneCountInString(p.text) < shortest && !isHeading(p.node):
		c.apart = append(c.apart, p.text)
	default:
		c.before = append(c.before, p.text)
		c.own += len(p.text) - p.links
		if d.begun {
			c.tail = append(c.tail, p.text)
		} else {
			c.lead = append(c.lead, p.text)
		}
	}
}

// shortest is how many characters a part outside of the text has that belongs to it.
const shortest = 25

func isHeading(n *html.Node) bool {
	for n = n.Parent; n != nil && !isBlock(n); n = n.Parent {
	}
	return n != nil && len(n.Data) == 2 && n.Data[0] == 'h'
}

var postedBy = pattern.New(`(?i)^(?:ngày đăng|đăng ngày|ngày|cập nhật|đăng lúc|thời gian|người đăng|đăng bởi|posted|published|updated|date|lượt xem|số lượt xem)\b`)

// fact reads the date and the count of readers of a line that says little else.
func (d *divider) fact(p part) bool {
	c := d.content
	if !factual(p.text) {
		return false
	}
	date, views := dayOf(p.text), viewsOf(p.text)
	first(&c.date, date)
	if c.views == 0 {
		c.views = views
	}
	return true
}

// factual reports whether a line tells when a page was posted or how often it was read,
// and little else.
func factual(text string) bool {
	if len(text) > factLine {
		return false
	}
	date, views := dayOf(text), viewsOf(text)
	return views > 0 || date != "" && (len(text) <= 40 || postedBy.MatchString(text) || startsWithDay(text))
}

var dayAtStart = pattern.New(`(?i)^\W*(?:(?:thứ \p{L}+|chủ nhật|[a-z]+day)\W*)?(?:ngày\s+)?(?:\d{1,2}[:hg]\d{2}\W+)?\d{1,2}\s*[/.-]`)

func startsWithDay(text string) bool { return dayAtStart.MatchString(text) && len(text) < 80 }

// remove takes a part out of the page with the block that holds it alone.
func (d *divider) remove(p part) {
	block := p.node
	for n := p.node.Parent; n != nil && n != d.content.main && holdsOnly(n, p.text); n = n.Parent {
		block = n
	}
	if block.Parent == nil {
		return
	}
	block.Parent.RemoveChild(block)
	d.gone[block] = true
	for n := range block.Descendants() {
		d.gone[n] = true
	}
}
