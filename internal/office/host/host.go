// Package host asks a Git host (GitLab, Gitea, Forgejo, GitHub) for reviews: it opens
// them, reads where they stand, returns, approves, merges and refuses them.
//
//	at, err := host.Of("https://git.tinh.example.vn/xa-an/trang", "forgejo")
//	h := host.New(at, host.Options{Token: token, Web: transport, Agent: "Loa", Clock: time.Now})
//	review, err := h.Open(ctx, host.Draft{Branch: "duyet/rao-ao", Into: "main", Title: "Rào ao"})
//	err = h.Approve(ctx, review.Number, review.Commit, "")
//
// A review is what GitLab calls a merge request and the others call a pull request. The
// text of a review is data of the host and must be escaped like any stranger's.
//
// Accounts, rights and the rule of four eyes are the host's. This package asks for an
// action and reports the refusal; it never decides who may do what.
package host

import (
	"context"
	"net/http"
	"time"
)

// Host is one project at a Git host, seen by one account. All errors are *Error, except
// those of a context that is done.
type Host interface {
	// Who returns the account of the token and its rights in the project.
	Who(ctx context.Context) (Account, error)
	// Rules returns how a branch is protected.
	Rules(ctx context.Context, branch string) (Rules, error)
	// Open opens a review, or brings the open one of the same branch up to date. After a
	// return it asks the reviewers again.
	Open(ctx context.Context, d Draft) (Review, error)
	// Reviews returns the reviews of a branch that are open and those that were closed
	// last, the newest change first, without approvals and notes; at most mostReviews.
	Reviews(ctx context.Context, into string) ([]Review, error)
	// Review returns one review with its state, approvals and notes.
	Review(ctx context.Context, number int) (Review, error)
	// Note adds a remark to a review and changes its state in no way.
	Note(ctx context.Context, number int, text string) error
	// Return asks the author for changes of one commit, with notes at passages.
	Return(ctx context.Context, number int, commit, text string, notes []Note) error
	// Approve approves one commit. It fails with Changed if the review has another by now.
	Approve(ctx context.Context, number int, commit string) error
	// Merge merges one commit. It fails with Changed if the review has another by now.
	Merge(ctx context.Context, number int, commit string) error
	// Refuse closes a review that shall not be merged, with the reason.
	Refuse(ctx context.Context, number int, why string) error
}

// Options are what a Host takes from outside.
type Options struct {
	Token string            // of the account; sent to the host of the project and nowhere else
	Web   http.RoundTripper // nil for no network
	Agent string            // User-Agent, for the host's logs
	Clock func() time.Time
}

// New returns the project at a host.
func New(at Place, o Options) Host {
	c := newClient(at, o)
	switch at.Kind {
	case GitLab:
		return &gitlab{c}
	case GitHub:
		return &github{c}
	}
	return &gitea{c}
}

// Account is who the token belongs to.
type Account struct {
	Name string // by which the host knows the account
	Full string // of the person; the account's name if the host knows none
	// Push and Admin are the rights in the project: to send branches, to change its rules.
	Push, Admin bool
}

// Rules are how a branch is protected.
type Rules struct {
	Protected bool // nobody may rewrite it
	Push      bool // this account may send to it without a review
	// Approvals is how many approvals a review needs; -1 if the account may not know it.
	Approvals int
	// NoCommitters says that who has sent a commit of a review may not approve it.
	NoCommitters bool
	// Kept says that an approval outlives a change of what was approved.
	Kept bool
}

// Draft is a review that is to be opened.
type Draft struct {
	Branch, Into string
	Title, Text  string
	Reviewers    []string // names of accounts
}

// State is where a review stands.
type State string

// The states. A new commit of a branch that was returned or approved waits again.
const (
	Waiting  State = "waiting"
	Returned State = "returned"
	Approved State = "approved"
	Merged   State = "merged"
	Refused  State = "refused"
)

// Review is one review.
type Review struct {
	Number                int
	Address               string // of its page at the host
	Title, Text           string
	Author                string // name of the account
	Branch, Commit        string // the branch and its newest commit; of a review that is merged the one that was, "" if Ref tells it
	Ref                   string // the reference of the repository that keeps Commit, once it is merged; "" if Commit is told
	Published             string // the commit of the branch that is published which brought it, once it is merged; "" if the host does not tell
	State                 State
	Opened, Changed       time.Time
	Approvals             []Approval // of any commit
	Notes                 []Note     // the oldest first
	Reviewers, Unassigned []string   // who was asked; whom the host did not accept as a reviewer
}

// Approval is that an account has approved a commit.
type Approval struct {
	By     string // name of the account
	Full   string
	Commit string // "" if the host does not keep it: then it means the newest one
	At     time.Time
}

// Note is a remark, at a passage if it names a file.
type Note struct {
	By    string
	File  string
	Line  int    // 1 is the first; 0 for the whole file
	Quote string // the passage
	Text  string
	At    time.Time
}

// Bounds of what is read of a host.
const (
	mostReviews = 100
	mostNotes   = 300
)
