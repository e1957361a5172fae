// Package hosttest is a Git host for tests: it answers as GitLab, Gitea or GitHub do, as far
// as Loa asks, and fails a test that sends what the host's API does not have.
//
//	s := hosttest.New(t, "gitea")
//	s.Person("secret-1", hosttest.Person{Name: "lan", Full: "Nguyễn Thị Lan", Push: true})
//	s.Push("duyet/rao-ao", "c0ffee…")
//	host.New(s.Place(), …)
//
// The rules are those of a host with a protected branch: nobody approves an own review, and
// a review is merged once it has the approvals of its newest commit.
package hosttest

import (
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Person is an account.
type Person struct {
	Name, Full  string
	Push, Admin bool
}

// Repo is the Git repository behind a host.
type Repo interface {
	// Head returns the newest commit of a branch; false if there is no such branch.
	Head(branch string) (commit string, ok bool)
	// Merge merges a branch into another by a method and returns the commit that has it then.
	Merge(branch, into string, by Method) (commit string, err error)
	// Keep makes a commit that of a reference which is no branch.
	Keep(reference, commit string) error
}

// Method is how a host merges a review: by a commit with two parents, by one commit that
// knows nothing of the branch, or by its commits made anew.
type Method string

// The methods.
const (
	Joined   Method = "merge"
	Squashed Method = "squash"
	Rebased  Method = "rebase"
)

// Opinion is what a person said of a commit.
type Opinion struct {
	ID           int
	By, Commit   string
	Approves     bool
	Denies       bool
	Text         string
	At           time.Time
	Notes        []Note
	Open, Remark bool // a thread that is open; a remark below a review
}

// Note is a note at a line.
type Note struct {
	Path, Text string
	Line       int
}

// Review is a review as the host keeps it.
type Review struct {
	Number              int
	Author, Title, Text string
	Branch, Into        string
	Closed, Merged      bool
	By                  Method
	Head, Published     string // once it is merged: the newest commit, and that of Into which brought it
	Reviewers           []string
	Opinions            []Opinion
	At                  time.Time
}

// Server is a host with one project, "xa-an/trang". The fields may be changed before
// requests are sent.
type Server struct {
	Kind      string
	URL       string
	Repo      Repo
	Protected bool
	Approvals int      // that a review needs
	Methods   []Method // that the project allows; nil: all
	// NoCommitters, Kept: see host.Rules.
	NoCommitters, Kept bool
	// Lines are the lines that reviews change, by path; nil: all. GitHub and GitLab refuse
	// notes at others.
	Lines  map[string][]int
	t      testing.TB
	schema Schema
	mux    *http.ServeMux

	mu       sync.Mutex
	instead  func(w http.ResponseWriter, r *http.Request) bool // nil: the host answers
	now      time.Time
	people   map[string]Person // by token
	heads    map[string]string
	reviews  []*Review
	requests []string
	unseen   int // answers 304
}

// Project is the name of the project.
const Project = "xa-an/trang"

// New starts a host of a kind, "gitea", "github" or "gitlab", which ends with the test.
func New(t testing.TB, kind string) *Server {
	s := &Server{Kind: kind, Protected: true, Approvals: 1, t: t, schema: SchemaOf(kind), mux: http.NewServeMux(),
		now: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), people: map[string]Person{}, heads: map[string]string{}}
	s.Repo = branches{s}
	switch kind {
	case "gitea":
		s.gitea()
	case "github":
		s.github()
	case "gitlab":
		s.gitlab()
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.URL = server.URL
	return s
}

// branches are the branches of a host without a repository.
type branches struct{ s *Server }

func (b branches) Head(branch string) (string, bool) {
	commit, ok := b.s.heads[branch]
	return commit, ok
}

func (b branches) Merge(branch, into string, _ Method) (string, error) {
	b.s.heads[into] = b.s.heads[branch]
	return b.s.heads[into], nil
}

func (b branches) Keep(string, string) error { return nil }

// Person gives an account a token.
func (s *Server) Person(token string, p Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.people[token] = p
}

// Push makes a commit the newest of a branch of a host without a repository.
func (s *Server) Push(branch, commit string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heads[branch] = commit
}

// Instead sets what answers in the place of the host if it returns true; nil: nothing does.
// A request that its sender gave up may still be running: it keeps what it began with.
func (s *Server) Instead(answer func(w http.ResponseWriter, r *http.Request) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.instead = answer
}

// Down makes the host answer nothing but 502 from now on.
func (s *Server) Down() {
	s.Instead(func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(http.StatusBadGateway)
		return true
	})
}

