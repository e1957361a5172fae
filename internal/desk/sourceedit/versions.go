package sourceedit

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"loa/internal/base/pattern"
)

// keptVersions is how many versions of a file are kept: 20 older ones, and the
// one that was written last.
const keptVersions = 21

// store is where versions lie: a folder for each file, named like it.
const store = ".loa/versions"

// Version is a file as it was.
type Version struct {
	ID   string    // names it among those of its file
	Made time.Time // when it was written, or replaced
	Who  string    // who wrote it here; "" for what came another way, or if nobody knows
}

const versionTime = "20060102T150405.000000000"

var versionID = pattern.New(`^[0-9]{8}T[0-9]{6}\.[0-9]{9}$`)

// versioned reports whether versions of a file are kept.
func versioned(name string) bool { return name == Settings || Allowed(name) }

// Versions lists the versions of a file, the latest first. That may be what the
// file is now.
func (f *Folder) Versions(name string) ([]Version, error) {
	if !versioned(name) {
		return nil, fmt.Errorf("%s: %w", name, ErrPlace)
	}
	entries, err := fs.ReadDir(f.root.FS(), path.Join(store, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("listing versions: %w", err)
	}
	var all []Version
	for _, e := range entries {
		if made, err := time.Parse(versionTime, e.Name()); err == nil && e.Type().IsRegular() {
			all = append(all, Version{e.Name(), made, f.writer(name, e.Name())})
		}
	}
	slices.SortFunc(all, func(a, b Version) int { return strings.Compare(b.ID, a.ID) })
	return all, nil
}

// Version reads a version of a file.
func (f *Folder) Version(name, id string) ([]byte, error) {
	if !versioned(name) || !versionID.MatchString(id) {
		return nil, fmt.Errorf("%s: %w", name, ErrPlace)
	}
	return f.disk.ReadFile(f.root, path.Join(store, name, id))
}

// Keep makes a version of what somebody wanted to write and could not.
func (f *Folder) Keep(name string, data []byte) error {
	if !versioned(name) {
		return fmt.Errorf("%s: %w", name, ErrPlace)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.keep(name, data, f.Who)
}

// Remember makes a version of a file as it lies on the disk, so that it can come
// back once it is gone.
func (f *Folder) Remember(name string) error {
	data, err := f.Read(name)
	if err != nil {
		return err
	}
	return f.Keep(name, data)
}

// Gone is a file that has versions and is not there.
type Gone struct {
	Name    string
	Version // the latest
}

// Gone lists the files that are gone, the one that was written last first.
func (f *Folder) Gone() ([]Gone, error) {
	var all []Gone
	err := fs.WalkDir(f.root.FS(), store, func(at string, d fs.DirEntry, err error) error {
		name := strings.TrimPrefix(at, store+"/")
		if err != nil || !d.IsDir() || !Allowed(name) {
			return err
		}
		if _, err := f.root.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return fs.SkipDir
		}
		versions, err := f.Versions(name)
		if err == nil && len(versions) > 0 {
			all = append(all, Gone{name, versions[0]})
		}
		return cmp.Or(err, fs.SkipDir)
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	slices.SortFunc(all, func(a, b Gone) int {
		return cmp.Or(strings.Compare(b.ID, a.ID), strings.Compare(a.Name, b.Name))
	})
	return all, err
}

// named is the ending of the file beside a version that says who wrote it.
const named = ".who"

// longestWho bounds a name, in bytes.
const longestWho = 200

// writer is who wrote a version.
func (f *Folder) writer(name, id string) string {
	who, err := f.disk.ReadFile(f.root, path.Join(store, name, id+named))
	if err != nil || len(who) > longestWho {
		return ""
	}
	return strings.ToValidUTF8(string(who), "")
}

// keep stores what a file was, and who wrote it, and forgets the oldest. A version of
// which the latest is a copy is not kept twice.
func (f *Folder) keep(name string, data []byte, who string) error {
	all, err := f.Versions(name)
	if err != nil {
		return err
	}
	made := f.clock().UTC()
	if len(all) > 0 {
		if last, err := f.Version(name, all[0].ID); err == nil && slices.Equal(last, data) {
			return nil
		}
		if !made.After(all[0].Made) { // the machine's clock was set back
			made = all[0].Made.Add(1)
		}
	}
	if err := f.put(f.root, path.Join(store, name, made.Format(versionTime)), data); err != nil {
		return fmt.Errorf("keeping a version of %s: %w", name, err)
	}
	if who != "" && len(who) <= longestWho { // a version without a name is one all the same
		_ = f.put(f.root, path.Join(store, name, made.Format(versionTime)+named), []byte(who))
	}
	for _, old := range all[min(len(all), keptVersions-1):] {
		_ = f.disk.Remove(f.root, path.Join(store, name, old.ID)) // what stays is forgotten next time
		_ = f.disk.Remove(f.root, path.Join(store, name, old.ID+named))
	}
	return nil
}
