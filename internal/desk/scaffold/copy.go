package scaffold

import (
	"bytes"
	"io/fs"

	"loa/internal/base/layers"
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
	own := s.layers.Own(f.Name)
	original, err := s.original(f)
	if err != nil {
		return done, err
	}
	done.Source = original.Origin(f.Name)
	raw, err := fs.ReadFile(s.files, f.Name)
	if err != nil {
		return done, err
	}
	next, err := s.asCopy(f, original, raw)
	if err != nil {
		return done, err
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

// CopyOf is the text that Copy would write of an entry of an earlier layer, also if the
// site's own folder has one in its place. Nothing is written.
func (s *Site) CopyOf(typed string) ([]byte, error) {
	f, _, err := s.entry(typed)
	if err != nil {
		return nil, err
	}
	original, err := s.original(f)
	if err != nil {
		return nil, err
	}
	raw, err := fs.ReadFile(original.Texts, f.Name)
	if err != nil {
		return nil, err
	}
	return s.asCopy(f, original, raw)
}

// original are the layers in which the original of an entry lies: of one of the site's own
// those before its folder.
func (s *Site) original(f source.File) (*layers.Tree, error) {
	if !s.layers.Own(f.Name) {
		return s.layers, nil
	}
	earlier, ok := s.layers.Replaced(f.Name)
	if !ok {
		return nil, refuse("no-original", problem.Args{"file": f.Path})
	}
	return earlier, nil
}

// asCopy is a text with copy_of, as made from the original as it is now.
func (s *Site) asCopy(f source.File, original *layers.Tree, text []byte) ([]byte, error) {
	stamp, err := s.stampOf(content.NewReader(original.Texts, s.settings), f.Unsized())
	if err != nil {
		return nil, err
	}
	next, ok := withStamp(text, "copy_of", stamp.String())
	if !ok {
		return nil, refuse("front-unclear", problem.Args{"file": f.Path})
	}
	return next, nil
}

// Hiding is the text of a file that takes the page of an earlier layer off the site.
const Hiding = "+++\nhidden = true\n+++\n"

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
	return f.Path, s.make(f, []byte(Hiding))
}

// make writes a file of the site's own in the place of one of a layer.
func (s *Site) make(f source.File, text []byte) error {
	if err := s.folderFor(f.Path); err != nil {
		return err
	}
	return s.create(f.Path, text)
}
