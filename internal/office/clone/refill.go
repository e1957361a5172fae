package clone

import (
	"context"
	"errors"

	"github.com/go-git/go-git/v5/plumbing"
)

// damagedObject is the object of this repository of which an error says that it is damaged; nil
// if it says something else.
func damagedObject(err error) *plumbing.Hash {
	var t *Trouble
	if !errors.As(err, &t) || t.Kind != Damaged || !plumbing.IsHash(t.Detail) {
		return nil
	}
	hash := plumbing.NewHash(t.Detail)
	return &hash
}

// refill fetches all that the remote has of the branch, as if nothing were here, for an
// object that is damaged here. It reports whether the object is there then. It is done once
// for each object: of one that was never sent it is in vain.
func (c *Clone) refill(ctx context.Context, lost plumbing.Hash) bool {
	if c.refilled[lost] {
		return false
	}
	c.refilled[lost] = true
	at, err := c.contact()
	if err != nil {
		return false
	}
	defer at.close()
	there, err := at.branches(ctx, c.local())
	if err != nil || at.line.fetch(ctx, at.objects, there[c.local()], nil) != nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.repo.refresh()
	return c.repo.has(lost) && c.repo.lookThrough(lost) == nil
}
