package feed

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"time"

	"loa/internal/site"
)

// sitemapLimit is how many addresses one sitemap may hold (sitemaps.org).
const sitemapLimit = 50_000

// File is one file to publish.
type File struct {
	Path string
	Data []byte
}

// Sitemap lists every page that search engines should know, with its versions
// in other languages. A site of more than 50,000 addresses gets an index and
// several sitemaps.
func Sitemap(s *site.Site) []File {
	var parts [][]byte
	var part bytes.Buffer
	count := 0
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			if !p.Indexed() {
				continue
			}
			writeURL(&part, s, p)
			if count++; count%sitemapLimit == 0 {
				parts = append(parts, bytes.Clone(part.Bytes()))
				part.Reset()
			}
		}
	}
	if part.Len() > 0 || len(parts) == 0 {
		parts = append(parts, part.Bytes())
	}
	if len(parts) == 1 {
		return []File{{"sitemap.xml", urlset(parts[0])}}
	}
	return sitemapIndex(s, parts)
}

// SitemapPaths lists the files that Sitemap makes.
func SitemapPaths(s *site.Site) []string {
	count := 0
	for _, e := range s.Editions {
		for _, p := range e.Pages {
			if p.Indexed() {
				count++
			}
		}
	}
	var paths []string
	if count > sitemapLimit {
		for n := range (count + sitemapLimit - 1) / sitemapLimit {
			paths = append(paths, sitemapPart(n))
		}
	}
	return append(paths, "sitemap.xml")
}

func sitemapPart(n int) string { return fmt.Sprintf("sitemap-%d.xml", n+1) }

func urlset(urls []byte) []byte {
	return fmt.Appendf(nil, `%s<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">%s</urlset>`, xml.Header, urls)
}

func sitemapIndex(s *site.Site, parts [][]byte) []File {
	var files []File
	var index bytes.Buffer
	index.WriteString(xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for i, part := range parts {
		name := sitemapPart(i)
		files = append(files, File{name, urlset(part)})
		index.WriteString("<sitemap><loc>" + address(s, name) + "</loc></sitemap>")
	}
	index.WriteString("</sitemapindex>")
	return append(files, File{"sitemap.xml", index.Bytes()})
}

// writeURL writes one page. Its versions are those that are not fallbacks:
// Google ignores a set whose members do not name one another.
func writeURL(out *bytes.Buffer, s *site.Site, p *site.Page) {
	out.WriteString("<url><loc>" + address(s, p.Path) + "</loc>")
	if on := lastModified(s, p); !on.IsZero() {
		out.WriteString("<lastmod>" + on.Format(time.DateOnly) + "</lastmod>")
	}
	var versions []*site.Page
	for _, v := range p.Versions() {
		if v.Indexed() {
			versions = append(versions, v)
		}
	}
	if len(versions) > 1 {
		for _, v := range versions {
			alternate(out, v.Edition.Language.Tag, address(s, v.Path))
		}
		alternate(out, "x-default", address(s, versions[0].Path))
	}
	out.WriteString("</url>")
}

func alternate(out *bytes.Buffer, language, address string) {
	out.WriteString(`<xhtml:link rel="alternate" hreflang="` + language + `" href="` + address + `"/>`)
}

func lastModified(s *site.Site, p *site.Page) time.Time {
	if p.Entry == nil {
		return time.Time{}
	}
	return updatedOf(s, p)
}

// address is a page's absolute address, encoded for XML.
func address(s *site.Site, path string) string {
	encoded := (&url.URL{Path: path}).EscapedPath()
	var out bytes.Buffer
	if err := xml.EscapeText(&out, []byte(s.Settings.BaseURL+encoded)); err != nil {
		panic("feed: " + err.Error()) // a buffer takes everything
	}
	return out.String()
}

// Robots lets everybody in and names the sitemap. It has an effect only at the
// root of a host.
func Robots(s *site.Site) []byte {
	return []byte("User-agent: *\nAllow: /\n\nSitemap: " + s.Settings.BaseURL + "sitemap.xml\n")
}
