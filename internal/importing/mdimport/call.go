package mdimport

import (
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/importing/htmlimport"
)

var (
	callForm   = pattern.New(`\{\{[<%]\s*((?:[^{}]|\{[^{}]*\})*?)\s*[>%]\}\}|\{%-?\s*((?:[^{}%]|%[^{}%]|\{\{[^{}]*\}\})*?)\s*-?%\}|\{\{-?\s*([^{}]*?)\s*-?\}\}`)
	callEnd    = pattern.New(`\{[{%][<%-]?\s*(?:/|end)\s*([\w./-]+)`)
	callName   = pattern.New(`^(/|end)?\s*([\w./-]+)`)
	parameter  = pattern.New(`(?s)(?:([\w-]+)\s*[=:]\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|` + "`([^`]*)`" + `|([^\s"',()=]+))`)
	jekyllPath = pattern.New(`^['"]([^'"]*)['"]\s*\|\s*(?:relative_url|absolute_url|url|prepend:.*)`)
)

// call is a call for a template of another program.
type call struct {
	name       string
	ends       bool // it ends one that was opened
	named      map[string]string
	positional []string
	whole      string
}

func parseCall(text string) (call, bool) {
	m := callName.FindStringSubmatch(text)
	if m == nil {
		return call{}, false
	}
	c := call{name: strings.ToLower(m[2]), ends: m[1] == "/" || m[1] == "end" || strings.HasPrefix(m[2], "end") && m[2] != "endnote", named: map[string]string{}, whole: text}
	for _, p := range parameter.FindAllStringSubmatch(text[len(m[0]):], -1) {
		value := p[2] + p[3] + p[4] + p[5]
		if p[1] != "" {
			c.named[strings.ToLower(p[1])] = value
		} else {
			c.positional = append(c.positional, value)
		}
	}
	return c, true
}

// value is a parameter by one of its names, or by its place.
func (c call) value(place int, names ...string) string {
	for _, name := range names {
		if c.named[name] != "" {
			return c.named[name]
		}
	}
	if place >= 0 && place < len(c.positional) {
		return c.positional[place]
	}
	return ""
}

// calls turns the calls for templates in a text.
func (c *converter) calls(text string) string {
	c.open, c.ends = nil, map[string]bool{}
	for _, m := range callEnd.FindAllStringSubmatch(text, -1) {
		c.ends[strings.ToLower(m[1])] = true
	}
	text = callForm.ReplaceAllStringFunc(text, func(whole string) string {
		m := callForm.FindStringSubmatch(whole)
		inner := m[1] + m[2] + m[3]
		if strings.HasPrefix(strings.TrimSpace(inner), "/*") { // shown as it is
			return strings.NewReplacer("/*", "", "*/", "").Replace(whole)
		}
		if p := jekyllPath.FindStringSubmatch(inner); p != nil {
			return p[1]
		}
		one, ok := parseCall(strings.TrimSuffix(strings.TrimSpace(inner), "/"))
		if !ok {
			c.lose(htmlimport.Call, whole, "")
			return ""
		}
		return c.turned(one)
	})
	for i := len(c.open) - 1; i >= 0; i-- { // never closed, or closed in another part of the text
		if c.open[i] != "" {
			text += "\n" + c.open[i] + "\n"
		}
	}
	return text
}

// videos are where films lie that templates show by a name.
var videos = map[string]string{"youtube": youtube, "youtubelite": youtube, "liteyoutube": youtube, "youtubeembed": youtube, "vimeo": "https://vimeo.com/", "vimeoembed": "https://vimeo.com/"}

const youtube = "https://www.youtube.com/watch?v="

// silent are calls that show nothing where they stand.
var silent = map[string]bool{"set": true, "assign": true, "import": true, "from": true, "layout": true, "extends": true, "toc": true, "tableofcontents": true}

var noHyphens = strings.NewReplacer("-", "", "_", "")

// turned is what a call becomes.
func (c *converter) turned(one call) string {
	switch {
	case one.ends:
		return c.close()
	case slices.Contains([]string{"ref", "relref", "link", "post_url"}, one.name):
		return one.value(0, "path")
	case strings.HasPrefix(one.name, "site.baseurl"), strings.HasPrefix(one.name, "site.url"), one.name == "base_url", one.name == "config.base_url":
		return ""
	case silent[one.name] && !c.ends[one.name]:
		return ""
	case videos[noHyphens.Replace(one.name)] != "":
		if id := one.value(0, "id"); id != "" {
			return videos[noHyphens.Replace(one.name)] + id
		}
	case slices.Contains([]string{"figure", "img", "image", "imgproc", "bundle-image", "lightbox"}, one.name):
		if src := one.value(0, "src", "path", "url", "name", "file"); src != "" {
			return c.figure(one, src)
		}
	case boxes[one.name] != "":
		return c.opened(one)
	case c.ends[one.name] && words(one) != "" && one.named["id"] != "": // a part of the text that links lead to
		c.lose(htmlimport.Call, "", one.name)
		return "\n" + c.parts + " " + words(one) + c.mark(one.named["id"]) + "\n\n"
	case c.ends[one.name] && words(one) != "": // its text stays, below its words
		c.lose(htmlimport.Call, "", one.name)
		return "**" + words(one) + "** "
	}
	c.lose(htmlimport.Call, words(one), one.name)
	return ""
}

// figure is a picture with the words that belong to it.
func (c *converter) figure(one call, src string) string {
	alt := one.value(-1, "alt", "title", "caption")
	picture := "![" + alt + "](" + strings.ReplaceAll(src, " ", "%20") + ")"
	if caption := one.value(-1, "caption"); caption != "" && caption != alt {
		picture += "\n\n" + caption + "\n"
	}
	return picture
}

// opened begins a box of Loa; its end is the next call that ends one.
func (c *converter) opened(one call) string {
	kind := boxes[one.name]
	for _, value := range append([]string{one.value(-1, "type", "color", "level", "style")}, one.positional...) {
		if boxes[strings.ToLower(value)] != "" {
			kind = boxes[strings.ToLower(value)]
			break
		}
	}
	title := one.value(-1, "title", "summary", "header")
	for _, value := range one.positional {
		if title == "" && boxes[strings.ToLower(value)] == "" {
			title = value
		}
	}
	c.open = append(c.open, ":::")
	return strings.TrimRight("\n:::"+kind+" "+title, " ") + "\n"
}

func (c *converter) close() string {
	if len(c.open) == 0 {
		return ""
	}
	last := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	if last == "" {
		return ""
	}
	return "\n" + last + "\n"
}

// words are the parameters of a call that a reader may have seen.
func words(one call) string {
	var all []string
	for _, value := range one.positional {
		if strings.Contains(value, " ") {
			all = append(all, value)
		}
	}
	for _, name := range []string{"title", "text", "caption", "summary", "name", "label", "abbr", "term", "question", "header", "content", "subtitle", "description", "alt"} {
		if value := one.named[name]; value != "" {
			all = append(all, value)
		}
	}
	return strings.Join(all, "; ")
}
