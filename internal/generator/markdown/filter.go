package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"loa/internal/base/problem"
)

// The elements that raw HTML may use, and the attributes of each besides those
// that every element may have. What is not here goes: scripts, styles, frames,
// forms, and all that can run or load something from elsewhere.
var (
	allowedTags = map[string]string{
		"a": "href hreflang rel", "abbr": "", "address": "", "article": "", "aside": "",
		"audio": "src controls loop muted preload", "b": "", "bdi": "", "bdo": "",
		"blockquote": "cite", "br": "", "caption": "", "cite": "", "code": "",
		"col": "span", "colgroup": "span", "data": "value", "dd": "", "del": "cite datetime",
		"details": "open", "dfn": "", "div": "", "dl": "", "dt": "", "em": "",
		"figcaption": "", "figure": "", "footer": "", "h2": "", "h3": "", "h4": "", "h5": "", "h6": "",
		"header": "", "hr": "", "i": "", "img": "src alt width height loading", "ins": "cite datetime",
		"kbd": "", "li": "value", "mark": "", "ol": "start reversed type", "p": "", "pre": "", "q": "cite",
		"rp": "", "rt": "", "ruby": "", "s": "", "samp": "", "section": "", "small": "", "span": "",
		"strong": "", "sub": "", "summary": "", "sup": "", "table": "", "tbody": "",
		"td": "colspan rowspan headers", "tfoot": "", "th": "colspan rowspan headers scope abbr",
		"thead": "", "time": "datetime", "tr": "", "u": "", "ul": "", "var": "",
		"video": "src controls loop muted preload poster width height playsinline", "wbr": "",
	}
	globalAttrs = "id class title lang dir role hidden tabindex"
)

// filter lets harmless HTML through, piece by piece as Markdown meets it. End
// tags that close nothing of the body are dropped, so that a body cannot break
// out of its page; leave ends what stays open.
func (h *rawHTML) filter(raw []byte, at span) {
	tokens := html.NewTokenizer(bytes.NewReader(raw))
	skip := ""
	for {
		kind := tokens.Next()
		switch {
		case kind == html.ErrorToken:
			return
		case skip != "":
			if name, _ := tokens.TagName(); kind == html.EndTagToken && string(name) == skip {
				skip = ""
			}
		case kind == html.TextToken:
			h.text(tokens.Raw())
		case kind == html.StartTagToken, kind == html.SelfClosingTagToken:
			skip = h.startTag(tokens.Token(), at)
		case kind == html.EndTagToken:
			h.endTag(tokens.Token().Data)
		}
	}
}

func (h *rawHTML) text(raw []byte) {
	text := []byte(html.UnescapeString(string(raw)))
	if slices.Contains(h.open, "pre") {
		h.out.code(text)
		return
	}
	if len(bytes.TrimSpace(text)) > 0 {
		h.out.endParagraph("")
	}
	h.out.literal(text)
}

// startTag writes a tag if it is allowed. It returns the name of an element
// whose content must not be shown either.
func (h *rawHTML) startTag(t html.Token, at span) (skip string) {
	own, ok := allowedTags[t.Data]
	if !ok {
		h.report(problem.MarkdownRefusedHTML, at, problem.Args{"what": "<" + t.Data + ">"})
		switch t.DataAtom {
		case atom.Script, atom.Style, atom.Iframe, atom.Noscript, atom.Noembed, atom.Noframes, atom.Xmp, atom.Plaintext, atom.Textarea, atom.Title:
			return t.Data
		}
		return ""
	}
	h.out.endParagraph("<" + t.Data)
	if last := len(h.open) - 1; last >= h.base && h.open[last] == "p" && endsParagraph("<"+t.Data) {
		h.open = h.open[:last] // it ends by itself
	}
	block := isBlock(t.Data)
	if block {
		h.out.close()
	}
	h.out.tag("<" + t.Data)
	if t.Data == "img" && h.in.Host != nil {
		h.image(&t, at)
	}
	for _, a := range t.Attr {
		h.attr(own, a, at)
	}
	h.out.put(">")
	if !isVoid(t.DataAtom) {
		h.open = append(h.open, t.Data)
	}
	h.out.space = block
	return ""
}

