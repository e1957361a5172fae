package build

import (
	"bytes"
	"path"

	"loa/internal/base/output"
	"loa/internal/generator/render"
	"loa/internal/media/picture"
)

// drawn is the cache of share pictures. Their names say what is on them, so
// whatever lies there whole is right.
const drawn = ".loa/share"

// prints is the cache of the darkroom.
const prints = ".loa/pictures"

// posters are the share pictures, drawn unless an earlier build did it.
func (p *Project) posters() []Output {
	var all []Output
	var painter *picture.Painter
	for _, poster := range p.Renderer.Posters() {
		if painter == nil {
			painter = picture.NewPainter()
		}
		all = append(all, Output{Path: poster.Path, Class: output.Asset, make: func() (Made, error) {
			data, err := p.draw(painter, poster)
			return Made{Data: data}, err
		}})
	}
	return all
}

func (p *Project) draw(painter *picture.Painter, poster render.Poster) ([]byte, error) {
	name, kept := path.Base(poster.Path), cache{p, drawn}
	if data, ok := kept.Load(name); ok && bytes.HasSuffix(data, []byte("IEND\xaeB`\x82")) {
		return data, nil
	}
	data, err := painter.Draw(poster.What)
	if err != nil {
		return nil, err
	}
	return data, kept.Keep(name, data)
}

// clearCaches removes what this build has no use for; of pictures that must not be
// shown any more nothing stays.
func (p *Project) clearCaches() error {
	if err := p.Renderer.Files.Room.Fault(); err != nil {
		return err
	}
	wanted := map[string]bool{}
	for _, poster := range p.Renderer.Posters() {
		wanted[path.Base(poster.Path)] = true
	}
	if err := (cache{p, drawn}).forget(func(name string) bool { return wanted[name] }); err != nil {
		return err
	}
	return cache{p, prints}.forget(p.Renderer.Files.Room.Wants)
}
