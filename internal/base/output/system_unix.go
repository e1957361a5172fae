//go:build unix

package output

import (
	"errors"
	"syscall"
)

func otherDevice(err error) bool { return errors.Is(err, syscall.EXDEV) }
