package disk

import (
	"errors"
	"syscall"
)

func whyOf(err error) Refusal {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return 0
	}
	return onWindows(uint32(number))
}
