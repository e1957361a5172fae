package clone

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"

	"loa/internal/base/disk"
	"loa/internal/desk/sourceedit"
)

// finish ends a step that has begun, and writes what could not be written before. The
// folder comes first, the branch then, so that a run that is killed between them leaves
// nothing that looks like a change of a person.
func (c *Clone) finish() error {
	known, err := c.repo.recalled()
	if err != nil || known.Step == nil && len(known.Behind) == 0 {
		return err
	}
	if known.Step == nil {
		head, err := c.repo.ref(c.local())
		if err != nil {
			return err
		}
		if err := c.checkOut(&known, head, head); err != nil {
			return err
		}
		return c.repo.recall(known)
	}
	from, to, remote := plumbing.NewHash(known.Step.From), plumbing.NewHash(known.Step.To), plumbing.NewHash(known.Step.Remote)
	if err := c.checkOut(&known, from, to); err != nil {
		return err
	}
	seen, err := c.repo.ref(c.tracked())
	if err != nil {
		return err
	}
	if err := c.repo.setRef(c.local(), from, to); err != nil && !errors.Is(err, errMoved) {
		return err
	}
	if err := c.repo.setRef(c.tracked(), seen, remote); err != nil {
		return err
	}
	known.Step = nil
	return c.repo.recall(known)
}

// checkOut changes the files of the folder from one commit to another. A file that was
// changed meanwhile is put together with the new one; where they touch, or where it
// cannot be kept in Git, the person's stays beside. A file that cannot be written stays
// as it is and is noted as behind.
func (c *Clone) checkOut(known *record, from, to plumbing.Hash) error {
	after, err := c.repo.treeOf(to)
	if err != nil {
		return err
	}
	w, err := c.work(after)
	if err != nil {
		return err
	}
	changes, err := c.due(w, known, from, after)
	if err != nil {
		return err
	}
	var left []behind
	for _, change := range changes {
		folded := w.folded
		if !change.now.there() {
			folded = nil // what goes may be in the way of another name
		}
		if !c.writable(change.path, folded) || change.now.there() && !change.now.isFile() {
			continue
		}
		err := c.change(w, known, change)
		if hinders(err) {
			return err
		}
		if err != nil {
			left = append(left, behind{change.path, change.old.mode, blobName(change.old)})
			w.track.put(change.path, change.now, nil)
		}
	}
	known.Behind = left
	return c.repo.keepTrack(w.track)
}

// due lists what changes in the folder from a commit to a tree. What goes away goes first:
// a new name may differ from an old one in capitals alone.
func (c *Clone) due(w *working, known *record, from, after plumbing.Hash) ([]change, error) {
	before, err := c.repo.treeOf(from)
	if err != nil {
		return nil, err
	}
	changes, err := c.repo.diff(before, after)
	if err != nil {
		return nil, err
	}
	for _, b := range known.Behind {
		changes = slices.DeleteFunc(changes, func(c change) bool { return c.path == b.Path })
		changes = append(changes, change{b.Path, b.entry(), w.files[b.Path]})
	}
	slices.SortStableFunc(changes, func(a, b change) int { return order(a) - order(b) })
	return changes, nil
}

func order(c change) int {
	if c.now.there() {
		return 1
	}
	return 0
}

// attempts is how often a file is changed anew that another program has written since it
// was read.
const attempts = 4

// change changes one file of the folder.
func (c *Clone) change(w *working, known *record, change change) error {
	var err error
	for range attempts {
		err = c.changeOnce(w, known, change)
		if !errors.Is(err, sourceedit.ErrChanged) && !errors.Is(err, fs.ErrExist) && !errors.Is(err, sourceedit.ErrThere) {
			break
		}
	}
	return err
}

func (c *Clone) changeOnce(w *working, known *record, change change) error {
	info, data, err := c.present(change)
	if err != nil {
		return err
	}
	there := info != nil
	now := entry{}
	if there {
		now = entry{cmp.Or(change.now.mode, filemode.Regular), plumbing.ComputeHash(plumbing.BlobObject, stored(change.path, data, nil))}
		for _, known := range []entry{change.old, change.now} {
			if same, err := w.holds(change.path, known, data); err == nil && same && known.there() {
				now = known
			}
		}
	}
	next := change.now
	if now != change.old && now != change.now && there {
		if next, err = c.meanwhile(known, change, now, data); err != nil {
			return err
		}
	}
	if now == next {
		if next != change.now {
			info = nil
		}
		w.track.put(change.path, change.now, info)
		return nil
	}
	if err := c.write(change.path, data, there, next); err != nil {
		return err
	}
	w.track.put(change.path, change.now, nil) // another program may have written it again
	return nil
}

