package portal

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
)

var (
	relatedHead = pattern.New(`(?i)^\W*(?:(?:các|những)\s+)?(?:tin|bài|tin tức|bài viết|tin bài|thông tin|văn bản)\s+(?:đã đưa|đã đăng|cùng chuyên mục|cùng loại|cùng mục|khác|liên quan|mới(?:\s+(?:hơn|nhất|khác|đăng))?|cũ(?:\s+hơn)?|đọc nhiều|xem nhiều)(?:\s+\p{L}+){0,3}\W*$|^\W*(?:(?:related|other|more|latest)\s+(?:news|articles|posts|stories)|có thể bạn quan tâm|cùng chuyên mục|ý kiến bạn đọc|bình luận(?:\s*\(\d+\))?|chia sẻ(?:\s+\p{L}+){0,3}|share(?:\s+this)?|viết bình luận)\W*$`)
	relatedName = pattern.New(`(?i)^(?:.*[-_])?(?:related|tin-?lien-?quan|tin-?khac|tin-?cu-?hon|tin-?moi-?hon|bai-?lien-?quan|other-?news|others?|share|sharing|social|addthis\S*|fb-like|sharedaddy|rating|comments?|binh-?luan|post-?tags|print|toolbar|pager|pagination|post-?navigation|nav-links|breadcrumbs?)(?:[-_].*)?$`)
)

// takeRelated takes out of a text what leads to other pages or shares this one, and
// returns its parts: elements that are named so, and lists of links below a line that says
// “Tin khác” or the like.
func (r *reader) takeRelated(main *html.Node) []string {
	var found []*html.Node
	taken := map[*html.Node]bool{}
	take := func(nodes ...*html.Node) {
		for _, n := range nodes {
			found = append(found, n)
			taken[n] = true
		}
	}
	for n := range main.Descendants() {
		if n.Type == html.ElementNode && isBlock(n) && slices.ContainsFunc(names(n), relatedName.MatchString) && !inOne(n, taken) && mostlyLinks(n) {
			take(n)
		}
	}
	for _, p := range partsOf(main) {
		if relatedHead.MatchString(p.text) && !inOne(p.node, taken) {
			take(below(main, p.node)...)
		}
	}
	var told []string
	for _, n := range found {
		for _, p := range partsOf(n) {
			told = append(told, p.text)
		}
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	return told
}

func inOne(n *html.Node, taken map[*html.Node]bool) bool {
	for ; n != nil; n = n.Parent {
		if taken[n] {
			return true
		}
	}
	return false
}

// mostlyLinks reports whether little of an element's text stands outside of links.
func mostlyLinks(n *html.Node) bool {
	all, links := 0, 0
	for _, p := range partsOf(n) {
		if relatedHead.MatchString(p.text) || dayOf(p.text) != "" && len(p.text) < 40 {
			continue
		}
		all += len(p.text)
		links += p.links
	}
	return links*10 >= all*4 || all < shortText/4
}

// below are the elements that a line of “Tin khác” stands over: from the line on all that
// is mostly links, in the element that holds both.
func below(main, line *html.Node) []*html.Node {
	at := line
	for at.Parent != main && at.Parent != nil && (!isBlock(at) || textOf(at.Parent) == textOf(at)) {
		at = at.Parent
	}
	found := []*html.Node{at}
	for at != main && at != nil {
		for n := at.NextSibling; n != nil; n = n.NextSibling {
			if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" {
				continue
			}
			if !mostlyLinks(n) {
				return found
			}
			found = append(found, n)
		}
		if len(found) > 1 || at.Parent == main {
			return found
		}
		at = at.Parent // the line has an element of its own, and the list stands beside that
	}
	return found
}

// items are the other pages that a text leads to in a row, and the bytes of what stands
// beside their links: elements that are alike, each with a link to a page of its own.
func (r *reader) items(s *saved, main *html.Node) (pages []*saved, beside int) {
	counted := map[*html.Node]bool{}
	for _, n := range slices.Concat([]*html.Node{main}, slices.Collect(main.Descendants())) {
		if n.Type != html.ElementNode || counted[n.Parent] {
			continue
		}
		groups, shapes := map[string][]*html.Node{}, []string(nil)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode {
				shape := c.Data + " " + strings.Join(names(c), " ")
				if groups[shape] == nil {
					shapes = append(shapes, shape)
				}
				groups[shape] = append(groups[shape], c)
			}
		}
		for _, shape := range shapes {
			leading := r.leading(s, groups[shape])
			if len(leading) < fewestItems {
				continue
			}
			counted[n] = true
			for _, c := range groups[shape] {
				counted[c] = true
				for _, p := range partsOf(c) {
					beside += max(len(p.text)-p.links, 0)
				}
			}
			pages = append(pages, leading...)
		}
	}
	return pages, beside
}

// leading are the pages that elements lead to, at most one each.
func (r *reader) leading(s *saved, alike []*html.Node) []*saved {
	var found []*saved
	if len(alike) < fewestItems {
		return nil
	}
	for _, n := range alike {
		var to *saved
		is := func(a *html.Node) bool {
			if a.Data != "a" || len(textOf(a)) < shortestLink {
				return false
			}
			page, _, ok := r.target(s, attr(a, "href"))
			if ok && page != nil && page != s {
				to = page
			}
			return to != nil
		}
		if is(n) || find(n, is) != nil {
			found = append(found, to)
		}
	}
	return found
}

// shortestLink is how many bytes the words of a link to an article have at least.
const shortestLink = 12
