package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"loa/internal/base/disk"
)

// Busy is the error of a folder to which another process writes, perhaps on another
// computer that shares the folder.
type Busy struct {
	Out   string    // the folder, or the place that is published to
	Who   string    // who is at work; "" if that is not known
	Since time.Time // zero if that is not known
}

func (b *Busy) Error() string {
	if b.Who == "" {
		return fmt.Sprintf("another build is writing to %s; wait until it has finished", b.Out)
	}
	return fmt.Sprintf("%s has been writing to %s since %s; wait until that has finished", b.Who, b.Out, b.Since.Format(time.DateTime))
}

const (
	lockFile   = "lock"
	holderFile = "holder" // who has the lock: Windows lets nobody read the lock itself

	mostWho = 200 // bytes of a name that are told
)

// Hold takes a folder of Loa's own for this process until release is called or the
// process ends, however it ends. The error is *Busy if another process has it, with
// the name that System.Who had there. What is told to others is out.
func Hold(folder, out string, system disk.System) (release func() error, err error) {
	release, free, err := lock(filepath.Join(folder, lockFile))
	switch {
	case err != nil:
		return nil, fmt.Errorf("output: lock: %w", err)
	case !free:
		return nil, busy(folder, out)
	}
	_ = sign(folder, system.Who) // a build of which nobody is told is as good
	return release, nil
}

// sign writes who has a folder. What stands there, which may be a link that came with
// a site, is removed and never written to.
func sign(folder, who string) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.Remove(holderFile); err != nil && !errors.Is(err, fs.ErrNotExist) || who == "" {
		return err
	}
	file, err := root.OpenFile(holderFile, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = file.WriteString(who)
	return errors.Join(err, file.Close())
}

// busy reads who has a folder. The time is that of the disk that the folder lies on.
func busy(folder, out string) *Busy {
	b := &Busy{Out: out}
	name := filepath.Join(folder, holderFile)
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > mostWho {
		return b
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return b
	}
	b.Who, b.Since = strings.TrimSpace(strings.Map(printable, strings.ToValidUTF8(string(text), ""))), info.ModTime()
	return b
}

// printable leaves out what could change how a terminal writes: another computer has
// written the name.
func printable(r rune) rune {
	if unicode.IsPrint(r) {
		return r
	}
	return -1
}
