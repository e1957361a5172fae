// Package docmeta finds the names of people in the properties of PDF and Office files,
// where office programs write them by themselves.
//
//	fields, err := docmeta.Authors("777-kh-ubnd.pdf", file, size)
//
// It reads and unpacks a bounded part of a file, so that a hostile file costs little. A
// file that it cannot read has no fields.
package docmeta

import (
	"io"
	"path"
	"slices"
	"strings"
)

// Field is a property that names somebody.
type Field struct {
	Name  string // as the format calls it: "Author", "dc:creator", "cp:lastModifiedBy"
	Value string
}

// Named reports whether Authors reads files of this extension.
func Named(name string) bool {
	_, ok := readers[strings.ToLower(path.Ext(name))]
	return ok
}

var readers = map[string]func(io.ReaderAt, int64) ([]Field, error){
	".pdf":  pdf,
	".docx": office, ".docm": office, ".dotx": office, ".xlsx": office, ".xlsm": office, ".pptx": office, ".pptm": office, ".ppsx": office,
	".odt": office, ".ods": office, ".odp": office, ".odg": office,
}

// Authors returns the fields that name people, each once. The error is the reader's.
func Authors(name string, r io.ReaderAt, size int64) ([]Field, error) {
	read, ok := readers[strings.ToLower(path.Ext(name))]
	if !ok {
		return nil, nil
	}
	fields, err := read(r, size)
	var all []Field
	for _, f := range fields {
		f.Value = strings.Join(strings.Fields(strings.Trim(f.Value, "\x00")), " ")
		if runes := []rune(f.Value); len(runes) > longest {
			f.Value = string(runes[:longest]) + "…"
		}
		if f.Value != "" && !slices.Contains(nobody, strings.ToLower(f.Value)) && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return all, err
}

// longest is how much of a name is told, in characters.
const longest = 80

// nobody are the names that programs write when they know none.
var nobody = []string{
	"user", "admin", "administrator", "author", "unknown", "anonymous", "owner", "pc", "windows user", "microsoft office user",
	"microsoft", "python-docx", "openpyxl", "apache poi", "libreoffice", "none",
}
