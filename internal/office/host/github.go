package host

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// github asks GitHub and GitHub Enterprise Server (REST API 2022-11-28).
type github struct{ *client }

type githubUser struct {
	Login string `json:"login"`
	Name  string `json:"name"`
}

type githubPull struct {
	Number    int          `json:"number"`
	Address   string       `json:"html_url"`
	Title     string       `json:"title"`
	Body      string       `json:"body"`
	State     string       `json:"state"`
	MergedAt  *time.Time   `json:"merged_at"`
	Published string       `json:"merge_commit_sha"` // of an open one it is a trial
	User      githubUser   `json:"user"`
	Reviewers []githubUser `json:"requested_reviewers"`
	Head      githubEnd    `json:"head"`
	Created   time.Time    `json:"created_at"`
	Updated   time.Time    `json:"updated_at"`
}

type githubEnd struct {
	Ref string `json:"ref"`
	SHA string `json:"sha"`
}

type githubReview struct {
	User   githubUser `json:"user"`
	State  string     `json:"state"`
	Body   string     `json:"body"`
	Commit string     `json:"commit_id"`
	At     time.Time  `json:"submitted_at"`
}

type githubComment struct {
	User    githubUser `json:"user"`
	Body    string     `json:"body"`
	Path    string     `json:"path"`
	Line    int        `json:"line"`          // null where the passage has changed since
	Written int        `json:"original_line"` // when it was written
	At      time.Time  `json:"created_at"`
}

type githubRemark struct {
	User githubUser `json:"user"`
	Body string     `json:"body"`
	At   time.Time  `json:"created_at"`
}

type githubSentReview struct {
	Commit   string              `json:"commit_id"`
	Body     string              `json:"body,omitempty"`
	Event    string              `json:"event"`
	Comments []githubSentComment `json:"comments,omitempty"`
}

type githubSentComment struct {
	Path string `json:"path"`
	Body string `json:"body"`
	Line int    `json:"line"`
	Side string `json:"side"`
}

const githubPage = 100

func (g *github) pull(number int, rest string) string {
	return g.repo("/pulls/" + strconv.Itoa(number) + rest)
}

// Who implements Host.
func (g *github) Who(ctx context.Context) (Account, error) {
	var user githubUser
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
	return Account{Name: user.Login, Full: named(user.Name, user.Login), Push: repo.Permissions.Push, Admin: repo.Permissions.Admin}, nil
}

// Rules implements Host: the rules of rulesets, which all may read, and the older
// protection of branches, which only its owners may.
func (g *github) Rules(ctx context.Context, branch string) (Rules, error) {
	var b struct {
		Protected bool `json:"protected"`
	}
	at := g.repo("/branches/" + url.PathEscape(branch))
	if err := g.get(ctx, at, &b); err != nil {
		return Rules{}, err
	}
	rules := Rules{Protected: b.Protected, Push: !b.Protected, Approvals: 0, Kept: true}
	if err := g.rulesets(ctx, branch, &rules); err != nil || !b.Protected {
		return rules, err
	}
	var old struct {
		Reviews *struct {
			Approvals int  `json:"required_approving_review_count"`
			Dismiss   bool `json:"dismiss_stale_reviews"`
			Last      bool `json:"require_last_push_approval"`
		} `json:"required_pull_request_reviews"`
	}
	err := g.get(ctx, at+"/protection", &old)
	switch {
	case Is(err, Forbidden), Is(err, Missing):
		if rules.Approvals == 0 {
			rules.Approvals = -1
		}
		return rules, nil
	case err == nil && old.Reviews != nil:
		rules.merge(old.Reviews.Approvals, old.Reviews.Dismiss, old.Reviews.Last)
	}
	return rules, err
}

