package render

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/content"
	"loa/internal/generator/site"
	"loa/internal/media/captions"
	"loa/internal/media/consent"
	"loa/internal/media/imaging"
	"loa/internal/media/picture"
	"loa/internal/media/recording"
)

// Files are the pictures and downloads that pages use. A file of content/ is
// published only if a page uses it; a file of static/ is always. Pictures come
// from the image processor, in the widths that pages load.
type Files struct {
	Pictures   *imaging.Processor
	Recordings *recording.Processor
	disk       fs.FS
	texts      *content.Reader
	site       *site.Site
	used       sync.Map // path in the site's folder → *Published
	named      atomic.Bool
}

// Published is a file as the site has it.
type Published struct {
	Source        source.File
	Path          string // of the whole file, under the site's root
	Width, Height int    // of a picture as pages show it; 0 if it is none or has none
	Size          int64
	Picture       *imaging.Picture     // nil if it is none
	Recording     *recording.Recording // nil if it is neither a film nor a sound

	inside consent.Verdict // of any other file: on the pictures inside of it
	linked atomic.Bool     // the whole file is needed, not only what pages show of it
	boxes  sync.Map        // path → *Box, which stand in its place
	fault  *problem.Problem
	once   sync.Once

	track     *captions.Track // see Files.Captions
	trackErr  error
	trackOnce sync.Once

	sum     string // see Files.sum
	sumOnce sync.Once
}

// Linked reports whether the whole file is needed: somebody can download it, or
// pages show it as it is.
func (p *Published) Linked() bool {
	return p.linked.Load() || p.Picture == nil || len(p.Picture.Variants) == 0
}

func (p *Published) name() string { return path.Base(p.Source.Path) }

// verdict is what consent says of the file.
func (p *Published) verdict() consent.Verdict {
	switch {
	case p.Picture != nil:
		return p.Picture.Verdict
	case p.Recording != nil:
		return p.Recording.Verdict
	}
	return p.inside
}

// withheld reports whether it is, or holds, a picture, film or sound that must not be
// shown.
func (p *Published) withheld() bool { return p.verdict().Withheld() }

// Withheld reports whether nothing of it is published, not even a box in its place.
func (p *Published) Withheld() bool { return p.Picture == nil && p.withheld() }

// isStatic reports whether the file keeps its name.
func (p *Published) isStatic() bool { return strings.HasPrefix(p.Source.Path, "static/") }

// NewFiles reads files from the site's folder, and the texts of entries with texts.
func NewFiles(disk fs.FS, texts *content.Reader, pictures *imaging.Processor, recordings *recording.Processor) *Files {
	return &Files{Pictures: pictures, Recordings: recordings, disk: disk, texts: texts}
}

// Named reports whether a template has asked for a picture by its name. Which pages
// did so is not known, since what a part of a template made is used again.
func (f *Files) Named() bool { return f.named.Load() }

// Used lists the files that pages used, by path.
func (f *Files) Used() []*Published {
	var all []*Published
	f.used.Range(func(_, value any) bool {
		all = append(all, value.(*Published))
		return true
	})
	slices.SortFunc(all, func(a, b *Published) int { return strings.Compare(a.Source.Path, b.Source.Path) })
	return all
}

// use notes that a page needs a file, and says where it is published.
func (f *Files) use(file source.File) *Published {
	value, ok := f.used.Load(file.Path)
	if !ok {
		value, _ = f.used.LoadOrStore(file.Path, &Published{Source: file, Size: file.Size})
	}
	p := value.(*Published)
	p.once.Do(func() { f.look(p) })
	return p
}

// look finds the name under which a file is published, and what it shows.
func (f *Files) look(p *Published) {
	p.Path = strings.TrimPrefix(p.Source.Path, "static/")
	if !p.isStatic() {
		p.Path = f.site.FilePath(p.Source)
	}
	switch {
	case recording.Named(p.Source.Path):
		f.listen(p)
		return
	case !picture.Named(p.Source.Path):
		p.inside = f.Pictures.Other(p.Source.Path, func() (fs.File, error) { return f.disk.Open(p.Source.Name) })
		return
	}
	shot := f.Pictures.Look(p.Source)
	p.Picture, p.Width, p.Height = shot, shot.Width, shot.Height
	if !p.isStatic() {
		p.Path = path.Join(path.Dir(p.Path), shot.Name(path.Base(p.Path)))
	}
	if shot.Err != nil {
		fault := PictureProblem(p.Source.Path, shot.Err)
		p.fault = &fault
	} else if len(shot.Variants) > 0 {
		p.Size = shot.Variants[phoneVariant(shot.Variants)].Size
	}
}

