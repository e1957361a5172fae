//go:build unix

package disk

import (
	"errors"
	"syscall"
)

func whyOf(err error) Refusal {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return Full
	case errors.Is(err, syscall.EROFS):
		return Protected
	case errors.Is(err, syscall.ETXTBSY):
		return InUse
	case errors.Is(err, syscall.EFBIG):
		return TooLarge
	case errors.Is(err, syscall.ESTALE), errors.Is(err, syscall.ENOTCONN), errors.Is(err, syscall.EHOSTDOWN), errors.Is(err, syscall.ENODEV):
		return Gone
	}
	return 0
}
