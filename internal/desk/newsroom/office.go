package newsroom

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"loa/internal/base/approval"
	"loa/internal/generator/config"
	"loa/internal/office/clone"
	"loa/internal/office/review"
)

// sharer keeps the site's folder in a repository that several people share: what forms
// write is saved there at once, and a page fetches and sends.
type sharer struct {
	store     *store
	options   func(config.Office) clone.Options // nil: there is no repository
	approvals approval.Store
	// merged asks the host which reviews it has merged: Merged of a clone.
	merged func(config.Office) func(context.Context) (map[string]clone.Merge, error)

	mu     sync.Mutex
	opened *clone.Clone
	of     clonedFor    // what it was opened for
	held   []clone.Held // that the last exchange could not save
	failed error        // of the last saving
}

// set reports whether the site names a repository.
func (s *sharer) set(q *request) bool {
	settings := q.now.Project.Settings
	return s.options != nil && settings != nil && settings.Office.Remote != ""
}

// clonedFor is all of the settings that shapes a clone.
type clonedFor struct{ remote, branch, host, address, keyFile, hostKey string }

func clonedForOf(o config.Office) clonedFor {
	return clonedFor{o.Remote, o.Branch, o.Host, o.Address, o.KeyFile, o.HostKey}
}

// clone opens the clone. It stays open until the settings name another one, or another host.
func (s *sharer) clone(q *request) (*clone.Clone, error) {
	office := q.now.Project.Settings.Office
	s.mu.Lock()
	defer s.mu.Unlock()
	of := clonedForOf(office)
	if s.opened != nil && s.of == of {
		return s.opened, nil
	}
	if err := s.shut(); err != nil {
		return nil, err
	}
	o := s.options(office)
	o.Folder, o.OfText, o.FolderKeys, o.Merged = s.store.folder, review.ApprovalKeys(), review.FolderKeys(), s.merged(office)
	opened, err := clone.Open(o)
	if err == nil {
		s.opened, s.of = opened, of
	}
	return opened, err
}

func (s *sharer) shut() error {
	if s.opened == nil {
		return nil
	}
	err := s.opened.Close()
	s.opened = nil
	return err
}

// Close closes the clone.
func (s *sharer) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shut()
}

