package clone

import (
	"cmp"
	"errors"
	"path"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
)

// Saving is a commit that somebody wants.
type Saving struct {
	Paths   []string // files of the site, slash-separated; those that are as they were are left out
	By      Person   // the zero person for Options.Who
	Message string   // "" for one that names the page
}

// Save makes a commit of files as they are in the folder, and of nothing else. It returns
// its name; "" if nothing is changed. A *Trouble about one file names it, and then nothing
// is saved.
func (c *Clone) Save(s Saving) (string, error) {
	end, err := c.begin()
	if err != nil {
		return "", err
	}
	defer end()
	w, err := c.now()
	if err != nil {
		return "", err
	}
	hash, err := c.save(w, s)
	if err != nil || hash.IsZero() {
		return "", err
	}
	return hash.String(), c.repo.keepTrack(w.track)
}

// now is the folder beside the commit on which it stands.
func (c *Clone) now() (*working, error) {
	head, err := c.repo.ref(c.local())
	if err != nil {
		return nil, err
	}
	tree, err := c.repo.treeOf(head)
	if err != nil {
		return nil, err
	}
	known, err := c.repo.recalled()
	if err != nil {
		return nil, err
	}
	w, err := c.work(tree)
	if err != nil {
		return nil, err
	}
	w.behind = map[string]bool{}
	for _, b := range known.Behind {
		w.behind[b.Path] = true
	}
	return w, nil
}

// save is Save for a clone that is held. It keeps w up to date.
func (c *Clone) save(w *working, s Saving) (plumbing.Hash, error) {
	head, err := c.repo.ref(c.local())
	if err != nil {
		return head, err
	}
	tree, err := c.repo.treeOf(head)
	if err != nil {
		return head, err
	}
	edits := map[string]entry{}
	var bytes int64
	for _, name := range s.Paths {
		if c.skipped(name) {
			continue
		}
		now, info, err := w.entry(name)
		if err != nil {
			return plumbing.ZeroHash, err
		}
		if now != w.files[name] {
			edits[name] = now
			if info != nil {
				bytes += info.Size()
			}
		}
		if bytes > c.o.MostCommit {
			return plumbing.ZeroHash, &Trouble{Kind: TooLarge, Detail: name}
		}
		w.track.put(name, now, info)
	}
	if len(edits) == 0 {
		return plumbing.ZeroHash, nil
	}
	if s.Message == "" {
		if s.Message, err = c.messageOf(w, edits); err != nil {
			return plumbing.ZeroHash, err
		}
	}
	if tree, err = c.repo.edit(tree, edits); err != nil {
		return plumbing.ZeroHash, err
	}
	by := c.signature(s.By)
	commit := &object.Commit{Author: by, Committer: by, Message: s.Message + "\n", TreeHash: tree, ParentHashes: parents(head)}
	next, err := c.repo.putCommit(commit, c.o.Sign)
	if err == nil {
		err = c.repo.setRef(c.local(), head, next)
	}
	if err != nil {
		return plumbing.ZeroHash, err
	}
	w.take(edits)
	return next, nil
}

// messageOf says in words what a commit changes.
func (c *Clone) messageOf(w *working, edits map[string]entry) (string, error) {
	if len(edits) != 1 {
		return c.words.Say("files", problem.Args{"count": len(edits)}), nil
	}
	for name, now := range edits {
		before := w.files[name]
		kind, text := Changed, now
		switch {
		case !before.there():
			kind = Added
		case !now.there():
			kind, text = Removed, before
		}
		if !textual(name) {
			return c.message(name, kind, nil), nil
		}
		data, err := c.repo.blob(text.hash)
		return c.message(name, kind, data), err
	}
	return "", nil
}

func (w *working) take(edits map[string]entry) {
	for name, e := range edits {
		if e.there() {
			w.files[name], w.folded[strings.ToLower(name)] = e, name
			continue
		}
		delete(w.files, name)
		if w.folded[strings.ToLower(name)] == name {
			delete(w.folded, strings.ToLower(name))
		}
	}
}

func parents(all ...plumbing.Hash) []plumbing.Hash {
	var there []plumbing.Hash
	for _, hash := range all {
		if !hash.IsZero() {
			there = append(there, hash)
		}
	}
	return there
}