// listen looks at a film or sound.
func (f *Files) listen(p *Published) {
	p.Recording = f.Recordings.Look(p.Source.Path, func() (fs.File, error) { return f.disk.Open(p.Source.Name) })
	if err := p.Recording.Err; err != nil {
		fault := RecordingProblem(p.Source.Path, err)
		p.fault = &fault
		return
	}
	p.Size = p.Recording.Size
}

// phoneVariant is the variant that a common phone loads: 360 pixels wide, two for each.
func phoneVariant(prints []imaging.Variant) int {
	n := 0
	for i, p := range prints {
		if p.Width >= 720 {
			n = i // the widest comes first
		}
	}
	return n
}

// VariantPath is where the site has a variant of a picture, "" if the whole file is
// the same.
func (f *Files) VariantPath(p *Published, i int) string {
	if p.isStatic() && p.Picture.Variants[i].Kept {
		return ""
	}
	return path.Join(path.Dir(p.Path), f.Pictures.VariantName(p.Picture, i, path.Base(p.Source.Path)))
}

// sum is the SHA-256 of a file as it is published, in hexadecimal; "" of a
// picture, which is published without its metadata, and of a file that cannot be read.
func (f *Files) sum(p *Published) string {
	p.sumOnce.Do(func() {
		if picture.Named(p.Source.Path) {
			return
		}
		file, err := f.open(p)
		if err != nil {
			return
		}
		defer file.Close()
		hash := sha256.New()
		if _, err := io.Copy(hash, file); err == nil {
			p.sum = hex.EncodeToString(hash.Sum(nil))
		}
	})
	return p.sum
}

// open opens a file as it is published.
func (f *Files) open(p *Published) (io.ReadCloser, error) {
	if p.Recording != nil {
		return p.Recording.Open()
	}
	return f.disk.Open(p.Source.Name)
}

// frontFiles are the files that a page's front matter names.
func (ps *pictures) frontFiles(p *site.Page) []*Published {
	var files []*Published
	if image := p.Values().Image; image != nil && image.Src != "" {
		if target := ps.placed.Resolve(p, image.Src); target.File != nil {
			files = append(files, ps.files.use(*target.File))
		}
	}
	if d := p.Entry.Document; d != nil {
		for _, name := range d.Files {
			if target := ps.placed.Resolve(p, name); target.File != nil {
				files = append(files, ps.files.use(*target.File))
			}
		}
	}
	return append(files, ps.recordingFiles(p)...)
}

// FrontFiles checks the files that an entry's front matter names, and its recordings.
func (r *Renderer) FrontFiles(p *site.Page) []problem.Problem {
	if p.Entry == nil || p.Fallback {
		return nil
	}
	var problems []problem.Problem
	place := p.Entry.Places()
	check := func(name string, at func() problem.Place) {
		target := r.placed.Resolve(p, name)
		if target.File == nil {
			problems = append(problems, problem.New(problem.FileMissing, at(), missingArgs(r.placed, p, name)))
		} else if code, args := r.Files.use(*target.File).says(name); code != "" {
			problems = append(problems, problem.New(code, at(), args))
		}
	}
	if image := p.Entry.Image; image != nil && image.Src != "" {
		check(image.Src, func() problem.Place { return place("image") })
	}
	if d := p.Entry.Document; d != nil {
		for i, name := range d.Files {
			check(name, func() problem.Place { return place("document", "files", i) })
		}
	}
	return append(problems, r.checkRecordings(p)...)
}

func missingArgs(placed *site.Site, from *site.Page, name string) problem.Args {
	args := problem.Args{"target": name}
	if near := placed.Suggest(from, name); near != "" {
		args["suggestion"] = near
	}
	return args
}

// InContent reports whether the file is published because a page uses it.
func (p *Published) InContent() bool { return strings.HasPrefix(p.Source.Path, content.Root+"/") }
