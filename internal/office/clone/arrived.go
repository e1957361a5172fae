package clone

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
)

// merges are the branches of reviews that have come into the published branch, by their
// names: what the host knows and no history says where it squashes the commits of a review
// into one, or makes them anew.
type merges map[string]merge

type merge struct{ of, as plumbing.Hash }

// merges asks the host which reviews have come into the published branch, if something is
// new at the remote, whose references are there, that a review of this folder may have
// brought. Without an answer the texts alone must tell.
func (c *Clone) merges(ctx context.Context, there map[string]plumbing.Hash) (merges, error) {
	if c.o.Merged == nil {
		return nil, nil
	}
	c.mu.Lock()
	seen, err := c.repo.ref(c.tracked())
	sent, also := c.repo.proposals()
	c.mu.Unlock()
	if err = errors.Join(err, also); err != nil || seen == there[c.local()] || len(sent) == 0 {
		return nil, err
	}
	told, err := c.o.Merged(ctx)
	if err != nil {
		return nil, ctx.Err()
	}
	all := merges{}
	for branch, one := range told {
		of := there[one.Ref]
		if one.Of != "" {
			of = plumbing.NewHash(one.Of)
		}
		all[branch] = merge{of, plumbing.NewHash(one.As)}
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
	sent plumbing.Hash // the newest commit of those that came in whose texts the folder has had
	from plumbing.Hash // where it leaves what was published before
	as   plumbing.Hash // the commit of the published branch that brought it; zero if the host did not tell
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
		by := told[branch]
		if there[by.as] && !known[by.as] {
			if commit, err = r.cameIn(commit, by.of); err != nil {
				return nil, err
			}
		} else if by = (merge{}); !there[commit] || known[commit] {
			continue
		}
		if !r.has(commit) {
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
		all = append(all, arrived{commit, forks[0], by.as})
	}
	slices.SortFunc(all, func(a, b arrived) int {
		if when[a.sent] != when[b.sent] {
			return int(min(1, max(-1, when[b.sent]-when[a.sent])))
		}
		return strings.Compare(a.sent.String(), b.sent.String())
	})
	return all, nil
}

// cameIn is the newest commit whose texts the folder has had of a proposal that was merged
// at one of its commits: what was sent after that has not come in.
func (r *repository) cameIn(sent, of plumbing.Hash) (plumbing.Hash, error) {
	older := map[plumbing.Hash]bool{}
	if err := r.ancestors(sent, older); err != nil || !older[of] {
		return sent, err
	}
	return of, nil
}

// sentText is a file as it went for review, and in which proposal; nil if in none. A commit has all files of
// the site: those that it does not change did not go.
func (r *repository) sentText(name string, by []arrived) (entry, *arrived, error) {
	for _, one := range by {
		now, err := r.in(one.sent, name)
		if err != nil {
			return entry{}, nil, err
		}
		if old, err := r.in(one.from, name); err != nil || old != now {
			return now, &one, err
		}
	}
	return entry{}, nil, nil
}
