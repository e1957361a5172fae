package build

import (
	"bytes"
	"net/url"
	"path"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/check"
	"loa/internal/generator/content"
	"loa/internal/generator/render"
)

// Unused tells of the files of content/ that none of the used ones is. What an entry
// names that is not on the site today (a draft, one that waits for its day or for an
// approval, one that is over) is not told: somebody would delete it. Nor are files of
// layers, which other sites use.
func (p *Project) Unused(used []*render.Published) []problem.Problem {
	files := slices.DeleteFunc(slices.Clone(p.Unread()), func(f source.File) bool { return !p.layers.Own(f.Name) })
	return check.Unused(files, used, p.waitingFor)
}

// waitingFor reports of files which of them entries name that are not on the site.
func (p *Project) waitingFor(files []source.File) map[string]bool {
	named := map[string]bool{}
	for _, f := range files {
		if p.Site.IsRecording(f.Path) { // left out, which was told
			named[f.Path] = true
		}
	}
	for _, e := range p.offSite() {
		text, _, err := source.Read(p.disk, e.File)
		if err != nil {
			continue // told where it was read first
		}
		for _, f := range files {
			name := path.Base(f.Path)
			if bytes.Contains(text.Bytes, []byte(name)) || bytes.Contains(text.Bytes, []byte(url.PathEscape(name))) {
				named[f.Path] = true
			}
		}
	}
	return named
}

// offSite are the entries that have no page today.
func (p *Project) offSite() []*content.Entry {
	placed := map[*content.Entry]bool{}
	for _, edition := range p.Site.Editions {
		for _, page := range edition.Pages {
			placed[page.Entry] = true
		}
	}
	var all []*content.Entry
	for _, e := range p.Entries {
		if !placed[e] {
			all = append(all, e)
		}
	}
	return all
}
