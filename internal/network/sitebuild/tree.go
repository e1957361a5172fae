package sitebuild

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
)

// sumTree is a digest of all that lies below names in a folder. Of a link it has where that
// leads, and the bytes of a file there. A link out of the folder is not followed, as a build
// does not.
func sumTree(dir string, names ...string) (string, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", err
	}
	defer root.Close()
	t := tree{root, sha256.New()}
	for _, name := range names {
		if err := t.add(name, true); err != nil {
			return "", fmt.Errorf("reading %s: %w", dir, err)
		}
	}
	return hex.EncodeToString(t.sum.Sum(nil)), nil
}

type tree struct {
	root *os.Root
	sum  hash.Hash
}

// add adds a file, a folder or a link. Links to folders count if follow says so.
func (t tree) add(name string, follow bool) error {
	info, err := t.root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return t.link(name, follow)
	case info.IsDir():
		return t.folder(name)
	case info.Mode().IsRegular(), info.Mode().Type() == fs.ModeIrregular:
		return t.file(name)
	}
	fmt.Fprintf(t.sum, "%q %v\n", name, info.Mode().Type()) // to open a pipe would wait
	return nil
}

func (t tree) folder(name string) error {
	entries, err := fs.ReadDir(t.root.FS(), name)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := t.add(path.Join(name, e.Name()), name == "themes"); err != nil {
			return err
		}
	}
	return nil
}

func (t tree) link(name string, follow bool) error {
	to, err := t.root.Readlink(name)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.sum, "%q -> %q\n", name, to)
	info, err := t.root.Stat(name)
	switch {
	case err != nil: // it leads nowhere, or out: the build tells
		return nil
	case info.Mode().IsRegular():
		return t.file(name)
	case info.IsDir() && follow:
		return t.folder(name)
	}
	return nil
}

func (t tree) file(name string) error {
	in, err := t.root.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	sum, size, err := sumOf(in)
	fmt.Fprintf(t.sum, "%q %d %s\n", name, size, sum)
	return err
}

func sumOf(in io.Reader) (sum string, size int64, err error) {
	h := sha256.New()
	size, err = io.Copy(h, in)
	return hex.EncodeToString(h.Sum(nil)), size, err
}
