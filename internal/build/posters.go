package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"loa/internal/output"
	"loa/internal/picture"
	"loa/internal/render"
)

// drawn is the cache of share pictures. Their names say what is on them, so
// whatever lies there whole is right.
const drawn = ".loa/share"

// posters are the share pictures, drawn unless an earlier build did it.
func (p *Project) posters() []Output {
	var all []Output
	var painter *picture.Painter
	for _, poster := range p.Renderer.Posters() {
		if painter == nil {
			painter = picture.NewPainter()
		}
		all = append(all, Output{Path: poster.Path, Class: output.Asset, make: func() (render.Output, error) {
			data, err := p.draw(painter, poster)
			return render.Output{HTML: data}, err
		}})
	}
	return all
}

func (p *Project) draw(painter *picture.Painter, poster render.Poster) ([]byte, error) {
	name := path.Join(drawn, path.Base(poster.Path))
	if data, err := fs.ReadFile(p.disk, name); err == nil && bytes.HasSuffix(data, []byte("IEND\xaeB`\x82")) {
		return data, nil
	}
	data, err := painter.Draw(poster.What)
	if err != nil {
		return nil, err
	}
	return data, p.keep(name, data)
}

// keep puts a file into the cache, whole or not at all.
func (p *Project) keep(name string, data []byte) error {
	if err := p.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return fmt.Errorf("keeping a share picture: %w", err)
	}
	draft := name + ".part"
	if err := p.root.WriteFile(draft, data, 0o666); err != nil {
		return fmt.Errorf("keeping a share picture: %w", errors.Join(err, p.root.Remove(draft)))
	}
	if err := p.root.Rename(draft, name); err != nil {
		return fmt.Errorf("keeping a share picture: %w", err)
	}
	return nil
}

// forgetPosters removes from the cache what this build has no use for.
func (p *Project) forgetPosters() error {
	entries, err := fs.ReadDir(p.disk, drawn)
	if err != nil {
		return nil // nothing was ever drawn
	}
	wanted := map[string]bool{}
	for _, poster := range p.Renderer.Posters() {
		wanted[path.Base(poster.Path)] = true
	}
	for _, e := range entries {
		if wanted[e.Name()] {
			continue
		}
		if err := p.root.Remove(path.Join(drawn, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clearing share pictures: %w", err)
		}
	}
	return nil
}
