package output

import (
	"errors"
	"syscall"
)

const (
	errorNotSameDevice    = syscall.Errno(17)
	errorSharingViolation = syscall.Errno(32)
	errorLockViolation    = syscall.Errno(33)
)

func otherDevice(err error) bool { return errors.Is(err, errorNotSameDevice) }

// held reports whether another program has the file open. Virus scanners and
// previews do so for a moment; "access denied" is what they cause in a rename.
func held(err error) bool {
	return errors.Is(err, errorSharingViolation) || errors.Is(err, errorLockViolation) ||
		errors.Is(err, syscall.ERROR_ACCESS_DENIED)
}
