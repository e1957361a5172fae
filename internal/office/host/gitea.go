package host

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// gitea asks Gitea and Forgejo (API v1 of Gitea 1.20 and later, of Forgejo 1.21 and later).
type gitea struct{ *client }

type giteaUser struct {
	Login    string `json:"login"`
	FullName string `json:"full_name"`
}

type giteaPull struct {
	Number    int         `json:"number"`
	Address   string      `json:"html_url"`
	Title     string      `json:"title"`
	Body      string      `json:"body"`
	State     string      `json:"state"`
	Merged    bool        `json:"merged"`
	Published string      `json:"merge_commit_sha"`
	User      giteaUser   `json:"user"`
	Reviewers []giteaUser `json:"requested_reviewers"`
	Head      giteaEnd    `json:"head"`
	Base      giteaEnd    `json:"base"`
	Created   time.Time   `json:"created_at"`
	Updated   time.Time   `json:"updated_at"`
}

type giteaEnd struct {
	Label string `json:"label"`
	Ref   string `json:"ref"`
	SHA   string `json:"sha"`
}

// branch is the name of a branch. Where it was removed, Ref is "refs/pull/12/head".
func (e giteaEnd) branch() string { return named(e.Label, e.Ref) }

type giteaReview struct {
	ID        int64     `json:"id"`
	User      giteaUser `json:"user"`
	State     string    `json:"state"`
	Body      string    `json:"body"`
	Commit    string    `json:"commit_id"`
	Dismissed bool      `json:"dismissed"`
	Comments  int       `json:"comments_count"`
	At        time.Time `json:"submitted_at"`
}

type giteaComment struct {
	User giteaUser `json:"user"`
	Body string    `json:"body"`
	Path string    `json:"path"`
	Line int       `json:"position"`
	At   time.Time `json:"created_at"`
}

type giteaSentReview struct {
	Event    string             `json:"event"`
	Body     string             `json:"body"`
	Commit   string             `json:"commit_id"`
	Comments []giteaSentComment `json:"comments"`
}

type giteaSentComment struct {
	Path string `json:"path"`
	Body string `json:"body"`
	Line int    `json:"new_position"`
}

const giteaPage = 50 // the most that Gitea gives at once by default

func (g *gitea) pull(number int, rest string) string {
	return g.repo("/pulls/" + strconv.Itoa(number) + rest)
}

// Who implements Host.
func (g *gitea) Who(ctx context.Context) (Account, error) {
	var user giteaUser
	if err := g.get(ctx, "/user", &user); err != nil {
		return Account{}, err
	}
	var repo struct {
		Permissions struct {
			Admin bool `json:"admin"`
			Push  bool `json:"push"`
		} `json:"permissions"`
	}
	if err := g.get(ctx, g.repo(""), &repo); err != nil {
		return Account{}, err
	}
	return Account{Name: user.Login, Full: named(user.FullName, user.Login), Push: repo.Permissions.Push, Admin: repo.Permissions.Admin}, nil
}

// Rules implements Host. The details of a rule are for those who may change it.
func (g *gitea) Rules(ctx context.Context, branch string) (Rules, error) {
	var b struct {
		Protected bool `json:"protected"`
		Approvals int  `json:"required_approvals"`
		Push      bool `json:"user_can_push"`
	}
	if err := g.get(ctx, g.repo("/branches/"+url.PathEscape(branch)), &b); err != nil {
		return Rules{}, err
	}
	rules := Rules{Protected: b.Protected, Push: b.Push, Approvals: b.Approvals}
	if !b.Protected {
		return rules, nil
	}
	var detail struct {
		Dismiss bool `json:"dismiss_stale_approvals"`
		Ignore  bool `json:"ignore_stale_approvals"`
	}
	err := g.get(ctx, g.repo("/branch_protections/"+url.PathEscape(branch)), &detail)
	if Is(err, Forbidden) || Is(err, Missing) {
		return rules, nil
	}
	rules.Kept = !detail.Dismiss && !detail.Ignore
	return rules, err
}

