//go:build unix

package output

import (
	"errors"
	"syscall"
)

func otherDevice(err error) bool { return errors.Is(err, syscall.EXDEV) }

// held is about Windows: elsewhere an open file can be replaced.
func held(error) bool { return false }
