package disk

import (
	"errors"
	"os"
	"time"
)

// patience is how long to wait before each new try of what a held file refuses: a
// virus scanner or OneDrive lets go at once, an office program does not.
var patience = [...]time.Duration{10 * time.Millisecond, 40 * time.Millisecond, 150 * time.Millisecond, 500 * time.Millisecond}

// Insist does something to files, and again after a pause while another program
// holds one of them. The error is a *Refused if a person can do something about
// it. The paths are as the operating system names them; the first is the one that
// is told.
func (s System) Insist(do func() error, paths ...string) error {
	err := do()
	for _, pause := range patience {
		if err == nil || !mayPass(err, paths) {
			break
		}
		s.pause(pause)
		err = do()
	}
	if err == nil {
		return nil
	}
	return s.explain(err, paths)
}

// mayPass reports whether the same may succeed in a moment.
func mayPass(err error, paths []string) bool {
	switch Why(err) {
	case InUse:
		return true
	case Denied: // what a file that another program is about to release also causes
		return !anyReadOnly(paths)
	}
	return false
}

func (s System) pause(long time.Duration) {
	if s.Pause == nil {
		time.Sleep(long)
		return
	}
	s.Pause(long)
}

// explain finds out what a person needs to know. An access that is denied stays
// as it is if nothing holds the file: then it is a matter of rights.
func (s System) explain(err error, paths []string) error {
	var known *Refused
	if errors.As(err, &known) || len(paths) == 0 {
		return err
	}
	r := &Refused{Path: paths[0], Why: Why(err), Err: err}
	switch {
	case r.Why == 0:
		return err
	case r.Why == Denied && anyReadOnly(paths):
		r.Why = ReadOnly
	case r.Why == Denied || r.Why == InUse:
		r.Programs = s.holders(paths)
		if r.Why == Denied && len(r.Programs) == 0 {
			return err
		}
		r.Why = InUse
	}
	return r
}

func (s System) holders(paths []string) []string {
	if s.Holders != nil {
		return s.Holders(paths)
	}
	return holders(paths)
}

// anyReadOnly reports whether a file says that it is not to be written.
func anyReadOnly(paths []string) bool {
	for _, path := range paths {
		info, err := os.Lstat(path)
		if err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o200 == 0 {
			return true
		}
	}
	return false
}