// Requests returns the requests up to now, "GET /api/v1/user", and how many of them were
// answered with 304.
func (s *Server) Requests() (all []string, unchanged int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.requests...), s.unseen
}

// ServeHTTP answers as the host does.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, r.Method+" "+r.URL.RequestURI())
	instead := s.instead
	s.mu.Unlock()
	if instead != nil && instead(w, r) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = s.now.Add(time.Second)
	s.mux.ServeHTTP(w, r)
}

// call is one request of an account.
type call struct {
	*Server
	w    http.ResponseWriter
	r    *http.Request
	by   Person
	sent map[string]any
}

// on answers a path, of which the request must have the fields of a part of the API; "" for
// a request without a body.
func (s *Server) on(pattern, part string, answer func(*call)) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		token := r.Header.Get("PRIVATE-TOKEN")
		if s.Kind != "gitlab" {
			_, token, _ = strings.Cut(r.Header.Get("Authorization"), " ")
		}
		c := &call{Server: s, w: w, r: r, by: s.people[token]}
		if c.by.Name == "" {
			c.fail(http.StatusUnauthorized, "401 Unauthorized")
			return
		}
		body, _ := io.ReadAll(r.Body)
		if part != "" {
			for _, what := range s.schema.Lacks(part, body) {
				s.t.Errorf("%s %s sends what %s does not have: %s", r.Method, r.URL.Path, s.Kind, what)
			}
			_ = json.Unmarshal(body, &c.sent)
		}
		answer(c)
	})
}

