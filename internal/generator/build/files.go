package build

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/check"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
	"loa/internal/generator/theme"
	"loa/internal/media/avmeta"
	"loa/internal/media/captions"
	"loa/internal/media/filerisk"
	"loa/internal/media/imaging"
	"loa/internal/media/picture"
	"loa/internal/media/recording"
)

// publisher makes the outputs of files that are not written by templates: pictures,
// documents, styles and whatever lies in static/.
type publisher struct {
	*Sources
	site   *site.Site
	pages  *render.Renderer
	images *imaging.Processor
	onDisk bool // for a copy, which has only the pictures that a page shows
}

func (p *Project) publisher() *publisher {
	return &publisher{Sources: &p.Sources, site: p.Site, pages: p.Renderer, images: p.Renderer.Files.Pictures, onDisk: p.copy != nil}
}

// UsedFile returns the outputs of a file that a page uses: the file itself, if it is
// one of content/, and what pages show of it. If one of their addresses is taken,
// there is a problem and no output.
func (p *Project) UsedFile(used *render.Published) ([]Output, []problem.Problem) {
	return p.publisher().used(used)
}

// assets are what pages load from the theme.
func assets(p *Project) []Output {
	pub := p.publisher()
	var all []Output
	for _, a := range p.Theme.Assets {
		all = append(all, pub.asset(a))
	}
	return all
}

// asset is what pages load from the theme, cleaned as any other file is. Of a bundle,
// which is text, its name says all.
func (p *publisher) asset(a theme.Asset) Output {
	o := Output{Path: a.Path, Class: output.Asset, Sandbox: filerisk.Markup(a.Path), make: ready(a.Data)}
	switch {
	case picture.Named(a.Name):
		o.make = func() (Made, error) {
			clean, found := p.clean(a.File, a.Data)
			return Made{Data: clean, Problems: found}, nil
		}
	case a.Open != nil && !usual[path.Ext(a.Name)]:
		return p.publish(a.File, a.Path, int64(len(a.Data)), a.Open)
	}
	return o
}

// usual are the endings of what themes are made of.
var usual = map[string]bool{".css": true, ".js": true, ".woff2": true, ".woff": true, ".json": true, ".txt": true}

// staticFiles are the files of static/, and those of the theme that the site does not
// have itself.
func staticFiles(p *Project) []Output {
	pub := p.publisher()
	var all []Output
	for _, f := range p.static {
		all = append(all, pub.publish(f.Path, strings.TrimPrefix(f.Path, "static/"), f.Size, func() (fs.File, error) { return p.disk.Open(f.Name) }))
	}
	themed := map[string]bool{}
	for _, name := range p.themed() {
		themed[name] = true
	}
	for _, f := range p.Theme.Static {
		if themed[f.Path] {
			all = append(all, pub.publish(f.File, f.Path, -1, f.Open))
		}
	}
	return all
}

// prepare looks at the pictures of content/, several at a time.
func (p *publisher) prepare(workers int) {
	var pictures []source.File
	for _, f := range p.Files {
		if picture.Named(f.Path) {
			pictures = append(pictures, f)
		}
	}
	_ = parallel(workers, len(pictures), func(i int) error {
		p.images.Look(pictures[i]) // a fault is reported where the picture is used
		return nil
	})
}

func (p *publisher) used(used *render.Published) ([]Output, []problem.Problem) {
	all := p.copies(used)
	at := problem.Place{File: used.Source.Path}
	for _, o := range all {
		if output.Check(o.Path) != nil {
			return nil, []problem.Problem{problem.New(problem.AddressUnusable, at, problem.Args{"address": o.Path})}
		}
		if owner := p.site.Owner(o.Path); owner != "" {
			return nil, []problem.Problem{problem.New(problem.AddressTaken, at, problem.Args{"address": o.Path, "other": owner})}
		}
	}
	return all, p.about(used)
}

// copies are the files that a used file becomes.
func (p *publisher) copies(used *render.Published) []Output {
	var all []Output
	for _, b := range used.Boxes() {
		all = append(all, Output{Path: b.Path, Class: output.Asset, make: ready(b.Data)})
	}
	photo := used.Picture
	if photo != nil && filerisk.ByName(used.Source.Path) != filerisk.None && !p.Settings.Files.Allows(used.Source.Path) {
		return append(all, p.whole(used)) // which refuses it
	}
	if photo != nil && (photo.Verdict.Withheld() || photo.Err != nil) {
		return all
	}
	if r := used.Recording; used.Withheld() || r != nil && r.Err != nil {
		return all // told where it is used
	}
	if captions.Named(used.Source.Path) {
		return append(all, p.captions(used)...)
	}
	if used.InContent() && used.Linked() {
		all = append(all, p.whole(used))
	}
	if photo == nil {
		return all
	}
	for i, v := range photo.Variants {
		if at := p.pages.Files.VariantPath(used, i); at != "" && p.carries(at) {
			all = append(all, Output{Path: at, Class: output.Asset, Size: v.Size, Open: func() (io.ReadCloser, error) {
				data, err := p.images.Encode(photo, i)
				return io.NopCloser(bytes.NewReader(data)), err
			}})
		}
	}
	return all
}

// whole is a used file under its own name.
func (p *publisher) whole(used *render.Published) Output {
	f := used.Source
	o := p.publish(f.Path, used.Path, f.Size, func() (fs.File, error) { return p.disk.Open(f.Name) })
	if used.Recording != nil {
		o.Size = used.Recording.Size // devices are told what they would save
	}
	return o
}

