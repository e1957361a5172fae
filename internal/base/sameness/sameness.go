// Package sameness tells whether files are still the very ones that were seen, with
// as little reading as possible.
//
//	seen, ok := sameness.Look(dir, paths, time.Now)   // what tells each file
//	same := sameness.Still(dir, seen)                 // later, perhaps another process
//
// A file is told by its size, the times of its last change and of the last change
// of its entry, and its number on its device. A change moves the second time, which
// no program can set (on Windows one that means to deceive can, but not by the calls
// that set times). File systems keep it in steps: what changed within the step
// in which it was looked at may change again unseen, and is told by its bytes, too.
// Where the file system does not give that time, nothing is told (Look reports false).
package sameness

import (
	"bytes"
	"crypto/sha256"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"
)

// File is what tells one file.
type File struct {
	Path  string // slash-separated, below the folder that was looked at
	Size  int64
	Times [2]int64  // of the bytes' and of the entry's last change, in nanoseconds since 1970
	Node  [3]uint64 // the number of the device, and of the file on it, the low half first
	Sum   []byte    // SHA-256 of the bytes; nil where all else is enough
}

// The steps in which file systems keep times: clocks of kernels tick each 1 to 16
// ms, FAT and some shares keep whole seconds, or every second one.
const (
	fineStep   = 50 * time.Millisecond
	coarseStep = 2500 * time.Millisecond
)

// unsettled reports whether a file may change unseen after it was looked at.
func (f *File) unsettled(at time.Time) bool {
	step := coarseStep
	if f.Times[1]%int64(time.Second) != 0 {
		step = fineStep
	}
	return max(f.Times[0], f.Times[1]) > at.Add(-step).UnixNano()
}

// mostRead is how many bytes Look reads for files that have only just changed.
const mostRead = 64 << 20

// Look looks at files below dir. It reports false if one is no plain file, if
// the system does not tell files well enough, or if too many bytes would have
// to be read. The error of a file that cannot be read is the same.
func Look(dir string, paths []string, now func() time.Time) ([]File, bool) {
	files := make([]File, len(paths))
	left := int64(mostRead)
	for i, p := range paths {
		f, ok := lookBelow(dir, p)
		if !ok {
			return nil, false
		}
		if f.unsettled(now()) {
			if left -= f.Size; left < 0 || !f.read(dir) {
				return nil, false
			}
		}
		files[i] = f
	}
	return files, true
}

// Still reports whether files below dir are the very ones that were seen.
func Still(dir string, seen []File) bool {
	for i := range seen {
		if !seen[i].still(dir) {
			return false
		}
	}
	return true
}

// Changed are the places in the list of those that are not.
func Changed(dir string, seen []File) []int {
	var others []int
	for i := range seen {
		if !seen[i].still(dir) {
			others = append(others, i)
		}
	}
	return others
}

func (f *File) still(dir string) bool {
	now, ok := lookBelow(dir, f.Path)
	if !ok || !now.like(f) {
		return false
	}
	return f.Sum == nil || now.read(dir) && bytes.Equal(now.Sum, f.Sum)
}

func (f *File) like(other *File) bool {
	return f.Path == other.Path && f.Size == other.Size && f.Times == other.Times && f.Node == other.Node
}

func lookBelow(dir, p string) (File, bool) {
	f, ok := look(filepath.Join(dir, filepath.FromSlash(p)))
	f.Path = p
	return f, ok
}

func (f *File) read(dir string) bool {
	file, err := os.Open(filepath.Join(dir, filepath.FromSlash(f.Path)))
	if err != nil {
		return false
	}
	defer file.Close()
	sum := sha256.New()
	if n, err := io.Copy(sum, io.LimitReader(file, f.Size+1)); err != nil || n != f.Size {
		return false
	}
	f.Sum = sum.Sum(nil)
	return true
}

// Tree lists the files below the names of dir that exist, a name being a file or a
// folder, in one order. It reports false if anything below them is neither, such as
// a link: what it leads to cannot be told.
func Tree(dir string, names ...string) ([]string, bool) {
	var paths []string
	for _, name := range names {
		if !below(dir, name, &paths) {
			return nil, false
		}
	}
	return paths, true
}

func below(dir, name string, paths *[]string) bool {
	info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
	switch {
	case os.IsNotExist(err):
		return true
	case err != nil:
		return false
	case info.Mode().IsRegular():
		*paths = append(*paths, name)
		return true
	}
	return info.IsDir() && listed(dir, name, paths)
}

func listed(dir, name string, paths *[]string) bool {
	entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return false
	}
	for _, e := range entries {
		at := path.Join(name, e.Name())
		switch e.Type() {
		case 0:
			*paths = append(*paths, at)
		case fs.ModeDir:
			if !listed(dir, at, paths) {
				return false
			}
		default:
			return false
		}
	}
	return true
}
