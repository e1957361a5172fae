package build

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"

	"loa/internal/output"
	"loa/internal/picture"
	"loa/internal/problem"
	"loa/internal/source"
)

// files stages the files of static/, those of the theme that the site does not
// have itself, and those of content/ that a page used.
func (r *run) files() error {
	for _, f := range r.static {
		if err := r.publish(f, strings.TrimPrefix(f.Path, "static/")); err != nil {
			return err
		}
	}
	themed := map[string]bool{}
	for _, name := range r.themed() {
		themed[name] = true
	}
	for _, f := range r.Theme.Static {
		if !themed[f.Path] {
			continue
		}
		open := func() (io.ReadCloser, error) { return f.Open() }
		if err := r.sink.Copy(f.Path, output.Asset, open, -1); err != nil {
			return err
		}
	}
	for _, used := range r.Renderer.Files.Used() {
		if r.Site.Has(used.Path) {
			r.report([]problem.Problem{problem.New(problem.AddressTaken, problem.Place{File: used.Source.Path}, problem.Args{"address": used.Path, "other": used.Path})})
			continue
		}
		if err := r.publish(used.Source, used.Path); err != nil {
			return err
		}
	}
	return nil
}

// publish stages a file; a picture without its metadata, which may tell where
// a child lives.
func (r *run) publish(f source.File, as string) error {
	if !isRaster(f.Path) {
		return r.sink.Copy(as, output.Asset, func() (io.ReadCloser, error) { return r.disk.Open(f.Name) }, f.Size)
	}
	data, err := fs.ReadFile(r.disk, f.Name)
	if err != nil {
		return err
	}
	clean, err := picture.Strip(f.Path, data)
	if err != nil {
		r.report([]problem.Problem{problem.New(problem.FileUnreadable, problem.Place{File: f.Path}, problem.Args{"target": f.Path, "reason": err.Error()})})
		return nil
	}
	return r.sink.Copy(as, output.Asset, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(clean)), nil }, int64(len(clean)))
}

// isRaster reports whether a file is a picture of a kind that carries metadata.
func isRaster(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp":
		return true
	}
	return false
}
