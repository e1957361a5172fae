package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"iter"
	"net/url"
	"time"

	"loa/internal/generator/site"
)

// partLimit is how many addresses one sitemap holds. The format allows 50,000;
// smaller parts are made one at a time, in little memory.
const partLimit = 5_000

// SitemapPaths lists the sitemaps of a site: one, or an index and its parts.
func SitemapPaths(s *site.Site) []string {
	count := 0
	for range indexed(s) {
		count++
	}
	var paths []string
	if count > partLimit {
		for n := range (count + partLimit - 1) / partLimit {
			paths = append(paths, partPath(n))
		}
	}
	return append(paths, "sitemap.xml")
}

func partPath(n int) string { return fmt.Sprintf("sitemap-%d.xml", n+1) }

// indexed yields every page that search engines should know, of a list also its
// later pages, each with its number.
func indexed(s *site.Site) iter.Seq2[*site.Page, int] {
	return func(yield func(*site.Page, int) bool) {
		for _, e := range s.Editions {
			for _, p := range e.Pages {
				for n := 1; p.Indexed() && n <= max(1, p.PageCount()); n++ {
					if !yield(p, n) {
						return
					}
				}
			}
		}
	}
}

// Sitemap makes one of the files that SitemapPaths lists, by its place there.
// Each page but the later ones of a list comes with its versions in other languages.
func Sitemap(s *site.Site, number int) []byte {
	paths := SitemapPaths(s)
	if len(paths) > 1 && number == len(paths)-1 {
		return sitemapIndex(s, paths[:number])
	}
	var urls bytes.Buffer
	urls.Grow(roomFor(s, number))
	urls.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">`)
	count := 0
	for p, n := range indexed(s) {
		switch {
		case count/partLimit != number:
		case n == 1:
			writeURL(&urls, s, p)
		default: // it claims no versions: another language parts its list elsewhere
			urls.WriteString("<url><loc>")
			writeAddress(&urls, s, p.PathOn(n))
			urls.WriteString("</loc></url>")
		}
		count++
	}
	urls.WriteString("</urlset>")
	return urls.Bytes()
}

// roomFor is about how many bytes a sitemap takes, so that it does not grow by copies
// of megabytes.
func roomFor(s *site.Site, number int) int {
	const frame, element = 256, 90 // of the file, and around an address
	size, count := frame, 0
	for p := range indexed(s) {
		if count/partLimit == number {
			versions := len(p.Versions())
			size += (versions + 2) * (element + len(s.Settings.BaseURL) + len(p.Path))
		}
		count++
	}
	return size
}

func sitemapIndex(s *site.Site, parts []string) []byte {
	var index bytes.Buffer
	index.WriteString(xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, part := range parts {
		index.WriteString("<sitemap><loc>" + address(s, part) + "</loc></sitemap>")
	}
	index.WriteString("</sitemapindex>")
	return index.Bytes()
}

// writeURL writes one page. Its versions are those that are not fallbacks:
// Google ignores a set whose members do not name one another.
func writeURL(out *bytes.Buffer, s *site.Site, p *site.Page) {
	out.WriteString("<url><loc>")
	writeAddress(out, s, p.Path)
	out.WriteString("</loc>")
	if on := lastModified(s, p); !on.IsZero() {
		out.WriteString("<lastmod>")
		out.Write(on.AppendFormat(out.AvailableBuffer(), time.DateOnly))
		out.WriteString("</lastmod>")
	}
	var room [8]*site.Page
	versions := room[:0]
	for _, v := range p.Versions() {
		if v.Indexed() {
			versions = append(versions, v)
		}
	}
	if len(versions) > 1 {
		for _, v := range versions {
			alternate(out, s, v.Edition.Language.Tag, v.Path)
		}
		alternate(out, s, "x-default", versions[0].Path)
	}
	out.WriteString("</url>")
}

func alternate(out *bytes.Buffer, s *site.Site, language, path string) {
	out.WriteString(`<xhtml:link rel="alternate" hreflang="`)
	out.WriteString(language)
	out.WriteString(`" href="`)
	writeAddress(out, s, path)
	out.WriteString(`"/>`)
}

func lastModified(s *site.Site, p *site.Page) time.Time {
	if p.Entry == nil {
		return time.Time{}
	}
	return updatedOf(s, p)
}

// address is a page's absolute address, encoded for XML.
func address(s *site.Site, path string) string {
	var out bytes.Buffer
	writeAddress(&out, s, path)
	return out.String()
}

func writeAddress(out *bytes.Buffer, s *site.Site, path string) {
	encoded := (&url.URL{Path: path}).EscapedPath()
	if err := xml.EscapeText(out, []byte(s.Settings.BaseURL+encoded)); err != nil {
		panic("feed: " + err.Error()) // a buffer takes everything
	}
}

// Robots lets everybody in and names the sitemap. It has an effect only at the
// root of a host.
func Robots(s *site.Site) []byte {
	return []byte("User-agent: *\nAllow: /\n\nSitemap: " + s.Settings.BaseURL + "sitemap.xml\n")
}
