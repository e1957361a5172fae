package disk

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
)

// Replace writes a file, whole or not at all, in the place of the one that may be
// there. It makes no folder. A file that is there keeps its rights; a new one
// gets mode.
func (s System) Replace(root *os.Root, name string, data []byte, mode fs.FileMode) error {
	return s.replace(root, name, data, mode, s.Rename)
}

func (s System) replace(root *os.Root, name string, data []byte, mode fs.FileMode, place func(root *os.Root, from, to string) error) error {
	d, err := s.filled(root, name, data, mode)
	if err != nil {
		return err
	}
	if info, err := root.Lstat(name); err == nil && info.Mode().IsRegular() {
		if err := d.like(info); err != nil {
			d.Discard()
			return err
		}
	}
	return d.end(name, true, place)
}

// Add writes a file, whole or not at all. If there is one already the error is
// fs.ErrExist.
func (s System) Add(root *os.Root, name string, data []byte, mode fs.FileMode) error {
	if _, err := root.Lstat(name); err == nil {
		return &fs.PathError{Op: "create", Path: name, Err: fs.ErrExist}
	}
	d, err := s.filled(root, name, data, mode)
	if err != nil {
		return err
	}
	return d.Add(name)
}

// ErrOther says that a file does not have the bytes that were expected.
var ErrOther = errors.New("the file has other bytes by now")

// Swap is Replace for a file that still has the bytes old: they are compared when the new
// ones are on the disk, just before these get the name. If it has others, or is gone, the
// error is ErrOther and the file is as it was.
func (s System) Swap(root *os.Root, name string, old, data []byte, mode fs.FileMode) error {
	return s.replace(root, name, data, mode, func(root *os.Root, from, to string) error {
		now, err := s.ReadFile(root, to)
		if errors.Is(err, fs.ErrNotExist) || err == nil && !bytes.Equal(now, old) {
			return &fs.PathError{Op: "replace", Path: name, Err: ErrOther}
		}
		if err != nil {
			return err
		}
		return s.Rename(root, from, to)
	})
}

// Keep is Replace for caches: it does not wait for the disk. A power cut may
// leave less than the whole; a run that is killed does not.
func (s System) Keep(root *os.Root, name string, data []byte, mode fs.FileMode) error {
	d, err := s.filled(root, name, data, mode)
	if err != nil {
		return err
	}
	return d.end(name, false, s.Rename)
}

// filled is a draft with its bytes.
func (s System) filled(root *os.Root, name string, data []byte, mode fs.FileMode) (*Draft, error) {
	d, err := s.Draft(root, path.Dir(name), mode)
	if err != nil {
		return nil, err
	}
	if _, err := d.Write(data); err != nil {
		d.Discard()
		return nil, err
	}
	return d, nil
}

// like gives the draft the rights of a file. A disk without rights has none to
// give.
func (d *Draft) like(info fs.FileInfo) error {
	mine, err := d.file.Stat()
	if err != nil || mine.Mode().Perm() == info.Mode().Perm() {
		return err
	}
	return d.file.Chmod(info.Mode().Perm())
}
