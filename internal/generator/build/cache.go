package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"loa/internal/base/disk"
)

// cache keeps what is costly to make in a folder of .loa/. Names say what a file was
// made from, so whatever lies there whole is right, and deleting it changes nothing
// but the time of the next build.
type cache struct {
	root     *os.Root // the site's folder
	disk     disk.System
	folder   string
	readOnly bool
}

// Load returns a file that an earlier build kept.
func (c cache) Load(name string) ([]byte, bool) {
	data, err := c.root.ReadFile(path.Join(c.folder, name))
	return data, err == nil
}

// Keep puts a file into the cache, whole or not at all. A read-only cache keeps nothing.
func (c cache) Keep(name string, data []byte) error {
	if c.readOnly {
		return nil
	}
	name = path.Join(c.folder, name)
	if err := c.disk.MkdirAll(c.root, path.Dir(name), 0o777); err != nil {
		return fmt.Errorf("keeping %s: %w", name, err)
	}
	if err := c.disk.Keep(c.root, name, data, 0o666); err != nil {
		return fmt.Errorf("keeping %s: %w", name, err)
	}
	return nil
}

// keepOnly removes all files but those that are wanted.
func (c cache) keepOnly(wanted func(name string) bool) error {
	entries, err := fs.ReadDir(c.root.FS(), c.folder)
	if err != nil {
		return nil // nothing was ever kept
	}
	c.disk.Sweep(c.root, c.folder)
	for _, e := range entries {
		if wanted(e.Name()) || disk.IsDraft(e.Name()) {
			continue
		}
		if err := c.disk.Remove(c.root, path.Join(c.folder, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clearing %s: %w", c.folder, err)
		}
	}
	return nil
}
