package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// sweep removes what a run that was killed left among the sources.
func (s *Site) sweep() error {
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return fmt.Errorf("opening the site's folder: %w", err)
	}
	defer root.Close()
	s.disk.Sweep(root, ".")
	sweepTogether(s.disk, root, "themes", "")
	for _, below := range []string{content.Root, "data"} {
		s.disk.SweepAll(root, below)
	}
	return nil
}

// replace puts new bytes in the place of a file, whole or not at all. Of a link,
// the file that it leads to is replaced.
func (s *Site) replace(name string, data []byte) error {
	full, err := filepath.EvalSymlinks(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err == nil {
		err = inFolder(full, func(root *os.Root, base string) error { return s.disk.Replace(root, base, data, 0o666) })
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// create writes a file that must not be there yet, whole or not at all.
func (s *Site) create(name string, data []byte) error {
	err := inFolder(filepath.Join(s.dir, filepath.FromSlash(name)), func(root *os.Root, base string) error {
		return s.disk.Add(root, base, data, 0o666)
	})
	if errors.Is(err, fs.ErrExist) {
		return refuse("file-there", problem.Args{"file": name})
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// folderFor makes the folder of a file that is not there yet.
func (s *Site) folderFor(name string) error {
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	return s.disk.MkdirAll(root, path.Dir(name), 0o777)
}

// inFolder opens the folder of a file for a change.
func inFolder(full string, change func(root *os.Root, base string) error) error {
	root, err := os.OpenRoot(filepath.Dir(full))
	if err != nil {
		return err
	}
	defer root.Close()
	return change(root, filepath.Base(full))
}
