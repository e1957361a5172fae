package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"loa/internal/content"
	"loa/internal/picture"
	"loa/internal/problem"
	"loa/internal/site"
	"loa/internal/source"
	"loa/internal/theme"
)

// Files are the pictures and downloads that pages use. A file of content/ is
// published only if a page uses it; a file of static/ is always.
type Files struct {
	disk fs.FS
	r    *Renderer
	used sync.Map // path in the site's folder → *Published
}

// Published is a file as the site has it.
type Published struct {
	Source        source.File
	Path          string // under the site's root
	Width, Height int    // of a picture; 0 if it is none or has none
	Size          int64

	fault string // why a picture could not be read
	once  sync.Once

	sum     string // see Files.sum
	sumOnce sync.Once
}

func (p *Published) name() string { return path.Base(p.Source.Path) }

// NewFiles reads files from the site's folder.
func NewFiles(disk fs.FS) *Files { return &Files{disk: disk} }

func (f *Files) of(r *Renderer) { f.r = r }

// Used lists the files of content/ that pages used, by path.
func (f *Files) Used() []*Published {
	var all []*Published
	f.used.Range(func(_, value any) bool {
		if p := value.(*Published); strings.HasPrefix(p.Source.Path, content.Root+"/") {
			all = append(all, p)
		}
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

// look finds a picture's size and the name under which a file is published.
func (f *Files) look(p *Published) {
	inStatic, isStatic := strings.CutPrefix(p.Source.Path, "static/")
	p.Path = inStatic
	if !isStatic {
		p.Path = f.r.site.FilePath(p.Source)
	}
	if !isPicture(p.Source.Path) {
		return
	}
	data, err := fs.ReadFile(f.disk, p.Source.Name)
	if err != nil {
		p.fault = err.Error()
		return
	}
	if !isStatic {
		p.Path = path.Join(path.Dir(p.Path), theme.Fingerprinted(path.Base(p.Path), data))
	}
	if p.Width, p.Height, err = picture.Size(bytes.NewReader(data), p.Source.Path); err != nil {
		p.fault = err.Error()
	}
}

// sum is the SHA-256 of a file as it is published, in hexadecimal; "" of a
// picture, which is published without its metadata, and of a file that cannot be read.
func (f *Files) sum(p *Published) string {
	p.sumOnce.Do(func() {
		if isPicture(p.Source.Path) {
			return
		}
		file, err := f.disk.Open(p.Source.Name)
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

func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg":
		return true
	}
	return false
}

// picture is the image of a page's front matter.
func (e *edition) picture(p *site.Page) *Picture {
	from := p.Values().Image
	if from == nil || from.Src == "" {
		return nil
	}
	v := &Picture{Alt: from.Alt, Caption: from.Caption, Credit: from.Credit}
	target := e.r.site.Resolve(p, from.Src)
	if target.File == nil {
		return nil
	}
	published := e.r.Files.use(*target.File)
	v.URL, v.Absolute = e.r.url(published.Path), e.r.absolute(published.Path)
	v.Width, v.Height = published.Width, published.Height
	return v
}

// frontFiles are the files that a page's front matter names.
func (e *edition) frontFiles(p *site.Page) []*Published {
	var names []string
	if image := p.Values().Image; image != nil && image.Src != "" {
		names = append(names, image.Src)
	}
	if d := p.Entry.Document; d != nil {
		names = append(names, d.Files...)
	}
	var files []*Published
	for _, name := range names {
		if target := e.r.site.Resolve(p, name); target.File != nil {
			files = append(files, e.r.Files.use(*target.File))
		}
	}
	return files
}

// FrontFiles checks the files that an entry's front matter names.
func (r *Renderer) FrontFiles(p *site.Page) []problem.Problem {
	if p.Entry == nil || p.Fallback {
		return nil
	}
	var problems []problem.Problem
	check := func(name string, at func() problem.Place) {
		target := r.site.Resolve(p, name)
		switch {
		case target.File == nil:
			problems = append(problems, problem.New(problem.FileMissing, at(), missingArgs(name, target)))
		default:
			if published := r.Files.use(*target.File); published.fault != "" {
				problems = append(problems, problem.New(problem.FileUnreadable, at(), problem.Args{"target": name, "reason": published.fault}))
			}
		}
	}
	if image := p.Entry.Image; image != nil && image.Src != "" {
		check(image.Src, func() problem.Place { return p.Entry.Place("image") })
	}
	if d := p.Entry.Document; d != nil {
		for i, name := range d.Files {
			check(name, func() problem.Place { return p.Entry.Place("document", "files", i) })
		}
	}
	return problems
}

func missingArgs(name string, target site.Target) problem.Args {
	args := problem.Args{"target": name}
	if target.Suggestion != "" {
		args["suggestion"] = target.Suggestion
	}
	return args
}
