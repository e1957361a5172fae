package clone

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// Proposed is what would come into the branch that is published if a branch of the remote
// were merged into it now.
type Proposed struct {
	Commit string // the newest of the branch
	Files  []ProposedFile
	More   int // files that were not read, beyond the bound of those that a person looks at
}

// ProposedFile is a file that a proposal changes, makes or takes away.
type ProposedFile struct {
	Path     string
	Old, New []byte // as it is published, and as it is proposed; nil where it is not there
	Binary   bool   // one of both is no text in UTF-8; one that is long comes without its bytes
	Cut      bool   // text that is longer than a person reads, or no file: without bytes

	OldBlob, NewBlob Blob // both as the repository holds them
}

// Blob names bytes of the repository.
type Blob struct {
	Name string // for Text; "" where nothing is
	Size int64
}

// The bounds of a proposal that a person can look at.
const (
	mostProposed    = 200
	longestText     = 2 << 20  // of a file as it was and as it is, in bytes
	longestProposed = 20 << 20 // of all texts, in bytes
	longestBinary   = 4 << 20  // of a picture or another file, in bytes
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
	changes, err := c.repo.brought(tip, published)
	if err != nil {
		return Proposed{}, err
	}
	p := Proposed{Commit: tip.String()}
	left := longestProposed
	for _, change := range changes[:min(len(changes), mostProposed)] {
		f, err := c.repo.proposedFile(change, &left)
		if err != nil {
			return Proposed{}, err
		}
		p.Files = append(p.Files, f)
	}
	p.More = len(changes) - len(p.Files)
	return p, nil
}

// brought lists what a merge of one branch into another brings, sorted by path, with what
// is there now as the old. What came the other way is left out: a host merges what is
// published into a review when asked to bring it up to date.
func (r *repository) brought(tip, published plumbing.Hash) ([]change, error) {
	r.refresh()
	forks, err := r.forks(tip, published)
	if err != nil {
		return nil, err
	}
	next, err := r.treeOf(tip)
	if err != nil {
		return nil, err
	}
	there, err := r.treeOf(published)
	if err != nil {
		return nil, err
	}
	all := map[string]change{}
	for _, fork := range forks {
		base, err := r.treeOf(fork)
		if err != nil {
			return nil, err
		}
		changes, err := r.diff(base, next)
		if err != nil {
			return nil, err
		}
		for _, one := range changes {
			if one.old, err = r.at(there, one.path); err != nil {
				return nil, err
			}
			if one.old != one.now {
				all[one.path] = one
			}
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b change) int { return strings.Compare(a.path, b.path) }), nil
}

// forks are the newest commits that two branches share, by all parents; the zero hash if
// they share none. They are several if each was merged into the other.
func (r *repository) forks(tip, published plumbing.Hash) ([]plumbing.Hash, error) {
	shared, seen, older := map[plumbing.Hash]bool{}, map[plumbing.Hash]bool{}, map[plumbing.Hash]bool{}
	if err := r.ancestors(published, shared); err != nil {
		return nil, err
	}
	var met []plumbing.Hash
	for open := []plumbing.Hash{tip}; len(open) > 0; {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		if at.IsZero() || seen[at] || !r.has(at) {
			continue
		}
		seen[at] = true
		commit, err := r.commit(at)
		if err != nil {
			return nil, err
		}
		if !shared[at] {
			open = append(open, commit.ParentHashes...)
			continue
		}
		met = append(met, at)
		for _, parent := range commit.ParentHashes {
			if err := r.ancestors(parent, older); err != nil {
				return nil, err
			}
		}
	}
	met = slices.DeleteFunc(met, func(at plumbing.Hash) bool { return older[at] })
	if len(met) == 0 {
		return []plumbing.Hash{plumbing.ZeroHash}, nil
	}
	return met, nil
}

// proposedFile reads a file of a proposal. The bytes of text that a person still reads are
// counted down.
func (r *repository) proposedFile(of change, left *int) (f ProposedFile, err error) {
	f.Path = of.path
	if f.Old, err = r.proposedText(of.old, &f); err != nil {
		return f, err
	}
	if f.New, err = r.proposedText(of.now, &f); err != nil {
		return f, err
	}
	f.OldBlob, f.NewBlob = Blob{blobName(of.old), int64(len(f.Old))}, Blob{blobName(of.now), int64(len(f.New))}
	size := len(f.Old) + len(f.New)
	most := longestBinary
	if !f.Binary {
		most = min(longestText, *left)
		f.Cut = f.Cut || size > most
	}
	if size > most || f.Cut {
		f.Old, f.New = unread(f.Old), unread(f.New)
	} else if !f.Binary {
		*left -= size
	}
	return f, nil
}

func (r *repository) proposedText(e entry, of *ProposedFile) ([]byte, error) {
	if !e.there() {
		return nil, nil
	}
	if !e.isFile() {
		of.Cut = true
		return []byte{}, nil
	}
	data, err := r.blob(e.hash)
	of.Binary = of.Binary || !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0
	if data == nil {
		data = []byte{}
	}
	return data, err
}

// unread is a text without its bytes.
func unread(text []byte) []byte {
	if text == nil {
		return nil
	}
	return []byte{}
}

// tipOf takes in what the remote has, and the newest commit of one of its branches.
func (c *Clone) tipOf(ctx context.Context, branch string) (at *contact, tip, published plumbing.Hash, err error) {
	if at, err = c.contact(); err != nil {
		return nil, tip, published, err
	}
	name := "refs/heads/" + branch
	there, err := c.fetch(ctx, at, name)
	if err == nil {
		tip, published = there[name], there[c.local()]
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
