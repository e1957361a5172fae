package wholesite

import (
	"path"
	"strings"

	"loa/internal/importing/foreign"
)

// raise makes an article the text of a section where pages lie in a folder of its name:
// filters.md beside filters/. Both would have one address here.
func (r *run) raise() {
	folders, sections := map[string]bool{}, map[string]bool{} // sections also by language
	for _, page := range r.from.Pages {
		if page.Kind != foreign.Article {
			sections[page.Folder] = true
		}
		for folder := page.Folder; folder != "" && folder != "."; folder = path.Dir(folder) {
			folders[folder] = true
		}
	}
	for _, page := range r.from.Pages {
		own := path.Join(page.Folder, page.Name)
		if page.Kind != foreign.Article || page.Name == "" || !folders[own] || sections[own] || sections[own+"\x00"+page.Language] || r.stands(own) {
			continue
		}
		page.Kind, page.Folder, page.Name = foreign.Section, own, ""
		sections[own+"\x00"+page.Language] = true
	}
}

// stands reports whether the site has a text of a section already, its own or a shared one.
func (r *run) stands(folder string) bool {
	name := path.Join(r.dirOf(&foreign.Page{Folder: folder}), "_index")
	return r.taken[strings.ToLower(name)] || r.borrowed(name)
}
