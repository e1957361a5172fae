package output

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"loa/internal/base/disk"
)

// Check says why a path cannot be a file of a site on every system that may
// hold one: the disk of an office computer, a USB stick, a ZIP file. It returns
// nil for a good path. Paths are slash-separated and relative.
//
// The names that Windows keeps for devices (con, aux, nul …) are refused
// everywhere, since a site travels; "con" is also an everyday Vietnamese word.
// Source: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
func Check(path string) error {
	if path == "" {
		return fmt.Errorf("output: empty path")
	}
	if !utf8.ValidString(path) {
		return fmt.Errorf("output: path %q is not UTF-8", path)
	}
	for rest, more := path, true; more; {
		var part string
		part, rest, more = strings.Cut(rest, "/")
		if why := fault(part); why != "" {
			return fmt.Errorf("output: path %q: %s", path, why)
		}
	}
	return nil
}

// fault says what is wrong with one part of a path, "" if nothing is.
func fault(part string) string {
	switch {
	case part == "", part == ".", part == "..":
		return "empty and dot parts are not allowed"
	case len(part) > 255:
		return "a part is longer than 255 bytes"
	case part[len(part)-1] == '.', part[len(part)-1] == ' ':
		return "Windows drops a dot or space at the end of a name"
	case disk.Reserved(part):
		return "Windows keeps the name " + part + " for a device"
	}
	for i := range len(part) {
		if c := part[i]; c < ' ' || c == 0x7f || strings.IndexByte(`\:*?"<>|`, c) >= 0 {
			return fmt.Sprintf("character %q is not allowed in file names", c)
		}
	}
	return ""
}
