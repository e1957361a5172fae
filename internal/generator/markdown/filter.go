package markdown

import (
	"bytes"
	"slices"
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
// out of its page; closeRaw ends what stays open.
func (r *render) filter(raw []byte, at span) {
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
			r.rawText(tokens.Raw())
		case kind == html.StartTagToken, kind == html.SelfClosingTagToken:
			skip = r.startTag(tokens.Token(), at)
		case kind == html.EndTagToken:
			r.endTag(tokens.Token().Data)
		}
	}
}

func (r *render) rawText(raw []byte) {
	text := []byte(html.UnescapeString(string(raw)))
	if slices.Contains(r.open, "pre") {
		r.codeLine(text)
		return
	}
	if len(bytes.TrimSpace(text)) > 0 {
		r.endParagraph("")
	}
	r.literal(text)
}

// endParagraph ends an open paragraph before a tag that does not do so itself.
func (r *render) endParagraph(tag string) {
	if r.openP && !endsParagraph(tag) {
		r.buf = append(r.buf, "</p>"...)
	}
	r.openP = false
}

// startTag writes a tag if it is allowed. It returns the name of an element
// whose content must not be shown either.
func (r *render) startTag(t html.Token, at span) (skip string) {
	own, ok := allowedTags[t.Data]
	if !ok {
		r.report(problem.MarkdownRefusedHTML, at, problem.Args{"what": "<" + t.Data + ">"})
		switch t.DataAtom {
		case atom.Script, atom.Style, atom.Iframe, atom.Noscript, atom.Noembed, atom.Noframes, atom.Xmp, atom.Plaintext, atom.Textarea, atom.Title:
			return t.Data
		}
		return ""
	}
	r.endParagraph("<" + t.Data)
	if last := len(r.open) - 1; last >= r.base && r.open[last] == "p" && endsParagraph("<"+t.Data) {
		r.open = r.open[:last] // it ends by itself
	}
	block := isBlock(t.Data)
	if block {
		r.close()
	}
	r.tag("<" + t.Data)
	if t.Data == "img" && r.in.Host != nil {
		r.rawImage(&t, at)
	}
	for _, a := range t.Attr {
		r.rawAttr(own, a, at)
	}
	r.buf = append(r.buf, '>')
	if !isVoid(t.DataAtom) {
		r.open = append(r.open, t.Data)
	}
	r.space = block
	return ""
}

// rawImage gives a picture what every picture has: its widths, its size, and other
// words where the host says so. It writes src itself.
func (r *render) rawImage(t *html.Token, at span) {
	given := map[string]string{}
	for _, a := range t.Attr {
		given[a.Key] = a.Val
	}
	if given["src"] == "" || !r.allowed(given["src"], at) {
		return
	}
	p := r.hosted(given["src"], at)
	r.attr("src", r.escapeURL(p.URL))
	if p.Srcset != "" {
		r.attr("srcset", p.Srcset)
		r.attr("sizes", p.Sizes)
	}
	drop := []string{"src"}
	if p.Alt != "" {
		r.attr("alt", p.Alt)
		drop = append(drop, "alt", "title")
	}
	if given["width"] == "" && given["height"] == "" && p.Width > 0 {
		r.number("width", p.Width)
		r.number("height", p.Height)
	}
	t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool { return slices.Contains(drop, a.Key) })
}

// hosted is the picture that the host knows at an address.
func (r *render) hosted(dest string, at span) Image {
	picture := r.in.Host.Image(dest)
	if picture.Code != "" {
		r.report(picture.Code, at, picture.Args)
	}
	return picture
}

// rawAttr writes an attribute if it is allowed; addresses go the way of all
// links.
func (r *render) rawAttr(own string, a html.Attribute, at span) {
	if !slices.Contains(strings.Fields(own), a.Key) && !slices.Contains(strings.Fields(globalAttrs), a.Key) && !strings.HasPrefix(a.Key, "aria-") {
		r.report(problem.MarkdownRefusedHTML, at, problem.Args{"what": a.Key})
		return
	}
	switch a.Key {
	case "href", "cite":
		if link, ok := r.resolve(a.Val, at); ok && !link.Plain {
			r.attr(a.Key, r.escapeURL(link.URL))
		}
		return
	case "src", "poster":
		if !r.allowed(a.Val, at) {
			return
		}
		if a.Key == "poster" && r.in.Host != nil {
			a.Val = r.hosted(a.Val, at).URL
		}
		a.Val = r.escapeURL(a.Val)
	case "id":
		r.reserveID(a.Val, at)
		a.Val = r.in.IDPrefix + a.Val
	}
	r.attr(a.Key, a.Val)
}

// endTag closes an element of the block at hand, with what is open inside.
func (r *render) endTag(name string) {
	for i := len(r.open) - 1; i >= r.base; i-- {
		if r.open[i] == name {
			r.closeRaw(i)
			return
		}
	}
}

// closeRaw writes the end tags of raw HTML until so many elements are open.
func (r *render) closeRaw(depth int) {
	for i := len(r.open) - 1; i >= depth; i-- {
		name := r.open[i]
		if isBlock(name) {
			r.close()
			r.openP = false // its end tag ends the paragraph, too
		} else {
			r.endParagraph("")
		}
		r.end("</" + name + ">")
	}
	r.open = r.open[:min(depth, len(r.open))]
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
