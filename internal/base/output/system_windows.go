package output

import (
	"errors"
	"syscall"
)

const (
	errorNotSameDevice    = syscall.Errno(17)
	errorSharingViolation = syscall.Errno(32)
)

func otherDevice(err error) bool { return errors.Is(err, errorNotSameDevice) }