// Open implements Host.
func (g *gitea) Open(ctx context.Context, d Draft) (Review, error) {
	open, err := pages[giteaPull](ctx, g.client, g.repo("/pulls?state=open"), giteaPage, mostReviews)
	if err != nil {
		return Review{}, err
	}
	var pull giteaPull
	i := slices.IndexFunc(open, func(p giteaPull) bool { return p.Head.branch() == d.Branch && p.Base.Ref == d.Into })
	if i >= 0 {
		err = g.ask(ctx, http.MethodPatch, g.pull(open[i].Number, ""), map[string]string{"title": d.Title, "body": d.Text}, &pull)
	} else {
		err = g.ask(ctx, http.MethodPost, g.repo("/pulls"), map[string]string{"head": d.Branch, "base": d.Into, "title": d.Title, "body": d.Text}, &pull)
	}
	if err != nil {
		return Review{}, err
	}
	r := pull.review()
	r.Reviewers, r.Unassigned, err = asked(d.Reviewers, func(name string) error {
		return g.ask(ctx, http.MethodPost, g.pull(r.Number, "/requested_reviewers"), map[string][]string{"reviewers": {name}}, nil)
	})
	return r, err
}

// Reviews implements Host.
func (g *gitea) Reviews(ctx context.Context, into string) ([]Review, error) {
	pulls, err := pages[giteaPull](ctx, g.client, g.repo("/pulls?state=all&sort=recentupdate"), giteaPage, mostReviews)
	if err != nil {
		return nil, err
	}
	var all []Review
	for _, p := range pulls {
		if p.Base.Ref == into {
			all = append(all, p.review())
		}
	}
	return all, nil
}

func (p *giteaPull) review() Review {
	r := Review{Number: p.Number, Address: p.Address, Title: p.Title, Text: p.Body, Author: p.User.Login,
		Branch: p.Head.branch(), Commit: p.Head.SHA, State: Waiting, Opened: p.Created, Changed: p.Updated}
	switch {
	case p.Merged:
		r.State, r.Published = Merged, p.Published
		// Of a branch that is still there Gitea tells the tip of today.
		r.Commit, r.Ref = "", "refs/pull/"+strconv.Itoa(p.Number)+"/head"
	case p.State != "open":
		r.State = Refused
	}
	for _, u := range p.Reviewers {
		r.Reviewers = append(r.Reviewers, u.Login)
	}
	return r
}

// Review implements Host.
func (g *gitea) Review(ctx context.Context, number int) (Review, error) {
	var pull giteaPull
	if err := g.get(ctx, g.pull(number, ""), &pull); err != nil {
		return Review{}, err
	}
	r := pull.review()
	reviews, err := pages[giteaReview](ctx, g.client, g.pull(number, "/reviews"), giteaPage, mostNotes)
	if err != nil {
		return Review{}, err
	}
	var opinions []opinion
	for _, v := range reviews {
		if v.Dismissed || v.State == "PENDING" || v.State == "REQUEST_REVIEW" {
			continue
		}
		o := opinion{v.User.Login, v.Commit, v.State == "APPROVED", v.State == "REQUEST_CHANGES"}
		if o.approves || o.denies {
			opinions = append(opinions, o)
		}
		if o.approves {
			r.Approvals = append(r.Approvals, Approval{o.by, named(v.User.FullName, o.by), o.commit, v.At})
		}
		if err := g.notes(ctx, &r, v); err != nil {
			return Review{}, err
		}
	}
	if r.State == Waiting {
		r.State = stateOf(r.Commit, opinions)
	}
	var remarks []giteaComment // Gitea has no pages of them
	err = g.get(ctx, g.repo("/issues/"+strconv.Itoa(number)+"/comments"), &remarks)
	for _, c := range remarks[:min(len(remarks), mostNotes)] {
		r.Notes = append(r.Notes, c.note())
	}
	r.Notes = byTime(r.Notes)
	return r, err
}

