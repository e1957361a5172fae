package sourceedit

import (
	"strings"

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
	case slug == "index", output.Reserved(slug):
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
