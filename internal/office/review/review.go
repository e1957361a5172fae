// Package review takes pieces of work from one person's clone to another's eyes: it sends
// some pages for review, reads where the reviews stand, and approves exactly what was read.
//
//	room := review.New(review.Options{Host: h, Clone: c, Branch: "main", Clock: time.Now, Wait: time.Sleep})
//	sent, err := room.Send(ctx, review.Work{Files: files, Title: "Rào ao", Text: summary, Reviewers: names})
//	piece, err := room.Open(ctx, sent.Number)
//	err = room.Approve(ctx, piece, "Duyệt Rào ao")
//
// Errors are those of packages host and clone. What is approved is written into each page
// before the host is asked (approved_by, approved_text), so that what the host approves is
// what is published.
package review

import (
	"bytes"
	"context"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"loa/internal/base/fold"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
	"loa/internal/office/clone"
	"loa/internal/office/host"
)

// Clone is what a room needs of a clone.
type Clone interface {
	SaveAll() ([]clone.Held, error)
	State() (clone.State, error)
	Fetch(ctx context.Context) ([]clone.Held, error)
	Propose(ctx context.Context, p clone.Proposal) (clone.Sent, error)
	Proposed(ctx context.Context, branch string) (clone.Proposed, error)
	Amend(ctx context.Context, branch, commit string, texts map[string][]byte, by clone.Person, message string) (string, error)
}

// Options are what a room takes from outside.
type Options struct {
	Host   host.Host
	Clone  Clone
	Branch string // that is published
	Clock  func() time.Time
	Wait   func(time.Duration) // a host needs a moment to see a new commit
}

// Room is the reviews of one project as one account sees them. It is safe for concurrent
// use.
type Room struct {
	o Options

	mu   sync.Mutex
	last Standing
}

// New returns a room.
func New(o Options) *Room { return &Room{o: o} }

// Work is what is sent for review.
type Work struct {
	Files       []string // paths of files of the site
	Title, Text string
	Reviewers   []string // accounts; the sender among them is left out
}

// ApprovalKeys are written by an approval into each page, for the text that was approved. A
// clone takes them as its OfText.
func ApprovalKeys() []string { return []string{"approved_by", "approved_text"} }

// FolderKeys are of the author's folder alone until a page is published: what is sent for
// review is no draft, and the page in the folder stays one, so that nobody builds it
// meanwhile. A clone takes them as its FolderKeys.
func FolderKeys() map[string]string { return map[string]string{"draft": "true"} }

// Merged asks a host which branches of reviews it has merged into the one that is
// published: Merged of a clone. Of two reviews of one branch it is the newer one.
func Merged(ctx context.Context, h host.Host, branch string) (map[string]clone.Merge, error) {
	reviews, err := h.Reviews(ctx, branch)
	all := map[string]clone.Merge{}
	for _, one := range reviews { // the newest first
		if _, newer := all[one.Branch]; !newer && one.State == host.Merged && one.Published != "" {
			all[one.Branch] = clone.Merge{Of: one.Commit, Ref: one.Ref, As: one.Published}
		}
	}
	return all, err
}

// branchPrefix begins the names of branches of reviews.
const branchPrefix = "duyet/"

// Send saves what is changed, sends the files to a branch and opens a review of it. Work
// that is under review already, by the same account, goes on in the same review.
func (r *Room) Send(ctx context.Context, w Work) (Sent, error) {
	me, err := r.o.Host.Who(ctx)
	if err != nil {
		return Sent{}, err
	}
	if _, err := r.o.Clone.SaveAll(); err != nil {
		return Sent{}, err
	}
	branch, err := r.branchFor(ctx, me, w)
	if err != nil {
		return Sent{}, err
	}
	by := clone.Person{Name: me.Full, Email: me.Name}
	proposed, err := r.o.Clone.Propose(ctx, clone.Proposal{Branch: branch, Paths: w.Files, By: by, Message: w.Title})
	if err != nil {
		return Sent{}, err
	}
	names := slices.DeleteFunc(slices.Clone(w.Reviewers), func(name string) bool { return name == me.Name })
	sent, err := r.o.Host.Open(ctx, host.Draft{Branch: branch, Into: r.o.Branch, Title: w.Title, Text: w.Text, Reviewers: names})
	r.forget()
	return Sent{sent, proposed.LeftOut}, err
}

// Sent is a review that was sent, with the files that stayed behind: see clone.Sent.
type Sent struct {
	host.Review
	LeftOut []string
}

// branchFor is the branch of a piece of work: that of the account's open review of the same
// page, or a new one. A branch of a review that has ended is never used again.
func (r *Room) branchFor(ctx context.Context, me host.Account, w Work) (string, error) {
	about := branchPrefix + about(w.Files) + "-"
	all, err := r.o.Host.Reviews(ctx, r.o.Branch)
	if err != nil {
		return "", err
	}
	for _, one := range all {
		stamp, same := strings.CutPrefix(one.Branch, about)
		if open := one.State == host.Waiting; open && same && !strings.Contains(stamp, "-") && one.Author == me.Name {
			return one.Branch, nil
		}
	}
	for at := r.o.Clock().UTC(); ; at = at.Add(time.Second) {
		name := about + at.Format("20060102T150405")
		if !slices.ContainsFunc(all, func(one host.Review) bool { return one.Branch == name }) {
			return name, nil
		}
	}
}

// about is what a piece of work is about, as a part of a branch's name: the page that its
// first file belongs to.
func about(files []string) string {
	if len(files) == 0 {
		return "trang"
	}
	name := strings.TrimPrefix(files[0], content.Root+"/")
	if base := path.Base(name); strings.HasPrefix(base, "index.") || strings.HasPrefix(base, "_index.") {
		name = path.Dir(name)
	}
	name, _, _ = strings.Cut(strings.TrimSuffix(name, path.Ext(name)), ".")
	if name = fold.Slug(strings.ReplaceAll(name, "/", "-")); name == "" {
		return "trang"
	}
	return name[:min(len(name), 60)]
}

