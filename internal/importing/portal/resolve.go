package portal

import (
	"net/url"
	"path"
	"strings"

	"loa/internal/importing/foreign"
)

// target finds what a link on a page means: a page of the site, or a file beside it.
func (r *reader) target(s *saved, href string) (page *saved, file string, ok bool) {
	u, err := url.Parse(strings.TrimSpace(strings.ReplaceAll(href, `\`, "/")))
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return nil, "", false
	}
	if u.Scheme == "" && u.Host == "" && u.Path != "" {
		if page, file, ok = r.relative(s, u); ok {
			return page, file, true
		}
	}
	whole := r.base(s).ResolveReference(u)
	if bareHost(whole.Host) != bareHost(r.host) && whole.Host != nowhere {
		return nil, "", false
	}
	if page = r.byKey[key(rooted(whole.Path, whole.RawQuery))]; page != nil {
		return page, "", true
	}
	for _, name := range []string{r.folder(s) + whole.Path, r.folder(s) + whole.Path + "?" + whole.RawQuery} {
		if name = strings.TrimPrefix(name, "/"); whole.Path != "/" && r.tree.Has(name) {
			return nil, name, true
		}
	}
	return nil, "", false
}

// relative looks for a file from the page's own: a saved page has links to files.
func (r *reader) relative(s *saved, u *url.URL) (*saved, string, bool) {
	name := path.Join(path.Dir(s.file), u.Path)
	if strings.HasPrefix(u.Path, "/") {
		name = strings.TrimPrefix(path.Join(r.folder(s), u.Path), "/")
	}
	for _, candidate := range []string{name + "?" + u.RawQuery, name, path.Join(name, "index.html")} {
		if page := r.byFile[candidate]; page != nil && (u.RawQuery == "" || candidate != name) {
			return page, "", true
		}
		if r.byFile[candidate] == nil && r.tree.Has(candidate) {
			return nil, candidate, true
		}
	}
	return nil, "", false
}

// folder is the one that holds the files of the page's host; "" for the top.
func (r *reader) folder(s *saved) string {
	if !r.below {
		return ""
	}
	host, _, _ := strings.Cut(s.file, "/")
	return host
}

// nowhere is the host of a site that does not say its own.
const nowhere = "site.invalid"

// base is the address of a page with its host.
func (r *reader) base(s *saved) *url.URL {
	bare, query, _ := strings.Cut(s.place.path, "?")
	u := &url.URL{Scheme: "http", Host: r.host, Path: bare, RawQuery: query}
	if r.secure {
		u.Scheme = "https"
	}
	if u.Host == "" {
		u.Host = nowhere
	}
	return u
}

// Resolve finds what a link or the source of a picture means on a page.
func (r *reader) Resolve(p *foreign.Page, address string) (foreign.Target, bool) {
	s := r.byPage[p]
	if s == nil {
		return foreign.Target{}, false
	}
	bare, fragment, _ := strings.Cut(address, "#")
	page, file, ok := r.target(s, bare)
	switch {
	case !ok:
		return foreign.Target{}, false
	case page == nil:
		return foreign.Target{File: file}, true
	case page.page.Kind == foreign.List:
		section := r.sectionPage(page)
		return foreign.Target{Page: section}, section != nil
	}
	return foreign.Target{Page: page.page, Fragment: fragment}, true
}

// Absolute is an address of the old site with its host; "" if that is not known.
func (r *reader) Absolute(p *foreign.Page, address string) string {
	s := r.byPage[p]
	u, err := url.Parse(strings.TrimSpace(address))
	if s == nil || err != nil {
		return ""
	}
	if u = r.base(s).ResolveReference(u); u.Host == nowhere || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// File reads a file beside the pages.
func (r *reader) File(name string) ([]byte, error) { return r.tree.Read(name, foreign.MostFile) }
