package clone

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"

	"loa/internal/desk/sourceedit"
)

// finish ends a step that has begun: the folder first, the branch then, so that a run
// that is killed between them leaves nothing that looks like a change of a person.
func (c *Clone) finish() error {
	known, err := c.repo.recalled()
	if err != nil || known.Step == nil {
		return err
	}
	from, to, remote := plumbing.NewHash(known.Step.From), plumbing.NewHash(known.Step.To), plumbing.NewHash(known.Step.Remote)
	conflicts, err := c.checkOut(from, to)
	if err != nil {
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
	known.add(conflicts)
	known.Step = nil
	return c.repo.recall(known)
}

// checkOut changes the files of the folder from one commit to another. A file that was
// changed meanwhile is put together with the new one; where they touch, or where it
// cannot be kept in Git, the person's stays beside.
func (c *Clone) checkOut(from, to plumbing.Hash) ([]Conflict, error) {
	before, err := c.repo.treeOf(from)
	if err != nil {
		return nil, err
	}
	after, err := c.repo.treeOf(to)
	if err != nil {
		return nil, err
	}
	w, err := c.work(after)
	if err != nil {
		return nil, err
	}
	changes, err := c.repo.diff(before, after)
	if err != nil {
		return nil, err
	}
	// What goes away goes first: a new name may differ from an old one in capitals alone.
	slices.SortStableFunc(changes, func(a, b change) int { return order(a) - order(b) })
	var all []Conflict
	for _, change := range changes {
		folded := w.folded
		if !change.now.there() {
			folded = nil // what goes may be in the way of another name
		}
		if !c.writable(change.path, folded) || change.now.there() && !change.now.isFile() {
			continue
		}
		conflict, err := c.change(w, change)
		if err != nil {
			return nil, err
		}
		if conflict != nil {
			all = append(all, *conflict)
		}
	}
	return all, c.repo.keepTrack(w.track)
}

func order(c change) int {
	if c.now.there() {
		return 1
	}
	return 0
}

// change changes one file of the folder.
func (c *Clone) change(w *working, change change) (*Conflict, error) {
	data, err := c.o.Disk.ReadFile(c.root, change.path)
	there := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, &Trouble{Kind: Unread, Detail: change.path, Err: err}
	}
	now := entry{}
	if there {
		now = entry{change.now.mode, plumbing.ComputeHash(plumbing.BlobObject, stored(change.path, data, nil))}
		for _, known := range []entry{change.old, change.now} {
			if same, err := w.holds(change.path, known, data); err == nil && same && known.there() {
				now = known
			}
		}
	}
	var conflict *Conflict
	next := change.now
	if now != change.old && now != change.now && there {
		if next, conflict, err = c.meanwhile(change, now, data); err != nil {
			return nil, err
		}
	}
	if err := c.write(change.path, data, there, now, next); err != nil {
		return nil, err
	}
	if info, err := c.root.Lstat(change.path); err == nil && next == change.now {
		w.track.put(change.path, next, info)
	} else {
		w.track.put(change.path, change.now, nil)
	}
	return conflict, nil
}

// meanwhile puts a file that a person changed in the folder since it was saved together
// with the new one.
func (c *Clone) meanwhile(change change, now entry, data []byte) (entry, *Conflict, error) {
	var err error
	if now.hash, err = c.repo.put(plumbing.BlobObject, stored(change.path, data, nil)); err != nil {
		return now, nil, err
	}
	result, err := c.repo.merge(change.path, change.old, now, change.now)
	if err != nil || !result.touch {
		return result.entry, nil, err
	}
	conflict := &Conflict{Path: change.path, Base: blobName(change.old), Mine: now.hash.String(), Theirs: blobName(change.now), Since: c.o.Clock()}
	if result.beside {
		conflict.Beside = c.beside(change.path, c.o.Who.Name, now.hash)
		if err := c.write(conflict.Beside, nil, false, entry{}, now); err != nil {
			return now, nil, err
		}
	}
	return result.entry, conflict, nil
}

// write writes a file of the folder in the place of what was read of it, or takes it away.
func (c *Clone) write(name string, before []byte, there bool, now, next entry) error {
	if now == next || !there && !next.there() {
		return nil
	}
	var err error
	switch {
	case !next.there():
		err = c.remove(name, before)
	default:
		var kept []byte
		if kept, err = c.repo.blob(next.hash); err == nil {
			err = c.replace(name, before, there, shown(name, kept, before))
		}
	}
	if err != nil {
		return &Trouble{Kind: Unread, Detail: name, Err: err}
	}
	return nil
}

// replace writes bytes. Texts go by way of the desk's folder, which keeps versions and
// lets nobody else write meanwhile.
func (c *Clone) replace(name string, before []byte, there bool, next []byte) error {
	if sourceedit.Allowed(name) {
		sum := ""
		if there {
			sum = sourceedit.Sum(before)
		}
		return c.folder.Take(name, sum, next)
	}
	if err := c.o.Disk.MkdirAll(c.root, path.Dir(name), 0o777); err != nil {
		return err
	}
	if !there {
		return c.o.Disk.Add(c.root, name, next, 0o666)
	}
	return c.o.Disk.Replace(c.root, name, next, 0o666)
}

func (c *Clone) remove(name string, before []byte) error {
	if sourceedit.Allowed(name) {
		return c.folder.Remove(name, sourceedit.Sum(before))
	}
	return c.o.Disk.Remove(c.root, name)
}
