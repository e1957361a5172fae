package output

import (
	"fmt"
	"strings"
	"unicode/utf8"
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
	case Reserved(part):
		return "Windows keeps the name " + part + " for a device"
	}
	for i := range len(part) {
		if c := part[i]; c < ' ' || c == 0x7f || strings.IndexByte(`\:*?"<>|`, c) >= 0 {
			return fmt.Sprintf("character %q is not allowed in file names", c)
		}
	}
	return ""
}

// Reserved reports whether Windows keeps a file or folder name for a device,
// in any case and with any extension: con, prn, aux, nul, com1, lpt1 …
func Reserved(name string) bool {
	base, _, _ := strings.Cut(name, ".")
	base = strings.TrimRight(base, " ")
	switch len(base) {
	case 3:
		return oneOf(base, "con", "prn", "aux", "nul")
	case 4, 5: // 5: a superscript digit takes two bytes
		return oneOf(base[:3], "com", "lpt") && oneOf(base[3:], "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³")
	case 6, 7:
		return oneOf(base, "conin$", "conout$")
	}
	return false
}

func oneOf(name string, names ...string) bool {
	for _, n := range names {
		if strings.EqualFold(name, n) {
			return true
		}
	}
	return false
}
