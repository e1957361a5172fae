package render

import (
	"html/template"
	"strconv"
	"strings"
)

// Head is what machines read of a page, for the head of the document: the
// description, the canonical address, the versions in other languages, Open
// Graph and JSON-LD. It is written here and not in a theme because it is the
// same for every theme, and because it would be the dearest part of a template.
// No machine reads a disk: there it is the description and the address on the web.
func (v *Page) Head() (template.HTML, error) {
	var b tags
	if _, onWeb := v.in.r.carrier.(web); !onWeb {
		b.named(v)
		return template.HTML(b.String()), nil
	}
	data, err := v.structured()
	b.Grow(1024 + 2*len(v.Summary) + len(data))
	b.named(v)
	b.alternates(v)
	b.tag("meta property=og:title", "content", v.Title)
	if v.Summary != "" {
		b.tag("meta property=og:description", "content", v.Summary)
	}
	b.tag("meta property=og:url", "content", v.Canonical)
	b.shared(v)
	if len(data) > 0 {
		b.WriteString("<script type=application/ld+json>")
		b.Write(data)
		b.WriteString("</script>")
	}
	return template.HTML(b.String()), err
}

// named tells what the page is about and its address.
func (b *tags) named(v *Page) {
	if v.Summary != "" {
		b.tag("meta name=description", "content", v.Summary)
	}
	if v.Canonical != "" {
		b.tag("link rel=canonical", "href", v.Canonical)
	}
}

// shared is the picture that stands for the page where somebody passes it on,
// with its size, without which Facebook leaves it out at first.
func (b *tags) shared(v *Page) {
	picture := v.Shared()
	if picture == nil {
		return
	}
	b.tag("meta property=og:image", "content", picture.Absolute)
	if picture.Width > 0 {
		b.tag("meta property=og:image:width", "content", strconv.Itoa(picture.Width))
		b.tag("meta property=og:image:height", "content", strconv.Itoa(picture.Height))
	}
	if picture.Alt != "" {
		b.tag("meta property=og:image:alt", "content", picture.Alt)
	}
}

// alternates lists every version, the page itself included, as search engines
// want it; or keeps them away from the page.
func (b *tags) alternates(v *Page) {
	if !v.Index {
		b.tag("meta name=robots", "content", "noindex")
		return
	}
	for i, version := range v.Versions() {
		if version.Fallback {
			continue
		}
		if i == 0 { // the site's default language
			b.tag("link rel=alternate hreflang=x-default", "href", version.Absolute)
		}
		b.tag("link rel=alternate hreflang="+version.Language.Tag, "href", version.Absolute)
	}
}

// Outline is the table of contents as a list.
func (v *Page) Outline() template.HTML {
	var b tags
	b.outline(v.Contents)
	return template.HTML(b.String())
}

func (b *tags) outline(headings []Heading) {
	if len(headings) == 0 {
		return
	}
	b.WriteString("<ol>")
	for _, h := range headings {
		b.WriteString("<li>")
		b.tag("a", "href", "#"+h.ID)
		b.WriteString(template.HTMLEscapeString(h.Text))
		b.WriteString("</a>")
		b.outline(h.Children)
	}
	b.WriteString("</ol>")
}

// Tags are the words that a page carries and that have a page of their own:
// topics, audiences, level, unit.
func (v *Page) Tags() []Term {
	all := make([]Term, 0, len(v.Topics)+len(v.Audience)+2)
	add := func(t Term) {
		if t.URL != "" {
			all = append(all, t)
		}
	}
	for _, t := range v.Topics {
		add(t)
	}
	for _, t := range v.Audience {
		add(t)
	}
	if v.Level != nil {
		add(*v.Level)
	}
	if v.Unit != nil {
		add(*v.Unit)
	}
	return all
}

// tags writes minimal HTML.
type tags struct{ strings.Builder }

// tag writes a start tag whose last attribute is escaped.
func (b *tags) tag(start, attribute, value string) {
	b.WriteByte('<')
	b.WriteString(start)
	b.WriteByte(' ')
	b.WriteString(attribute)
	b.WriteByte('=')
	if plain(value) {
		b.WriteString(value)
	} else {
		b.WriteByte('"')
		b.WriteString(template.HTMLEscapeString(value))
		b.WriteByte('"')
	}
	b.WriteByte('>')
}

// plain reports whether a value needs neither quotes nor escapes.
func plain(value string) bool {
	for i := 0; i < len(value); i++ {
		c := value[i]
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && strings.IndexByte("-_.:/#", c) < 0 {
			return false
		}
	}
	return value != ""
}
