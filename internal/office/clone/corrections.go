package clone

import (
	"bytes"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
)

// sentAs is the reference of the commit of a proposal's branch whose texts the folder has
// taken in: the one that was sent from here last, or one that somebody put on top of it.
func sentAs(branch string) string { return sentRefs + branch }

const sentRefs = "refs/loa/proposed/"

// sentWith lists the commits of proposals that hold a file as it is given.
func (r *repository) sentWith(name string, e entry) (all []plumbing.Hash, err error) {
	refs, err := r.references()
	for ref, hash := range refs {
		if err != nil || !strings.HasPrefix(ref, sentRefs) || !r.has(hash) {
			continue
		}
		var tree plumbing.Hash
		var there entry
		if tree, err = r.treeOf(hash); err == nil {
			there, err = r.at(tree, name)
		}
		if err == nil && there == e {
			all = append(all, hash)
		}
	}
	return all, err
}

// correct puts what others have changed in the branch of a proposal since it was sent from
// here together with the files of the folder, as a fetch does. Where both changed the same,
// theirs stands in the folder, mine waits for a person, and the error is Touching. The clone
// is held.
func (c *Clone) correct(p Proposal, tip, published plumbing.Hash) error {
	sent, err := c.repo.ref(sentAs(p.Branch))
	if err != nil || sent == tip {
		return err
	}
	base := sent
	if sent.IsZero() { // sent from another machine
		forks, err := c.repo.forks(tip, published)
		if err != nil {
			return err
		}
		base = forks[0]
	}
	head, err := c.repo.ref(c.local())
	if err != nil {
		return err
	}
	b := &corrections{c: c, p: p, edits: map[string]entry{}}
	for hash, tree := range map[plumbing.Hash]*plumbing.Hash{base: &b.base, head: &b.mine, tip: &b.theirs} {
		if *tree, err = c.repo.treeOf(hash); err != nil {
			return err
		}
	}
	there, err := c.repo.treeOf(published)
	if err != nil {
		return err
	}
	if err := b.collect(there); err != nil {
		return err
	}
	if err := b.write(head); err != nil {
		return err
	}
	if err := c.repo.setRef(sentAs(p.Branch), sent, tip); err != nil {
		return err
	}
	if len(b.conflicts) > 0 {
		return &Trouble{Kind: Touching, Detail: b.conflicts[0].Path}
	}
	return nil
}

// corrections are what others have changed in a proposal.
type corrections struct {
	c                  *Clone
	p                  Proposal
	base, mine, theirs plumbing.Hash // trees

	edits     map[string]entry // of the folder
	conflicts []Conflict
}

// collect looks at each file that differs from what was sent. What is as it is published
// came from there, and a fetch has brought it.
func (b *corrections) collect(published plumbing.Hash) error {
	changes, err := b.c.repo.diff(b.base, b.theirs)
	if err != nil {
		return err
	}
	for _, change := range changes {
		there, err := b.c.repo.at(published, change.path)
		if err != nil {
			return err
		}
		if there == change.now || b.c.skipped(change.path) {
			continue
		}
		if err := b.collectOne(change); err != nil {
			return err
		}
	}
	return nil
}

func (b *corrections) collectOne(change change) error {
	mine, err := b.c.repo.at(b.mine, change.path)
	if err != nil {
		return err
	}
	base, err := b.c.repo.withKeysOf(mine, change.old, b.p.OfText)
	if err != nil {
		return err
	}
	theirs, err := b.c.repo.withKeysOf(mine, change.now, b.p.OfText)
	if err != nil || theirs == base {
		return err
	}
	met, err := b.c.meet(change.path, b.c.signature(b.p.By).Name, base, mine, theirs)
	if err != nil {
		return err
	}
	if met.entry != mine {
		b.edits[change.path] = met.entry
	}
	if met.conflict == nil {
		return nil
	}
	b.conflicts = append(b.conflicts, *met.conflict)
	if met.conflict.Beside != "" {
		b.edits[met.conflict.Beside] = mine
	}
	return nil
}

// write brings the folder and the branch here to what was collected.
func (b *corrections) write(head plumbing.Hash) error {
	next, err := b.c.repo.edit(b.mine, b.edits)
	if err != nil || next == b.mine && len(b.conflicts) == 0 {
		return err
	}
	known, err := b.c.repo.recalled()
	if err != nil {
		return err
	}
	to := head
	if next != b.mine {
		by := b.c.signature(b.p.By)
		commit := &object.Commit{Author: by, Committer: by, Message: b.c.words.Say("corrected", problem.Args{"title": b.p.Message}) + "\n", TreeHash: next, ParentHashes: parents(head)}
		if to, err = b.c.repo.putCommit(commit, b.c.o.Sign); err != nil {
			return err
		}
	}
	seen, err := b.c.repo.ref(b.c.tracked())
	if err != nil {
		return err
	}
	known.add(b.conflicts)
	known.Step = &step{From: head.String(), To: to.String(), Remote: seen.String()}
	if err := b.c.repo.recall(known); err != nil {
		return err
	}
	return b.c.finish()
}

// undecided says if one of some files waits for a person to choose: what would be sent of it
// is not what the person wrote.
func (c *Clone) undecided(paths []string) error {
	known, err := c.repo.recalled()
	if err != nil {
		return err
	}
	for _, path := range paths {
		for _, waits := range known.Conflicts {
			if waits.Path == path {
				return &Trouble{Kind: Touching, Detail: path}
			}
		}
	}
	return nil
}

// withKeysOf is a page with some keys of its front matter as another text of it has them;
// the page as it is if one of both cannot be read.
func (r *repository) withKeysOf(other, page entry, keys []string) (entry, error) {
	if len(keys) == 0 || !page.isFile() || !other.isFile() || page == other {
		return page, nil
	}
	text, err := r.blob(page.hash)
	if err != nil {
		return page, err
	}
	model, err := r.blob(other.hash)
	if err != nil {
		return page, err
	}
	next, ok := withKeys(text, model, keys)
	if !ok || bytes.Equal(next, text) {
		return page, nil
	}
	page.hash, err = r.put(plumbing.BlobObject, next)
	return page, err
}

func withKeys(text, model []byte, keys []string) ([]byte, bool) {
	doc, ok := sourceedit.Parse(text)
	of, also := sourceedit.Parse(model)
	if !ok || !also {
		return nil, false
	}
	for _, key := range keys {
		value, there := of.Value(key).(string)
		switch {
		case there && doc.Value(key) != value:
			ok = doc.Set([]string{key}, tomlfile.Quote(value))
		case !there && doc.Value(key) != nil:
			ok = doc.Remove(key)
		}
		if !ok {
			return nil, false
		}
	}
	return doc.Bytes(), true
}
