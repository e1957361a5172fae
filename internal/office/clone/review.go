package clone

import (
	"context"
	"errors"
	"slices"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// Proposal is a piece of work that others are to look at: some files as they were saved
// here, on top of what the remote has.
type Proposal struct {
	Branch  string   // its short name at the remote
	Paths   []string // files as they were saved last; one that is not there takes it away
	By      Person
	Message string
}

// Sent is what became of a proposal.
type Sent struct {
	Commit string // the newest of its branch
	// LeftOut are files of the proposal that others have taken out of its branch, and that were
	// never published: they stay in the folder, and go along when they are sent once more.
	LeftOut []string
}

// Propose sends a proposal to a branch of its own. A branch that is there gets one commit
// more, so that what was said of the older ones keeps its place. What others have changed in
// it since it was sent from here comes into the folder first; where that touches what is
// sent, nothing is sent and the error is Touching.
func (c *Clone) Propose(ctx context.Context, p Proposal) (Sent, error) {
	c.line.Lock()
	defer c.line.Unlock()
	sent, err := c.propose(ctx, p)
	return sent, c.note(err)
}

func (c *Clone) propose(ctx context.Context, p Proposal) (Sent, error) {
	at, err := c.contact()
	if err != nil {
		return Sent{}, err
	}
	defer at.close()
	name := "refs/heads/" + p.Branch
	there, err := c.fetch(ctx, at, name)
	if err != nil {
		return Sent{}, err
	}
	old := there[name]
	if err := c.take(ctx, at, old); err != nil {
		return Sent{}, err
	}
	next, left, err := c.proposed(p, old, there[c.local()])
	if err != nil {
		return Sent{}, err
	}
	if next != old {
		err = at.send(ctx, name, old, next, standsIn(there))
	}
	if errors.Is(err, errMoved) {
		return Sent{}, &Trouble{Kind: Moving, Detail: p.Branch}
	}
	if err != nil {
		return Sent{}, err
	}
	return Sent{next.String(), left}, c.sent(p.Branch, next)
}

// sent notes what was sent to the branch of a proposal.
func (c *Clone) sent(branch string, next plumbing.Hash) error {
	end, err := c.begin()
	if err != nil {
		return err
	}
	defer end()
	known, err := c.repo.recalled()
	if err != nil {
		return err
	}
	if len(known.leftOutOf(branch)) > 0 { // who sent it is told now
		known.LeftOut = slices.DeleteFunc(known.LeftOut, func(one leftOut) bool { return one.Branch == branch })
		if err := c.repo.recall(known); err != nil {
			return err
		}
	}
	before, err := c.repo.ref(sentAs(branch))
	if err != nil {
		return err
	}
	return c.repo.setRef(sentAs(branch), before, next)
}

// proposed writes the commit of a proposal on top of what its branch has, or of what is
// published if there is none; that of the branch itself if the files are there as they are.
// What others took out of the branch is left out.
func (c *Clone) proposed(p Proposal, old, published plumbing.Hash) (next plumbing.Hash, left []string, err error) {
	end, err := c.begin()
	if err != nil {
		return old, nil, err
	}
	defer end()
	if err := c.undecided(p.Paths); err != nil {
		return old, nil, err
	}
	below := published
	if !old.IsZero() {
		below = old
		if left, err = c.corrected(&p, old, published); err != nil {
			return old, nil, err
		}
	}
	edits, tree, err := c.offered(p, below)
	if err != nil {
		return below, left, err
	}
	now, err := c.repo.edit(tree, edits)
	if err != nil || now == tree {
		return below, left, err
	}
	by := c.signature(p.By)
	next, err = c.repo.putCommit(&object.Commit{Author: by, Committer: by, Message: p.Message + "\n", TreeHash: now, ParentHashes: parents(below)}, c.o.Sign)
	return next, left, err
}

// corrected takes into the folder what others have changed in the branch of a proposal, and
// out of the proposal what they took out there, which it returns.
func (c *Clone) corrected(p *Proposal, tip, published plumbing.Hash) (left []string, err error) {
	if err := c.correct(*p, tip, published); err != nil {
		return nil, err
	}
	known, err := c.repo.recalled()
	if err != nil {
		return nil, err
	}
	out := known.leftOutOf(p.Branch)
	isOut := func(path string) bool { return slices.Contains(out, path) }
	left = slices.DeleteFunc(slices.Clone(p.Paths), func(path string) bool { return !isOut(path) })
	p.Paths = slices.DeleteFunc(slices.Clone(p.Paths), isOut)
	return left, nil
}

// offered are the files of a proposal as they were saved here, and the tree of the commit
// below. A file that differs from that in nothing but the keys of its text stays as it is;
// keys of the folder do not go along.
func (c *Clone) offered(p Proposal, below plumbing.Hash) (edits map[string]entry, tree plumbing.Hash, err error) {
	head, err := c.repo.ref(c.local())
	if err != nil {
		return nil, tree, err
	}
	mine, err := c.repo.treeOf(head)
	if err != nil {
		return nil, tree, err
	}
	if tree, err = c.repo.treeOf(below); err != nil {
		return nil, tree, err
	}
	edits, folder := map[string]entry{}, c.o.folderKeys()
	for _, path := range p.Paths {
		now, err := c.repo.at(mine, path)
		if err == nil {
			now, err = c.repo.proposed(path, now, folder)
		}
		if err != nil {
			return nil, tree, err
		}
		there, err := c.repo.at(tree, path)
		if err != nil {
			return nil, tree, err
		}
		if there, err = c.repo.withKeysOf(now, there, c.o.OfText); err != nil {
			return nil, tree, err
		}
		if now != there {
			edits[path] = now
		}
	}
	return edits, tree, nil
}
