package clone

import (
	"errors"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// State is where a clone stands, without asking the remote.
type State struct {
	Branch    string
	Unsaved   []Change   // in the folder, since it was saved last
	Ahead     int        // commits that were not sent yet
	Unsent    []string   // the files that they change
	Conflicts []Conflict // that wait for a person
	Contact   time.Time  // when the remote last answered; zero for never
	Failure   *Failure   // why the last exchange failed; nil if it did not
	Rewritten time.Time  // when the remote's history was replaced by another; zero for never
}

// State looks at the folder and at what is known of the remote.
func (c *Clone) State() (State, error) {
	end, err := c.begin()
	if err != nil {
		return State{}, err
	}
	defer end()
	known, err := c.repo.recalled()
	if err != nil {
		return State{}, err
	}
	s := State{Branch: c.o.Branch, Conflicts: known.Conflicts, Contact: known.Contact, Failure: known.Failure, Rewritten: known.Rewritten}
	w, err := c.now()
	if err != nil {
		return s, err
	}
	if s.Unsaved, err = w.changes(); err != nil {
		return s, err
	}
	if err := c.unsent(&s); err != nil {
		return s, err
	}
	return s, c.repo.keepTrack(w.track)
}

// unsent fills in what was not sent yet.
func (c *Clone) unsent(s *State) error {
	local, err := c.repo.ref(c.local())
	if err != nil {
		return err
	}
	seen, err := c.repo.ref(c.tracked())
	if err != nil {
		return err
	}
	own, fork, err := c.ownCommits(local, seen, seen)
	var t *Trouble
	if errors.As(err, &t) && t.Kind == Unrelated { // nothing of the remote is known yet
		own, fork, err = nil, plumbing.ZeroHash, nil
	}
	if err != nil {
		return err
	}
	s.Ahead = len(own)
	before, err := c.repo.treeOf(fork)
	if err != nil {
		return err
	}
	now, err := c.repo.treeOf(local)
	if err != nil {
		return err
	}
	changes, err := c.repo.diff(before, now)
	for _, change := range changes {
		s.Unsent = append(s.Unsent, change.path)
	}
	return err
}

// BlobHash names the bytes of a file as it was saved last, as hosts name them; "" if it
// was not saved.
func (c *Clone) BlobHash(path string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.repo.refresh()
	head, err := c.repo.ref(c.local())
	if err != nil {
		return "", err
	}
	tree, err := c.repo.treeOf(head)
	if err != nil {
		return "", err
	}
	e, err := c.repo.at(tree, path)
	return blobName(e), err
}

// BlobOf names bytes as a repository does.
func BlobOf(text []byte) string { return plumbing.ComputeHash(plumbing.BlobObject, text).String() }
