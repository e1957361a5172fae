// Package disktest makes disks for tests that refuse what other systems refuse.
//
//	w := disktest.New(t)
//	stage, problems, err := output.Open(dir, out, w.System())
//	w.Hold(file, 3)     // another program has it open for three tries
//	w.Fill()            // nothing more can be written
//
// The disk below is the real one. What a Windows disk would refuse is known before
// each change: from /proc/self/fd which files this process holds open, however it
// has opened them; from their rights which are read-only; from the folder which
// names differ in capitals alone.
package disktest

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"loa/internal/base/disk"
)

// Windows is a disk as Windows has it. A file that is open can be neither removed,
// renamed nor replaced, nor can a folder be renamed in which a file is open: as if
// nobody opened files for FILE_SHARE_DELETE, which package os does not. A file that
// is read-only cannot be replaced. Names have no capitals, and some belong to
// devices.
type Windows struct {
	mu        sync.Mutex
	held      map[string]int  // by full path: how often it is still refused; below 0 for ever
	drafts    map[string]bool // drafts that are open: a second descriptor holds their lock
	drive     string          // a folder that is another drive; "" for none
	full      bool
	protected bool
	waited    time.Duration
}

// otherDevice is what this system says of a move between two drives.
const otherDevice = syscall.EXDEV

// Program is who holds files of a Windows disk.
const Program = "Microsoft Word"

// New returns a Windows disk. On systems without /proc the test is skipped.
func New(t testing.TB) *Windows {
	t.Helper()
	if _, err := os.Stat("/proc/self/fd"); err != nil || runtime.GOOS == "windows" {
		t.Skip("which files are open is known from /proc alone")
	}
	return &Windows{held: map[string]int{}, drafts: map[string]bool{}}
}

// System is the disk.
func (w *Windows) System() disk.System {
	return disk.System{Before: w.before, Pause: w.pause, Holders: w.holders}
}

// Hold opens a file in another program, which shares it with nobody until it was
// asked for so many times; below 0 for ever.
func (w *Windows) Hold(path string, times int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.held[path] = times
}

// Drive makes a folder another drive: nothing is renamed into it or out of it.
func (w *Windows) Drive(folder string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.drive = folder + string(filepath.Separator)
}

// Release closes the file in the other program.
func (w *Windows) Release(path string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.held, path)
}

// Fill fills the disk.
func (w *Windows) Fill() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.full = true
}

// Protect moves the switch of a stick.
func (w *Windows) Protect() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.protected = true
}

// Waited is how long was waited for other programs.
func (w *Windows) Waited() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.waited
}

func (w *Windows) pause(long time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waited += long
}

func (w *Windows) holders(paths []string) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, path := range paths {
		if w.held[path] != 0 {
			return []string{Program}
		}
	}
	return nil
}

// before is the disk's answer to a step.
func (w *Windows) before(s disk.Step) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.refusal(s); err != nil {
		return err
	}
	if disk.IsDraft(filepath.Base(s.Path())) {
		switch s.Op {
		case disk.Create:
			w.drafts[s.Path()] = true
		case disk.Close:
			delete(w.drafts, s.Path())
		}
	}
	return nil
}

func (w *Windows) refusal(s disk.Step) error {
	path := s.Path()
	switch s.Op {
	case disk.Open:
		return w.taken(path)
	case disk.Write, disk.Sync, disk.Close:
		if w.full && s.Op == disk.Write {
			return disk.Full
		}
		return nil
	case disk.Create, disk.Mkdir:
		return first(w.writable(), named(path), w.create(s.Op, path))
	case disk.Rename:
		return first(w.writable(), named(s.Target()), w.crossed(path, s.Target()), w.moved(path), w.replaced(path, s.Target()))
	case disk.Link:
		return first(w.writable(), named(s.Target()), w.moved(path))
	}
	return first(w.writable(), w.removed(path)) // Remove
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *Windows) writable() error {
	if w.protected {
		return disk.Protected
	}
	return nil
}

// taken refuses a file that another program holds, and counts that down.
func (w *Windows) taken(path string) error {
	left := w.held[path]
	if left == 0 {
		return nil
	}
	if left > 0 {
		w.held[path]--
	}
	return disk.InUse
}

func (w *Windows) create(op disk.Op, path string) error {
	if twin := twin(path); twin != "" && op == disk.Create {
		return fs.ErrExist
	}
	if op == disk.Mkdir && path+string(filepath.Separator) == w.drive {
		return disk.Denied // the root of a drive
	}
	if info, err := os.Lstat(path); err == nil && op == disk.Create && info.Mode().Perm()&0o200 == 0 {
		return disk.Denied
	}
	return w.taken(path)
}

// crossed refuses a move between two drives.
func (w *Windows) crossed(from, to string) error {
	if w.drive != "" && strings.HasPrefix(from, w.drive) != strings.HasPrefix(to, w.drive) {
		return otherDevice
	}
	return nil
}

// moved refuses what is open or holds something open.
func (w *Windows) moved(path string) error {
	if err := w.taken(path); err != nil {
		return err
	}
	if w.open(path) {
		return disk.InUse
	}
	if info, err := os.Lstat(path); err == nil && info.IsDir() && w.open(path+string(filepath.Separator)) {
		return disk.Denied
	}
	return nil
}

// replaced refuses what stands at a file's new name. A name in other capitals is
// the same name.
func (w *Windows) replaced(from, to string) error {
	other := twin(to)
	for _, path := range []string{to, other} {
		if path == "" || path == from {
			continue
		}
		if err := w.taken(path); err != nil {
			return err
		}
		if info, err := os.Lstat(path); err == nil && (w.open(path) || info.Mode().IsRegular() && info.Mode().Perm()&0o200 == 0) {
			return disk.Denied
		}
	}
	if other != "" && other != from {
		return os.Remove(other)
	}
	return nil
}

// removed refuses what is open. A name in other capitals is the same name.
func (w *Windows) removed(path string) error {
	if err := w.taken(path); err != nil {
		return err
	}
	if w.open(path) {
		return disk.InUse
	}
	if _, err := os.Lstat(path); err == nil {
		return nil
	}
	if other := twin(path); other != "" {
		return os.Rename(other, path)
	}
	return nil
}

// open reports whether this process has a file open, or, of a path with a slash at
// its end, one in that folder.
func (w *Windows) open(path string) bool {
	if disk.IsDraft(filepath.Base(path)) {
		return w.drafts[path]
	}
	descriptors, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return false
	}
	for _, d := range descriptors {
		name, err := os.Readlink("/proc/self/fd/" + d.Name())
		if err != nil || name != path && !(strings.HasSuffix(path, "/") && strings.HasPrefix(name, path)) {
			continue
		}
		if info, err := os.Stat("/proc/self/fd/" + d.Name()); err == nil && info.Mode().IsRegular() {
			return true
		}
	}
	return false
}

// twin is the file beside a path whose name differs from it in capitals alone, ""
// if there is none.
func twin(path string) string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return ""
	}
	name := filepath.Base(path)
	for _, e := range entries {
		if e.Name() != name && strings.EqualFold(e.Name(), name) {
			return filepath.Join(filepath.Dir(path), e.Name())
		}
	}
	return ""
}

// named refuses names that no file can have.
func named(path string) error {
	name := filepath.Base(path)
	if disk.Reserved(name) || strings.ContainsAny(name, `\:*?"<>|`) || strings.TrimRight(name, ". ") != name {
		return disk.BadName
	}
	return nil
}
