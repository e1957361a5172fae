package watch

import "strings"

// kind tells how a drive is reached, by its root ("Z:\").
type kind func(root string) (elsewhere bool)

// elsewhere reports whether a folder lies on another machine, from where
// changes are not reported reliably: a share (\\server\folder), or a drive
// letter that stands for one. The path is one of Windows, absolute.
func elsewhere(dir string, drive kind) bool {
	dir = strings.ReplaceAll(dir, "/", `\`)
	if rest, long := strings.CutPrefix(dir, `\\?\`); long { // the form for long paths
		if strings.HasPrefix(strings.ToUpper(rest), `UNC\`) {
			return true
		}
		dir = rest
	}
	switch {
	case strings.HasPrefix(dir, `\\.\`): // a device of this machine
		return false
	case strings.HasPrefix(dir, `\\`):
		return true
	case len(dir) >= 2 && dir[1] == ':':
		return drive(strings.ToUpper(dir[:2]) + `\`)
	}
	return false
}
