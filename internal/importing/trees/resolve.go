package trees

import (
	"net/url"
	"path"
	"strings"

	"loa/internal/importing/foreign"
)

// addressKey is an address as programs compare it: without its end, without .html.
func addressKey(address string) string {
	bare, _, _ := strings.Cut(address, "?")
	if decoded, err := url.PathUnescape(bare); err == nil {
		bare = decoded
	}
	bare = strings.ToLower(path.Clean("/" + bare))
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(bare, ".html"), "/index"), "/")
}

// Resolve finds what a link or the source of a picture means on a page: a file from that
// of the page, from the top of the pages, or an address of the built site.
func (t *tree) Resolve(p *foreign.Page, address string) (foreign.Target, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return foreign.Target{}, false
	}
	dest := u.Path
	switch {
	case u.Host != "" && (t.base == nil || u.Host != t.base.Host):
		return foreign.Target{}, false
	case u.Host != "":
		dest = "/" + strings.TrimPrefix(strings.TrimPrefix(dest, strings.TrimSuffix(t.base.Path, "/")), "/")
	case dest == "":
		return foreign.Target{}, false
	}
	dest = strings.TrimPrefix(strings.TrimPrefix(dest, "@site"), "~")
	if below, ok := strings.CutPrefix(dest, "@/"); ok {
		dest = "/" + below
	}
	if page := t.pageAt(p, dest); page != nil {
		return foreign.Target{Page: t.version(page, p), Fragment: u.Fragment}, true
	}
	if file := t.fileAt(p, dest); file != "" {
		return foreign.Target{File: file}, true
	}
	return foreign.Target{}, false
}

// pageAt finds a page by a file's name, with or without its ending, or by an address.
func (t *tree) pageAt(p *foreign.Page, dest string) *foreign.Page {
	bare := strings.TrimSuffix(dest, "/")
	var names []string
	if strings.HasPrefix(dest, "/") {
		for _, r := range append([]root{t.rootOf[p]}, t.roots...) {
			names = append(names, path.Join(r.folder, bare))
		}
		names = append(names, strings.TrimPrefix(path.Clean(bare), "/"))
	} else {
		names = append(names, path.Join(path.Dir(p.File), bare), path.Join(t.rootOf[p].folder, bare))
	}
	for _, name := range names {
		if page := t.fileNamed(name); page != nil {
			return page
		}
	}
	if page := t.byBase[base(bare)]; page != nil && !strings.Contains(bare, "/") && pageEnding.MatchString(bare) {
		return page // the calls of Hugo find a file wherever it lies, if it is the only one
	}
	candidates := []string{dest}
	if !strings.HasPrefix(dest, "/") {
		candidates = []string{path.Join(p.Address, dest), path.Join(path.Dir(strings.TrimSuffix(p.Address, "/")), dest)}
	}
	for _, address := range candidates { // of a page that is not translated that of the default language is shown
		if first, below, ok := strings.Cut(strings.TrimPrefix(address, "/"), "/"); ok && t.isLanguage(first) {
			candidates = append(candidates, "/"+below)
		}
	}
	for _, address := range candidates {
		for _, prefix := range []string{"", "/" + p.Language, "/" + t.language} {
			if page := t.byAddress[addressKey(prefix+address)]; page != nil {
				return page
			}
		}
		if t.base != nil && len(t.base.Path) > 1 {
			if below, ok := strings.CutPrefix(address, strings.TrimSuffix(t.base.Path, "/")); ok {
				if page := t.byAddress[addressKey(below)]; page != nil {
					return page
				}
			}
		}
	}
	return nil
}

// base is the name of a page's file without its language and its ending, with its folder
// if the file stands for that.
func base(file string) string {
	name, _, _ := strings.Cut(path.Base(pageEnding.ReplaceAllString(file, "")), ".")
	switch {
	case name == "index" && path.Dir(file) != ".":
		return path.Base(path.Dir(file))
	case name == "_index":
		return path.Base(path.Dir(file)) + "/" + name
	}
	return name
}

// fileNamed is the page of a file, whose name may lack its ending or stand for a folder.
func (t *tree) fileNamed(name string) *foreign.Page {
	stem := strings.TrimSuffix(pageEnding.ReplaceAllString(name, ""), ".html")
	for _, candidate := range []string{name, name + ".md", name + ".mdx", name + "/_index.md", name + "/index.md", name + "/index.mdx", name + "/README.md", stem + ".md", stem + ".mdx", stem + "/index.md", stem + "/_index.md", stem + "." + t.language + ".md", stem + "/index." + t.language + ".md", stem + "/_index." + t.language + ".md"} {
		if page := t.byFile[candidate]; page != nil {
			return page
		}
	}
	return nil
}

// version is the version of a page in the language of the one that links to it, else in
// the default one.
func (t *tree) version(to, from *foreign.Page) *foreign.Page {
	for _, language := range []string{from.Language, t.language} {
		if same := t.byGroup[to.Group+"\x00"+language]; same != nil {
			return same
		}
	}
	return to
}

// fileAt finds a file that is no page; "" for none.
func (t *tree) fileAt(p *foreign.Page, dest string) string {
	var names []string
	if !strings.HasPrefix(dest, "/") {
		names = append(names, path.Join(path.Dir(p.File), dest))
		if !strings.HasPrefix(path.Base(p.File), "index.") {
			names = append(names, path.Join(path.Dir(p.File), "..", dest))
		}
		names = append(names, path.Join(t.rootOf[p].folder, dest), path.Join(p.Folder, p.Name, dest))
	}
	for _, folder := range append(append([]string{}, t.static...), t.rootOf[p].folder, "", "static", "assets") {
		names = append(names, path.Join(folder, dest))
		if t.base != nil && len(t.base.Path) > 1 {
			names = append(names, path.Join(folder, strings.TrimPrefix(dest, strings.TrimSuffix(t.base.Path, "/"))))
		}
	}
	for _, name := range names {
		if name = strings.TrimPrefix(name, "/"); t.Has(name) && t.byFile[name] == nil {
			return name
		}
	}
	return ""
}

// Absolute is an address of the old site with its host; "" if that is not known.
func (t *tree) Absolute(p *foreign.Page, address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		return ""
	case u.Host != "" && (u.Scheme == "http" || u.Scheme == "https"):
		return address
	case u.Host != "" && u.Scheme == "":
		return "https:" + address
	case t.base == nil || u.Scheme != "" || u.Path == "" || pageEnding.MatchString(u.Path) || strings.HasPrefix(address, "@"):
		return ""
	}
	from := *t.base
	if !strings.HasPrefix(u.Path, "/") {
		from.Path = path.Join(from.Path, p.Address) + "/"
	}
	return from.ResolveReference(u).String()
}

// File reads a file beside the pages.
func (t *tree) File(name string) ([]byte, error) { return t.Read(name, foreign.MostFile) }
