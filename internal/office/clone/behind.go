package clone

import (
	"errors"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"

	"loa/internal/base/disk"
)

// behind is a file of the folder that could not be brought to where the branch stands: it
// is read-only, a link, or another program holds it. It is nobody's change, so it is not
// saved, and each run tries again to write it.
type behind struct {
	Path string            `json:"path"`
	Mode filemode.FileMode `json:"mode"`
	Old  string            `json:"old"` // the blob that the folder was to hold last; "" for none
}

func (b behind) entry() entry {
	if b.Old == "" {
		return entry{}
	}
	return entry{b.Mode, plumbing.NewHash(b.Old)}
}

// hinders reports whether the error of changing a file is that of the whole folder: then
// the step waits. Otherwise it is that of the one file.
func hinders(err error) bool {
	var t *Trouble
	switch disk.Why(err) {
	case disk.Full, disk.Protected, disk.Gone:
		return true
	}
	return errors.As(err, &t)
}

// unwritten lists the files that are behind. The clone is held.
func (c *Clone) unwritten() ([]Held, error) {
	known, err := c.repo.recalled()
	var all []Held
	for _, b := range known.Behind {
		all = append(all, Held{Path: b.Path, Kind: Unwritten})
	}
	return all, err
}
