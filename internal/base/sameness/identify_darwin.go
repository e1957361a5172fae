package sameness

import (
	"io/fs"
	"syscall"
)

func (f *File) identify(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return false
	}
	f.Times = [2]int64{s.Mtimespec.Nano(), s.Ctimespec.Nano()}
	f.Node = [2]uint64{uint64(s.Dev), s.Ino}
	return true
}
