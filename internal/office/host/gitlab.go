package host

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// gitlab asks GitLab (REST API v4, GitLab 15 and later, also its free edition).
//
// GitLab has no answer “return this” for all editions. A thread that is open does the same:
// it is told to the author, and a project may forbid to merge before all are closed.
// Opening a review anew closes them.
type gitlab struct{ *client }

type gitlabUser struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	Name     string `json:"name"`
}

type gitlabMerge struct {
	Number    int          `json:"iid"`
	Address   string       `json:"web_url"`
	Title     string       `json:"title"`
	Text      string       `json:"description"`
	State     string       `json:"state"`
	Author    gitlabUser   `json:"author"`
	Reviewers []gitlabUser `json:"reviewers"`
	Branch    string       `json:"source_branch"`
	SHA       string       `json:"sha"`
	Merge     string       `json:"merge_commit_sha"`  // null without a merge commit
	Squash    string       `json:"squash_commit_sha"` // null if nothing was squashed
	Created   time.Time    `json:"created_at"`
	Updated   time.Time    `json:"updated_at"`
	Refs      struct {
		Base  string `json:"base_sha"`
		Head  string `json:"head_sha"`
		Start string `json:"start_sha"`
	} `json:"diff_refs"`
}

type gitlabThread struct {
	ID    string       `json:"id"`
	Notes []gitlabNote `json:"notes"`
}

type gitlabNote struct {
	Author     gitlabUser `json:"author"`
	Body       string     `json:"body"`
	System     bool       `json:"system"`
	Resolvable bool       `json:"resolvable"`
	Resolved   bool       `json:"resolved"`
	At         time.Time  `json:"created_at"`
	Position   *struct {
		Path string `json:"new_path"`
		Line int    `json:"new_line"`
	} `json:"position"`
}

type gitlabSentThread struct {
	Body     string              `json:"body"`
	Position *gitlabSentPosition `json:"position,omitempty"`
}

type gitlabSentPosition struct {
	Type  string `json:"position_type"`
	Base  string `json:"base_sha"`
	Head  string `json:"head_sha"`
	Start string `json:"start_sha"`
	Old   string `json:"old_path"`
	New   string `json:"new_path"`
	Line  int    `json:"new_line"`
}

// The levels of access that GitLab gives as numbers.
const (
	gitlabPage       = 100
	gitlabDeveloper  = 30
	gitlabMaintainer = 40
)

func (g *gitlab) project(rest string) string {
	return "/projects/" + url.PathEscape(g.at.Project) + rest
}

func (g *gitlab) merge(number int, rest string) string {
	return g.project("/merge_requests/" + strconv.Itoa(number) + rest)
}

// Who implements Host.
func (g *gitlab) Who(ctx context.Context) (Account, error) {
	var user gitlabUser
	if err := g.get(ctx, "/user", &user); err != nil {
		return Account{}, err
	}
	type access struct {
		Level int `json:"access_level"`
	}
	var project struct {
		Permissions struct {
			Project *access `json:"project_access"`
			Group   *access `json:"group_access"`
		} `json:"permissions"`
	}
	if err := g.get(ctx, g.project(""), &project); err != nil {
		return Account{}, err
	}
	level := 0
	for _, a := range []*access{project.Permissions.Project, project.Permissions.Group} {
		if a != nil {
			level = max(level, a.Level)
		}
	}
	return Account{Name: user.Username, Full: named(user.Name, user.Username), Push: level >= gitlabDeveloper, Admin: level >= gitlabMaintainer}, nil
}

// Rules implements Host.
func (g *gitlab) Rules(ctx context.Context, branch string) (Rules, error) {
	var b struct {
		Protected bool `json:"protected"`
		Push      bool `json:"can_push"`
	}
	if err := g.get(ctx, g.project("/repository/branches/"+url.PathEscape(branch)), &b); err != nil {
		return Rules{}, err
	}
	rules := Rules{Protected: b.Protected, Push: b.Push}
	var a struct {
		Approvals    int  `json:"approvals_before_merge"`
		Reset        bool `json:"reset_approvals_on_push"`
		NoCommitters bool `json:"merge_requests_disable_committers_approval"`
	}
	err := g.get(ctx, g.project("/approvals"), &a)
	if Is(err, Forbidden) || Is(err, Missing) {
		rules.Approvals = -1
		return rules, nil
	}
	rules.Approvals, rules.Kept, rules.NoCommitters = a.Approvals, !a.Reset, a.NoCommitters
	return rules, err
}