// rulesets adds the rules of rulesets.
func (g *github) rulesets(ctx context.Context, branch string, rules *Rules) error {
	var all []struct {
		Type       string `json:"type"`
		Parameters struct {
			Approvals int  `json:"required_approving_review_count"`
			Dismiss   bool `json:"dismiss_stale_reviews_on_push"`
			Last      bool `json:"require_last_push_approval"`
		} `json:"parameters"`
	}
	err := g.get(ctx, g.repo("/rules/branches/"+url.PathEscape(branch)), &all)
	if Is(err, Missing) || Is(err, Forbidden) { // older servers have none
		return nil
	}
	for _, r := range all {
		switch r.Type {
		case "pull_request":
			rules.Protected, rules.Push = true, false
			rules.merge(r.Parameters.Approvals, r.Parameters.Dismiss, r.Parameters.Last)
		case "non_fast_forward", "update":
			rules.Protected = true
		}
	}
	return err
}

// merge adds one rule about reviews: all rules hold.
func (r *Rules) merge(approvals int, dismiss, last bool) {
	r.Approvals = max(r.Approvals, approvals)
	r.NoCommitters = r.NoCommitters || last
	r.Kept = r.Kept && !dismiss
}

// Open implements Host.
func (g *github) Open(ctx context.Context, d Draft) (Review, error) {
	var open []githubPull
	of := url.Values{"state": {"open"}, "head": {g.at.owner() + ":" + d.Branch}, "base": {d.Into}}
	if err := g.get(ctx, g.repo("/pulls?"+of.Encode()), &open); err != nil {
		return Review{}, err
	}
	var pull githubPull
	var err error
	if len(open) > 0 {
		err = g.ask(ctx, http.MethodPatch, g.pull(open[0].Number, ""), map[string]string{"title": d.Title, "body": d.Text}, &pull)
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
func (g *github) Reviews(ctx context.Context, into string) ([]Review, error) {
	of := url.Values{"state": {"all"}, "base": {into}, "sort": {"updated"}, "direction": {"desc"}}
	pulls, err := pages[githubPull](ctx, g.client, g.repo("/pulls?"+of.Encode()), githubPage, mostReviews)
	if err != nil {
		return nil, err
	}
	var all []Review
	for _, p := range pulls {
		all = append(all, p.review())
	}
	return all, nil
}

func (p *githubPull) review() Review {
	r := Review{Number: p.Number, Address: p.Address, Title: p.Title, Text: p.Body, Author: p.User.Login,
		Branch: p.Head.Ref, Commit: p.Head.SHA, State: Waiting, Opened: p.Created, Changed: p.Updated}
	switch {
	case p.MergedAt != nil:
		r.State, r.Published = Merged, p.Published
	case p.State != "open":
		r.State = Refused
	}
	for _, u := range p.Reviewers {
		r.Reviewers = append(r.Reviewers, u.Login)
	}
	return r
}

// Review implements Host.
func (g *github) Review(ctx context.Context, number int) (Review, error) {
	var pull githubPull
	if err := g.get(ctx, g.pull(number, ""), &pull); err != nil {
		return Review{}, err
	}
	r := pull.review()
	reviews, err := pages[githubReview](ctx, g.client, g.pull(number, "/reviews"), githubPage, mostNotes)
	if err != nil {
		return Review{}, err
	}
	var opinions []opinion
	for _, v := range reviews {
		o := opinion{v.User.Login, v.Commit, v.State == "APPROVED", v.State == "CHANGES_REQUESTED"}
		if o.approves || o.denies {
			opinions = append(opinions, o)
		}
		if o.approves {
			r.Approvals = append(r.Approvals, Approval{o.by, named(v.User.Name, o.by), o.commit, v.At})
		}
		if v.Body != "" && v.State != "PENDING" {
			r.Notes = append(r.Notes, Note{By: o.by, Text: v.Body, At: v.At})
		}
	}
	if r.State == Waiting {
		r.State = stateOf(r.Commit, opinions)
	}
	err = g.notes(ctx, &r)
	return r, err
}

// notes adds what was written at lines and below a review.
func (g *github) notes(ctx context.Context, r *Review) error {
	comments, err := pages[githubComment](ctx, g.client, g.pull(r.Number, "/comments"), githubPage, mostNotes)
	if err != nil {
		return err
	}
	for _, c := range comments {
		n := Note{By: c.User.Login, File: c.Path, Line: c.Line, At: c.At}
		if n.Line == 0 {
			n.Line = c.Written
		}
		n.Quote, n.Text = quoted(c.Body)
		r.Notes = append(r.Notes, n)
	}
	remarks, err := pages[githubRemark](ctx, g.client, g.repo("/issues/"+strconv.Itoa(r.Number)+"/comments"), githubPage, mostNotes)
	for _, c := range remarks {
		r.Notes = append(r.Notes, Note{By: c.User.Login, Text: c.Body, At: c.At})
	}
	r.Notes = byTime(r.Notes)
	return err
}

// Note implements Host.
func (g *github) Note(ctx context.Context, number int, text string) error {
	return g.ask(ctx, http.MethodPost, g.repo("/issues/"+strconv.Itoa(number)+"/comments"), map[string]string{"body": text}, nil)
}

// Return implements Host. GitHub takes notes only at lines that a review changes or
// that stand close to such lines.
func (g *github) Return(ctx context.Context, number int, commit, text string, notes []Note) error {
	if err := g.still(ctx, number, commit); err != nil {
		return err
	}
	sent := githubSentReview{Commit: commit, Body: text, Event: "REQUEST_CHANGES"}
	for _, n := range notes {
		sent.Comments = append(sent.Comments, githubSentComment{n.File, n.body(), n.Line, "RIGHT"})
	}
	err := g.ask(ctx, http.MethodPost, g.pull(number, "/reviews"), sent, nil)
	if !Is(err, Invalid) || len(notes) == 0 {
		return err
	}
	sent.Body, sent.Comments = gathered(text, notes), nil
	return g.ask(ctx, http.MethodPost, g.pull(number, "/reviews"), sent, nil)
}

// Approve implements Host.
func (g *github) Approve(ctx context.Context, number int, commit string) error {
	if err := g.still(ctx, number, commit); err != nil {
		return err
	}
	err := g.ask(ctx, http.MethodPost, g.pull(number, "/reviews"), githubSentReview{Commit: commit, Event: "APPROVE"}, nil)
	return forbidden(err, Invalid) // GitHub says 422 to the author of a review
}

// still fails if a review has another commit than the one that was read.
func (g *github) still(ctx context.Context, number int, commit string) error {
	var pull githubPull
	if err := g.get(ctx, g.pull(number, ""), &pull); err != nil {
		return err
	}
	if pull.Head.SHA != commit {
		return &Error{Fault: Changed}
	}
	return nil
}

// Merge implements Host.
func (g *github) Merge(ctx context.Context, number int, commit string) error {
	var repo struct { // only those who may push are told
		Merge  *bool `json:"allow_merge_commit"`
		Squash *bool `json:"allow_squash_merge"`
		Rebase *bool `json:"allow_rebase_merge"`
	}
	if err := g.get(ctx, g.repo(""), &repo); err != nil {
		return err
	}
	by := method(map[string]*bool{"merge": repo.Merge, "squash": repo.Squash, "rebase": repo.Rebase})
	return g.ask(ctx, http.MethodPut, g.pull(number, "/merge"), map[string]string{"sha": commit, "merge_method": by}, nil)
}

// method is how a project lets reviews be merged: by a commit of both, which keeps who wrote
// what, unless it wants one commit of each review, or the commits made anew.
func method(allowed map[string]*bool) string {
	for _, by := range []string{"merge", "squash", "rebase"} {
		if is := allowed[by]; is != nil && *is {
			return by
		}
	}
	return "merge" // not told: the host has the last word
}

// Refuse implements Host.
func (g *github) Refuse(ctx context.Context, number int, why string) error {
	if err := g.Note(ctx, number, why); err != nil {
		return err
	}
	return g.ask(ctx, http.MethodPatch, g.pull(number, ""), map[string]string{"state": "closed"}, nil)
}

// forbidden turns a fault by which a host means that an account may not approve into
// Forbidden.
func forbidden(err error, meant Fault) error {
	if e, ok := err.(*Error); ok && e.Fault == meant {
		return &Error{Fault: Forbidden, Status: e.Status, Said: e.Said}
	}
	return err
}
