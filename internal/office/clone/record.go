package clone

import (
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Conflict is a page, or another file, that two people changed at the same place. Theirs
// stands in the folder; mine is kept until a person has decided.
type Conflict struct {
	Path   string    `json:"path"`
	Base   string    `json:"base"`   // the blob from which both were made; "" for none
	Mine   string    `json:"mine"`   // the blob that was saved here; "" where it was removed here
	Theirs string    `json:"theirs"` // the blob of the others; "" where they removed it
	Beside string    `json:"beside"` // the file under which mine stands too; "" for none
	Since  time.Time `json:"since"`
}

// record is what Loa remembers of a clone: .git/loa/office.json.
type record struct {
	Conflicts []Conflict `json:"conflicts,omitempty"`
	Contact   time.Time  `json:"contact"` // when the remote last answered
	Failure   *Failure   `json:"failure,omitempty"`
	Rewritten time.Time  `json:"rewritten,omitzero"` // when the remote's history was last replaced by another
	Step      *step      `json:"step,omitempty"`
	Behind    []behind   `json:"behind,omitempty"`
	LeftOut   []leftOut  `json:"leftOut,omitempty"`
}

// leftOut is a file that others took out of a proposal. It goes in no later sending before
// its author was told.
type leftOut struct {
	Branch string `json:"branch"`
	Path   string `json:"path"`
}

// Failure is why the last exchange with the remote did not succeed.
type Failure struct {
	Kind   Kind      `json:"kind"`
	Detail string    `json:"detail,omitempty"`
	At     time.Time `json:"at"`
	Retry  time.Time `json:"retry,omitzero"` // not before, says the host
}

// step is a change of the folder and the branch that has begun. A run that finds it ends
// it first.
type step struct {
	From   string `json:"from"`   // where the branch stood
	To     string `json:"to"`     // where it goes
	Remote string `json:"remote"` // where the remote's branch was seen
}

const recordFile = own + "/office.json"

// recalled reads the record. One that cannot be read is none.
func (r *repository) recalled() (record, error) {
	data, err := r.disk.ReadFile(r.root, recordFile)
	if errors.Is(err, fs.ErrNotExist) {
		return record{}, nil
	}
	if err != nil {
		return record{}, err
	}
	var known record
	if json.Unmarshal(data, &known) != nil {
		return record{}, nil
	}
	return known, nil
}

func (r *repository) recall(known record) error {
	data, err := json.MarshalIndent(known, "", "  ")
	if err != nil {
		return err
	}
	return r.disk.Replace(r.root, recordFile, append(data, '\n'), 0o666)
}

// add notes conflicts, one for each path and text of mine: of two the older base and the
// others' later text.
func (known *record) add(all []Conflict) {
	for _, next := range all {
		i := slices.IndexFunc(known.Conflicts, next.same)
		if i < 0 {
			known.Conflicts = append(known.Conflicts, next)
			continue
		}
		known.Conflicts[i].Theirs = next.Theirs
	}
}

// leaveOut notes files that others took out of a proposal.
func (known *record) leaveOut(branch string, all []string) {
	for _, path := range all {
		if one := (leftOut{branch, path}); !slices.Contains(known.LeftOut, one) {
			known.LeftOut = append(known.LeftOut, one)
		}
	}
}

// leftOutOf are the files that others took out of a proposal.
func (known *record) leftOutOf(branch string) (all []string) {
	for _, one := range known.LeftOut {
		if one.Branch == branch {
			all = append(all, one.Path)
		}
	}
	return all
}

func (known *record) has(c Conflict) bool { return slices.ContainsFunc(known.Conflicts, c.same) }

// same reports whether two conflicts are about the same text of mine.
func (c Conflict) same(other Conflict) bool { return c.Path == other.Path && c.Mine == other.Mine }

// Settle takes a conflict off the list, by its path and what was mine: a person has
// decided. The texts stay in the history.
func (c *Clone) Settle(path, mine string) error {
	end, err := c.begin()
	if err != nil {
		return err
	}
	defer end()
	known, err := c.repo.recalled()
	if err != nil {
		return err
	}
	known.Conflicts = slices.DeleteFunc(known.Conflicts, Conflict{Path: path, Mine: mine}.same)
	return c.repo.recall(known)
}

// Text is a blob of the clone by its name, such as Conflict.Mine; nothing of "".
func (c *Clone) Text(blob string) ([]byte, error) {
	if blob == "" {
		return nil, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.repo.blob(plumbing.NewHash(blob))
}
