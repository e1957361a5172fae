package build

import (
	"path"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/config"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
)

// budget compares sizes with what the site's settings allow.
type budget struct {
	limits   config.Budget
	theme    *theme.Theme
	renderer *render.Renderer
	shared   func() []check.File // see sharedFiles
}

// page reports a page that is larger than the settings allow, by itself or with what
// it loads.
func (b *budget) page(p *site.Page, out *render.Output) []problem.Problem {
	found := check.Weight(p, out.HTML, int64(b.limits.HTML))
	return append(found, check.Load(p, out.HTML, b.shared(), pictures(b.renderer, out), int64(b.limits.Page))...)
}

// holds reports whether a page of so many bytes is certainly small enough with all that
// it loads. own are the bytes of its pictures.
func (b *budget) holds(html int, own int64) bool {
	const wrapped = 1 << 10 // more than what compressing adds to the shortest page
	size := int64(html) + wrapped
	for _, f := range b.shared() {
		size += f.Size
	}
	return b.limits.Page <= 0 || size+own <= int64(b.limits.Page)
}

// sheets reports style sheets and scripts that are larger than the settings allow.
func (b *budget) sheets() []problem.Problem {
	limits := map[string]config.Size{".css": b.limits.CSS, ".js": b.limits.JS}
	var found []problem.Problem
	for _, a := range b.theme.Assets {
		found = append(found, check.Sheet("/"+a.Path, a.Data, int64(limits[path.Ext(a.Path)]))...)
	}
	return found
}

// sharedFiles are the style sheets and scripts of a theme, which all pages load, with
// the sizes in which hosts send them. They are compressed when the first page asks.
func sharedFiles(t *theme.Theme, r *render.Renderer) func() []check.File {
	return sync.OnceValue(func() []check.File {
		var files []check.File
		for _, a := range t.Assets {
			if ending := path.Ext(a.Path); ending == ".css" || ending == ".js" {
				files = append(files, check.File{URL: r.URL(a.Path), Size: check.SentSize(a.Path, a.Data)})
			}
		}
		return files
	})
}

// pictures are those that a page may load.
func pictures(r *render.Renderer, out *render.Output) []check.File {
	var files []check.File
	for _, f := range out.Files {
		if f.Width > 0 {
			files = append(files, check.File{URL: r.Shown(f), Size: f.Size})
		}
	}
	return files
}

// photos are the paths at which the site has the pictures of a page.
func photos(r *render.Renderer, out *render.Output) []string {
	var paths []string
	for _, f := range out.Files {
		if f.Width > 0 {
			paths = append(paths, r.ShownPath(f))
		}
	}
	return paths
}