// image gives a picture what every picture has: its widths, its size, and other
// words where the host says so. It writes src itself.
func (h *rawHTML) image(t *html.Token, at span) {
	given := map[string]string{}
	for _, a := range t.Attr {
		given[a.Key] = a.Val
	}
	if given["src"] == "" || !h.links.allowed(given["src"], at) {
		return
	}
	p := h.pictures.hosted(given["src"], at)
	h.out.attr("src", escapeURL(p.URL))
	if p.Srcset != "" {
		h.out.attr("srcset", p.Srcset)
		h.out.attr("sizes", p.Sizes)
	}
	drop := []string{"src"}
	if p.Alt != "" {
		h.out.attr("alt", p.Alt)
		drop = append(drop, "alt", "title")
	}
	if given["width"] == "" && given["height"] == "" && p.Width > 0 {
		h.out.attr("width", strconv.Itoa(p.Width))
		h.out.attr("height", strconv.Itoa(p.Height))
	}
	t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool { return slices.Contains(drop, a.Key) })
}

// attr writes an attribute if it is allowed; addresses go the way of all
// links.
func (h *rawHTML) attr(own string, a html.Attribute, at span) {
	if !slices.Contains(strings.Fields(own), a.Key) && !slices.Contains(strings.Fields(globalAttrs), a.Key) && !strings.HasPrefix(a.Key, "aria-") {
		h.report(problem.MarkdownRefusedHTML, at, problem.Args{"what": a.Key})
		return
	}
	switch a.Key {
	case "href", "cite":
		if link, ok := h.links.resolve(a.Val, at); ok && !link.Plain {
			h.out.attr(a.Key, escapeURL(link.URL))
		}
		return
	case "src", "poster":
		if !h.links.allowed(a.Val, at) {
			return
		}
		if a.Key == "poster" && h.in.Host != nil {
			a.Val = h.pictures.hosted(a.Val, at).URL
		}
		a.Val = escapeURL(a.Val)
	case "id":
		h.reserveID(a.Val, at)
		a.Val = h.ids.prefix + a.Val
	}
	h.out.attr(a.Key, a.Val)
}

// endTag closes an element of the block at hand, with what is open inside.
func (h *rawHTML) endTag(name string) {
	for i := len(h.open) - 1; i >= h.base; i-- {
		if h.open[i] == name {
			h.closeDown(i)
			return
		}
	}
}

// closeDown writes the end tags of raw HTML until so many elements are open.
func (h *rawHTML) closeDown(depth int) {
	for i := len(h.open) - 1; i >= depth; i-- {
		name := h.open[i]
		if isBlock(name) {
			h.out.close()
			h.out.openP = false // its end tag ends the paragraph, too
		} else {
			h.out.endParagraph("")
		}
		h.out.end("</" + name + ">")
	}
	h.open = h.open[:min(depth, len(h.open))]
}

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Br, atom.Col, atom.Hr, atom.Img, atom.Wbr:
		return true
	}
	return false
}

// endsParagraph reports whether HTML begins with a tag that ends an open
// paragraph by itself (HTML, 13.1.2.4).
func endsParagraph(s string) bool {
	if !strings.HasPrefix(s, "<") {
		return false
	}
	end := 1
	for end < len(s) && startsReference(s[end]) {
		end++
	}
	switch strings.ToLower(s[1:end]) {
	case "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure",
		"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "menu", "nav", "ol", "p",
		"pre", "section", "table", "ul":
		return true
	}
	return false
}

// isBlock reports whether white space at an element's edges shows nothing.
func isBlock(name string) bool {
	switch name {
	case "br", "caption", "col", "colgroup", "dd", "dt", "li", "summary", "tbody", "td", "tfoot", "th", "thead", "tr":
		return true
	}
	return endsParagraph("<" + name)
}
