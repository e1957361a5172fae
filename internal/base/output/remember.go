package output

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Placed is a file of the site.
type Placed struct {
	Path  string
	Class Class
}

// Placed lists the staged files by path.
func (s *Stage) Placed() []Placed {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Placed, 0, len(s.files))
	for _, e := range s.files {
		all = append(all, Placed{e.path, e.class})
	}
	slices.SortFunc(all, func(a, b Placed) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// Remember keeps data under a name beside the list of the output's files.
func (s *Stage) Remember(name string, data []byte) error {
	return s.system.Replace(s.paths.state, name, data, 0o666)
}

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
	release, free, err := lock(filepath.Join(folder, "lock"))
	if err != nil || !free {
		return nil, false
	}
	data, err := os.ReadFile(filepath.Join(folder, name))
	return data, cmp.Or(err, errors.Join(release())) == nil
}