// saved makes a commit of files that a form has written. Where that fails they are in the
// folder all the same, and the next exchange saves them. Before there is a clone nothing is
// to be done: the first exchange saves all.
func (s *sharer) saved(q *request, files []string) {
	if !s.set(q) || slices.Contains(files, ".") || !clone.IsClone(s.place(q).dir) {
		return
	}
	at, err := s.clone(q)
	if err == nil {
		_, err = at.Save(clone.Saving{Paths: files})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failed = err
}

// settled takes a conflict off the list, by its file and the text that was mine.
func (s *sharer) settled(q *request, file, mine string) error {
	if !s.set(q) {
		return nil
	}
	at, err := s.clone(q)
	if err != nil {
		return err
	}
	return at.Settle(file, mine)
}

type officePage struct {
	Remote, Branch string
	Begin          string // the place, where the folder is no clone yet
	Ask            string // the place that nobody on this machine has allowed yet
	Contact        time.Time
	Ahead          int
	Unsent         []string // titles of pages and names of files
	Unsaved        []string
	Held           []string // sentences
	Failure        string
	Rewritten      time.Time
	Conflicts      []touching
}

// touching is a file that two people changed at the same place.
type touching struct {
	File, Title string
	Mine        string // names the text that was saved here; "" where the file was taken away here
	Beside      string
	Text        bool // both can be shown side by side
}

// show tells where the site stands beside the repository, without asking that.
func (s *sharer) show(q *request) {
	note := ""
	if done := q.r.URL.Query().Get("done"); slices.Contains([]string{"fetched", "sent", "settled", "allowed", "begun"}, done) {
		note = q.say("office-" + done)
	}
	s.answer(q, http.StatusOK, note, nil)
}

func (s *sharer) answer(q *request, status int, note string, failed error) {
	if !s.set(q) {
		q.fail(http.StatusNotFound, "office-none")
		return
	}
	office := q.now.Project.Settings.Office
	page := officePage{Remote: office.Remote, Branch: office.Branch}
	if at := s.place(q); failed == nil && !clone.IsClone(at.dir) {
		page.Begin = at.action.String()
		q.show(status, "office", sheet{Title: q.say("office"), Here: "office", Page: page})
		return
	}
	at, err := s.clone(q)
	if err == nil {
		err = s.fill(q, at, &page)
	}
	if err = errors.Join(failed, err); err != nil {
		page.Failure = "" // it is said above
		if status == http.StatusOK {
			status = http.StatusInternalServerError
		}
	}
	bad := ""
	if err != nil {
		bad = s.sentence(q, err)
	}
	q.show(status, "office", sheet{Title: q.say("office"), Here: "office", Note: note, Bad: bad, Page: page})
}

func (s *sharer) fill(q *request, at *clone.Clone, page *officePage) error {
	if allowed, err := s.approvals.Allowed(s.place(q).dir, s.place(q).action); err != nil {
		return err
	} else if !allowed {
		page.Ask = s.place(q).action.String()
	}
	state, err := at.State()
	if err != nil {
		return err
	}
	page.Contact, page.Ahead, page.Rewritten = state.Contact, state.Ahead, state.Rewritten
	for _, file := range state.Unsent {
		page.Unsent = append(page.Unsent, titleOf(q, file))
	}
	for _, change := range state.Unsaved {
		page.Unsaved = append(page.Unsaved, titleOf(q, change.Path))
	}
	if f := state.Failure; f != nil {
		page.Failure = q.time(q.today().Location(), f.At) + ": " + s.said(q, f.Kind, f.Detail)
	}
	for _, c := range state.Conflicts {
		page.Conflicts = append(page.Conflicts, touching{File: c.Path, Title: titleOf(q, c.Path), Mine: c.Mine, Beside: c.Beside, Text: c.Mine != "" && clone.Shown(c.Path)})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, h := range s.held {
		page.Held = append(page.Held, s.said(q, h.Kind, h.Path))
	}
	return s.failed
}

// sharedPlace is what a person allows once.
type sharedPlace struct {
	dir    string
	action approval.Action
}

func (s *sharer) place(q *request) sharedPlace {
	o := s.options(q.now.Project.Settings.Office)
	return sharedPlace{o.Dir, approval.Action{Kind: approval.Share, Target: o.Remote, Key: o.HostKey}}
}

// said is a kind of trouble with what to do, in sentences.
func (s *sharer) said(q *request, kind clone.Kind, detail string) string {
	message, hint := clone.Said(clone.Words(q.words.Language), kind, detail)
	return message + ". " + hint
}

func (s *sharer) sentence(q *request, err error) string {
	var t *clone.Trouble
	if errors.As(err, &t) {
		return s.said(q, t.Kind, t.Detail)
	}
	return q.refusal(err)
}

// act does what a button of the page asks for.
func (s *sharer) act(q *request) {
	if !s.set(q) {
		q.fail(http.StatusNotFound, "office-none")
		return
	}
	switch q.r.PostFormValue("do") {
	case "allow":
		s.allow(q)
	case "begin":
		s.begin(q)
	case "take":
		s.takeMine(q)
	case "settle":
		if err := s.settled(q, q.r.PostFormValue("file"), q.r.PostFormValue("mine")); err != nil {
			s.answer(q, http.StatusInternalServerError, "", err)
			return
		}
		q.to("office", query("done", "settled"))
	case "send":
		s.exchange(q, "sent", (*clone.Clone).Send)
	default:
		s.exchange(q, "fetched", (*clone.Clone).Fetch)
	}
}

// allow remembers that the person has allowed the place that the page named.
func (s *sharer) allow(q *request) {
	at := s.place(q)
	if q.r.PostFormValue("place") != at.action.String() {
		q.fail(http.StatusConflict, "allow-other")
		return
	}
	if err := s.approvals.Allow(at.dir, at.action, q.now.Time); err != nil {
		q.broken(err)
		return
	}
	q.to("office", query("done", "allowed"))
}

// exchange fetches or sends. Without a network, what was saved stays on this machine.
func (s *sharer) exchange(q *request, done string, do func(*clone.Clone, context.Context) ([]clone.Held, error)) {
	allowed, err := s.approvals.Allowed(s.place(q).dir, s.place(q).action)
	if err != nil || !allowed {
		s.answer(q, http.StatusForbidden, "", err)
		return
	}
	at, err := s.clone(q)
	if err != nil {
		s.answer(q, http.StatusInternalServerError, "", err)
		return
	}
	held, err := do(at, q.r.Context())
	s.mu.Lock()
	s.held, s.failed = held, nil
	s.mu.Unlock()
	q.now = q.now.Take(q.r.Context(), ".")
	if err != nil {
		s.answer(q, http.StatusBadGateway, "", err)
		return
	}
	q.to("office", query("done", done))
}
