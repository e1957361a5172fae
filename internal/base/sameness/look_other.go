//go:build !linux && !darwin && !windows

package sameness

// look reports false: the time of a file's last change, which a program can set, is
// not enough.
func look(string) (f File, ok bool) { return f, false }
