package clone

import (
	"github.com/go-git/go-git/v5/plumbing"
)

// since tells what the files of a proposal's branch were before others changed them there:
// as the author sent them, with what came from the published branch.
type since struct {
	r         *repository
	folder    []string        // keys that pages have in the folder alone
	sent      plumbing.Hash   // the commit whose texts the folder has taken in; zero if that is not known here
	published plumbing.Hash   // a commit
	gave      []plumbing.Hash // the newest commits of the published branch that the proposal's has

	own, branch []plumbing.Hash // commits since then, the newest first: of the folder, of the proposal
	forks       map[[2]plumbing.Hash]plumbing.Hash
}

// mostLooked bounds the commits in which a text, or a change of it, is looked for.
const mostLooked = 1000

// since looks at the branch of a proposal, of which sent may be the zero hash. Keys of the
// folder are in no text that was sent.
func (r *repository) since(sent, tip, head, published plumbing.Hash, folder []string) (*since, error) {
	s := &since{r: r, folder: folder, sent: sent, published: published, forks: map[[2]plumbing.Hash]plumbing.Hash{}}
	var err error
	if s.gave, err = r.forks(tip, published); err != nil || !sent.IsZero() {
		return s, err
	}
	older := map[plumbing.Hash]bool{}
	if err := r.ancestors(s.gave[0], older); err != nil {
		return nil, err
	}
	if s.own, err = r.newest(head, older); err != nil {
		return nil, err
	}
	s.branch, err = r.newest(tip, older)
	return s, err
}

// newest lists a commit and its first parents up to one of others.
func (r *repository) newest(at plumbing.Hash, older map[plumbing.Hash]bool) (all []plumbing.Hash, err error) {
	for !at.IsZero() && !older[at] && r.has(at) && len(all) < mostLooked {
		commit, err := r.commit(at)
		if err != nil {
			return nil, err
		}
		all = append(all, at)
		at = first(commit)
	}
	return all, nil
}

// begins is a commit of which the files that others may have changed are looked at.
func (s *since) begins() plumbing.Hash {
	if s.sent.IsZero() {
		return s.gave[0]
	}
	return s.sent
}

// sentIn is the commit of the branch that has a file as it was sent from here last. Where
// that was not noted, it is the one with the newest text of the folder's history that the
// branch ever had.
func (s *since) sentIn(name string) (plumbing.Hash, error) {
	texts := map[entry]plumbing.Hash{}
	for _, commit := range s.branch {
		e, err := s.r.in(commit, name)
		if err != nil {
			return commit, err
		}
		texts[e] = commit // of several the oldest
	}
	last := entry{}
	for _, commit := range s.own {
		e, err := s.r.in(commit, name)
		if err != nil {
			return commit, err
		}
		if e == last && e.there() {
			continue
		}
		last = e
		if e, err = s.r.proposed(name, e, s.folder); err != nil {
			return commit, err
		}
		if sent, ok := texts[e]; ok {
			return sent, nil
		}
	}
	return s.begins(), nil
}

// before is a file as it would be in the branch if nobody but its author and the published
// branch had changed it. What the branch has now is theirs.
func (s *since) before(name string, theirs entry) (entry, error) {
	sent, err := s.sentIn(name)
	if err != nil {
		return entry{}, err
	}
	base, err := s.r.in(sent, name)
	if err != nil {
		return base, err
	}
	old, there, err := s.given(sent, s.published, name)
	if err != nil || base == old && there == theirs {
		return theirs, err // not of this proposal, and as published: a fetch brings it
	}
	for _, commit := range s.gave {
		old, now, err := s.given(sent, commit, name)
		if err != nil {
			return base, err
		}
		if old == now {
			continue
		}
		result, err := s.r.merge(name, old, base, now)
		if err != nil {
			return base, err
		}
		if !result.touch { // else somebody put them together by hand
			base = result.entry
		}
	}
	return base, nil
}

// wasPublished reports whether a file was ever in the published branch, as far as that and
// the proposal have to do with each other.
func (s *since) wasPublished(name string) (bool, error) {
	old, now, err := s.given(s.sent, s.published, name)
	was := old.there() || now.there()
	for _, commit := range s.gave {
		if err != nil || was {
			break
		}
		var e entry
		e, err = s.r.in(commit, name)
		was = e.there()
	}
	return was, err
}

// given is a file where two commits part, and as the second has it.
func (s *since) given(sent, by plumbing.Hash, name string) (old, now entry, err error) {
	pair := [2]plumbing.Hash{sent, by}
	fork, ok := s.forks[pair]
	if !ok {
		all, err := s.r.forks(sent, by)
		if err != nil {
			return old, now, err
		}
		fork, s.forks[pair] = all[0], all[0]
	}
	if old, err = s.r.in(fork, name); err == nil {
		now, err = s.r.in(by, name)
	}
	return old, now, err
}

// in is a file in a commit; the zero entry in none.
func (r *repository) in(commit plumbing.Hash, name string) (entry, error) {
	tree, err := r.treeOf(commit)
	if err != nil {
		return entry{}, err
	}
	return r.at(tree, name)
}