// signature is a person as commits name one. Who has no address gets one that no mail
// reaches (RFC 2606).
func (c *Clone) signature(by Person) object.Signature {
	name := plainName(cmp.Or(by.Name, c.o.Who.Name, "Loa"))
	email := plainName(cmp.Or(by.Email, c.o.Who.Email))
	if email == "" {
		email = cmp.Or(fold.Slug(name), "loa") + "@loa.invalid"
	}
	return object.Signature{Name: name, Email: email, When: c.o.Clock()}
}

// plainName leaves out what has a meaning in the line of a commit.
func plainName(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == '<' || r == '>' {
			return -1
		}
		return r
	}, text))
}

// SaveAll makes a commit for each page that is changed in the folder, and one for all
// other files. It returns what cannot be saved as it is; that stays as it is.
func (c *Clone) SaveAll() ([]Held, error) {
	end, err := c.begin()
	if err != nil {
		return nil, err
	}
	defer end()
	return c.saveAll()
}

// saveAll is SaveAll for a clone that is held.
func (c *Clone) saveAll() ([]Held, error) {
	w, err := c.now()
	if err != nil {
		return nil, err
	}
	changes, err := w.changes()
	if err != nil {
		return nil, err
	}
	if err := manyGone(changes, w.files); err != nil {
		return nil, err
	}
	begins := len(w.files) == 0
	held, err := c.unwritten()
	if err != nil {
		return nil, err
	}
	var others []string
	for _, change := range changes {
		info, err := c.look(change.Path)
		if err == nil {
			if why := w.hold(change.Path, info.Size()); why != "" {
				held = append(held, Held{change.Path, why, info.Size()})
				continue
			}
		}
		if path.Ext(change.Path) != ".md" || begins { // the first commit of a site has all of it
			others = append(others, change.Path)
			continue
		}
		if why, err := c.saveOne(w, Saving{Paths: []string{change.Path}}); err != nil {
			return held, err
		} else if why != "" {
			held = append(held, Held{Path: change.Path, Kind: why})
		}
	}
	more, err := c.saveOthers(w, others)
	if err != nil {
		return held, err
	}
	return append(held, more...), c.repo.keepTrack(w.track)
}

// saveOthers saves files that are no pages: at once, or, if one of them is in the way,
// one by one.
func (c *Clone) saveOthers(w *working, others []string) ([]Held, error) {
	if len(others) == 0 {
		return nil, nil
	}
	why, err := c.saveOne(w, Saving{Paths: others})
	if err != nil || why == "" {
		return nil, err
	}
	var held []Held
	for _, name := range others {
		why, err := c.saveOne(w, Saving{Paths: []string{name}})
		if err != nil {
			return held, err
		}
		if why != "" {
			held = append(held, Held{Path: name, Kind: why})
		}
	}
	return held, nil
}

// saveOne is save, with trouble about a file as a kind.
func (c *Clone) saveOne(w *working, s Saving) (Kind, error) {
	_, err := c.save(w, s)
	var t *Trouble
	if errors.As(err, &t) && (t.Kind == TooLarge || t.Kind == InLFS || t.Kind == SameName || t.Kind == BadName || t.Kind == Unread || t.Kind == Unwritten) {
		return t.Kind, nil
	}
	return "", err
}

// fewFiles is how many files may go at once whatever the share.
const fewFiles = 20

// manyGone says if so many files are gone that nobody meant it: all texts, a folder that
// was moved, a share that is half there.
func manyGone[T any](changes []Change, files map[string]T) error {
	gone, texts := 0, 0
	for _, change := range changes {
		if change.Kind == Removed {
			gone++
			if isText(change.Path) {
				texts++
			}
		}
	}
	all := 0
	for name := range files {
		if isText(name) {
			all++
		}
	}
	if gone > fewFiles && 2*gone > len(files) || texts > 1 && texts == all {
		return &Trouble{Kind: ManyGone}
	}
	return nil
}

func isText(name string) bool { return strings.HasPrefix(name, "content/") && path.Ext(name) == ".md" }
