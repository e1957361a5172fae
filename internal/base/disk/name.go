package disk

import (
	pathpkg "path"
	"path/filepath"
	"strings"
)

// Device reports whether a path leads to what Windows keeps for a device, on every system:
// sites travel. Windows makes an absolute path \\.\aux of aux, whose last element its own
// rules do not tell.
func Device(path string) bool { return Reserved(pathpkg.Base(filepath.ToSlash(path))) }

// Reserved reports whether Windows keeps a file or folder name for a device,
// in any case and with any extension: con, prn, aux, nul, com1, lpt1 …
// Source: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
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
