package clone

import (
	"maps"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/object"

	"loa/internal/base/problem"
)

// sentAs is the reference of the commit of a proposal's branch whose texts the folder has
// taken in: the one that was sent from here last, or one that somebody put on top of it.
func sentAs(branch string) string { return sentRefs + branch }

const sentRefs = "refs/loa/proposed/"

// correct puts what others have changed in the branch of a proposal since it was sent from
// here together with the files of the folder, as a fetch does. Where both changed the same,
// theirs stands in the folder, mine waits for a person, and the error is Touching. What they
// took out and was never published stays in the folder, and is noted. The clone is held.
func (c *Clone) correct(p Proposal, tip, published plumbing.Hash) error {
	sent, err := c.repo.ref(sentAs(p.Branch))
	if err != nil || sent == tip {
		return err
	}
	head, err := c.repo.ref(c.local())
	if err != nil {
		return err
	}
	b := &corrections{c: c, p: p, edits: map[string]entry{}}
	if b.since, err = c.repo.since(sent, tip, head, published, c.o.folderKeys()); err != nil {
		return err
	}
	for hash, tree := range map[plumbing.Hash]*plumbing.Hash{head: &b.mine, tip: &b.theirs} {
		if *tree, err = c.repo.treeOf(hash); err != nil {
			return err
		}
	}
	if err := b.collect(); err != nil {
		return err
	}
	if err := b.makeWay(); err != nil {
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
	c            *Clone
	p            Proposal
	since        *since
	mine, theirs plumbing.Hash // trees

	edits     map[string]entry // of the folder
	conflicts []Conflict
	leftOut   []string // files that others took out and that were never published
}

// collect looks at each file that differs from what was sent.
func (b *corrections) collect() error {
	base, err := b.c.repo.treeOf(b.since.begins())
	if err != nil {
		return err
	}
	changes, err := b.c.repo.diff(base, b.theirs)
	if err != nil {
		return err
	}
	for _, change := range changes {
		if b.c.skipped(change.path) {
			continue
		}
		before, err := b.since.before(change.path, change.now)
		if err != nil {
			return err
		}
		if err := b.collectOne(change.path, before, change.now); err != nil {
			return err
		}
	}
	return nil
}

func (b *corrections) collectOne(name string, base, theirs entry) error {
	mine, err := b.c.repo.at(b.mine, name)
	if err != nil {
		return err
	}
	if base, theirs, err = b.c.repo.keyed(name, mine, base, theirs, b.c.o); err != nil || theirs == base {
		return err
	}
	if mine.there() && !theirs.there() {
		if was, err := b.since.wasPublished(name); err != nil || !was {
			b.leftOut = append(b.leftOut, name)
			return err
		}
	}
	met, err := b.c.meet(name, b.c.signature(b.p.By).Name, base, mine, theirs)
	if err != nil {
		return err
	}
	if met.entry != mine {
		b.edits[name] = met.entry
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

// makeWay puts what the folder has where a file of theirs comes to stand, or above it,
// beside that: a tree holds one of both.
func (b *corrections) makeWay() error {
	left, err := b.c.repo.edit(b.mine, b.gone())
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(b.edits)) {
		if !b.edits[name].there() {
			continue
		}
		way, err := b.c.repo.inTheWay(left, name)
		if err == nil && way != "" {
			err = b.aside(left, way)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// gone are the files that go from the folder.
func (b *corrections) gone() map[string]entry {
	gone := maps.Clone(b.edits)
	maps.DeleteFunc(gone, func(_ string, e entry) bool { return e.there() })
	return gone
}

// aside puts a file of the folder, or all of a folder, under a name beside it.
func (b *corrections) aside(left plumbing.Hash, way string) error {
	own, err := b.c.repo.node(left, way)
	if err != nil {
		return err
	}
	files := map[string]entry{"": own}
	if own.mode == filemode.Dir {
		below, err := b.c.repo.flat(own.hash)
		if err != nil {
			return err
		}
		files = map[string]entry{}
		for name, e := range below {
			files["/"+name] = e
		}
	}
	beside := b.c.beside(way, b.c.signature(b.p.By).Name, own.hash)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		base, err := b.c.repo.in(b.since.begins(), way+name)
		if err != nil {
			return err
		}
		b.edits[way+name], b.edits[beside+name] = entry{}, files[name]
		b.conflicts = slices.DeleteFunc(b.conflicts, func(c Conflict) bool { return c.Path == way+name })
		b.conflicts = append(b.conflicts, Conflict{Path: way + name, Base: blobName(base), Mine: blobName(files[name]), Beside: beside + name, Since: b.c.o.Clock()})
	}
	return nil
}

// write brings the folder and the branch here to what was collected.
func (b *corrections) write(head plumbing.Hash) error {
	next, err := b.c.repo.edit(b.mine, b.edits)
	if err != nil || next == b.mine && len(b.conflicts)+len(b.leftOut) == 0 {
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
	known.leaveOut(b.p.Branch, b.leftOut)
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
