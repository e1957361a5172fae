package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
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
	Away                         // the file is in a cloud alone, and cannot be fetched now
	Gone                         // the drive or the server does not answer: a stick pulled out, a network left
)

var refusals = [...]string{"", "the file is in use by another program", "access is denied", "the file is read-only",
	"the disk is full", "the disk is write-protected", "the system has no files of this name", "the file is too large for this disk",
	"the file is in the cloud and cannot be fetched", "the drive or server does not answer"}

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

// Unwrap returns what the system said. Of a server that does not answer Windows says
// that the file is not there, and package os that it does not exist: who believes that
// takes a site for an empty one, so that is not passed on.
func (r *Refused) Unwrap() error {
	if r.Why == Gone {
		return nil
	}
	return r.Err
}

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
	if why := whyOf(err); why != Gone || ofFile(err) {
		return why
	}
	return 0
}

// ofFile reports whether an error is that of a file: lines of the network fail with
// the same numbers.
func ofFile(err error) bool {
	var path *fs.PathError
	var link *os.LinkError
	return errors.As(err, &path) || errors.As(err, &link)
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
	case 391: // ERROR_CLOUD_FILE_IN_USE
		return InUse
	case 15, 21, 433, 1006, 1110, 1167, // ERROR_INVALID_DRIVE, …NOT_READY, …NO_SUCH_DEVICE, …FILE_INVALID, …MEDIA_CHANGED, …DEVICE_NOT_CONNECTED
		51, 53, 54, 55, 59, 64, 67, 121, // ERROR_REM_NOT_LIST to …BAD_NET_NAME, …SEM_TIMEOUT
		1201, 1203, 1222, 1231, 1232: // ERROR_CONNECTION_UNAVAIL to …HOST_UNREACHABLE
		return Gone
	}
	if 358 <= number && number <= 398 || slices.Contains([]uint32{404, 426, 475, 4350}, number) {
		return Away // ERROR_CLOUD_FILE_…, ERROR_FILE_OFFLINE
	}
	return 0
}
