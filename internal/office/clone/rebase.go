package clone

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
)

// rebase puts what was saved here on top of what the remote has: page by page, of each
// page what was saved last, with the commits in between as far as they can be put together
// too.
type rebase struct {
	c      *Clone
	own    []*object.Commit // saved here, the oldest first
	fork   plumbing.Hash    // the commit below them
	remote plumbing.Hash    // the commit of the remote
	base   plumbing.Hash    // tree: what both were made from
	mine   plumbing.Hash    // tree: of the last own commit
	theirs plumbing.Hash    // tree: of the remote

	arrived   []arrived      // what was sent for review from here and has come into theirs
	last      map[string]int // the last of the own commits that touches a path
	results   map[string]met
	conflicts []Conflict
}

// integrate brings the branch and the folder up to where the remote's branch stands. The
// clone is held and all that is in the folder is saved.
func (c *Clone) integrate(remote plumbing.Hash, told merges) error {
	local, err := c.repo.ref(c.local())
	if err != nil {
		return err
	}
	seen, err := c.repo.ref(c.tracked())
	if err != nil || remote.IsZero() {
		return err
	}
	own, fork, err := c.ownCommits(local, seen, remote)
	if err != nil {
		return err
	}
	if fork == remote { // nothing is new
		return c.repo.setRef(c.tracked(), seen, remote)
	}
	next, conflicts := remote, []Conflict(nil)
	if len(own) > 0 {
		if next, conflicts, err = c.replay(own, fork, local, remote, told); err != nil {
			return err
		}
		if err := c.keep(local); err != nil {
			return err
		}
	}
	known, err := c.repo.recalled()
	if err != nil {
		return err
	}
	if rewritten, err := c.rewritten(seen, remote); err != nil {
		return err
	} else if rewritten {
		known.Rewritten = c.o.Clock()
		if err := c.keep(seen); err != nil {
			return err
		}
	}
	known.add(conflicts)
	known.Step = &step{From: local.String(), To: next.String(), Remote: remote.String()}
	if err := c.repo.recall(known); err != nil {
		return err
	}
	return c.finish()
}

// ownCommits are the commits of the branch that the remote does not have, the oldest
// first, and the commit below them: the remote's, or the one at which it was last seen.
// What the remote had then and has no more was taken away there, and is not brought back.
func (c *Clone) ownCommits(local, seen, remote plumbing.Hash) ([]*object.Commit, plumbing.Hash, error) {
	var all []*object.Commit
	at := local
	for !at.IsZero() && at != remote && at != seen {
		commit, err := c.repo.commit(at)
		if err != nil {
			return nil, at, err
		}
		all = append(all, commit)
		if at = first(commit); !c.repo.has(at) { // a shallow history ends here
			at = plumbing.ZeroHash
		}
	}
	if at.IsZero() && !local.IsZero() {
		return c.forked(all, seen, remote)
	}
	slices.Reverse(all)
	return all, at, nil
}

// forked finds where a branch leaves the history of the remote that does not lie on its
// line of first parents: somebody has merged with Git, or nobody has seen the remote yet.
func (c *Clone) forked(all []*object.Commit, seen, remote plumbing.Hash) ([]*object.Commit, plumbing.Hash, error) {
	there := map[plumbing.Hash]bool{}
	for _, tip := range []plumbing.Hash{seen, remote} {
		if err := c.repo.ancestors(tip, there); err != nil {
			return nil, tip, err
		}
	}
	for i, commit := range all {
		if there[commit.Hash] {
			own := slices.Clone(all[:i])
			slices.Reverse(own)
			return own, commit.Hash, nil
		}
	}
	return nil, plumbing.ZeroHash, &Trouble{Kind: Unrelated}
}

func first(c *object.Commit) plumbing.Hash {
	if len(c.ParentHashes) == 0 {
		return plumbing.ZeroHash
	}
	return c.ParentHashes[0]
}

// ancestors adds a commit and all before it that are here.
func (r *repository) ancestors(tip plumbing.Hash, all map[plumbing.Hash]bool) error {
	open := []plumbing.Hash{tip}
	for len(open) > 0 {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		if at.IsZero() || all[at] || !r.has(at) {
			continue
		}
		commit, err := r.commit(at)
		if err != nil {
			return err
		}
		all[at] = true
		open = append(open, commit.ParentHashes...)
	}
	return nil
}

