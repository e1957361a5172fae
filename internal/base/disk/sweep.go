package disk

import (
	"io/fs"
	"os"
	"path"
)

// Sweep removes the drafts in a folder that no process is at work on. What it
// cannot remove stays for the next run.
func (s System) Sweep(root *os.Root, dir string) {
	entries, err := fs.ReadDir(root.FS(), dir)
	if err != nil {
		return // not there, or not to be read
	}
	for _, e := range entries {
		s.sweepOne(root, path.Join(dir, e.Name()), e)
	}
}

// SweepAll is Sweep for a folder and all below it. Links are not followed.
func (s System) SweepAll(root *os.Root, dir string) {
	_ = fs.WalkDir(root.FS(), dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil // gone since it was listed, or not to be read
		}
		s.sweepOne(root, name, e)
		return nil
	})
}

// sweepOne removes a file if it is a draft that nobody holds.
func (s System) sweepOne(root *os.Root, name string, e fs.DirEntry) {
	if !IsDraft(path.Base(name)) || !e.Type().IsRegular() {
		return
	}
	file, err := root.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return // another account's, or gone
	}
	hold, found, err := take(file)
	if err != nil {
		file.Close()
		return
	}
	defer hold.Close()
	defer file.Close()
	if found != free {
		return
	}
	if !removeOpen {
		file.Close()
	}
	_ = s.Remove(root, name) // Windows refuses it if it is in use
}

// state is what is known of a draft.
type state uint8

const (
	unknown state = iota // whether a process is at work on it
	free
	busy
)
