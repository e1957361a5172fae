package render

import (
	"html/template"
	"strings"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/site"
	"loa/internal/media/picture"
)

// LogoWidths are those in which a logo is made: pages show it some 40 pixels high.
func LogoWidths() []int { return []int{128, 256, 512} }

// logoHeight is the height in pixels that the print of a logo should have, for screens
// with two or three dots for each.
const logoHeight = 96

// LogoFile is the file of the organization's logo, from the site's folder; "" without
// one.
func LogoFile(settings *config.Settings) string { return staticFile(settings.Organization.Logo) }

func staticFile(name string) string {
	if name == "" {
		return ""
	}
	return "static/" + strings.TrimPrefix(name, "/")
}

// front is the first home page: from there site.toml names files.
func front(placed *site.Site) *site.Page { return placed.Editions[0].Home }

// logoOf is the published file of a site's logo; nil if there is none that can be shown.
func (f *Files) logoOf(placed *site.Site) *Published {
	name := LogoFile(placed.Settings)
	if name == "" {
		return nil
	}
	target := placed.Resolve(front(placed), strings.TrimPrefix(name, "static"))
	if target.File == nil || target.File.Path != name {
		return nil
	}
	p := f.use(*target.File)
	if p.Picture == nil || p.fault != nil || p.withheld() {
		return nil
	}
	return p
}

// logo is the organization's logo as pages show it; nil without one.
func (ps *pictures) logo() *Picture {
	p := ps.files.logoOf(ps.placed)
	if p == nil {
		return nil
	}
	if v, ok := ps.carrier.inline(ps, p); ok {
		return &v
	}
	at, v := p.Path, Picture{Width: p.Width, Height: p.Height}
	for i, print := range p.Picture.Variants { // the widest comes first
		if i > 0 && print.Height < logoHeight {
			break
		}
		v.Width, v.Height = print.Width, print.Height
		if at = ps.files.VariantPath(p, i); at == "" {
			at = p.Path
		}
	}
	v.URL, v.Absolute = template.URL(ps.url(at)), ps.absolute(at)
	return &v
}

// posterLogo gives the logo for share pictures, read when the first is drawn; nil for
// none that has pixels.
func (f *Files) posterLogo(placed *site.Site) func() *picture.PosterLogo {
	return sync.OnceValue(func() *picture.PosterLogo {
		p := f.logoOf(placed)
		if p == nil || len(p.Picture.Variants) == 0 {
			return nil
		}
		data, err := f.Pictures.Encode(p.Picture, 0)
		if err != nil {
			return nil // who publishes the picture tells it
		}
		logo, err := picture.NewPosterLogo(data)
		if err != nil {
			return nil
		}
		return logo
	})
}

// SettingsFiles checks the pictures that site.toml names.
func (r *Renderer) SettingsFiles() []problem.Problem {
	var problems []problem.Problem
	settings := r.placed.Settings
	for _, named := range []struct {
		file string
		at   []any
	}{{settings.Organization.Logo, []any{"organization", "logo"}}, {settings.Share.Image, []any{"share", "image"}}} {
		if named.file == "" {
			continue
		}
		at, args := settings.Place(named.at...), problem.Args{"target": named.file}
		target := r.placed.Resolve(front(r.placed), "/"+strings.TrimPrefix(named.file, "/"))
		if target.File == nil || target.File.Path != staticFile(named.file) {
			if near := r.placed.Suggest(front(r.placed), "/"+strings.TrimPrefix(named.file, "/")); near != "" {
				args["suggestion"] = near
			}
			problems = append(problems, problem.New(problem.FileMissing, at, args))
			continue
		}
		p := r.Files.use(*target.File)
		if p.Picture == nil {
			problems = append(problems, problem.New(problem.PictureFormat, at, args))
		} else if code, args := p.says(named.file); code != "" {
			problems = append(problems, problem.New(code, at, args))
		}
	}
	return problems
}
