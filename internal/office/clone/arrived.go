package clone

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// merges are the commits of the published branch that brought branches of reviews, by the
// names of these: what the host knows and no history says where it squashes the commits of
// a review into one, or makes them anew.
type merges map[string]plumbing.Hash

// merges asks the host which reviews have come into the published branch, if something is
// new there that a review of this folder may have brought. Without an answer the texts
// alone must tell.
func (c *Clone) merges(ctx context.Context, tip plumbing.Hash) (merges, error) {
	if c.o.Merged == nil {
		return nil, nil
	}
	c.mu.Lock()
	seen, err := c.repo.ref(c.tracked())
	sent, also := c.repo.proposals()
	c.mu.Unlock()
	if err = errors.Join(err, also); err != nil || seen == tip || len(sent) == 0 {
		return nil, err
	}
	told, err := c.o.Merged(ctx)
	if err != nil {
		return nil, ctx.Err()
	}
	all := merges{}
	for branch, commit := range told {
		all[branch] = plumbing.NewHash(commit)
	}
	return all, nil
}

// proposals are the commits that were sent for review from this folder, by their branches.
func (r *repository) proposals() (map[string]plumbing.Hash, error) {
	refs, err := r.references()
	all := map[string]plumbing.Hash{}
	for ref, sent := range refs {
		if branch, is := strings.CutPrefix(ref, sentRefs); is {
			all[branch] = sent
		}
	}
	return all, err
}

// arrived is a proposal that has come into the published branch.
type arrived struct {
	sent plumbing.Hash // the commit whose texts the folder has
	from plumbing.Hash // where it leaves what was published before
}

// arrivals lists the proposals of this folder that a commit of the published branch has, or
// the host has made a part of it, and an older one has not; the one that was sent last first.
func (r *repository) arrivals(in, before plumbing.Hash, told merges) ([]arrived, error) {
	sent, err := r.proposals()
	if err != nil || len(sent) == 0 {
		return nil, err
	}
	there, known := map[plumbing.Hash]bool{}, map[plumbing.Hash]bool{}
	if err := errors.Join(r.ancestors(in, there), r.ancestors(before, known)); err != nil {
		return nil, err
	}
	var all []arrived
	when := map[plumbing.Hash]int64{}
	for branch, commit := range sent {
		brought := there[commit] && !known[commit] || there[told[branch]] && !known[told[branch]]
		if !brought || !r.has(commit) {
			continue
		}
		c, err := r.commit(commit)
		if err != nil {
			return nil, err
		}
		forks, err := r.forks(commit, before)
		if err != nil {
			return nil, err
		}
		when[commit] = c.Committer.When.UnixNano()
		all = append(all, arrived{commit, forks[0]})
	}
	slices.SortFunc(all, func(a, b arrived) int {
		if when[a.sent] != when[b.sent] {
			return int(min(1, max(-1, when[b.sent]-when[a.sent])))
		}
		return strings.Compare(a.sent.String(), b.sent.String())
	})
	return all, nil
}

// sentText is a file as it went for review; false if it did not. A commit has all files of
// the site: those that it does not change did not go.
func (r *repository) sentText(name string, by []arrived) (entry, bool, error) {
	for _, one := range by {
		now, err := r.in(one.sent, name)
		if err != nil {
			return entry{}, false, err
		}
		if old, err := r.in(one.from, name); err != nil || old != now {
			return now, true, err
		}
	}
	return entry{}, false, nil
}
