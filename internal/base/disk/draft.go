package disk

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// draftPrefix begins the name of a draft; letters of base 32 follow. The point
// hides it from builds and from people.
const (
	draftPrefix  = ".loa-draft-"
	draftLetters = 26 // as many as rand.Text gives
)

// IsDraft reports whether a file's name (without its folder) has the form that
// drafts have, and nothing else that Loa or a person writes.
func IsDraft(name string) bool {
	letters, ok := strings.CutPrefix(name, draftPrefix)
	return ok && len(letters) == draftLetters && strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ""
}

// DraftName is a new name of that form, for a folder that is written before it gets its
// own name. Nothing here removes one: who makes such folders does.
func DraftName() string { return draftPrefix + rand.Text() }

// Draft is a file that has not got its name yet. It ends with Replace, Add or
// Discard.
type Draft struct {
	*File
	root *os.Root
	hold io.Closer // says that this process is at work; nil when the draft has ended
}

// tries is how often a draft is begun anew because another process has swept it
// away between its making and its locking.
const tries = 5

// Draft begins a file in a folder below root.
func (s System) Draft(root *os.Root, dir string, mode fs.FileMode) (*Draft, error) {
	for range tries {
		name := path.Join(dir, DraftName())
		file, err := s.OpenFile(root, name, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if err != nil {
			return nil, err
		}
		hold, found, err := take(file.file)
		if err != nil {
			return nil, errors.Join(err, file.file.Close(), root.Remove(name))
		}
		d := &Draft{file, root, hold}
		if found != busy && d.there() {
			return d, nil
		}
		d.Discard()
	}
	return nil, fmt.Errorf("a draft in %s was removed %d times", dir, tries)
}

// there reports whether the draft still has its name.
func (d *Draft) there() bool {
	opened, err := d.file.Stat()
	named, errNamed := d.root.Lstat(d.name)
	return err == nil && errNamed == nil && os.SameFile(opened, named)
}

// Replace gives the draft its name, over the file that has it, when its bytes
// are on the disk. On an error the draft is gone and the file is as it was.
func (d *Draft) Replace(name string) error { return d.end(name, true, d.system.Rename) }

// Add gives the draft its name if nothing has it, else the error is
// fs.ErrExist. On an error the draft is gone.
func (d *Draft) Add(name string) error {
	return d.end(name, true, func(root *os.Root, from, to string) error {
		err := d.system.link(root, from, to)
		if err == nil {
			_ = d.system.Remove(root, from) // what stays is swept by the next run
		}
		return err
	})
}

func (d *Draft) end(name string, sync bool, place func(root *os.Root, from, to string) error) error {
	var err error
	if sync {
		err = d.Sync()
	}
	if closed := d.Close(); err == nil { // Windows renames no open file
		err = closed
	}
	if err == nil {
		err = place(d.root, d.name, name)
	}
	if err != nil {
		d.Discard()
		return err
	}
	return d.letGo()
}

// Discard removes a draft that has not ended. It may be called at any time.
func (d *Draft) Discard() {
	if d.hold == nil {
		return
	}
	_ = d.Close()                       // it may be closed
	_ = d.system.Remove(d.root, d.name) // what stays is swept by the next run
	_ = d.letGo()
}

func (d *Draft) letGo() error {
	hold := d.hold
	d.hold = nil
	return hold.Close()
}
