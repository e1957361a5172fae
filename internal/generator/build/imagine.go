package build

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// Imagined says in what a project is to differ from what it is.
type Imagined struct {
	BaseURL string    // "" for the site's
	Day     time.Time // zero for the project's
	Drafts  bool      // also drafts, and what nobody has approved
	File    string    // an entry, by its name on the disk, or site.toml, that has another text; it need not be there
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
	if i.File == SettingsFile {
		if err := next.imagineSettings(i.Text); err != nil {
			return nil, err
		}
	} else if i.File != "" {
		if err := next.imagineFile(i); err != nil {
			return nil, err
		}
	}
	next.place()
	return &next, nil
}

// imagineSettings reads the site as it is with another site.toml. The folders that it consists
// of stay.
func (s *Sources) imagineSettings(text []byte) error {
	s.layers = s.layers.Imagine(SettingsFile, text)
	s.disk = s.layers.Disk
	settings, found, err := readSettings(s.disk, s.Options)
	if err != nil {
		return err
	}
	for _, p := range s.wrong[inSettings] {
		if strings.HasPrefix(string(p.Code), "layer.") {
			found = append(found, p)
		}
	}
	s.wrong, s.found = [areas][]problem.Problem{}, map[string][]problem.Problem{}
	s.report(inSettings, found)
	s.Theme = nil
	s.use(settings)
	return inOrder(s.loadTheme, s.scan, s.scanStatic, s.tables, s.read)
}

// imagineFile gives the sources the text that is imagined, or takes it away: then the text of
// an earlier layer is there.
func (s *Sources) imagineFile(i Imagined) error {
	text := i.Text
	if i.Gone {
		text = nil
	} else if text == nil {
		text = []byte{}
	}
	s.layers = s.layers.Imagine(i.File, text)
	s.disk, s.reader = s.layers.Disk, s.newReader()
	s.Entries, s.found = slices.Clone(s.Entries), maps.Clone(s.found)
	at := s.entry(i.File)
	file := source.File{Path: i.File, Name: i.File}
	if at >= 0 {
		file = s.Entries[at].File
	}
	info, err := fs.Stat(s.disk, i.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if at >= 0 {
			delete(s.found, file.Path)
			s.Entries = slices.Delete(s.Entries, at, at+1)
		}
		return nil
	case err != nil:
		return err
	}
	file.Size = info.Size()
	e, found, err := s.reader.ReadSource(file)
	if err != nil {
		return err
	}
	if at < 0 {
		at, s.Entries = len(s.Entries), append(s.Entries, nil)
	}
	s.Entries[at], s.found[file.Path] = e, found
	return nil
}
