package clone

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/gitattributes"
	"github.com/go-git/go-git/v5/plumbing/format/gitignore"

	"loa/internal/base/disk"
	"loa/internal/base/output"
	"loa/internal/base/source"
	"loa/internal/desk/sourceedit"
)

// ChangeKind says how a file differs from the one that was saved last.
type ChangeKind string

// The kinds of changes.
const (
	Added   ChangeKind = "added"
	Changed ChangeKind = "changed"
	Removed ChangeKind = "removed"
)

// Change is a file that differs from the one that was saved last.
type Change struct {
	Path string
	Kind ChangeKind
}

// The bounds of what is saved, in bytes. Hosts refuse files of 100 MB.
const (
	mostFile   = 50 << 20
	mostCommit = 200 << 20
)

// working is the files of the folder beside those of a tree.
type working struct {
	c       *Clone
	files   map[string]entry  // of the tree
	folded  map[string]string // names of the tree by their small letters
	folders map[string]bool   // of the tree
	track   *tracker
	ignored gitignore.Matcher
	large   gitattributes.Matcher // which files Git LFS keeps
	behind  map[string]bool       // what could not be written: it is no change
}

// work reads what stands in a tree and what is known of the folder.
func (c *Clone) work(tree plumbing.Hash) (*working, error) {
	files, err := c.repo.flat(tree)
	if err != nil {
		return nil, err
	}
	w := &working{c: c, files: files, track: c.repo.track(), folded: map[string]string{}, folders: map[string]bool{}}
	for name := range files {
		w.folded[strings.ToLower(name)] = min(name, cmp.Or(w.folded[strings.ToLower(name)], name))
		for folder := path.Dir(name); folder != "." && !w.folders[folder]; folder = path.Dir(folder) {
			w.folders[folder] = true
		}
	}
	var ignored []gitignore.Pattern
	for line := range strings.Lines(c.text(".gitignore")) {
		if line = strings.TrimRight(line, "\r\n"); line != "" && !strings.HasPrefix(line, "#") {
			ignored = append(ignored, gitignore.ParsePattern(line, nil))
		}
	}
	w.ignored = gitignore.NewMatcher(ignored)
	attributes, err := gitattributes.ReadAttributes(strings.NewReader(c.text(".gitattributes")), nil, false)
	if err != nil {
		attributes = nil // Git warns of such lines and goes on
	}
	w.large = gitattributes.NewMatcher(attributes)
	return w, nil
}

// text is a small file of settings; "" if there is none.
func (c *Clone) text(name string) string {
	info, err := c.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 1<<20 {
		return ""
	}
	data, err := c.o.Disk.ReadFile(c.root, name)
	if err != nil {
		return ""
	}
	return string(data)
}

// changes lists how the folder differs from the tree, sorted by path. Files that are as
// they were are not read.
func (w *working) changes() ([]Change, error) {
	var all []Change
	seen := map[string]bool{}
	err := fs.WalkDir(w.c.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // gone since the folder was listed
			return nil
		}
		switch {
		case err != nil || name == ".":
			return err
		case d.IsDir() && (w.c.skipped(name) || !w.folders[name] && w.unwanted(name, true)):
			return fs.SkipDir
		case d.IsDir() || !d.Type().IsRegular() || w.c.skipped(name) || w.behind[name]:
			return nil
		}
		seen[name] = true
		changed, err := w.changed(name, d)
		if changed != "" {
			all = append(all, Change{name, changed})
		}
		return err
	})
	for name, e := range w.files {
		if !seen[name] && !w.behind[name] && e.isFile() && !w.c.skipped(name) && w.c.writable(name, w.folded) {
			all = append(all, Change{name, Removed})
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return all, err
}

// changed says how one file of the folder differs.
func (w *working) changed(name string, d fs.DirEntry) (ChangeKind, error) {
	kept, tracked := w.files[name]
	if !tracked {
		if w.unwanted(name, false) {
			return "", nil
		}
		return Added, nil
	}
	info, err := d.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return Removed, nil
	}
	if err != nil || w.track.same(name, kept, info) || !kept.isFile() {
		return "", err
	}
	if info.Size() > mostFile {
		return Changed, nil
	}
	data, err := w.c.o.Disk.ReadFile(w.c.root, name)
	if errors.Is(err, fs.ErrNotExist) {
		return Removed, nil
	}
	if err != nil {
		return Changed, nil // held by another program; saving says so
	}
	if same, err := w.holds(name, kept, data); err != nil || !same {
		return Changed, err
	}
	w.track.put(name, kept, info)
	return "", nil
}

// holds reports whether bytes on the disk are those that Git keeps.
func (w *working) holds(name string, kept entry, data []byte) (bool, error) {
	if plumbing.ComputeHash(plumbing.BlobObject, data) == kept.hash {
		return true, nil
	}
	if textual(name) && plumbing.ComputeHash(plumbing.BlobObject, stored(name, data, nil)) == kept.hash {
		return true, nil
	}
	if !w.inLFS(name) {
		return false, nil
	}
	pointer, err := w.c.repo.blob(kept.hash)
	sum := sha256.Sum256(data)
	return err == nil && strings.Contains(string(pointer), "\noid sha256:"+hex.EncodeToString(sum[:])+"\n"), err
}

