// Package metadata writes the metadata of a page for search engines and chats: the description, the
// canonical address, the versions in other languages, Open Graph and JSON-LD.
//
//	head, err := metadata.Page{Title: "Rào ao", Canonical: address}.Head()
//
// It is the same for every theme. Everything is escaped here; the caller gives
// plain text and absolute addresses.
package metadata

import "strconv"

// Page is what is told of one page.
type Page struct {
	Title     string
	Summary   string // "" for none
	Canonical string // absolute; "" for none
	Index     bool   // false asks search engines to leave the page out
	Versions  []Version
	Picture   *Picture // stands for the page where somebody passes it on; nil for none
	Item      any      // Article, Event, Document or Organization: what the page is; nil for none of them
	Crumbs    []Crumb  // from the home page to this one; empty on the home page
}

// Version is the page in one language, itself included.
type Version struct {
	Language string // BCP 47
	Address  string // absolute
	Default  bool   // it is in the site's default language
}

// Picture is a picture that a page is shared with. Facebook leaves it out at
// first if its size is not told.
type Picture struct {
	Address       string // absolute
	Alt           string
	Width, Height int // 0 if unknown
}

// Head is the elements for the head of the page's document.
func (p Page) Head() (string, error) {
	data, err := p.JSONLD()
	var t Tags
	t.Grow(1024 + 2*len(p.Summary) + len(data))
	t.Named(p.Summary, p.Canonical)
	t.alternates(p)
	t.Tag("meta property=og:title", "content", p.Title)
	if p.Summary != "" {
		t.Tag("meta property=og:description", "content", p.Summary)
	}
	t.Tag("meta property=og:url", "content", p.Canonical)
	t.picture(p.Picture)
	if len(data) > 0 {
		t.WriteString("<script type=application/ld+json>")
		t.Write(data)
		t.WriteString("</script>")
	}
	return t.String(), err
}

// Named tells what a page is about and its address.
func (t *Tags) Named(summary, canonical string) {
	if summary != "" {
		t.Tag("meta name=description", "content", summary)
	}
	if canonical != "" {
		t.Tag("link rel=canonical", "href", canonical)
	}
}

// alternates lists every version, the page itself included, as search engines
// want it; or keeps them away from the page.
func (t *Tags) alternates(p Page) {
	if !p.Index {
		t.Tag("meta name=robots", "content", "noindex")
		return
	}
	for _, v := range p.Versions {
		if v.Default {
			t.Tag("link rel=alternate hreflang=x-default", "href", v.Address)
		}
		t.Tag("link rel=alternate hreflang="+v.Language, "href", v.Address)
	}
}

func (t *Tags) picture(p *Picture) {
	if p == nil {
		return
	}
	t.Tag("meta property=og:image", "content", p.Address)
	if p.Width > 0 {
		t.Tag("meta property=og:image:width", "content", strconv.Itoa(p.Width))
		t.Tag("meta property=og:image:height", "content", strconv.Itoa(p.Height))
	}
	if p.Alt != "" {
		t.Tag("meta property=og:image:alt", "content", p.Alt)
	}
}
