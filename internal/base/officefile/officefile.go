// Package officefile opens the files that office programs write, without trusting them: ZIP
// files that hold XML, and the older compound files that hold streams.
//
//	archive, err := officefile.OpenArchive(data)
//	root, err := archive.Tree("content.xml")
//
//	compound, err := officefile.OpenCompound(data)
//	stream, err := compound.Stream("Workbook")
//
// What is unpacked has a bound for each part and for all; nothing is written to the disk.
package officefile

import (
	"bytes"
	"errors"
)

var (
	// ErrNot says that a file is not of the kind that was asked for, or is broken.
	ErrNot = errors.New("not such a file, or broken")
	// ErrLocked says that a file asks for a password.
	ErrLocked = errors.New("the file has a password")
	// ErrTooLarge says that a file holds more than is read.
	ErrTooLarge = errors.New("the file holds too much")
)

// IsArchive reports whether a file begins as ZIP files do.
func IsArchive(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// IsCompound reports whether a file begins as compound files do.
func IsCompound(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
}
