package build

import (
	"io/fs"
	"maps"
	"slices"
	"time"

	"loa/internal/base/source"
	"loa/internal/generator/content"
)

// Imagined says in what a project is to differ from what it is.
type Imagined struct {
	BaseURL string    // "" for the site's
	Day     time.Time // zero for the project's
	Drafts  bool      // also drafts, and what nobody has approved
	File    string    // an entry, by its name on the disk, that has another text; it need not be there
	Text    []byte
	Gone    bool // the entry File is not there
}

// Imagine returns the project as it would be. It shares what does not differ; p
// itself is not changed, and nothing is written.
func (p *Project) Imagine(i Imagined) (*Project, error) {
	next := *p
	if p.Settings == nil {
		return &next, nil
	}
	next.Options.Drafts = p.Options.Drafts || i.Drafts
	if !i.Day.IsZero() {
		next.Options.Now, next.Options.Fixed = i.Day, true
	}
	if i.BaseURL != "" {
		settings := *p.Settings
		settings.BaseURL = i.BaseURL
		next.Settings = &settings
	}
	switch {
	case i.Gone:
		next.imagineGone(i.File)
	case i.File != "":
		if err := next.imagineText(i.File, i.Text); err != nil {
			return nil, err
		}
	}
	next.place()
	return &next, nil
}

func (s *Sources) imagineGone(name string) {
	at := s.entry(name)
	if at < 0 {
		return
	}
	s.found = maps.Clone(s.found)
	delete(s.found, s.Entries[at].File.Path)
	s.Entries = slices.Delete(slices.Clone(s.Entries), at, at+1)
}

func (s *Sources) imagineText(name string, text []byte) error {
	reader := content.NewReader(rewritten{s.layers.Texts, name, text}, s.Settings)
	reader.Approvals, reader.Foreign = s.Approvals, s.reader.Foreign
	file := source.File{Path: name, Name: name, Size: int64(len(text))}
	at := s.entry(name)
	if at >= 0 {
		file.Path = s.Entries[at].File.Path
	}
	e, found, err := reader.ReadSource(file)
	if err != nil {
		return err
	}
	s.Entries = slices.Clone(s.Entries)
	if at >= 0 {
		s.Entries[at] = e
	} else {
		s.Entries = append(s.Entries, e)
	}
	s.found = maps.Clone(s.found)
	s.found[file.Path] = found
	s.reader = reader
	return nil
}

// rewritten is a folder in which one file has another text.
type rewritten struct {
	fs.FS
	name string
	text []byte
}

// ReadFile is that of fs.ReadFileFS.
func (p rewritten) ReadFile(name string) ([]byte, error) {
	if name == p.name {
		return slices.Clone(p.text), nil
	}
	return fs.ReadFile(p.FS, name)
}
