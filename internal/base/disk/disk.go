// Package disk changes files so that each of them is whole at every moment, and
// removes the drafts of runs that were killed.
//
//	var system disk.System                                      // the zero value is the disk of this machine
//	err := system.Replace(root, "content/a.md", text, 0o666)    // whole or not at all
//	err = system.Add(root, "content/b.md", text, 0o666)         // only if nothing is there
//	draft, err := system.Draft(root, "packs", 0o644)            // for what is too long for memory
//	system.Sweep(root, "content")                               // drafts of runs that died
//
// Every file that Loa writes beside the files of a person begins as a draft: a
// name of one form (see IsDraft) in the folder of the file, held by a lock that
// ends with its process. So a draft is recognised by three things, its name, its
// kind and that nobody holds it, and nothing else is ever removed.
package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Op is a kind of change.
type Op uint8

// The kinds of changes.
const (
	Open   Op = iota // a file that is there, for reading
	Create           // a new file
	Write            // to an open file
	Sync
	Close
	Rename
	Link
	Remove
	Mkdir
)

var ops = [...]string{"open", "create", "write", "sync", "close", "rename", "link", "remove", "mkdir"}

func (o Op) String() string { return ops[o] }

// Step is one change of the disk, or the opening of a file.
type Step struct {
	Op   Op
	Name string // of the file or folder, as it was given: below a root, or from the top
	To   string // its new name; of Rename and Link
	Root string // the folder that the names are below; "" for names from the top
}

// Path is the full path of the file.
func (s Step) Path() string { return filepath.Join(s.Root, filepath.FromSlash(s.Name)) }

// Target is the full path of the new name.
func (s Step) Target() string { return filepath.Join(s.Root, filepath.FromSlash(s.To)) }

// System changes a disk. The zero value is the disk of this machine as it is.
type System struct {
	// Before, if set, is asked before each change, from any goroutine. With an
	// error the change is not made and fails with it; of a Write, half of the
	// bytes are written before, as on a disk that is full. Tests make disks of it
	// that are full, that break, that refuse what Windows refuses, or at whose
	// n-th change the program dies.
	Before func(Step) error

	// Pause waits for a program that holds a file; nil for time.Sleep.
	Pause func(time.Duration)

	// Holders names the programs that have one of the files open; nil asks the
	// operating system.
	Holders func(paths []string) []string

	// Who works here, as others are told who want the same folder meanwhile: a person
	// and a computer. "" tells nobody.
	Who string
}

// Allow asks Before of names from the top. Packages that change files by other
// calls than those of this package use it.
func (s System) Allow(op Op, name, to string) error { return s.ask(Step{Op: op, Name: name, To: to}) }

func (s System) allow(op Op, root *os.Root, name, to string) error {
	if s.Before == nil {
		return nil
	}
	return s.ask(Step{op, name, to, root.Name()})
}

func (s System) ask(step Step) error {
	if s.Before == nil {
		return nil
	}
	if err := s.Before(step); err != nil {
		return &fs.PathError{Op: step.Op.String(), Path: step.Name, Err: err}
	}
	return nil
}

// Rename gives a file another name, over what has it.
func (s System) Rename(root *os.Root, from, to string) error {
	return s.Insist(func() error {
		if err := s.allow(Rename, root, from, to); err != nil {
			return err
		}
		return root.Rename(from, to)
	}, at(root, to), at(root, from))
}

// Remove removes a file or an empty folder.
func (s System) Remove(root *os.Root, name string) error {
	return s.Insist(func() error {
		if err := s.allow(Remove, root, name, ""); err != nil {
			return err
		}
		return root.Remove(name)
	}, at(root, name))
}

// MkdirAll makes a folder and those above it, as far as they are not there.
func (s System) MkdirAll(root *os.Root, name string, mode fs.FileMode) error {
	if info, err := root.Stat(name); err == nil && info.IsDir() {
		return nil
	}
	return s.Insist(func() error {
		if err := s.allow(Mkdir, root, name, ""); err != nil {
			return err
		}
		return root.MkdirAll(name, mode)
	}, at(root, name))
}

// link gives a file a second name where nothing is. Where links are unknown (FAT)
// or forbidden it moves the file there.
func (s System) link(root *os.Root, from, to string) error {
	if err := s.allow(Link, root, from, to); err != nil {
		return err
	}
	err := root.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, there := root.Lstat(to); !errors.Is(there, fs.ErrNotExist) {
		return &fs.PathError{Op: "link", Path: to, Err: fs.ErrExist}
	}
	return s.Rename(root, from, to)
}
