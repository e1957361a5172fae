package build

import (
	"bytes"
	"path"

	"loa/internal/base/output"
	"loa/internal/generator/render"
	"loa/internal/media/picture"
)

// drawn is the cache of share pictures. Their names say what is on them.
const drawn = ".loa/share"

// variants is the cache of pictures in the widths that pages load.
const variants = ".loa/pictures"

// posters are the share pictures. Those that an earlier build drew are not drawn
// again.
func posters(p *Project) []Output {
	var all []Output
	var painter *picture.Painter
	for _, poster := range p.Renderer.Posters() {
		if painter == nil {
			painter = p.Options.Shared.drawer()
		}
		all = append(all, Output{Path: poster.Path, Class: output.Asset, make: func() (Made, error) {
			data, err := draw(painter, poster, p.cache(drawn))
			return Made{Data: data}, err
		}})
	}
	return all
}

func draw(painter *picture.Painter, poster render.Poster, kept cache) ([]byte, error) {
	name := path.Base(poster.Path)
	if data, ok := kept.Load(name); ok && bytes.HasSuffix(data, []byte("IEND\xaeB`\x82")) {
		return data, nil
	}
	data, err := painter.Draw(poster.What)
	if err != nil {
		return nil, err
	}
	return data, kept.Keep(name, data)
}

// clearCaches removes from the caches what this build has no use for. Nothing stays
// of pictures that must not be shown any more.
func clearCaches(r *run) error {
	room := r.Renderer.Files.Pictures
	if err := room.Fault(); err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, poster := range r.Renderer.Posters() {
		wanted[path.Base(poster.Path)] = true
	}
	if err := r.cache(drawn).keepOnly(func(name string) bool { return wanted[name] }); err != nil {
		return err
	}
	if r.Options.speaker() == nil { // who cannot make recordings removes none
		return r.cache(variants).keepOnly(room.Wants)
	}
	if err := r.cache(narrations).keepOnly(func(name string) bool { return r.wantsNarration(name) || r.keepsFailure(name) }); err != nil {
		return err
	}
	return r.cache(variants).keepOnly(room.Wants)
}