// present is the file that stands at a path of the folder, looked at before it was read;
// nothing where none is.
func (c *Clone) present(change change) (fs.FileInfo, []byte, error) {
	info, err := c.root.Lstat(change.path)
	if !change.now.there() {
		info, err = c.look(change.path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, nil
	case err != nil:
		return nil, nil, err
	case info.IsDir() && change.now.there(): // an empty one is in nobody's way
		return nil, nil, c.o.Disk.Remove(c.root, change.path)
	case !info.Mode().IsRegular() && !change.now.there(): // that of the tree is gone
		return nil, nil, nil
	case !info.Mode().IsRegular():
		return nil, nil, fmt.Errorf("%s: %w", change.path, sourceedit.ErrPlace)
	}
	data, err := c.o.Disk.ReadFile(c.root, change.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	return info, data, err
}

// meanwhile puts a file that a person changed in the folder since it was saved together
// with the new one. Where they touch, the person's is in the history and on the list
// before anything is written.
func (c *Clone) meanwhile(known *record, change change, now entry, data []byte) (entry, error) {
	var err error
	if now.hash, err = c.repo.put(plumbing.BlobObject, stored(change.path, data, nil)); err != nil {
		return now, err
	}
	result, err := c.meet(change.path, c.o.Who.Name, change.old, now, change.now)
	if err != nil || result.conflict == nil {
		return result.entry, err
	}
	if !known.has(*result.conflict) {
		if err := c.keepFile(change.path, now); err != nil {
			return now, err
		}
		known.add([]Conflict{*result.conflict})
		if err := c.repo.recall(*known); err != nil {
			return now, err
		}
	}
	if beside := result.conflict.Beside; beside != "" {
		if err := c.writeBeside(beside, now); err != nil {
			return now, err
		}
	}
	return result.entry, nil
}

// writeBeside writes the copy of a file. One that a run wrote which was killed is that.
func (c *Clone) writeBeside(name string, e entry) error {
	err := c.write(name, nil, false, e)
	if !errors.Is(err, fs.ErrExist) && !errors.Is(err, sourceedit.ErrThere) {
		return err
	}
	data, readErr := c.o.Disk.ReadFile(c.root, name)
	if readErr == nil && plumbing.ComputeHash(plumbing.BlobObject, stored(name, data, nil)) == e.hash {
		return nil
	}
	return err
}

// write writes a file of the folder in the place of what was read of it, or takes it
// away. The error is sourceedit.ErrChanged or one of a file that is there where another
// program was faster.
func (c *Clone) write(name string, before []byte, there bool, next entry) error {
	switch {
	case !there && !next.there():
		return nil
	case !next.there():
		return c.remove(name, before)
	}
	kept, err := c.repo.blob(next.hash)
	if err != nil {
		return err
	}
	return c.replace(name, before, there, shown(name, kept, before))
}

// replace writes bytes. Texts and settings go by way of the desk's folder, which keeps
// versions and lets nobody else write meanwhile.
func (c *Clone) replace(name string, before []byte, there bool, next []byte) error {
	sum := ""
	if there {
		sum = sourceedit.Sum(before)
	}
	switch {
	case sourceedit.Allowed(name):
		return c.folder.Take(name, sum, next)
	case name == sourceedit.Settings:
		return c.folder.WriteSettings(sum, next)
	}
	if err := c.o.Disk.MkdirAll(c.root, path.Dir(name), 0o777); err != nil {
		return err
	}
	if !there {
		return c.o.Disk.Add(c.root, name, next, 0o666)
	}
	err := c.o.Disk.Swap(c.root, name, before, next, 0o666)
	if errors.Is(err, disk.ErrOther) {
		return fmt.Errorf("%s: %w", name, sourceedit.ErrChanged)
	}
	return err
}

func (c *Clone) remove(name string, before []byte) error {
	if sourceedit.Allowed(name) {
		return c.folder.Remove(name, sourceedit.Sum(before))
	}
	now, err := c.o.Disk.ReadFile(c.root, name)
	if err != nil || !slices.Equal(now, before) {
		return fmt.Errorf("%s: %w", name, errors.Join(sourceedit.ErrChanged, err))
	}
	return c.o.Disk.Remove(c.root, name)
}