// rewritten reports whether the remote no longer has the commit at which it was last seen.
func (c *Clone) rewritten(seen, remote plumbing.Hash) (bool, error) {
	for at := remote; !at.IsZero() && c.repo.has(at); {
		if at == seen {
			return false, nil
		}
		commit, err := c.repo.commit(at)
		if err != nil {
			return false, err
		}
		at = first(commit)
	}
	if seen.IsZero() {
		return false, nil
	}
	all := map[plumbing.Hash]bool{}
	err := c.repo.ancestors(remote, all)
	return !all[seen], err
}

// replay makes the own commits anew on top of the remote's.
func (c *Clone) replay(own []*object.Commit, fork, local, remote plumbing.Hash, told merges) (plumbing.Hash, []Conflict, error) {
	b := &rebase{c: c, own: own, fork: fork, remote: remote, last: map[string]int{}, results: map[string]met{}}
	for hash, tree := range map[plumbing.Hash]*plumbing.Hash{fork: &b.base, local: &b.mine, remote: &b.theirs} {
		var err error
		if *tree, err = c.repo.treeOf(hash); err != nil {
			return hash, nil, err
		}
	}
	touched, err := b.touched()
	if err == nil {
		b.arrived, err = c.repo.arrivals(remote, fork, told)
	}
	if err != nil {
		return remote, nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(b.last)) {
		if err := b.settle(name); err != nil {
			return remote, nil, err
		}
	}
	tip, tree := remote, b.theirs
	for i, commit := range own {
		next, err := b.again(i, tree, touched[i])
		if err != nil {
			return tip, nil, err
		}
		if next == tree {
			continue
		}
		again := &object.Commit{Author: commit.Author, Committer: commit.Committer, Message: commit.Message, TreeHash: next, ParentHashes: parents(tip)}
		if tip, err = c.repo.putCommit(again, c.o.Sign); err != nil {
			return tip, nil, err
		}
		tree = next
	}
	return tip, b.conflicts, nil
}

// touched lists what each own commit changes.
func (b *rebase) touched() ([][]change, error) {
	all := make([][]change, len(b.own))
	before := b.base
	for i, commit := range b.own {
		tree, err := b.c.repo.treeOf(commit.Hash)
		if err != nil {
			return nil, err
		}
		if all[i], err = b.c.repo.diff(before, tree); err != nil {
			return nil, err
		}
		for _, change := range all[i] {
			b.last[change.path] = i
		}
		before = tree
	}
	return all, nil
}

// settle decides what becomes of a path in the end.
func (b *rebase) settle(name string) error {
	var all [3]entry
	for i, tree := range []plumbing.Hash{b.base, b.mine, b.theirs} {
		var err error
		if all[i], err = b.c.repo.at(tree, name); err != nil {
			return err
		}
	}
	// What was published was made from what was sent for review.
	sent, by, err := b.c.repo.sentText(name, b.arrived)
	if err != nil {
		return err
	}
	if by != nil {
		if all[0], err = b.c.repo.withKeysOf(all[1], sent, b.c.o.setAside()); err != nil {
			return err
		}
	}
	result, err := b.met(name, all[0], all[1], all[2], by)
	if err == nil && result.conflict != nil {
		result, err = b.unless(result, all[1], all[2])
	}
	if err != nil {
		return err
	}
	if result, err = b.makeWay(name, result, all[0], all[1]); err != nil {
		return err
	}
	b.results[name] = result
	if result.conflict == nil {
		return nil
	}
	if beside := result.conflict.Beside; beside != "" {
		b.results[beside] = met{entry: all[1]}
		b.last[beside] = b.last[name]
	}
	b.conflicts = append(b.conflicts, *result.conflict)
	return nil
}

// met is what becomes of a path. A file that was left out of what came in of a proposal, and
// was never published, stays: it is to be sent another time.
func (b *rebase) met(name string, base, mine, theirs entry, by *arrived) (met, error) {
	if by != nil && mine.there() && !theirs.there() {
		if had, err := b.published(name, by); err != nil || !had {
			return met{entry: mine}, err
		}
	}
	return b.c.meet(name, b.author(name), base, mine, theirs)
}

// published reports whether a file was ever published since a proposal was begun. Commits
// below the one that brought the proposal are its own, where a host puts them there singly.
func (b *rebase) published(name string, by *arrived) (bool, error) {
	seen := []plumbing.Hash{by.from, b.fork}
	for at := b.remote; !at.IsZero() && at != b.fork && b.c.repo.has(at); {
		commit, err := b.c.repo.commit(at)
		if err != nil {
			return false, err
		}
		if seen = append(seen, at); at == by.as {
			break
		}
		at = first(commit)
	}
	for _, at := range seen {
		if e, err := b.c.repo.in(at, name); err != nil || e.there() {
			return true, err
		}
	}
	return false, nil
}

