//go:build !windows && !linux

package watch

// isRemote is not known here; --poll says so.
func isRemote(string) bool { return false }
