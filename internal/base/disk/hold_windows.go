package disk

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/windows"
)

// removeOpen says that an open file can be removed. Only a file that every
// program has opened for sharing can, which nobody can rely on.
const removeOpen = false

// beyond is where the lock lies: behind any byte that a draft can have, since
// Windows keeps others from reading what is locked.
const beyond = 1 << 30

// take locks an open file for this process until it is closed. That a file is open
// would not do: os.Root opens files so that they can be removed meanwhile.
func take(file *os.File) (hold io.Closer, found state, err error) {
	raw, err := file.SyscallConn()
	if err != nil {
		return nil, unknown, err
	}
	var refused error
	err = raw.Control(func(handle uintptr) {
		at := windows.Overlapped{OffsetHigh: beyond}
		refused = windows.LockFileEx(windows.Handle(handle), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at)
	})
	switch {
	case err != nil:
		return nil, unknown, err
	case refused == nil:
		return nothing{}, free, nil
	case errors.Is(refused, windows.ERROR_LOCK_VIOLATION):
		return nothing{}, busy, nil
	}
	return nothing{}, unknown, nil // a file system that knows no locks
}

type nothing struct{}

func (nothing) Close() error { return nil }
