package disk

import (
	"io/fs"
	"testing"
)

func TestIsFile(t *testing.T) {
	const readOnly, reparse, offline = 0x1, 0x400, 0x1000
	for name, c := range map[string]struct {
		mode       fs.FileMode
		attributes uint32
		want       bool
	}{
		"a file":                   {0, 0, true},
		"a folder":                 {fs.ModeDir, 0, false},
		"a pipe":                   {fs.ModeNamedPipe, 0, false},
		"a link":                   {fs.ModeSymlink, reparse, false},
		"in a cloud alone":         {fs.ModeIrregular, reparse | offline | 0x400000, true},
		"in a cloud, kept here":    {fs.ModeIrregular, reparse | 0x80000, true},
		"in a cloud, to be let go": {fs.ModeIrregular, reparse | 0x100000, true},
		"fetched when opened":      {fs.ModeIrregular, reparse | 0x40000, true},
		"a folder of a cloud":      {fs.ModeIrregular | fs.ModeDir, reparse | 0x80000, false},
		"another reparse point":    {fs.ModeIrregular, reparse | readOnly, false},
	} {
		if got := isFile(c.mode, c.attributes); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
