package output

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Placed is a file of the site.
type Placed struct {
	Path  string
	Class Class
	Fresh bool // it is new or has new bytes
}

// Placed lists the staged files by path.
func (s *Stage) Placed() []Placed {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Placed, 0, len(s.files))
	for _, e := range s.files {
		all = append(all, Placed{e.path, e.class, e.waits})
	}
	slices.SortFunc(all, func(a, b Placed) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// Remember keeps data under a name beside the list of the output's files.
func (s *Stage) Remember(name string, data []byte) error {
	return s.system.Replace(s.paths.state, name, data, 0o666)
}

// RememberAll is Remember for what is too long to be held: write writes it.
func (s *Stage) RememberAll(name string, write func(io.Writer) error) error {
	draft, err := s.system.Draft(s.paths.state, ".", 0o666)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(draft, 64<<10)
	if err := errors.Join(write(w), w.Flush()); err != nil {
		draft.Discard()
		return err
	}
	return draft.Replace(name)
}

// Recalled is Recall for the caller who keeps other builds out already.
func (s *Stage) Recalled(name string) ([]byte, bool) {
	data, err := s.paths.state.ReadFile(name)
	return data, err == nil
}

// Keep stages a file that the output has already, with the bytes that it must have.
// The caller has made sure of that since Open, which keeps other builds out.
func (s *Stage) Keep(path string, class Class) error { return s.claim(path, class) }

// Recall gives what a build into folder out remembered under a name. It reports
// false if there is nothing, or if a build is at work there.
func Recall(dir, out, name string) ([]byte, bool) {
	p, problems, err := locate(dir, out)
	if err != nil || len(problems) > 0 {
		return nil, false
	}
	folder := filepath.Join(p.site, filepath.FromSlash(p.folder))
	if _, err := os.Lstat(filepath.Join(folder, name)); err != nil {
		return nil, false
	}
	release, free, err := lock(filepath.Join(folder, lockFile))
	if err != nil || !free {
		return nil, false
	}
	data, err := os.ReadFile(filepath.Join(folder, name))
	return data, cmp.Or(err, errors.Join(release())) == nil
}
