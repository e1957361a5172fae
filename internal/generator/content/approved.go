package content

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
)

// ApprovalsFile lists the texts that were on the site when it began to ask for
// approvals. It is never published, and no template sees it.
const ApprovalsFile = "data/approved.toml"

// Approvals are the texts that count as approved although nobody's name stands in
// them: those of ApprovalsFile, for as long as they say the same. While there is no
// such file, approvals have not begun and nothing is withheld.
type Approvals struct {
	sums    map[string]uint32 // by the path of the file
	started bool
}

// NewApprovals are the approvals of texts by their sums, see Reader.Stamp.
func NewApprovals(sums map[string]uint32) *Approvals { return &Approvals{sums, true} }

// LoadApprovals reads ApprovalsFile from a site's folder. The error is an I/O error.
func LoadApprovals(disk fs.FS) (*Approvals, []problem.Problem, error) {
	text, problems, err := source.Read(disk, source.File{Path: ApprovalsFile, Name: ApprovalsFile})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Approvals{}, nil, nil
	case err != nil:
		return nil, problems, err
	}
	doc, found := tomlfile.Parse(tomlfile.Source{File: text.Path, Text: text.Bytes})
	problems = append(problems, found...)
	var all struct {
		Texts map[string]string `toml:"texts"`
	}
	problems = append(problems, doc.Decode(&all)...)
	a := &Approvals{map[string]uint32{}, len(problems) == 0} // of a broken list nothing is concluded
	for file, digits := range all.Texts {
		stamp, ok := ParseStamp(digits)
		if !ok {
			problems = append(problems, problem.New(problem.ApprovalSum, doc.Place("texts", file), problem.Args{"file": file, "value": digits}))
		}
		a.sums[file] = stamp.Whole
	}
	return a, problems, nil
}

// Begun reports whether texts without an approval are withheld.
func (a *Approvals) Begun() bool { return a != nil && a.started }

// Names reports whether a file is in the list, whatever its text is by now.
func (a *Approvals) Names(file string) bool {
	_, ok := a.of(file)
	return ok
}

// Counts reports whether a text counts as approved by the list.
func (a *Approvals) Counts(file string, sum uint32) bool {
	listed, ok := a.of(file)
	return ok && listed == sum
}

func (a *Approvals) of(file string) (uint32, bool) {
	if a == nil {
		return 0, false
	}
	sum, ok := a.sums[file]
	return sum, ok
}

// String is the file, in the order of paths; comment is its first line.
func (a *Approvals) String(comment string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n[texts]\n", comment)
	for _, file := range slices.Sorted(maps.Keys(a.sums)) {
		fmt.Fprintf(&b, "%s = %q\n", tomlfile.Quote(file), Stamp{Whole: a.sums[file]}.String())
	}
	return b.String()
}

// needsApproval reports whether the site asks for an approval of an entry that names
// nobody. Sections need none: what lies below them would vanish with them.
func (r *Reader) needsApproval(e *Entry) bool {
	return r.settings.Newsroom.Approve && e.Kind != Section && strings.TrimSpace(e.ApprovedBy) == ""
}

// weighApproval decides whether an entry is withheld for want of an approval. First aid
// never is: it is told instead.
func (r *Reader) weighApproval(e *Entry, sum func() uint32) []problem.Problem {
	if !r.needsApproval(e) || r.Foreign != nil && r.Foreign(e.File.Name) || r.Approvals.Names(e.File.Path) && r.Approvals.Counts(e.File.Path, sum()) {
		return nil
	}
	if e.Emergency {
		if e.Draft {
			return nil
		}
		return []problem.Problem{problem.New(problem.ApprovalFirstAid, problem.Place{File: e.File.Path}, nil)}
	}
	e.Unapproved = r.Approvals.Begun()
	return nil
}

// Sum is the sum of a text with its front matter, as Reader.Stamp finds it: the
// same for texts that say the same.
func Sum(raw []byte) uint32 {
	text, _ := source.Normalize("", raw)
	front, start, _ := split(text)
	doc, _ := tomlfile.Parse(front)
	return sum(doc.Map(), text.Bytes[start:], nil)
}

// StampOf is the stamp of a text with its front matter, as Reader.Stamp finds it.
func StampOf(raw []byte) Stamp {
	text, _ := source.Normalize("", raw)
	stamp, _ := stampAndParts(text)
	return stamp
}
