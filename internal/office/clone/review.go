package clone

import (
	"context"
	"errors"

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

// Propose sends a proposal to a branch of its own and returns its commit. A branch that is
// there gets one commit more, so that what was said of the older ones keeps its place. The
// folder stays as it is.
func (c *Clone) Propose(ctx context.Context, p Proposal) (string, error) {
	c.line.Lock()
	defer c.line.Unlock()
	hash, err := c.propose(ctx, p)
	return hash, c.note(err)
}

func (c *Clone) propose(ctx context.Context, p Proposal) (string, error) {
	at, err := c.contact()
	if err != nil {
		return "", err
	}
	defer at.close()
	there, err := c.fetch(ctx, at)
	if err != nil {
		return "", err
	}
	name := "refs/heads/" + p.Branch
	old, below := there[name], there[c.local()]
	if !old.IsZero() {
		if err := c.take(ctx, at, old); err != nil {
			return "", err
		}
		below = old
	}
	next, err := c.proposed(p, below)
	if err != nil || next == old {
		return old.String(), err
	}
	err = at.send(ctx, name, old, next, standsIn(there))
	if errors.Is(err, errMoved) {
		err = &Trouble{Kind: Moving, Detail: p.Branch}
	}
	return next.String(), err
}

// proposed writes the commit of a proposal on top of another; that one itself if the
// files are there as they are.
func (c *Clone) proposed(p Proposal, below plumbing.Hash) (plumbing.Hash, error) {
	end, err := c.begin()
	if err != nil {
		return below, err
	}
	defer end()
	head, err := c.repo.ref(c.local())
	if err != nil {
		return below, err
	}
	mine, err := c.repo.treeOf(head)
	if err != nil {
		return below, err
	}
	tree, err := c.repo.treeOf(below)
	if err != nil {
		return below, err
	}
	edits := map[string]entry{}
	for _, path := range p.Paths {
		if edits[path], err = c.repo.at(mine, path); err != nil {
			return below, err
		}
	}
	next, err := c.repo.edit(tree, edits)
	if err != nil || next == tree {
		return below, err
	}
	by := c.signature(p.By)
	return c.repo.putCommit(&object.Commit{Author: by, Committer: by, Message: p.Message + "\n", TreeHash: next, ParentHashes: parents(below)}, c.o.Sign)
}
