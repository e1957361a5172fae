package render

import (
	"path"
	"strings"
	"sync"

	"loa/internal/generator/site"
	"loa/internal/media/picture"
)

// Poster is a share picture that the build draws.
type Poster struct {
	Path string // under the site's root, named after what is on it
	What picture.Poster
}

// Posters are the share pictures of the site, each once: one for each section
// and language, or one for each page if site.toml wants that.
func (r *Renderer) Posters() []Poster {
	var all []Poster
	if !r.posters.drawn() {
		return nil
	}
	known := map[string]bool{}
	for _, e := range r.placed.Editions {
		for _, p := range e.Pages {
			if !r.posters.has(p) {
				continue
			}
			if poster := r.posters.of(p); !known[poster.Path] {
				known[poster.Path] = true
				all = append(all, poster)
			}
		}
	}
	return all
}

// posters knows which pages have a share picture of their own to be drawn.
type posters struct {
	placed *site.Site
	files  *Files
	origin string
	pages  map[*site.Edition]*pages
	logo   func() *picture.PosterLogo // nil for none

	made     sync.Map // page → its Poster; all pages of a section show the section's
	drawings sync.Map // path of an SVG file → *picture.Drawing, nil for what is more than plain shapes
}

// drawn reports whether pages without a picture get one that is drawn.
func (ps *posters) drawn() bool { return ps.placed.Settings.Share.Image == "" && ps.origin != "" }

func (ps *posters) has(p *site.Page) bool {
	switch {
	case p.Fallback:
		return false
	case p.Kind == site.Home, p.Kind == site.Section:
		return true
	}
	return ps.placed.Settings.Share.Pages && p.Indexed() && !ps.hasPhoto(p)
}

func (ps *posters) hasPhoto(p *site.Page) bool {
	image := p.Values().Image
	if image == nil || !photo(image.Src) {
		return false
	}
	target := ps.placed.Resolve(p, image.Src)
	return target.File != nil && !ps.files.Pictures.Verdict(*target.File).Withheld()
}

// drawing is the page's own picture if that is a drawing of plain shapes, else nil.
func (ps *posters) drawing(p *site.Page) *picture.Drawing {
	image := p.Values().Image
	if image == nil || !strings.EqualFold(path.Ext(image.Src), ".svg") {
		return nil
	}
	target := ps.placed.Resolve(p, image.Src)
	if target.File == nil {
		return nil
	}
	if known, ok := ps.drawings.Load(target.File.Path); ok {
		return known.(*picture.Drawing)
	}
	var drawing *picture.Drawing
	if file := ps.files.use(*target.File); file.Picture != nil && file.fault == nil && !file.withheld() {
		if _, data, problems := ps.files.inline(file); len(problems) == 0 && data != nil {
			drawing, _ = picture.NewDrawing(data) // more than plain shapes: the words alone
		}
	}
	ps.drawings.Store(target.File.Path, drawing)
	return drawing
}

// of is the share picture of a page that has one.
func (ps *posters) of(p *site.Page) Poster {
	if known, ok := ps.made.Load(p); ok {
		return known.(Poster)
	}
	poster := ps.pages[p.Edition].poster(p)
	ps.made.Store(p, poster)
	return poster
}

// nearest is the share picture of a page or of the section that it lies in.
func (ps *posters) nearest(p *site.Page) Poster {
	for p.Parent != nil && !ps.has(p) {
		p = p.Parent
	}
	if !ps.has(p) {
		p = p.Edition.Home
	}
	return ps.of(p)
}

// poster is the share picture of a page.
func (ps *pages) poster(p *site.Page) Poster {
	what := picture.Poster{Site: ps.site.Title, Title: p.Title, Urgent: p.Entry != nil && p.Entry.Emergency, Logo: ps.posters.logo(), Drawing: ps.posters.drawing(p)}
	if what.Title == what.Site {
		what.Site = ""
	}
	if p.Title == "" {
		what.Title = ps.nameOf(p)
	}
	for _, number := range ps.strip(p.Values().Hotlines).Numbers {
		what.Numbers = append(what.Numbers, number.Number)
	}
	return Poster{Path: "assets/share." + what.Key() + ".png", What: what}
}

// Shared is the picture that stands for the page where somebody passes it on:
// its own photograph, else that of site.toml, else the one that is drawn for it
// or its section.
func (v *Page) Shared() *Picture {
	if v.Image != nil && !v.Image.Withheld && photo(v.Image.Absolute) {
		return v.Image
	}
	if name := v.in.placed.Settings.Share.Image; name != "" {
		return &Picture{Absolute: v.in.absolute(strings.TrimPrefix(name, "/"))}
	}
	if !v.in.posters.drawn() {
		return nil
	}
	if v.shared == nil {
		poster := v.in.posters.nearest(v.of.Source())
		v.shared = &Picture{Absolute: v.in.absolute(poster.Path), Alt: poster.What.Title, Width: picture.PosterWidth, Height: picture.PosterHeight}
	}
	return v.shared
}
