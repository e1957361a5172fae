package build

import (
	"io"
	"io/fs"
	"path"
	"strings"

	"loa/internal/check"
	"loa/internal/output"
	"loa/internal/picture"
	"loa/internal/problem"
	"loa/internal/render"
	"loa/internal/source"
)

// files are those of static/, and those of the theme that the site does not
// have itself.
func (p *Project) files() []Output {
	var all []Output
	for _, f := range p.static {
		all = append(all, p.publish(f, strings.TrimPrefix(f.Path, "static/")))
	}
	themed := map[string]bool{}
	for _, name := range p.themed() {
		themed[name] = true
	}
	for _, f := range p.Theme.Static {
		if themed[f.Path] {
			open := func() (io.ReadCloser, error) { return f.Open() }
			all = append(all, Output{Path: f.Path, Class: output.Asset, Open: open, Size: -1})
		}
	}
	return all
}

// UsedFile is the output of a file of content/ that a page uses. If something
// else has its address, that is a problem and there is no output.
func (p *Project) UsedFile(used *render.Published) (Output, []problem.Problem) {
	at := problem.Place{File: used.Source.Path}
	if output.Check(used.Path) != nil {
		return Output{}, []problem.Problem{problem.New(problem.AddressUnusable, at, problem.Args{"address": used.Path})}
	}
	if owner := p.Site.Owner(used.Path); owner != "" {
		return Output{}, []problem.Problem{problem.New(problem.AddressTaken, at, problem.Args{"address": used.Path, "other": owner})}
	}
	return p.publish(used.Source, used.Path), nil
}

// publish makes the output of a file; a picture goes out without its metadata,
// which may tell where a child lives, and a drawing without anything that runs.
func (p *Project) publish(f source.File, as string) Output {
	o := Output{Path: as, Class: output.Asset, Size: f.Size}
	if !isPicture(f.Path) {
		o.Open = func() (io.ReadCloser, error) { return p.disk.Open(f.Name) }
		return o
	}
	o.make = func() (render.Output, error) {
		data, err := fs.ReadFile(p.disk, f.Name)
		if err != nil {
			return render.Output{}, err
		}
		if strings.EqualFold(path.Ext(f.Path), ".svg") {
			return render.Output{HTML: data, Problems: append(picture.CheckSVG(f.Path, data), p.heavy(f.Path, data)...)}, nil
		}
		clean, err := picture.Strip(f.Path, data)
		if err != nil {
			return render.Output{Problems: []problem.Problem{problem.New(problem.FileUnreadable, problem.Place{File: f.Path}, problem.Args{"target": f.Path, "reason": err.Error()})}}, nil
		}
		return render.Output{HTML: clean, Problems: p.heavy(f.Path, clean)}, nil
	}
	return o
}

// heavy reports a picture that the site's budget does not allow.
func (p *Project) heavy(file string, data []byte) []problem.Problem {
	return check.Picture(file, data, int64(p.Settings.Budget.Image))
}

// isPicture reports whether a file is a picture of a kind that may carry
// metadata or code, also one that Loa cannot clean.
func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".svg", ".avif", ".heic", ".heif", ".tif", ".tiff", ".jxl", ".dng", ".cr2", ".cr3", ".nef":
		return true
	}
	return false
}