// Piece is a review with what it changes.
type Piece struct {
	host.Review
	Files []clone.ProposedFile
	More  int // files beyond those that a person can look at
}

// Unseen is what nobody can look at whole: a file, or "+5" for five files that are not
// listed; "" if all is shown. Such a piece is not approved.
func (p Piece) Unseen() string {
	for _, f := range p.Files {
		if f.Cut || f.Binary && isPage(f.Path) {
			return f.Path
		}
	}
	if p.More > 0 {
		return "+" + strconv.Itoa(p.More)
	}
	return ""
}

// Open reads a review and what it changes.
func (r *Room) Open(ctx context.Context, number int) (Piece, error) {
	one, err := r.o.Host.Review(ctx, number)
	if err != nil || one.State == host.Merged || one.State == host.Refused {
		return Piece{Review: one}, err
	}
	proposed, err := r.o.Clone.Proposed(ctx, one.Branch)
	if err == nil && proposed.Commit != one.Commit {
		err = &host.Error{Fault: host.Changed}
	}
	return Piece{one, proposed.Files, proposed.More}, err
}

// patience is how long a host may take to see a commit that was sent to it.
const patience = 10

// Approve approves what was read: it writes the account's name and what was approved into
// the pages, sends that, and approves it at the host; if the host refuses, the pages get
// their former text again. Nobody approves own work, whatever
// the host's rules are, and what cannot be shown whole.
func (r *Room) Approve(ctx context.Context, p Piece, message string) error {
	me, err := r.o.Host.Who(ctx)
	if err != nil {
		return err
	}
	if me.Name == p.Author {
		return &host.Error{Fault: host.Forbidden}
	}
	if unseen := p.Unseen(); unseen != "" {
		return &clone.Trouble{Kind: clone.Unseen, Detail: unseen}
	}
	by := clone.Person{Name: me.Full, Email: me.Name}
	stamps := p.stamped(me.Full)
	commit, err := r.o.Clone.Amend(ctx, p.Branch, p.Commit, stamps, by, message)
	if err != nil {
		return err
	}
	defer r.forget()
	err = r.approveAt(ctx, p.Number, commit)
	if err == nil || commit == p.Commit {
		return err
	}
	former := map[string][]byte{}
	for _, f := range p.Files {
		if stamps[f.Path] != nil {
			former[f.Path] = f.New
		}
	}
	// Also after the caller has gone: no branch keeps the name of a person whom the host refused.
	_, undone := r.o.Clone.Amend(context.WithoutCancel(ctx), p.Branch, commit, former, by, "Revert \""+message+"\"")
	return errors.Join(err, undone)
}

// approveAt approves a commit that the host may not have seen yet.
func (r *Room) approveAt(ctx context.Context, number int, commit string) (err error) {
	for i := range patience {
		err = r.o.Host.Approve(ctx, number, commit)
		if !host.Is(err, host.Changed) || i == patience-1 {
			break
		}
		r.o.Wait(time.Duration(i+1) * 200 * time.Millisecond)
	}
	return err
}

// stamped are the pages of a piece with the name of who approves them. One that names
// somebody else who has approved these bytes stays as it is: a new commit would end that
// approval where a host asks for two.
func (p Piece) stamped(by string) map[string][]byte {
	all := map[string][]byte{}
	for _, f := range p.Files {
		if !isPage(f.Path) || f.New == nil || bytes.Equal(f.Old, f.New) {
			continue
		}
		doc, ok := sourceedit.Parse(f.New)
		if !ok {
			continue
		}
		sum := content.ApprovedText(f.New)
		named, _ := doc.Value("approved_by").(string)
		if doc.Value("approved_text") == sum && (named == by || p.approvedBy(named)) {
			continue
		}
		if doc.Set([]string{"approved_by"}, quote(by)) && doc.Set([]string{"approved_text"}, quote(sum)) {
			all[f.Path] = doc.Bytes()
		}
	}
	return all
}

// approvedBy reports whether a person has approved the newest commit. Of a host that knows
// an account by its name alone, any approval of that commit counts: it shows the name.
func (p Piece) approvedBy(name string) bool {
	return name != "" && slices.ContainsFunc(p.Approvals, func(a host.Approval) bool {
		return (a.Commit == "" || a.Commit == p.Commit) && (a.Full == name || a.Full == a.By)
	})
}

// quote is a text as a string of TOML.
func quote(text string) string { return tomlfile.Quote(strings.ToValidUTF8(text, "")) }

func isPage(name string) bool {
	return strings.HasPrefix(name, content.Root+"/") && path.Ext(name) == ".md"
}

// Return asks the author for changes of what was read.
func (r *Room) Return(ctx context.Context, p Piece, text string, notes []host.Note) error {
	defer r.forget()
	return r.o.Host.Return(ctx, p.Number, p.Commit, text, notes)
}

// Note adds a remark.
func (r *Room) Note(ctx context.Context, number int, text string) error {
	return r.o.Host.Note(ctx, number, text)
}

// Refuse ends a review without publishing.
func (r *Room) Refuse(ctx context.Context, number int, why string) error {
	defer r.forget()
	return r.o.Host.Refuse(ctx, number, why)
}

// Merge puts what was approved into the branch that is published, and fetches it.
func (r *Room) Merge(ctx context.Context, p Piece) error {
	defer r.forget()
	if err := r.o.Host.Merge(ctx, p.Number, p.Commit); err != nil {
		return err
	}
	_, err := r.o.Clone.Fetch(ctx)
	return err
}