// inLFS reports whether Git LFS keeps a file.
func (w *working) inLFS(name string) bool {
	found, ok := w.large.Match(strings.Split(name, "/"), []string{"filter"})
	return ok && found["filter"] != nil && found["filter"].Value() == "lfs"
}

// unwanted reports whether a file that Git does not have yet is none of the site.
func (w *working) unwanted(name string, folder bool) bool {
	base := path.Base(name)
	return source.Ignored(base) && !ofHosts(strings.ToLower(base)) || disk.IsDraft(path.Base(name)) || w.ignored.Match(strings.Split(name, "/"), folder)
}

// ofHosts reports whether a name that begins with a dot is one by which Git and its hosts
// are told what to do: they are part of a site's repository.
func ofHosts(lower string) bool {
	return slices.Contains([]string{".gitignore", ".gitattributes", ".github", ".gitlab", ".gitlab-ci.yml", ".gitea", ".forgejo"}, lower)
}

// skipped reports whether a path is none that others have a part in: neither read nor
// written, whatever the tree holds.
func (c *Clone) skipped(name string) bool {
	first, _, _ := strings.Cut(strings.ToLower(name), "/")
	return first == ".git" || first == ".loa" || slices.ContainsFunc(c.o.Skip, func(skip string) bool { return strings.EqualFold(skip, first) })
}

// writable reports whether a file of a tree, which may come from anybody, is written to
// this disk: no way up, nothing that Git or a system takes for something else, and one
// of those whose names differ in capitals alone where the disk does not tell them apart.
func (c *Clone) writable(name string, folded map[string]string) bool {
	if !fs.ValidPath(name) || c.skipped(name) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		lower := strings.ToLower(part)
		if strings.HasPrefix(lower, ".git") && !ofHosts(lower) {
			return false
		}
		if strings.HasPrefix(lower, "git~") || disk.Reserved(part) || output.Check(part) != nil {
			return false
		}
	}
	return !c.folds || folded[strings.ToLower(name)] == "" || folded[strings.ToLower(name)] == name
}

// hold says why a file cannot be saved as it is; "" if it can.
func (w *working) hold(name string, size int64) Kind {
	kept, tracked := w.files[name]
	other := w.folded[strings.ToLower(name)]
	switch {
	case size > mostFile:
		return TooLarge
	case w.inLFS(name):
		return InLFS
	case tracked && kept.isFile():
		return ""
	case tracked || other != "" && other != name && w.c.exists(other):
		return SameName
	}
	for part := range strings.SplitSeq(name, "/") {
		if sourceedit.CheckName(part) != nil {
			return BadName
		}
	}
	return ""
}

// exists reports whether a file of exactly that name is in the folder, and its folders too.
func (c *Clone) exists(name string) bool {
	folder := path.Dir(name)
	all, err := fs.ReadDir(c.root.FS(), folder)
	i := slices.IndexFunc(all, func(d fs.DirEntry) bool { return d.Name() == path.Base(name) })
	if err != nil || i < 0 || all[i].Type()&fs.ModeSymlink != 0 {
		return false
	}
	return folder == "." || c.exists(folder)
}

// look tells of a file of the folder. On a disk that takes names that differ in capitals
// for one it is that of exactly the name: a file whose capitals a person changed is gone
// under the old one.
func (c *Clone) look(name string) (fs.FileInfo, error) {
	info, err := c.root.Lstat(name)
	if errors.Is(err, syscall.ENOTDIR) { // a file stands where its folder was
		err = &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
	}
	if err == nil && c.folds && !c.exists(name) {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
	}
	return info, err
}

// entry stores a file of the folder as it is now; the zero entry if it is gone.
func (w *working) entry(name string) (entry, fs.FileInfo, error) {
	if w.behind[name] {
		return entry{}, nil, &Trouble{Kind: Unwritten, Detail: name}
	}
	info, err := w.c.look(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir() { // a folder of its name stands there
		return entry{}, nil, nil
	}
	if err != nil || !info.Mode().IsRegular() {
		return entry{}, nil, &Trouble{Kind: Unread, Detail: name, Err: err}
	}
	if why := w.hold(name, info.Size()); why != "" {
		if kept := w.files[name]; why == InLFS && w.track.same(name, kept, info) {
			return kept, info, nil
		}
		return entry{}, nil, &Trouble{Kind: why, Detail: name, Err: fmt.Errorf("%d bytes", info.Size())}
	}
	data, err := w.c.o.Disk.ReadFile(w.c.root, name)
	if err != nil {
		return entry{}, nil, &Trouble{Kind: Unread, Detail: name, Err: err}
	}
	var kept []byte
	if old := w.files[name]; old.there() && textual(name) {
		if kept, err = w.c.repo.blob(old.hash); err != nil {
			return entry{}, nil, err
		}
	}
	hash, err := w.c.repo.put(plumbing.BlobObject, stored(name, data, kept))
	mode := filemode.Regular
	if w.files[name].mode == filemode.Executable {
		mode = filemode.Executable
	}
	return entry{mode, hash}, info, err
}
