package render

import (
	"strings"

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
	if !r.draws() {
		return nil
	}
	known := map[string]bool{}
	for _, e := range r.site.Editions {
		for _, p := range e.Pages {
			if !r.hasPoster(p) {
				continue
			}
			if poster := r.editions[e].poster(p); !known[poster.Path] {
				known[poster.Path] = true
				all = append(all, poster)
			}
		}
	}
	return all
}

// draws reports whether pages without a picture get one that is drawn.
func (r *Renderer) draws() bool { return r.site.Settings.Share.Image == "" && r.origin != "" }

// hasPoster reports whether a page has a share picture of its own to be drawn.
func (r *Renderer) hasPoster(p *site.Page) bool {
	switch {
	case p.Fallback:
		return false
	case p.Kind == site.Home, p.Kind == site.Section:
		return true
	}
	return r.site.Settings.Share.Pages && p.Indexed() && !r.hasPhoto(p)
}

func (r *Renderer) hasPhoto(p *site.Page) bool {
	image := p.Values().Image
	if image == nil || !photo(image.Src) {
		return false
	}
	target := r.site.Resolve(p, image.Src)
	return target.File != nil && !r.Files.Room.Verdict(*target.File).Withheld()
}

// poster is the share picture of a page. Those of sections stand for all pages
// below them and are worked out once.
func (e *edition) poster(p *site.Page) Poster {
	if p.Kind != site.Section {
		return e.newPoster(p)
	}
	done, ok := e.posters.Load(p)
	if !ok {
		done, _ = e.posters.LoadOrStore(p, e.newPoster(p))
	}
	return done.(Poster)
}

func (e *edition) newPoster(p *site.Page) Poster {
	what := picture.Poster{Site: e.site.Title, Title: p.Title, Urgent: p.Entry != nil && p.Entry.Emergency}
	if what.Title == what.Site {
		what.Site = ""
	}
	if p.Title == "" {
		what.Title = e.nameOf(p)
	}
	for _, number := range e.strip(p.Values().Hotlines).Numbers {
		what.Numbers = append(what.Numbers, number.Number)
	}
	return Poster{Path: "assets/share." + what.Key() + ".png", What: what}
}

// Shared is the picture that stands for the page where somebody passes it on:
// its own photograph, else that of site.toml, else the one that is drawn for it
// or its section.
func (v *Page) Shared() *Picture {
	r := v.in.r
	if v.Image != nil && !v.Image.Withheld && photo(v.Image.Absolute) {
		return v.Image
	}
	if name := r.site.Settings.Share.Image; name != "" {
		return &Picture{Absolute: r.absolute(strings.TrimPrefix(name, "/"))}
	}
	if !r.draws() {
		return nil
	}
	p := v.of.Source()
	for p.Parent != nil && !r.hasPoster(p) {
		p = p.Parent
	}
	if !r.hasPoster(p) {
		p = p.Edition.Home
	}
	poster := r.editions[p.Edition].poster(p)
	return &Picture{Absolute: r.absolute(poster.Path), Alt: poster.What.Title, Width: picture.PosterWidth, Height: picture.PosterHeight}
}
