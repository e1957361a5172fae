package clone

import (
	"context"
	"errors"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// Proposed is what a branch of the remote changes, since it left the branch that is
// published.
type Proposed struct {
	Commit string // the newest of the branch
	Files  []ProposedFile
}

// ProposedFile is a file that a proposal changes, makes or takes away.
type ProposedFile struct {
	Path     string
	Old, New []byte // as it is published, and as it is proposed; nil where it is not there
}

// The bounds of a proposal that a person can look at.
const (
	mostProposed    = 200
	longestProposed = 20 << 20 // of a file, in bytes; longer ones come without their bytes
)

// Proposed reads a proposal of anybody, after Fetch.
func (c *Clone) Proposed(ctx context.Context, branch string) (Proposed, error) {
	c.line.Lock()
	defer c.line.Unlock()
	p, err := c.proposedBy(ctx, branch)
	return p, c.note(err)
}

func (c *Clone) proposedBy(ctx context.Context, branch string) (Proposed, error) {
	at, tip, published, err := c.tipOf(ctx, branch)
	if err != nil {
		return Proposed{}, err
	}
	at.close()
	c.mu.Lock()
	defer c.mu.Unlock()
	fork, err := c.forkOf(tip, published)
	if err != nil {
		return Proposed{}, err
	}
	trees := [3]plumbing.Hash{}
	for i, commit := range []plumbing.Hash{fork, tip, published} {
		if trees[i], err = c.repo.treeOf(commit); err != nil {
			return Proposed{}, err
		}
	}
	changes, err := c.repo.diff(trees[0], trees[1])
	if err != nil {
		return Proposed{}, err
	}
	p := Proposed{Commit: tip.String()}
	for _, change := range changes[:min(len(changes), mostProposed)] {
		f := ProposedFile{Path: change.path}
		now, err := c.repo.at(trees[2], change.path)
		if err == nil {
			f.Old, err = c.proposedText(now)
		}
		if err == nil {
			f.New, err = c.proposedText(change.now)
		}
		if err != nil {
			return Proposed{}, err
		}
		p.Files = append(p.Files, f)
	}
	return p, nil
}

func (c *Clone) proposedText(e entry) ([]byte, error) {
	if !e.isFile() {
		return nil, nil
	}
	data, err := c.repo.blob(e.hash)
	if len(data) > longestProposed {
		data = []byte{}
	}
	return data, err
}

// tipOf takes in what the remote has, and the newest commit of one of its branches.
func (c *Clone) tipOf(ctx context.Context, branch string) (at *contact, tip, published plumbing.Hash, err error) {
	if at, err = c.contact(); err != nil {
		return nil, tip, published, err
	}
	there, err := c.fetch(ctx, at)
	if err == nil {
		tip, published = there["refs/heads/"+branch], there[c.local()]
		if tip.IsZero() {
			err = &Trouble{Kind: Missing, Detail: branch}
		}
	}
	if err == nil {
		err = c.take(ctx, at, tip)
	}
	if err != nil {
		at.close()
	}
	return at, tip, published, err
}

// forkOf is the commit at which a branch left another; the zero hash if it never stood on
// it.
func (c *Clone) forkOf(tip, published plumbing.Hash) (plumbing.Hash, error) {
	c.repo.refresh()
	before := map[plumbing.Hash]bool{}
	if err := c.repo.ancestors(published, before); err != nil {
		return tip, err
	}
	for at := tip; !at.IsZero() && c.repo.has(at); {
		if before[at] {
			return at, nil
		}
		commit, err := c.repo.commit(at)
		if err != nil {
			return tip, err
		}
		at = first(commit)
	}
	return plumbing.ZeroHash, nil
}

// Amend adds a commit with other texts of some files to a branch of the remote, which must
// stand at a commit, and returns the new one; that one itself if the texts are there as they
// are. The folder stays as it is.
func (c *Clone) Amend(ctx context.Context, branch, commit string, texts map[string][]byte, by Person, message string) (string, error) {
	c.line.Lock()
	defer c.line.Unlock()
	hash, err := c.amend(ctx, branch, commit, texts, by, message)
	return hash, c.note(err)
}

func (c *Clone) amend(ctx context.Context, branch, commit string, texts map[string][]byte, by Person, message string) (string, error) {
	at, tip, _, err := c.tipOf(ctx, branch)
	if err != nil {
		return "", err
	}
	defer at.close()
	moved := &Trouble{Kind: Moving, Detail: branch}
	if tip.String() != commit {
		return "", moved
	}
	next, err := c.amended(tip, texts, by, message)
	if err != nil || next == tip {
		return commit, err
	}
	err = at.send(ctx, "refs/heads/"+branch, tip, next, func(hash plumbing.Hash) bool { return hash == tip })
	if errors.Is(err, errMoved) {
		err = moved
	}
	return next.String(), err
}

func (c *Clone) amended(tip plumbing.Hash, texts map[string][]byte, by Person, message string) (plumbing.Hash, error) {
	end, err := c.begin()
	if err != nil {
		return tip, err
	}
	defer end()
	tree, err := c.repo.treeOf(tip)
	if err != nil {
		return tip, err
	}
	edits := map[string]entry{}
	for path, text := range texts {
		e, err := c.repo.at(tree, path)
		if err != nil {
			return tip, err
		}
		if !e.isFile() {
			return tip, &Trouble{Kind: Missing, Detail: path}
		}
		if e.hash, err = c.repo.put(plumbing.BlobObject, text); err != nil {
			return tip, err
		}
		edits[path] = e
	}
	next, err := c.repo.edit(tree, edits)
	if err != nil || next == tree {
		return tip, err
	}
	who := c.signature(by)
	return c.repo.putCommit(&object.Commit{Author: who, Committer: who, Message: message + "\n", TreeHash: next, ParentHashes: parents(tip)}, c.o.Sign)
}
