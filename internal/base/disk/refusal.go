package disk

import (
	"errors"
	"fmt"
	"strings"
)

// Refusal is a reason for which a disk refuses to do something. The reasons are
// the same on every system; a Refusal may itself be an error, which is how tests
// make a disk that refuses.
type Refusal uint8

// The reasons that a person can do something about.
const (
	InUse     Refusal = iota + 1 // another program has the file open
	Denied                       // Windows: in use, read-only or not permitted
	ReadOnly                     // the file is marked as read-only
	Full                         // the disk or the account's share of it is full
	Protected                    // nothing can be written: a locked stick, a DVD
	BadName                      // the system has no files of such a name
	TooLarge                     // the file system has no files of this length: 4 GB on FAT
)

var refusals = [...]string{"", "the file is in use by another program", "access is denied", "the file is read-only",
	"the disk is full", "the disk is write-protected", "the system has no files of this name", "the file is too large for this disk"}

func (r Refusal) Error() string { return refusals[r] }

// Refused is the error of a call that a disk has refused, also after a while of
// waiting.
type Refused struct {
	Path     string   // of the file, as the operating system names it
	Why      Refusal  // never Denied
	Programs []string // that have the file open, where the system tells
	Err      error    // what the system said
}

func (r *Refused) Error() string {
	by := ""
	if len(r.Programs) > 0 {
		by = " (" + strings.Join(r.Programs, ", ") + ")"
	}
	return fmt.Sprintf("%s: %v%s: %v", r.Path, r.Why, by, r.Err)
}

// Unwrap returns what the system said.
func (r *Refused) Unwrap() error { return r.Err }

// Why returns the reason of an error, 0 if it is none of the above.
func Why(err error) Refusal {
	var known *Refused
	if errors.As(err, &known) {
		return known.Why
	}
	var refusal Refusal
	if errors.As(err, &refusal) {
		return refusal
	}
	return whyOf(err)
}

// onWindows is the reason for an error number of Windows. NTFS names that are not
// valid, FAT files over 4 GB and devices such as CON have numbers of their own.
// Source: learn.microsoft.com, "System Error Codes".
func onWindows(number uint32) Refusal {
	switch number {
	case 5: // ERROR_ACCESS_DENIED
		return Denied
	case 19: // ERROR_WRITE_PROTECT
		return Protected
	case 32, 33, 1224: // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE
		return InUse
	case 39, 112, 1295: // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED
		return Full
	case 123, 1200: // ERROR_INVALID_NAME, ERROR_BAD_DEVICE
		return BadName
	case 223: // ERROR_FILE_TOO_LARGE
		return TooLarge
	}
	return 0
}
