package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/content"
)

// Begun is what Begin wrote.
type Begun struct {
	File    string   // the entry
	Section string   // the _index.md of its section, if that was new, too
	Files   []string // what was put beside it
}

// Begin writes a new entry at a place that In or At gave, with a form filled in
// as far as it is known, for a person who reads the language tag. The entry is
// a draft: what the form says as an example is on no page until somebody has
// written over it. A section that is new gets its _index.md, named title.
func (s *Site) Begin(file string, form Form, tag, title string) (Begun, error) {
	begun := Begun{File: file}
	if err := s.Free(file); err != nil {
		return begun, err
	}
	if err := form.Doubt(s.settings.Zone); err != nil {
		return begun, err
	}
	copies, err := s.copies(file, form.Files)
	if err != nil {
		return begun, err
	}
	form.Files = nil
	for _, c := range copies {
		form.Files = append(form.Files, c.link)
	}
	link, name := s.leadTo(file)
	text, err := form.text(s.settings, tag, link, name)
	if err != nil {
		return begun, err
	}
	if err := os.MkdirAll(filepath.Join(s.dir, filepath.FromSlash(path.Dir(file))), 0o777); err != nil {
		return begun, fmt.Errorf("writing %s: %w", file, err)
	}
	if begun.Section, err = s.beginSection(file, title); err != nil {
		return begun, err
	}
	for _, c := range copies {
		if c.name == "" {
			continue
		}
		if err := s.create(c.name, c.data); err != nil {
			return begun, err
		}
		begun.Files = append(begun.Files, c.name)
	}
	return begun, s.create(file, text)
}

// Free is why a new entry cannot lie at a place, nil if it can.
func (s *Site) Free(file string) error {
	if there, found := s.any(file); found {
		return refuse("file-there", problem.Args{"file": there})
	}
	return nil
}

// any finds what stands for an entry already: the file, or its other forms.
func (s *Site) any(file string) (string, bool) {
	if _, err := fs.Stat(s.files, file); err == nil {
		return file, true
	}
	f := source.File{Path: file, Name: file}
	name := s.reader.Name(f)
	there, found := s.version(f, name, name.Language)
	return there.Path, found
}

// HasSection reports whether the folder of an entry says what it is.
func (s *Site) HasSection(file string) bool {
	folder := sectionOf(file)
	_, found := s.any(path.Join(content.Root, folder, "_index.md"))
	return folder == "" || found
}

// sectionOf is the folder, below content/, of the section that an entry lies in.
func sectionOf(file string) string {
	folder := path.Dir(strings.TrimPrefix(file, content.Root+"/"))
	if base, _, _ := strings.Cut(path.Base(file), "."); base == "index" { // a bundle
		folder = path.Dir(folder)
	}
	if folder == "." {
		return ""
	}
	return folder
}

func (s *Site) beginSection(file, title string) (string, error) {
	if s.HasSection(file) {
		return "", nil
	}
	folder := sectionOf(file)
	if title == "" {
		title = path.Base(folder)
	}
	name := path.Join(content.Root, folder, "_index.md")
	return name, s.create(name, []byte("+++\ntitle = "+tomlfile.Quote(title)+"\n+++\n"))
}

// leadTo is a page that a new entry can link to, as an example: its section or
// the home page.
func (s *Site) leadTo(file string) (link, name string) {
	for _, folder := range []string{sectionOf(file), ""} {
		index := path.Join(content.Root, folder, "_index.md")
		if _, err := fs.Stat(s.files, index); err != nil {
			continue
		}
		entry, _, err := s.reader.Read(source.File{Path: index, Name: index})
		if err == nil && entry.Title != "" && !entry.Draft {
			return strings.TrimPrefix(index, content.Root), entry.Title
		}
	}
	return "", ""
}

// attachment is a file of this machine on its way into the site.
type attachment struct {
	name string // from the site's folder; "" for one that is there already
	link string // as front matter names it
	data []byte
}

// Attachable is why files cannot be put beside an entry, nil if they can.
func (s *Site) Attachable(file string, files []string) error {
	_, err := s.copies(file, files)
	return err
}

// copies reads the files that a person named: on this machine, as a path that
// was typed or dropped onto the window, or in the site already.
func (s *Site) copies(file string, typed []string) ([]attachment, error) {
	var found []attachment
	for _, one := range typed {
		one = strings.Trim(strings.TrimSpace(one), `"'`)
		if link, ok := s.linkTo(file, one); ok {
			found = append(found, attachment{link: link})
			continue
		}
		data, err := os.ReadFile(one)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, refuse("file-not-there", problem.Args{"file": one})
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", one, err)
		}
		base := path.Base(strings.ReplaceAll(one, `\`, "/"))
		ext := strings.ToLower(path.Ext(base))
		link := fold.Slug(strings.TrimSuffix(base, path.Ext(base))) + ext
		name := path.Join(path.Dir(file), link)
		switch there, err := fs.ReadFile(s.files, name); {
		case err == nil && bytes.Equal(there, data): // a run that was killed may have put it there
			found = append(found, attachment{link: link})
			continue
		case !errors.Is(err, fs.ErrNotExist):
			return nil, refuse("file-there", problem.Args{"file": name})
		}
		found = append(found, attachment{name: name, link: link, data: data})
	}
	return found, nil
}

// linkTo is how an entry names a file that lies in the site: beside it, or found
// from where the person stands, from the site's folder or from content/.
func (s *Site) linkTo(file, typed string) (string, bool) {
	plain := strings.ReplaceAll(typed, `\`, "/")
	folder := path.Dir(file) + "/"
	for _, name := range append([]string{folder + plain}, s.candidates(plain)...) {
		info, err := fs.Stat(s.files, path.Clean(name))
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if rest, ok := strings.CutPrefix(path.Clean(name), folder); ok {
			return rest, true
		}
		for _, root := range []string{content.Root, "static"} {
			if rest, ok := strings.CutPrefix(name, root+"/"); ok {
				return "/" + rest, true
			}
		}
	}
	return "", false
}
