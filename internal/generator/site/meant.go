package site

import (
	"slices"
	"strings"

	"loa/internal/generator/content"
)

// meant is the page that a link in the form of another program leads to, as links name
// it here: by its address (/b, /en/b/), relative to that (b/, ../b), with .html, or with
// @/ before it.
func (s *Site) meant(from *Page, dest, inContent string) string {
	fromTop := strings.HasPrefix(dest, "@/")
	if isEntryName(dest) && !fromTop {
		return ""
	}
	if fromTop {
		inContent = pathOf("", "/"+dest[2:])
	}
	stem := func(file string) string {
		file = strings.TrimSuffix(file, "/")
		for _, ending := range []string{".md", ".html", ".htm", "/index", "/_index"} {
			file = strings.TrimSuffix(file, ending)
		}
		return file
	}
	top := stem(strings.Trim(dest, "/"))
	fromPage := inContent // relative to the address of the page, as a browser reads it
	if from.Entry != nil && !fromTop {
		fromPage = pathOf(from.Entry.Key, dest)
	}
	for _, key := range []string{stem(inContent), stem(fromPage), top} {
		if _, rest, ok := strings.Cut(key, "/"); ok && s.groups[key] == nil && slices.Contains(s.tags, key[:len(key)-len(rest)-1]) {
			key = rest
		}
		for _, key := range []string{key, key + "/_index"} {
			if file := s.entryFile(key); file != "" {
				return "/" + file
			}
		}
	}
	for _, address := range []string{strings.Trim(dest, "/") + "/", top + "/"} {
		if owner, ok := strings.CutPrefix(s.Owner(address), content.Root+"/"); ok && strings.HasSuffix(owner, ".md") {
			return "/" + owner
		}
	}
	return ""
}

// entryFile is the path of an entry as links name it, "" if there is none.
func (s *Site) entryFile(key string) string {
	g := s.groups[key]
	if g == nil {
		return ""
	}
	for _, v := range append(slices.Clone(g.versions), g.sleeping...) {
		if v != nil && v.Bundle {
			return key + "/index.md"
		}
		if v != nil {
			return key + ".md"
		}
	}
	return ""
}
