package site

import "strings"

// Counted are the addresses of pages, each with that of the page that it counts for when
// readers are counted, all with a slash before: the pages of a long list count for the
// list. old are those that lead on to a page.
func (s *Site) Counted() (pages map[string]string, old map[string]bool) {
	pages, old = map[string]string{}, map[string]bool{}
	for _, e := range s.Editions {
		for _, page := range e.Pages {
			if page.Kind == NotFound {
				continue
			}
			for n := range page.PageCount() {
				pages["/"+page.PathOn(n+1)] = "/" + page.Path
			}
		}
		for _, moved := range e.Moved {
			for _, from := range []string{"/" + moved.From, "/" + strings.TrimSuffix(moved.File(), "index.html")} {
				if _, taken := pages[from]; !taken {
					pages[from], old[from] = "/"+moved.To.Path, true
				}
			}
		}
	}
	return pages, old
}

// Reached reports whether the site tells its readers of figures.
func (s *Site) Reached() bool {
	r := s.Settings.Reach
	return r.Views || r.Visits || r.MostRead > 0
}
