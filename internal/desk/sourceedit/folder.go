package sourceedit

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/source"
)

// Errors of writing. What the disk says comes wrapped beside them.
var (
	// ErrPlace says that a path is none that may be written.
	ErrPlace = errors.New("only files of content/, data/ and warnings/ are written")
	// ErrChanged says that the file is not what it was when it was read.
	ErrChanged = errors.New("the file has changed on the disk")
	// ErrReadOnly says that somebody has locked the file against writing. POSIX
	// would let it be renamed over all the same.
	ErrReadOnly = errors.New("the file is read-only")
	// ErrThere says that a file which should be new is there.
	ErrThere = errors.New("the file is there already")
)

// Folder is a site's folder, for writing below content/, data/ and warnings/ alone. It is
// safe for concurrent use: one write at a time.
type Folder struct {
	Who string // whose name the versions get that are written here; may be ""

	root  *os.Root
	disk  disk.System
	clock func() time.Time
	mu    sync.Mutex
}

// Open opens a site's folder and removes what a run that was killed left there.
// The clock names the versions that are kept.
func Open(dir string, system disk.System, clock func() time.Time) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("opening the site's folder: %w", err)
	}
	system.Sweep(root, ".")
	for _, below := range []string{"content", "data", "warnings", store} {
		system.SweepAll(root, below)
	}
	return &Folder{root: root, disk: system, clock: clock}, nil
}

// Close closes the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Sum names the bytes of a file.
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// roots are the folders that may be written, each with the endings of its files.
var roots = map[string][]string{
	"content": {".md", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg",
		".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".csv", ".ics", ".txt", ".zip", // to be downloaded, or read as events
		".mp3", ".m4a", ".ogg", ".opus", ".wav", ".flac", ".mp4", ".webm"},
	"data":     {".toml"},
	"static":   {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg"}, // pictures that all pages share
	"warnings": {".toml"},
}

// Allowed reports whether Check finds nothing.
func Allowed(name string) bool { return Check(name) == nil }

// Check says why a path, slash-separated from the site's folder, may not be
// written: a way up, something hidden, an ending that is not one of texts and
// pictures (ErrPlace), or a name that CheckName refuses (*NameError).
func Check(name string) error {
	top, rest, _ := strings.Cut(name, "/")
	if rest == "" || strings.Contains(name, `\`) || strings.Contains(name, "//") || strings.HasSuffix(name, "/") {
		return ErrPlace
	}
	if len(name) > mostPath {
		return &NameError{name, TooLong}
	}
	for part := range strings.SplitSeq(rest, "/") {
		if part == "." || part == ".." || source.Ignored(part) {
			return ErrPlace
		}
		if err := CheckName(part); err != nil {
			return err
		}
	}
	if !fs.ValidPath(name) || !slices.Contains(roots[top], strings.ToLower(path.Ext(name))) {
		return ErrPlace
	}
	return nil
}

// within opens the folder that a path may not leave, also not by a link.
func (f *Folder) within(name string, make bool) (*os.Root, string, error) {
	if err := Check(name); err != nil {
		return nil, "", fmt.Errorf("%s: %w", name, err)
	}
	top, rest, _ := strings.Cut(name, "/")
	info, err := f.root.Lstat(top)
	if make && errors.Is(err, fs.ErrNotExist) {
		if err = f.disk.MkdirAll(f.root, top, 0o777); err == nil {
			info, err = f.root.Lstat(top)
		}
	}
	if err != nil {
		return nil, "", fmt.Errorf("opening %s: %w", top, err)
	}
	if !info.IsDir() {
		return nil, "", fmt.Errorf("%s: %w", name, ErrPlace)
	}
	root, err := f.root.OpenRoot(top)
	if err != nil {
		return nil, "", fmt.Errorf("opening %s: %w", top, err)
	}
	info, err = root.Lstat(rest)
	if err == nil && !info.Mode().IsRegular() { // a link or a folder
		root.Close()
		return nil, "", fmt.Errorf("%s: %w", name, ErrPlace)
	}
	return root, rest, nil
}

// Read reads a file that may be written.
func (f *Folder) Read(name string) ([]byte, error) {
	root, rest, err := f.within(name, false)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return f.disk.ReadFile(root, rest)
}

// Write replaces a file, whole or not at all, if its bytes still have the sum;
// "" is the sum of a file that must not be there. What was there is kept as a
// version, and so is a text that is written: it may be deleted by mistake.
func (f *Folder) Write(name, sum string, data []byte) error { return f.write(name, sum, data, f.Who) }

// Take is Write for a text that comes from somebody else: its version has no name.
func (f *Folder) Take(name, sum string, data []byte) error { return f.write(name, sum, data, "") }

func (f *Folder) write(name, sum string, data []byte, who string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	root, rest, err := f.within(name, true)
	if err != nil {
		return err
	}
	defer root.Close()
	return f.replace(root, rest, name, sum, data, who)
}

// Remove removes a file if its bytes still have the sum. What was there is kept as a
// version, which can come back.
func (f *Folder) Remove(name, sum string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	root, rest, err := f.within(name, false)
	if err != nil {
		return err
	}
	defer root.Close()
	old, err := f.disk.ReadFile(root, rest)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("reading %s: %w", name, err)
	case err != nil || Sum(old) != sum:
		return fmt.Errorf("%s: %w", name, ErrChanged)
	case locked(root, rest):
		return fmt.Errorf("%s: %w", name, ErrReadOnly)
	}
	if err := f.keep(name, old, ""); err != nil {
		return err
	}
	if err := f.disk.Remove(root, rest); err != nil {
		return fmt.Errorf("removing %s: %w", name, err)
	}
	return nil
}

// replace is Write for a file of an open folder; name is its path from the site's, who
// has written the new text.
func (f *Folder) replace(root *os.Root, rest, name, sum string, data []byte, who string) error {
	old, err := f.disk.ReadFile(root, rest)
	there := err == nil
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("reading %s: %w", name, err)
	case sum == "" && there:
		return fmt.Errorf("%s: %w", name, ErrThere)
	case sum != "" && (!there || Sum(old) != sum):
		return fmt.Errorf("%s: %w", name, ErrChanged)
	case there && slices.Equal(old, data):
		return nil
	case there && locked(root, rest):
		return fmt.Errorf("%s: %w", name, ErrReadOnly)
	}
	if there {
		if err := f.keep(name, old, ""); err != nil {
			return err
		}
	}
	if path.Ext(name) == ".md" { // no copies of pictures: a child's must be able to go
		if err := f.keep(name, data, who); err != nil {
			return err
		}
	}
	put := func() error { return f.put(root, rest, data) }
	if there {
		put = func() error { return f.disk.Swap(root, rest, old, data, 0o666) }
	}
	switch err := put(); {
	case errors.Is(err, disk.ErrOther): // since it was read
		return fmt.Errorf("%s: %w", name, ErrChanged)
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s: %w", name, ErrThere)
	case err != nil:
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// locked reports whether a file says that it is not to be written.
func locked(root *os.Root, name string) bool {
	info, err := root.Lstat(name)
	return err == nil && info.Mode().Perm()&0o200 == 0
}

// put writes a file and the folders that it needs where nothing is.
func (f *Folder) put(root *os.Root, name string, data []byte) error {
	if err := f.disk.MkdirAll(root, path.Dir(name), 0o777); err != nil {
		return err
	}
	return f.disk.Add(root, name, data, 0o666)
}
