package htmlimport

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"loa/internal/base/pattern"
)

// unseen are elements that show nothing of their own.
var unseen = []string{"script", "style", "head", "title", "template", "link", "meta", "base", "noscript", "param", "source", "track", "col", "colgroup", "xml"}

var (
	embedded = []string{"iframe", "video", "audio", "object", "embed", "svg", "canvas", "map", "frame", "frameset", "applet"}
	fields   = []string{"input", "select", "textarea", "button", "option", "datalist", "meter", "progress", "output"}
)

// around are the words by which pages name what stands around their text.
var around = pattern.New(`(?i)^(?:nav|navbar|navigation|menu|main-?menu|top-?menu|breadcrumbs?|sidebar|side-?bar|footer|site-?footer|banner|share|sharing|social|social-?share|addthis.*|related|tin-?lien-?quan|tin-?khac|bai-?lien-?quan|comments?|binh-?luan|quang-?cao|ads?|advertisement|pagination|print|toolbar|skip-?link)$`)

// dropped notes and leaves out what is no text of the author's.
func (w *walker) dropped(n *html.Node, d declarations) bool {
	role := attr(n, "role")
	switch {
	case n.Data == "del" || n.Data == "strike" && strings.Contains(attr(n, "class"), "msoDel"):
		w.loseAll(Deleted, n, "")
	case n.Data == "a" && strings.HasPrefix(strings.ToLower(attr(n, "class")), "msocomanchor"), d["mso-element"] == "comment-list", d["mso-element"] == "comment":
		w.loseAll(Comment, n, "")
	case role == "doc-toc", n.Data == "p" && strings.HasPrefix(strings.ToLower(attr(n, "class")), "msotoc") && attr(n, "class") != "MsoTocHeading":
		w.loseAll(Contents, n, "")
	case d["mso-list"] == "ignore": // the mark, which has been read
	case slices.Contains(embedded, n.Data):
		w.loseAll(Embed, n, attr(n, "src")+attr(n, "data"))
	case slices.Contains(fields, n.Data):
		w.loseField(n)
	case n.Data == "nav", role == "navigation", role == "banner", role == "contentinfo", role == "search", role == "complementary",
		slices.Contains([]string{"div", "ul", "ol", "section", "aside", "header", "footer", "table", "p"}, n.Data) && named(n):
		w.loseAll(Navigation, n, "")
	default:
		return false
	}
	return true
}

// unmarking names the program that wrote a page, if it is one that writes text which a
// tracked change took away as it writes any other; "" if not.
func unmarking(document *html.Node) string {
	for n := range document.Descendants() {
		if n.Type != html.ElementNode || n.Data != "meta" || !strings.EqualFold(attr(n, "name"), "generator") {
			continue
		}
		for _, program := range []string{"LibreOffice", "OpenOffice"} {
			if strings.Contains(strings.ToLower(attr(n, "content")), strings.ToLower(program)) {
				return program
			}
		}
	}
	return ""
}

func (w *walker) loseField(n *html.Node) {
	text := w.visible(n)
	if n.Data == "input" {
		switch strings.ToLower(attr(n, "type")) {
		case "hidden", "password":
			return
		}
		text = attr(n, "value")
	}
	if strings.TrimSpace(text) != "" {
		w.lose(Form, text, "")
	}
}

// named reports whether an element's id or a class of it says that it is no part
// of the text.
func named(n *html.Node) bool {
	names := append(strings.Fields(attr(n, "class")), attr(n, "id"))
	return slices.ContainsFunc(names, func(name string) bool { return name != "" && around.MatchString(name) })
}

// body are the names that portals give to the part that holds the text.
var body = pattern.New(`(?i)^(?:article-?(?:body|content|detail)|entry-?content|post-?content|content-?detail|detail-?content|news-?(?:content|detail|body)|noi-?dung|noidung(?:chitiet|tin|bai)?|chi-?tiet|chitiettin|tin-?chi-?tiet|journal-content-article|asset-content|main-?content)$`)

// article finds the part of a page that holds its text, and notes the words of
// the rest. Of several parts the first with a good share of the words counts.
func (w *walker) article(document *html.Node) *html.Node {
	all := len(strings.Fields(w.visible(document)))
	var best *html.Node
	for _, is := range []func(*html.Node) bool{
		func(n *html.Node) bool { return attr(n, "itemprop") == "articleBody" },
		func(n *html.Node) bool { return n.Data == "article" },
		func(n *html.Node) bool { return n.Data == "main" || attr(n, "role") == "main" },
		func(n *html.Node) bool {
			return slices.ContainsFunc(append(strings.Fields(attr(n, "class")), attr(n, "id")), body.MatchString)
		},
	} {
		best = w.wordiest(document, is)
		if best != nil && len(strings.Fields(w.visible(best)))*4 >= all {
			break
		}
		best = nil
	}
	if best == nil {
		return document
	}
	if title := w.headline(document, best); title != nil {
		w.heading(title, "h1", style{})
		title.Parent.RemoveChild(title)
	}
	w.outside(document, best)
	return best
}

func (w *walker) wordiest(document *html.Node, is func(*html.Node) bool) *html.Node {
	var best *html.Node
	most := 0
	for n := range document.Descendants() {
		if n.Type != html.ElementNode || !is(n) {
			continue
		}
		if words := len(strings.Fields(w.visible(n))); words > most {
			best, most = n, words
		}
	}
	return best
}

// headline is the one h1 of a page that stands before its text.
func (w *walker) headline(document, text *html.Node) *html.Node {
	var found *html.Node
	inside := map[*html.Node]bool{text: true}
	for n := range text.Descendants() {
		inside[n] = true
	}
	for n := range document.Descendants() {
		if n.Type != html.ElementNode || n.Data != "h1" {
			continue
		}
		if found != nil || inside[n] {
			return nil
		}
		found = n
	}
	return found
}

// outside notes the words of what stands around a part, a block each.
func (w *walker) outside(n, part *html.Node) {
	if n == part {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c == part || c.Type == html.ElementNode && slices.Contains(unseen, c.Data):
		case c.Type == html.TextNode:
			if clean, _ := letters(c.Data, style{}); strings.TrimSpace(clean) != "" {
				w.lose(Navigation, clean, "")
			}
		case c.Type == html.ElementNode && holds(c, part):
			w.outside(c, part)
		case c.Type == html.ElementNode && !w.sheet.of(c).hidden() && !has(c, "hidden"):
			w.loseAll(Navigation, c, "")
		}
	}
}

func holds(n, below *html.Node) bool {
	for ; below != nil; below = below.Parent {
		if below == n {
			return true
		}
	}
	return false
}