// Open implements Host.
func (g *gitlab) Open(ctx context.Context, d Draft) (Review, error) {
	var open []gitlabMerge
	of := url.Values{"state": {"opened"}, "source_branch": {d.Branch}, "target_branch": {d.Into}}
	if err := g.get(ctx, g.project("/merge_requests?"+of.Encode()), &open); err != nil {
		return Review{}, err
	}
	ids, others, err := g.ids(ctx, d.Reviewers)
	if err != nil {
		return Review{}, err
	}
	var merge gitlabMerge
	sent := map[string]any{"title": d.Title, "description": d.Text, "reviewer_ids": ids}
	if len(open) > 0 {
		if err = g.answered(ctx, open[0].Number, ""); err == nil {
			err = g.ask(ctx, http.MethodPut, g.merge(open[0].Number, ""), sent, &merge)
		}
	} else {
		sent["source_branch"], sent["target_branch"], sent["remove_source_branch"] = d.Branch, d.Into, true
		err = g.ask(ctx, http.MethodPost, g.project("/merge_requests"), sent, &merge)
	}
	if err != nil {
		return Review{}, err
	}
	r := merge.review()
	r.Unassigned = others
	for _, name := range d.Reviewers { // the free edition takes one reviewer alone
		if !slices.Contains(others, name) && !slices.Contains(r.Reviewers, name) {
			r.Unassigned = append(r.Unassigned, name)
		}
	}
	return r, nil
}

// ids are the numbers of accounts, and the names of those that the host does not know.
func (g *gitlab) ids(ctx context.Context, names []string) (ids []int64, others []string, err error) {
	ids = []int64{}
	for _, name := range names {
		var users []gitlabUser
		if err := g.get(ctx, "/users?username="+url.QueryEscape(name), &users); err != nil {
			return nil, nil, err
		}
		if len(users) == 0 {
			others = append(others, name)
			continue
		}
		ids = append(ids, users[0].ID)
	}
	return ids, others, nil
}

// answered closes the open threads of a review that an account began; "" for all.
func (g *gitlab) answered(ctx context.Context, number int, by string) error {
	threads, err := pages[gitlabThread](ctx, g.client, g.merge(number, "/discussions"), gitlabPage, mostNotes)
	for _, t := range threads {
		if err == nil && t.open() && (by == "" || t.Notes[0].Author.Username == by) {
			err = g.ask(ctx, http.MethodPut, g.merge(number, "/discussions/"+url.PathEscape(t.ID)), map[string]bool{"resolved": true}, nil)
		}
	}
	return err
}

func (t *gitlabThread) open() bool {
	return slices.ContainsFunc(t.Notes, func(n gitlabNote) bool { return n.Resolvable && !n.Resolved })
}

// Reviews implements Host.
func (g *gitlab) Reviews(ctx context.Context, into string) ([]Review, error) {
	of := url.Values{"state": {"all"}, "target_branch": {into}, "order_by": {"updated_at"}, "sort": {"desc"}}
	merges, err := pages[gitlabMerge](ctx, g.client, g.project("/merge_requests?"+of.Encode()), gitlabPage, mostReviews)
	if err != nil {
		return nil, err
	}
	var all []Review
	for _, m := range merges {
		all = append(all, m.review())
	}
	return all, nil
}

func (m *gitlabMerge) review() Review {
	r := Review{Number: m.Number, Address: m.Address, Title: m.Title, Text: m.Text, Author: m.Author.Username,
		Branch: m.Branch, Commit: m.SHA, State: Waiting, Opened: m.Created, Changed: m.Updated}
	switch m.State {
	case "merged":
		r.State, r.Published = Merged, cmp.Or(m.Merge, m.Squash, m.SHA)
	case "closed":
		r.State = Refused
	}
	for _, u := range m.Reviewers {
		r.Reviewers = append(r.Reviewers, u.Username)
	}
	return r
}