// give answers with a part of the API; "" for an answer without a body.
func (c *call) give(status int, part string, value any) {
	if part == "" {
		c.w.WriteHeader(status)
		return
	}
	data, err := json.Marshal(value)
	if err != nil {
		panic("hosttest: " + err.Error())
	}
	for _, what := range c.schema.Lacks(part, data) {
		c.t.Errorf("the answer to %s %s is none of %s: %s", c.r.Method, c.r.URL.Path, c.Kind, what)
	}
	sum := sha1.Sum(data)
	etag := `W/"` + hex.EncodeToString(sum[:]) + `"`
	c.w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if c.r.Method == http.MethodGet {
		c.w.Header().Set("ETag", etag)
		if c.r.Header.Get("If-None-Match") == etag {
			c.unseen++
			c.w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	c.w.WriteHeader(status)
	_, _ = c.w.Write(data)
}

func (c *call) fail(status int, message string) {
	c.w.Header().Set("Content-Type", "application/json")
	c.w.WriteHeader(status)
	_ = json.NewEncoder(c.w).Encode(map[string]any{"message": message})
}

// review is that which the path names; nil after it has answered that there is none.
func (c *call) review() *Review {
	n, _ := strconv.Atoi(c.r.PathValue("n"))
	if n < 1 || n > len(c.reviews) {
		c.fail(http.StatusNotFound, "404 Not found")
		return nil
	}
	return c.reviews[n-1]
}

func (c *call) text(name string) string {
	text, _ := c.sent[name].(string)
	return text
}

// open adds a review, or refuses a second one of a branch.
func (c *call) open(branch, into string) *Review {
	_, there := c.Repo.Head(branch)
	_, other := c.Repo.Head(into)
	switch {
	case !c.by.Push:
		c.fail(http.StatusForbidden, "403 Forbidden")
		return nil
	case !there || !other:
		c.fail(http.StatusUnprocessableEntity, "no such branch")
		return nil
	}
	for _, r := range c.reviews {
		if r.Branch == branch && r.Into == into && !r.Closed {
			c.fail(http.StatusConflict, "another open review exists")
			return nil
		}
	}
	r := &Review{Number: len(c.reviews) + 1, Author: c.by.Name, Title: c.text("title"), Branch: branch, Into: into, At: c.now}
	c.reviews = append(c.reviews, r)
	return r
}

// say adds an opinion of the caller on the newest commit.
func (c *call) say(r *Review, o Opinion) {
	o.ID, o.By, o.At = len(r.Opinions)+1, c.by.Name, c.now
	if o.Commit == "" {
		o.Commit = c.head(r)
	}
	r.Opinions = append(r.Opinions, o)
	r.At = c.now
}

func (s *Server) head(r *Review) string {
	if r.Merged {
		return r.Head
	}
	if commit, ok := s.Repo.Head(r.Branch); ok {
		return commit
	}
	return strings.Repeat("0", 40)
}

// approved counts the people whose last opinion of the newest commit approves it.
func (s *Server) approved(r *Review) (n int) {
	last := map[string]Opinion{}
	for _, o := range r.Opinions {
		if (o.Approves || o.Denies) && o.Commit == s.head(r) {
			last[o.By] = o
		}
	}
	for _, o := range last {
		if o.Denies {
			return -1
		}
		n++
	}
	return n
}

// merge merges a review into its branch, or answers with the status of the host for one
// that is not ready.
func (c *call) merge(r *Review, commit string, by Method, unready int) bool {
	switch {
	case !c.allows(by):
		c.fail(http.StatusMethodNotAllowed, string(by)+" is not allowed on this repository")
	case !c.by.Push:
		c.fail(http.StatusForbidden, "403 Forbidden")
	case commit != c.head(r):
		c.fail(http.StatusConflict, "head has changed")
	case r.Closed || c.Protected && c.approved(r) < c.Approvals:
		c.fail(unready, "not enough approvals")
	default:
		if err := c.join(r, by); err != nil {
			c.fail(http.StatusConflict, err.Error())
			return false
		}
		return true
	}
	return false
}

// allows reports whether the project lets reviews be merged by a method.
func (s *Server) allows(by Method) bool { return s.Methods == nil || slices.Contains(s.Methods, by) }

// Press merges a review by a method, as somebody does on the pages of the host.
func (s *Server) Press(number int, by Method) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.join(s.reviews[number-1], by)
}

func (s *Server) join(r *Review, by Method) error {
	head := s.head(r)
	commit, err := s.Repo.Merge(r.Branch, r.Into, by)
	if err == nil {
		err = s.Repo.Keep(pullRef(r), head)
	}
	if err == nil {
		r.Merged, r.Closed, r.At, r.By, r.Head, r.Published = true, true, s.now, by, head, commit
	}
	return err
}

// pullRef is the reference at which a host keeps the newest commit of a review, also when its
// branch is gone.
func pullRef(r *Review) string { return "refs/pull/" + strconv.Itoa(r.Number) + "/head" }

// changes reports whether a review changes a line.
func (s *Server) changes(n Note) bool {
	if s.Lines == nil {
		return true
	}
	for _, line := range s.Lines[n.Path] {
		if line == n.Line {
			return true
		}
	}
	return false
}

// full is the name of the person of an account.
func (s *Server) full(name string) string {
	for _, p := range s.people {
		if p.Name == name {
			return p.Full
		}
	}
	return ""
}

func (s *Server) knows(name string) bool {
	for _, p := range s.people {
		if p.Name == name {
			return true
		}
	}
	return false
}

// published is a commit as hosts give it: null for none.
func published(commit string) any {
	if commit == "" {
		return nil
	}
	return commit
}

// number is a value of JSON as a number.
func number(value any) int {
	n, _ := value.(float64)
	return int(n)
}

// page is one page of a list.
func page[T any](r *http.Request, size string, all []T) []T {
	per, _ := strconv.Atoi(r.FormValue(size))
	n, _ := strconv.Atoi(r.FormValue("page"))
	if per == 0 {
		per = 20
	}
	n = max(n, 1)
	from, to := min((n-1)*per, len(all)), min(n*per, len(all))
	return append([]T{}, all[from:to]...)
}
