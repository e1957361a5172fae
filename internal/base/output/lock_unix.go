//go:build unix && !solaris && !aix

package output

import (
	"errors"
	"os"
	"syscall"
)

// lock takes the file for this process until it ends, however it ends. It
// reports false if another process has it. A file system that knows no locks
// (some network shares) is used without one.
func lock(name string) (release func() error, free bool, err error) {
	file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return nil, false, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case err == nil, errors.Is(err, syscall.ENOTSUP), errors.Is(err, syscall.ENOSYS), errors.Is(err, syscall.ENOLCK):
		return file.Close, true, nil
	case errors.Is(err, syscall.EWOULDBLOCK):
		return nil, false, file.Close()
	}
	return nil, false, errors.Join(err, file.Close())
}
