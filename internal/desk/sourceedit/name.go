package sourceedit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/disk"
	"loa/internal/base/fold"
	"loa/internal/base/output"
)

// longestName keeps whole paths short enough for Windows and for reading aloud.
// It counts bytes.
const longestName = 60

// Name is what a file or folder is called that is made for a title, without an
// ending. The kind, a word such as "bai", stands for a title without a letter,
// and before one that means something else: “Con” is a word of Vietnamese and a
// device of Windows.
func Name(title, kind string) string {
	slug := shortened(fold.Slug(title))
	switch {
	case slug == "":
		return kind
	case slug == "index", disk.Reserved(slug):
		return kind + "-" + slug
	}
	return slug
}

// shortened cuts a slug at a hyphen, or if none is near between two letters.
func shortened(slug string) string {
	if len(slug) <= longestName {
		return slug
	}
	if i := strings.LastIndexByte(slug[:longestName+1], '-'); i > longestName/2 {
		return slug[:i]
	}
	return strings.ToValidUTF8(slug[:longestName], "")
}

// NameFault is why a file or folder may not have a name, as the end of a key of
// the catalogues.
type NameFault string

// Faults of names.
const (
	ForDevice NameFault = "device" // Windows keeps the name for a device: CON.md, aux
	TooLong   NameFault = "long"   // more than 255 bytes, or a path of more than 1,000
	Unseen    NameFault = "unseen" // characters that are not seen, or turn the order of letters
	BadSign   NameFault = "sign"   // characters that some system refuses, such as ? or :
	BadEnd    NameFault = "end"    // a dot or a space at the end, which Windows drops
)

// NameError says that nothing may be written under a name: another system could
// not hold it, or a person could not tell it from another. It is an ErrPlace.
type NameError struct {
	Name  string // the part of the path
	Fault NameFault
}

func (e *NameError) Error() string { return fmt.Sprintf("the name %q is refused: %s", e.Name, e.Fault) }

// Is makes a NameError an ErrPlace.
func (e *NameError) Is(other error) bool { return other == ErrPlace }

// Bytes that a name and a whole path may have. Disks of Linux and macOS end at
// 255; paths of 1,000 leave room for the folders above a site.
const (
	mostName = 255
	mostPath = 1000
)

// CheckName says why a file or folder of the sources may not have a name, by a
// *NameError; nil if it may. It is the one rule for all that is typed, uploaded
// and imported.
func CheckName(name string) error {
	fault := NameFault("")
	switch {
	case len(name) > mostName:
		fault = TooLong
	case strings.ContainsFunc(name, unseen):
		fault = Unseen
	case disk.Reserved(name):
		fault = ForDevice
	case strings.TrimRight(name, ". ") != name:
		fault = BadEnd
	case output.Check(name) != nil:
		fault = BadSign
	default:
		return nil
	}
	return &NameError{name, fault}
}

// unseen reports whether a character is a control, turns the order of those
// after it (“gpj.exe” shown as “exe.jpg”), or has no width and no use within a
// word. The joiners of Khmer and Indian scripts have one.
func unseen(r rune) bool {
	const joiners = "\u200c\u200d"
	return unicode.IsControl(r) || r == utf8.RuneError || unicode.In(r, unicode.Zl, unicode.Zp) || unicode.Is(unicode.Cf, r) && !strings.ContainsRune(joiners, r)
}