// captions are a file of captions as browsers read it, and as it is where it has another
// form or cannot be read.
func (p *publisher) captions(used *render.Published) []Output {
	track, err := p.pages.Files.Captions(used)
	at := used.CaptionsPath()
	var all []Output
	if used.InContent() && (err != nil || at != used.Path) {
		all = append(all, p.whole(used))
	}
	if err != nil || !used.InContent() && at == used.Path { // told where it is used; static/
		return all
	}
	return append(all, Output{Path: at, Class: output.Asset, make: ready(track.WebVTT())})
}

// carries reports whether readers get a width of a picture: on the web all of them,
// in a copy those that a page shows.
func (p *publisher) carries(path string) bool {
	return !p.onDisk || p.pages.Linked(path)
}

// about reports what is wrong with a file of content/, wherever it is used. publish
// does so for a file that keeps its name.
func (p *publisher) about(used *render.Published) []problem.Problem {
	photo := used.Picture
	if !used.InContent() {
		return nil
	}
	if photo == nil {
		return nil // publish tells it
	}
	var found []problem.Problem
	if photo.Unlisted {
		found = append(found, missingConsent(used.Source.Path))
	}
	if photo.GPS {
		found = append(found, hasGPS(used.Source.Path))
	}
	if len(photo.Variants) > 0 {
		found = append(found, check.PictureSize(used.Source.Path, photo.Variants[0].Size, int64(p.Settings.Budget.Image))...)
	}
	return found
}

func missingConsent(file string) problem.Problem {
	entry := "[[picture]]\nfile = \"" + file + "\"\nchildren = …"
	if recording.Named(file) {
		entry = "[[recording]]\nfile = \"" + file + "\"\nvoice = …\nchildren = …"
	}
	return problem.New(problem.ConsentMissing, problem.Place{File: file}, problem.Args{"entry": entry})
}

func hasGPS(file string) problem.Problem {
	return problem.New(problem.PictureGPS, problem.Place{File: file}, problem.Args{"target": file})
}

// publish makes the output of a file that is published whole. Of a picture, a film or
// a sound the metadata is removed, whatever its name says; a document is searched for
// its authors; a file that can do more than be read is refused or told.
func (p *publisher) publish(file, as string, size int64, open func() (fs.File, error)) Output {
	o := Output{Path: as, Class: output.Asset, Size: size, Sandbox: filerisk.Markup(as)}
	named := filerisk.ByName(file) != filerisk.None // also of a picture: servers run x.php.jpg
	switch {
	case !named && isRecording(file, open):
		p.recording(&o, file, open)
	case !named && isPicture(file, open), p.Settings.Files.Allows(file) && picture.Named(file):
		o.make = func() (Made, error) {
			data, err := readPicture(open)
			if errors.Is(err, picture.ErrLong) {
				return Made{Problems: []problem.Problem{render.PictureProblem(file, err)}}, nil
			}
			if err != nil {
				return Made{}, err
			}
			clean, found := p.clean(file, data)
			return Made{Data: clean, Problems: found}, nil
		}
	default:
		o.look = sync.OnceValue(func() verdict {
			v := p.risk(file, open)
			v.problems = append(v.problems, p.inside(file, open)...)
			return v
		})
		o.Open = func() (io.ReadCloser, error) {
			if o.look().refused {
				return nil, fs.ErrNotExist
			}
			return open()
		}
	}
	return o
}

func readPicture(open func() (fs.File, error)) ([]byte, error) {
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(problem.MaxPicture.Most)+1))
	if err == nil && len(data) > problem.MaxPicture.Most {
		return nil, picture.ErrLong
	}
	return data, err
}

// clean removes from a picture what readers must not get. Data is nil if the picture
// must not be published; the problems say why.
func (p *publisher) clean(file string, data []byte) ([]byte, []problem.Problem) {
	var found []problem.Problem
	if strings.EqualFold(path.Ext(file), ".svg") {
		if found = picture.CheckSVG(file, data); len(found) > 0 {
			return nil, found
		}
	}
	clean, verdict, err := p.images.Original(file, data)
	if err != nil {
		return nil, append(found, render.PictureProblem(file, err))
	}
	if verdict.Withheld() {
		return clean, append(found, render.WithheldProblem(file, verdict))
	}
	if p.images.Unlisted(file, data) {
		found = append(found, missingConsent(file))
	}
	if picture.HasGPS(data) {
		found = append(found, hasGPS(file))
	}
	return clean, append(found, check.PictureSize(file, check.SentSize(file, clean), int64(p.Settings.Budget.Image))...)
}

// isPicture reports whether a file is a picture, by its name or by how it begins.
func isPicture(name string, open func() (fs.File, error)) bool {
	if picture.Named(name) {
		return true
	}
	head := headOf(open, 16)
	return picture.Is(name, head) && certain(name, head)
}

// isRecording reports whether a file is a film or a sound, likewise. A picture in the
// container of films is none.
func isRecording(name string, open func() (fs.File, error)) bool {
	if recording.Named(name) || picture.Named(name) {
		return recording.Named(name)
	}
	head := headOf(open, 16)
	return avmeta.Is(head) && !picture.Is(name, head) && certain(name, head)
}

// certain reports whether the first bytes of a file say more than its name: those of a
// text may be the letters with which a picture begins, but then they are letters.
func certain(name string, head []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".css", ".js", ".json", ".xml", ".txt", ".md", ".csv", ".toml", ".ics", ".vtt", ".webmanifest":
		return bytes.IndexByte(head, 0) >= 0 || len(head) > 0 && head[0] >= 0x80
	}
	return true
}

// headOf is how a file begins, up to n bytes; nothing of one that cannot be read.
func headOf(open func() (fs.File, error), n int) []byte {
	f, err := open()
	if err != nil {
		return nil
	}
	defer f.Close()
	head := make([]byte, n)
	n, _ = io.ReadFull(f, head)
	return head[:n]
}