// Review implements Host.
func (g *gitlab) Review(ctx context.Context, number int) (Review, error) {
	var merge gitlabMerge
	if err := g.get(ctx, g.merge(number, ""), &merge); err != nil {
		return Review{}, err
	}
	r := merge.review()
	var err error
	if r.Approvals, err = g.approvals(ctx, number); err != nil {
		return Review{}, err
	}
	threads, err := pages[gitlabThread](ctx, g.client, g.merge(number, "/discussions"), gitlabPage, mostNotes)
	if err != nil {
		return Review{}, err
	}
	open := false
	for _, t := range threads {
		open = open || t.open()
		for _, n := range t.Notes {
			if !n.System {
				r.Notes = append(r.Notes, n.note())
			}
		}
	}
	r.Notes = byTime(r.Notes)
	switch {
	case r.State != Waiting:
	case open:
		r.State = Returned
	case len(r.Approvals) > 0:
		r.State = Approved
	}
	return r, nil
}

// approvals are those that count now. GitLab does not keep of which commit they are: a
// project that does not remove them after a change is told of by Rules.
func (g *gitlab) approvals(ctx context.Context, number int) ([]Approval, error) {
	var given struct {
		By []struct {
			User gitlabUser `json:"user"`
		} `json:"approved_by"`
	}
	err := g.get(ctx, g.merge(number, "/approvals"), &given)
	var all []Approval
	for _, a := range given.By {
		all = append(all, Approval{By: a.User.Username, Full: named(a.User.Name, a.User.Username)})
	}
	return all, err
}

func (n *gitlabNote) note() Note {
	note := Note{By: n.Author.Username, Text: n.Body, At: n.At}
	if n.Position != nil {
		note.File, note.Line = n.Position.Path, n.Position.Line
		note.Quote, note.Text = quoted(n.Body)
	}
	return note
}

// Note implements Host.
func (g *gitlab) Note(ctx context.Context, number int, text string) error {
	return g.ask(ctx, http.MethodPost, g.merge(number, "/notes"), map[string]string{"body": text}, nil)
}

// Return implements Host: a thread for the text, one for each note. The thread of the
// text is the first, so that a line that breaks leaves the review returned.
func (g *gitlab) Return(ctx context.Context, number int, commit, text string, notes []Note) error {
	var merge gitlabMerge
	if err := g.get(ctx, g.merge(number, ""), &merge); err != nil {
		return err
	}
	if merge.SHA != commit {
		return &Error{Fault: Changed}
	}
	at := g.merge(number, "/discussions")
	if err := g.ask(ctx, http.MethodPost, at, gitlabSentThread{Body: text}, nil); err != nil {
		return err
	}
	for _, n := range notes {
		sent := gitlabSentThread{n.body(), &gitlabSentPosition{"text", merge.Refs.Base, merge.Refs.Head, merge.Refs.Start, n.File, n.File, n.Line}}
		err := g.ask(ctx, http.MethodPost, at, sent, nil)
		if Is(err, Invalid) { // a line that the review does not change
			err = g.ask(ctx, http.MethodPost, at, gitlabSentThread{Body: gathered("", []Note{n})}, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Approve implements Host. It closes the account's own threads: who approves has nothing to
// ask for any more. GitLab answers 401 to whom it does not let approve, and to a second
// approval.
func (g *gitlab) Approve(ctx context.Context, number int, commit string) error {
	var user gitlabUser
	if err := g.get(ctx, "/user", &user); err != nil {
		return err
	}
	err := g.ask(ctx, http.MethodPost, g.merge(number, "/approve"), map[string]string{"sha": commit}, nil)
	if Is(err, Expired) {
		given, failed := g.approvals(ctx, number)
		if failed != nil || !slices.ContainsFunc(given, func(a Approval) bool { return a.By == user.Username }) {
			return forbidden(err, Expired)
		}
		err = nil
	}
	if err != nil {
		return err
	}
	return g.answered(ctx, number, user.Username)
}

// Merge implements Host.
func (g *gitlab) Merge(ctx context.Context, number int, commit string) error {
	err := g.ask(ctx, http.MethodPut, g.merge(number, "/merge"), map[string]any{"sha": commit, "should_remove_source_branch": true}, nil)
	switch {
	case Is(err, Expired):
		return forbidden(err, Expired)
	case Is(err, Invalid): // 422: conflicts
		e := err.(*Error)
		return &Error{Fault: Unready, Status: e.Status, Said: e.Said}
	}
	return err
}

// Refuse implements Host.
func (g *gitlab) Refuse(ctx context.Context, number int, why string) error {
	if err := g.Note(ctx, number, why); err != nil {
		return err
	}
	return g.ask(ctx, http.MethodPut, g.merge(number, ""), map[string]string{"state_event": "close"}, nil)
}
