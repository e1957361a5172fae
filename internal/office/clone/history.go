package clone

import (
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// Revision is a commit that changed a file.
type Revision struct {
	Commit  string
	By      Person
	When    time.Time
	Message string
	Blob    string // of the file; "" where it was taken away
}

// Past are the commits that changed a file, the latest first.
type Past struct {
	Revisions []Revision
	Cut       bool // there are older commits that were not looked at
}

// History lists the commits that changed a file, at most as many as are wanted, among the
// mostLooked latest. Where a merge has the file as one of its parents has it, the history of
// that parent tells who wrote it.
func (c *Clone) History(path string, most int) (past Past, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.repo.refresh()
	at, err := c.repo.ref(c.local())
	for looked := 0; err == nil && !at.IsZero() && c.repo.has(at); looked++ {
		if looked == mostLooked || len(past.Revisions) == most {
			past.Cut = true
			break
		}
		var r *Revision
		if r, at, err = c.repo.revision(at, path); r != nil {
			past.Revisions = append(past.Revisions, *r)
		}
	}
	return past, err
}

// revision is a commit, if it changed a file, and the commit before it that is of interest.
func (r *repository) revision(at plumbing.Hash, path string) (*Revision, plumbing.Hash, error) {
	commit, err := r.commit(at)
	if err != nil {
		return nil, at, err
	}
	now, err := r.at(commit.TreeHash, path)
	if err != nil {
		return nil, at, err
	}
	same, err := r.parentWith(commit, path, now)
	if err != nil || !same.IsZero() {
		return nil, same, err
	}
	if len(commit.ParentHashes) == 0 && !now.there() {
		return nil, plumbing.ZeroHash, nil
	}
	by := Person{commit.Author.Name, commit.Author.Email}
	return &Revision{Commit: at.String(), By: by, When: commit.Author.When, Message: commit.Message, Blob: blobName(now)}, first(commit), nil
}

// parentWith is the first of the parents of a commit that has a file as it is there; the
// zero hash if none has.
func (r *repository) parentWith(commit *object.Commit, path string, now entry) (plumbing.Hash, error) {
	for _, parent := range commit.ParentHashes {
		if !r.has(parent) { // a shallow history ends here
			continue
		}
		before, err := r.in(parent, path)
		if err != nil || before == now {
			return parent, err
		}
	}
	return plumbing.ZeroHash, nil
}
