package build

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/check"
	"loa/internal/generator/render"
	"loa/internal/media/picture"
)

// files are those of static/, and those of the theme that the site does not
// have itself.
func (p *Project) files() []Output {
	var all []Output
	for _, f := range p.static {
		all = append(all, p.publish(f.Path, strings.TrimPrefix(f.Path, "static/"), f.Size, func() (fs.File, error) { return p.disk.Open(f.Name) }))
	}
	themed := map[string]bool{}
	for _, name := range p.themed() {
		themed[name] = true
	}
	for _, f := range p.Theme.Static {
		if themed[f.Path] {
			all = append(all, p.publish(f.File, f.Path, -1, f.Open))
		}
	}
	return all
}

// developed makes the pictures of content/ ready, several at a time, before pages ask
// for them one after the other. It has no outputs of its own: the pages say which
// pictures are used.
func (p *Project) developed() []Output {
	var shots []source.File
	for _, f := range p.Files {
		if picture.Named(f.Path) {
			shots = append(shots, f)
		}
	}
	_ = parallel(p.Options.Workers, len(shots), func(i int) error {
		p.Renderer.Files.Room.Look(shots[i]) // what is wrong with one is told where it is used
		return nil
	})
	return nil
}

// UsedFile are the outputs of a file that a page uses: it itself, if it is one of
// content/, and what pages show of it. If something else has one of the addresses,
// that is a problem and there is no output.
func (p *Project) UsedFile(used *render.Published) ([]Output, []problem.Problem) {
	all := p.copies(used)
	at := problem.Place{File: used.Source.Path}
	for _, o := range all {
		if output.Check(o.Path) != nil {
			return nil, []problem.Problem{problem.New(problem.AddressUnusable, at, problem.Args{"address": o.Path})}
		}
		if owner := p.Site.Owner(o.Path); owner != "" {
			return nil, []problem.Problem{problem.New(problem.AddressTaken, at, problem.Args{"address": o.Path, "other": owner})}
		}
	}
	return all, p.about(used)
}

// copies are the files that a used file becomes.
func (p *Project) copies(used *render.Published) []Output {
	var all []Output
	for _, b := range used.Boxes() {
		all = append(all, Output{Path: b.Path, Class: output.Asset, make: ready(b.Data)})
	}
	shot := used.Picture
	if shot != nil && (shot.Verdict.Withheld() || shot.Err != nil) {
		return all
	}
	if f := used.Source; used.InContent() && used.Linked() {
		all = append(all, p.publish(f.Path, used.Path, f.Size, func() (fs.File, error) { return p.disk.Open(f.Name) }))
	}
	if shot == nil {
		return all
	}
	for i, print := range shot.Variants {
		if at := p.Renderer.Files.PrintPath(used, i); at != "" && p.carries(at) {
			all = append(all, Output{Path: at, Class: output.Asset, Size: print.Size, Open: func() (io.ReadCloser, error) {
				data, err := p.Renderer.Files.Room.Encode(shot, i)
				return io.NopCloser(bytes.NewReader(data)), err
			}})
		}
	}
	return all
}

// carries reports whether readers get a print: on the web all, in a copy those that
// a page shows.
func (p *Project) carries(print string) bool {
	return p.copy == nil || p.Renderer.Linked(print)
}

// about is what must be said of a file of content/ wherever it is used. Of one that
// keeps its name publish says it.
func (p *Project) about(used *render.Published) []problem.Problem {
	shot := used.Picture
	if !used.InContent() {
		return nil
	}
	if shot == nil {
		return p.authors(used.Source.Path, func() (fs.File, error) { return p.disk.Open(used.Source.Name) })
	}
	var found []problem.Problem
	if shot.Unlisted {
		found = append(found, missingConsent(used.Source.Path))
	}
	if shot.GPS {
		found = append(found, hasGPS(used.Source.Path))
	}
	if len(shot.Variants) > 0 {
		found = append(found, check.PictureSize(used.Source.Path, shot.Variants[0].Size, int64(p.Settings.Budget.Image))...)
	}
	return found
}

func missingConsent(file string) problem.Problem {
	entry := "[[picture]]\nfile = \"" + file + "\"\nchildren = false"
	return problem.New(problem.ConsentMissing, problem.Place{File: file}, problem.Args{"entry": entry})
}

func hasGPS(file string) problem.Problem {
	return problem.New(problem.PictureGPS, problem.Place{File: file}, problem.Args{"target": file})
}

// publish makes the output of a file that is published whole. A picture goes
// through the darkroom, whatever its name says; a paper is asked who wrote it.
func (p *Project) publish(file, as string, size int64, open func() (fs.File, error)) Output {
	o := Output{Path: as, Class: output.Asset, Size: size, Open: func() (io.ReadCloser, error) { return open() }}
	if !isPicture(file, open) {
		o.look = func() []problem.Problem { return p.authors(file, open) }
		return o
	}
	o.Open = nil
	o.make = func() (Made, error) {
		data, err := readAll(open)
		if err != nil {
			return Made{}, err
		}
		clean, found := p.clean(file, data)
		return Made{Data: clean, Problems: found}, nil
	}
	return o
}

func readAll(open func() (fs.File, error)) ([]byte, error) {
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// clean takes out of a picture what readers must not get. Without bytes the
// problems say why.
func (p *Project) clean(file string, data []byte) ([]byte, []problem.Problem) {
	room := p.Renderer.Files.Room
	var found []problem.Problem
	if strings.EqualFold(path.Ext(file), ".svg") {
		if found = picture.CheckSVG(file, data); len(found) > 0 {
			return nil, found
		}
	}
	clean, verdict, err := room.Original(file, data)
	if err != nil {
		return nil, append(found, render.PictureProblem(file, err))
	}
	if verdict.Withheld() {
		return clean, append(found, render.WithheldProblem(file, verdict))
	}
	if room.Unlisted(file, data) {
		found = append(found, missingConsent(file))
	}
	if picture.HasGPS(data) {
		found = append(found, hasGPS(file))
	}
	return clean, append(found, check.PictureSize(file, check.SentSize(file, clean), int64(p.Settings.Budget.Image))...)
}

// isPicture reports whether a file is a picture, by its name or, if that is not
// one of the usual others, by how it begins.
func isPicture(name string, open func() (fs.File, error)) bool {
	if picture.Named(name) {
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".css", ".js", ".json", ".xml", ".txt", ".md", ".csv", ".toml", ".ics", ".vtt", ".webmanifest",
		".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".zip",
		".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".woff", ".woff2":
		return false
	}
	f, err := open()
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 16)
	n, _ := io.ReadFull(f, head)
	return picture.Is(name, head[:n])
}
