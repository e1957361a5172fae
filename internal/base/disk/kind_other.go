//go:build !windows

package disk

import "io/fs"

// attributes of files are Windows' own.
func attributes(fs.FileInfo) uint32 { return 0 }
