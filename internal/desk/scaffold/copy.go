package scaffold

import (
	"bytes"
	"io/fs"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/content"
)

// Copy makes an entry of an earlier layer the site's own: its text, with copy_of, comes to
// the same path in the site's folder. Of an entry that is the site's own already, copy_of
// is written anew: it was compared with its original as that is now. Pictures and
// recordings beside the entry stay where they are. The site must be opened with its layers.
func (s *Site) Copy(typed string) (Stamped, error) {
	f, _, err := s.entry(typed)
	if err != nil {
		return Stamped{}, err
	}
	done := Stamped{File: f.Path}
	own, original, from := s.layers.Own(f.Name), s.reader, s.layers
	if own {
		earlier, ok := s.layers.Replaced(f.Name)
		if !ok {
			return done, refuse("no-original", problem.Args{"file": f.Path})
		}
		original, from = content.NewReader(earlier.Texts, s.settings), earlier
	}
	done.Source = from.Origin(f.Name)
	stamp, err := s.stampOf(original, f.Unsized())
	if err != nil {
		return done, err
	}
	raw, err := fs.ReadFile(s.files, f.Name)
	if err != nil {
		return done, err
	}
	next, ok := withStamp(raw, "copy_of", stamp.String())
	if !ok {
		return done, refuse("front-unclear", problem.Args{"file": f.Path})
	}
	done.Changed = !own || !bytes.Equal(next, raw)
	switch {
	case !own:
		err = s.make(f, next)
	case done.Changed:
		err = s.replace(f.Name, next)
	}
	return done, err
}

// Hide takes an entry of an earlier layer off the site: the site's own folder gets a file
// at its path that says hidden = true. It returns that file.
func (s *Site) Hide(typed string) (file string, err error) {
	f, _, err := s.entry(typed)
	if err != nil {
		return "", err
	}
	if s.layers.Own(f.Name) {
		return f.Path, refuse("file-there", problem.Args{"file": f.Path})
	}
	return f.Path, s.make(f, []byte("+++\nhidden = true\n+++\n"))
}

// make writes a file of the site's own in the place of one of a layer.
func (s *Site) make(f source.File, text []byte) error {
	if err := s.folderFor(f.Path); err != nil {
		return err
	}
	return s.create(f.Path, text)
}
