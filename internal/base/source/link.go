package source

import (
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// mostLinks is how many links one path may go through, as on most systems.
const mostLinks = 40

// leadsToHidden reports whether a path that is there goes by links to something hidden: a
// file or folder whose name begins with a dot. A link that cannot be read counts as one.
func leadsToHidden(fsys fs.FS, name string) bool {
	at, ahead := ".", strings.Split(name, "/")
	for links := 0; len(ahead) > 0; {
		part := ahead[0]
		ahead = ahead[1:]
		if part == ".." {
			at = path.Dir(at)
			continue
		}
		if part == "" || part == "." {
			continue
		}
		if links > 0 && strings.HasPrefix(part, ".") {
			return true
		}
		next := path.Join(at, part)
		info, err := fs.Lstat(fsys, next)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			at = next
			continue
		}
		target, err := fs.ReadLink(fsys, next)
		if links++; err != nil || links > mostLinks {
			return true
		}
		ahead = append(strings.Split(filepath.ToSlash(target), "/"), ahead...)
	}
	return false
}
