package foreign

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of a source. A saved portal of a province has some ten thousand pages.
const (
	MostFiles = 200_000
	MostDepth = 40        // folders that stand in each other
	MostPage  = 16 << 20  // bytes of a page
	MostFile  = 128 << 20 // bytes of a picture or an attached file
)

// ErrTooMany says that a source has more files than the bound.
var ErrTooMany = fmt.Errorf("more than %d files", MostFiles)

// ErrTooLarge says that a file is larger than its bound.
var ErrTooLarge = errors.New("file too large")

// Tree is a folder of another program's site.
type Tree struct {
	FS    fs.FS
	Files []string // regular files, sorted
	Left  []Left   // what was passed over: links, folders that lie too deep, names that cannot be read

	there map[string]bool
}

// Open lists a folder. Links are not followed, so nothing outside of it is read. Folders
// whose name begins with a dot or that skip names are passed over.
func Open(folder fs.FS, skip ...string) (*Tree, error) {
	t := &Tree{FS: folder, there: map[string]bool{}}
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := path.Base(name)
		switch {
		case name == ".":
		case !utf8.ValidString(name):
			return t.pass(name, d, "bad-name")
		case d.IsDir() && (strings.HasPrefix(base, ".") || slices.Contains(skip, base)):
			return fs.SkipDir
		case d.IsDir() && strings.Count(name, "/") >= MostDepth:
			return t.pass(name, d, "too-deep")
		case d.IsDir():
		case !d.Type().IsRegular():
			return t.pass(name, d, "no-file")
		default:
			t.Files = append(t.Files, name)
			t.there[name] = true
		}
		if len(t.Files) > MostFiles {
			return ErrTooMany
		}
		return nil
	})
	slices.Sort(t.Files)
	return t, err
}

func (t *Tree) pass(name string, d fs.DirEntry, reason string) error {
	t.Left = append(t.Left, Left{File: strings.ToValidUTF8(name, "?"), Reason: reason})
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// Has reports whether a file is there.
func (t *Tree) Has(name string) bool { return t.there[name] }

// Under returns the files below a folder, by their names from it; "" is the tree itself.
func (t *Tree) Under(folder string) []string {
	if folder == "" {
		return t.Files
	}
	from, _ := slices.BinarySearch(t.Files, folder+"/")
	var found []string
	for _, name := range t.Files[from:] {
		below, ok := strings.CutPrefix(name, folder+"/")
		if !ok {
			break
		}
		found = append(found, below)
	}
	return found
}

// Read reads a file of at most so many bytes; ErrTooLarge for more.
func (t *Tree) Read(name string, most int64) ([]byte, error) {
	f, err := t.FS.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if int64(len(data)) > most {
		return nil, fmt.Errorf("reading %s: %w", name, ErrTooLarge)
	}
	return data, nil
}
