//go:build unix && !solaris && !aix

package disk

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// removeOpen says that an open file can be removed.
const removeOpen = true

// take locks a file for this process, also when the file is closed, until the
// hold is closed or the process ends.
func take(file *os.File) (hold io.Closer, found state, err error) {
	raw, err := file.SyscallConn()
	if err != nil {
		return nil, unknown, err
	}
	second := -1
	var refused error
	err = raw.Control(func(fd uintptr) {
		// The same lock under a second number, so that the first can be closed: a
		// file that is opened twice would not do, since some network drives keep
		// the two apart.
		if second, refused = unix.FcntlInt(fd, unix.F_DUPFD_CLOEXEC, 0); refused == nil {
			refused = unix.Flock(second, unix.LOCK_EX|unix.LOCK_NB)
		}
	})
	if second < 0 {
		return nil, unknown, errors.Join(err, refused)
	}
	switch hold = os.NewFile(uintptr(second), file.Name()); {
	case refused == nil:
		return hold, free, nil
	case errors.Is(refused, unix.EWOULDBLOCK):
		return hold, busy, nil
	}
	return hold, unknown, nil // a file system that knows no locks: some network drives
}