// notes adds what a reviewer wrote.
func (g *gitea) notes(ctx context.Context, r *Review, v giteaReview) error {
	if v.Body != "" {
		r.Notes = append(r.Notes, Note{By: v.User.Login, Text: v.Body, At: v.At})
	}
	if v.Comments == 0 || len(r.Notes) >= mostNotes {
		return nil
	}
	var comments []giteaComment
	if err := g.get(ctx, g.pull(r.Number, "/reviews/"+strconv.FormatInt(v.ID, 10)+"/comments"), &comments); err != nil {
		return err
	}
	for _, c := range comments {
		r.Notes = append(r.Notes, c.note())
	}
	return nil
}

func (c giteaComment) note() Note {
	n := Note{By: c.User.Login, File: c.Path, Line: c.Line, Text: c.Body, At: c.At}
	if c.Path != "" {
		n.Quote, n.Text = quoted(c.Body)
	}
	return n
}

// Note implements Host.
func (g *gitea) Note(ctx context.Context, number int, text string) error {
	return g.ask(ctx, http.MethodPost, g.repo("/issues/"+strconv.Itoa(number)+"/comments"), map[string]string{"body": text}, nil)
}

// Return implements Host.
func (g *gitea) Return(ctx context.Context, number int, commit, text string, notes []Note) error {
	if err := g.still(ctx, number, commit); err != nil {
		return err
	}
	sent := giteaSentReview{Event: "REQUEST_CHANGES", Body: text, Commit: commit}
	for _, n := range notes {
		sent.Comments = append(sent.Comments, giteaSentComment{n.File, n.body(), n.Line})
	}
	err := g.ask(ctx, http.MethodPost, g.pull(number, "/reviews"), sent, nil)
	if !Is(err, Invalid) || len(notes) == 0 {
		return err
	}
	sent.Body, sent.Comments = gathered(text, notes), nil
	return g.ask(ctx, http.MethodPost, g.pull(number, "/reviews"), sent, nil)
}

// Approve implements Host.
func (g *gitea) Approve(ctx context.Context, number int, commit string) error {
	if err := g.still(ctx, number, commit); err != nil {
		return err
	}
	err := g.ask(ctx, http.MethodPost, g.pull(number, "/reviews"), giteaSentReview{Event: "APPROVED", Commit: commit}, nil)
	return forbidden(err, Invalid) // Gitea says 422 to the author of a review
}

// still fails if a review has another commit than the one that was read.
func (g *gitea) still(ctx context.Context, number int, commit string) error {
	var pull giteaPull
	if err := g.get(ctx, g.pull(number, ""), &pull); err != nil {
		return err
	}
	if pull.Head.SHA != commit {
		return &Error{Fault: Changed}
	}
	return nil
}

// Merge implements Host.
func (g *gitea) Merge(ctx context.Context, number int, commit string) error {
	var repo struct {
		Merge  *bool `json:"allow_merge_commits"`
		Squash *bool `json:"allow_squash_merge"`
		Rebase *bool `json:"allow_rebase"`
	}
	if err := g.get(ctx, g.repo(""), &repo); err != nil {
		return err
	}
	by := method(map[string]*bool{"merge": repo.Merge, "squash": repo.Squash, "rebase": repo.Rebase})
	return g.ask(ctx, http.MethodPost, g.pull(number, "/merge"), map[string]any{"Do": by, "head_commit_id": commit, "delete_branch_after_merge": true}, nil)
}

// Refuse implements Host.
func (g *gitea) Refuse(ctx context.Context, number int, why string) error {
	if err := g.Note(ctx, number, why); err != nil {
		return err
	}
	return g.ask(ctx, http.MethodPatch, g.pull(number, ""), map[string]string{"state": "closed"}, nil)
}

// named is the first name that is one.
func named(names ...string) string {
	for _, name := range names {
		if name != "" {
			return name
		}
	}
	return ""
}

// asked asks accounts to review, one by one, so that one that the host does not accept
// hinders no other.
func asked(names []string, ask func(string) error) (accepted, others []string, err error) {
	for _, name := range names {
		switch err := ask(name); {
		case err == nil:
			accepted = append(accepted, name)
		case Is(err, Invalid), Is(err, Missing), Is(err, Forbidden):
			others = append(others, name)
		default:
			return accepted, others, err
		}
	}
	return accepted, others, nil
}
