package build

import (
	"io/fs"

	"loa/internal/base/problem"
	"loa/internal/generator/check"
	"loa/internal/generator/content"
)

// Original is the entry of an earlier layer that one of the site's own folder stands in
// place of; nil for none. The error is an I/O error.
func (s *Sources) Original(e *content.Entry) (*content.Entry, error) {
	if !s.layers.Layered() || !s.layers.Own(e.File.Name) {
		return nil, nil
	}
	earlier, ok := s.layers.Replaced(e.File.Name)
	if !ok {
		return nil, nil
	}
	original, _, err := content.NewReader(earlier.Texts, s.Settings).ReadSource(e.File.Unsized())
	if err != nil || original.Hidden {
		return nil, err
	}
	return original, nil
}

// OriginalText is the text of an entry in the layers before the site's own folder, and where
// it lies. The error is fs.ErrNotExist if there is none, or an I/O error.
func (s *Sources) OriginalText(file string) (text []byte, origin string, err error) {
	earlier := s.layers
	if s.layers.Own(file) {
		var ok bool
		if earlier, ok = s.layers.Replaced(file); !ok {
			return nil, "", fs.ErrNotExist
		}
	}
	text, err = fs.ReadFile(earlier.Texts, file)
	return text, earlier.Origin(file), err
}

// copies tells of entries of the site's own folder that stand in place of one of an
// earlier layer and do not follow it.
func (s *Sources) copies(shown []*content.Entry) []problem.Problem {
	if s.layers == nil || !s.layers.Layered() {
		return nil
	}
	var all []problem.Problem
	for _, e := range shown {
		original, err := s.Original(e)
		if err != nil { // told where it is read
			continue
		}
		if p := s.copied(e, original); p != nil {
			all = append(all, *p)
		}
	}
	return all
}

func (s *Sources) copied(e, original *content.Entry) *problem.Problem {
	mark := uint32(e.CopyOf)
	args := problem.Args{"file": e.File.Path}
	found := func(code problem.Code, at problem.Place) *problem.Problem {
		p := problem.New(code, at, args)
		return &p
	}
	switch {
	case original == nil && mark == 0, original != nil && mark == original.Sum:
		return nil
	case original == nil:
		return found(problem.CopyOrphan, e.Place("copy_of"))
	}
	if earlier, ok := s.layers.Replaced(e.File.Name); ok {
		args["source"] = earlier.Origin(e.File.Name)
	}
	if mark == 0 {
		return found(problem.CopyUnmarked, problem.Place{File: e.File.Path})
	}
	if changed := check.ChangesOfOriginal(e, original); len(changed) > 0 {
		args["changed"] = changed
	}
	return found(problem.CopyStale, e.Place("copy_of"))
}
