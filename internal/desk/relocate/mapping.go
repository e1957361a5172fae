package relocate

import (
	"path"
	"strings"

	"loa/internal/generator/content"
)

// mapping says where the files that move come to lie. Paths are below content/.
type mapping struct {
	languages []string
	folder    bool // old and new are folders; else the keys of one entry
	old, new  string
}

// of is the new path of a file, a folder or a key, and whether it moves.
func (m mapping) of(name string) (string, bool) {
	if m.folder {
		rest, below := strings.CutPrefix(name, m.old)
		if !below || rest != "" && rest[0] != '/' {
			return name, false
		}
		return m.new + rest, true
	}
	if name == m.old {
		return m.new, true
	}
	if rest, begins := strings.CutPrefix(name, m.old); begins && m.belongs(name) {
		return m.new + rest, true
	}
	return name, false
}

// belongs reports whether a file beside the entry is a version of it or a recording that
// its name gives to it.
func (m mapping) belongs(name string) bool {
	if path.Ext(name) == ".md" {
		of := content.ParseName(name, m.languages)
		return of.Key == m.old && !of.Bundle
	}
	key, _, sound := content.ParseSound(name, m.languages)
	return sound && key == m.old
}

// absolute is the path below content/ that a reference in a folder means.
func absolute(folder, ref string) string {
	if rest, top := strings.CutPrefix(ref, "/"); top {
		return strings.TrimPrefix(path.Clean("/"+rest), "/")
	}
	return strings.TrimPrefix(path.Clean("/"+folder+"/"+ref), "/")
}

// relative is how a text in a folder names a path below content/, without a leading
// slash.
func relative(folder, to string) string {
	if folder == "" {
		return to
	}
	from, parts := strings.Split(folder, "/"), strings.Split(to, "/")
	same := 0
	for same < len(from) && same < len(parts)-1 && from[same] == parts[same] {
		same++
	}
	return strings.Repeat("../", len(from)-same) + strings.Join(parts[same:], "/")
}