// makeWay puts what would stand at a path where the others have a folder, or below a file of
// theirs, beside that: as a merge of that path alone, it would take theirs away.
func (b *rebase) makeWay(name string, result met, base, mine entry) (met, error) {
	if !result.entry.there() {
		return result, nil
	}
	way, err := b.c.repo.inTheWay(b.theirs, name)
	if err != nil || way == "" {
		return result, err
	}
	own, err := b.c.repo.node(b.mine, way) // the same for all files of a folder
	if err != nil {
		return result, err
	}
	beside := b.c.beside(way, b.author(name), own.hash) + strings.TrimPrefix(name, way)
	return met{conflict: &Conflict{Path: name, Base: blobName(base), Mine: blobName(mine), Beside: beside, Since: b.c.o.Clock()}}, nil
}

// unless is theirs without a conflict, if it differs from mine in keys alone that are set
// aside, such as who has approved it.
func (b *rebase) unless(touching met, mine, theirs entry) (met, error) {
	aside := b.c.o.setAside()
	one, err := b.c.repo.without(mine, aside)
	if err != nil {
		return touching, err
	}
	other, err := b.c.repo.without(theirs, aside)
	if err != nil || one.hash != other.hash || !mine.isFile() || !theirs.isFile() {
		return touching, err
	}
	return met{entry: theirs}, nil
}

func (b *rebase) author(name string) string { return b.own[b.last[name]].Author.Name }

func blobName(e entry) string {
	if !e.there() {
		return ""
	}
	return e.hash.String()
}

// beside is the name of the copy that keeps a file of mine: which of them it is stands in
// the name, so that the same one is not kept twice.
func (c *Clone) beside(name, who string, blob plumbing.Hash) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(path.Base(name), ext)
	return path.Join(path.Dir(name), stem+"-"+sourceedit.Name(c.words.Say("beside", problem.Args{"who": who}), "x")+"-"+blob.String()[:7]+ext)
}

// again is the tree of an own commit on top of another.
func (b *rebase) again(i int, tree plumbing.Hash, touched []change) (plumbing.Hash, error) {
	edits := map[string]entry{}
	for _, change := range touched {
		result := b.results[change.path]
		switch {
		case b.last[change.path] == i:
			edits[change.path] = result.entry
		case result.conflict != nil:
		default:
			if err := b.between(edits, change); err != nil {
				return tree, err
			}
		}
	}
	for _, conflict := range b.conflicts {
		if conflict.Beside != "" && b.last[conflict.Beside] == i {
			edits[conflict.Beside] = b.results[conflict.Beside].entry
		}
	}
	return b.c.repo.edit(tree, edits)
}

// between is what a path was between two own commits, if that can be put together with
// what the others did. Where theirs holds all of mine in the end, or was made from it, there
// is nothing in between.
func (b *rebase) between(edits map[string]entry, change change) error {
	if _, by, err := b.c.repo.sentText(change.path, b.arrived); by != nil || err != nil {
		return err
	}
	base, err := b.c.repo.at(b.base, change.path)
	if err != nil {
		return err
	}
	theirs, err := b.c.repo.at(b.theirs, change.path)
	if err != nil {
		return err
	}
	if b.results[change.path].entry == theirs {
		return nil
	}
	result, err := b.c.repo.merge(change.path, base, change.now, theirs)
	if err == nil && !result.touch {
		edits[change.path] = result.entry
	}
	return err
}

// keep adds a commit to the history of all that was saved here.
func (c *Clone) keep(commit plumbing.Hash) error {
	before, err := c.repo.ref(kept)
	if err != nil {
		return err
	}
	by := c.signature(Person{})
	next, err := c.repo.putCommit(&object.Commit{Author: by, Committer: by, Message: "kept\n", ParentHashes: parents(before, commit)}, nil)
	if err != nil {
		return err
	}
	return c.repo.setRef(kept, before, next)
}

// keepFile adds a file that stands in no commit to the history of all that was saved here.
func (c *Clone) keepFile(name string, e entry) error {
	tree, err := c.repo.edit(plumbing.ZeroHash, map[string]entry{name: e})
	if err != nil {
		return err
	}
	by := c.signature(Person{})
	commit, err := c.repo.putCommit(&object.Commit{Author: by, Committer: by, Message: name + "\n", TreeHash: tree}, nil)
	if err != nil {
		return err
	}
	return c.keep(commit)
}
