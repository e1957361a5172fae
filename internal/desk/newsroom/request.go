package newsroom

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"loa/internal/desk/serve"
)

// request is one request to the desk, the site at that moment, and the ways to
// answer.
type request struct {
	*catalogue
	templates *template.Template
	token     string // that forms carry, see guard
	site      string // see siteName
	sharer    *sharer
	reviewer  *reviewer
	w         http.ResponseWriter
	r         *http.Request
	now       serve.Moment
	joined    bool // what was sent was put together with what others changed, see store.join
}

// base is the address of the desk.
func (q *request) base() string { return "/" }

// today is midnight of the desk's day in the site's zone.
func (q *request) today() time.Time {
	p := q.now.Project
	now := p.Options.Now
	if !p.Options.Fixed {
		now = q.now.Time.In(p.Settings.Zone)
	}
	return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, p.Settings.Zone)
}

// sheet is what every page has.
type sheet struct {
	Language string
	Base     string // address of the desk
	Home     string // address of the site in the preview
	Token    string
	Stamp    string
	Zone     *time.Location // of the times on the page
	Title    string
	Here     string // the current part of the desk, for the menu
	Note     string // what was done
	Bad      string // what could not be done
	Wrong    []wrong
	Site     bool // a site exists
	Shared   bool // it is kept in a repository
	Reviewed bool // its pages are reviewed at a Git host
	Page     any
}

// wrong is a field whose value was refused: where it is on the page, and why.
type wrong struct{ At, Label, Why string }

// show answers with a page.
func (q *request) show(status int, name string, s sheet) {
	s.Language, s.Base, s.Home, s.Token, s.Stamp = q.words.Language, q.base(), q.now.Home, q.token, q.now.Stamp
	s.Site, s.Zone = q.now.Project.Settings != nil, time.Local
	if s.Site {
		s.Zone = q.now.Project.Settings.Zone
	}
	s.Shared = q.sharer.set(q)
	_, s.Reviewed = q.reviewer.place(q)
	var b strings.Builder
	if err := q.templates.ExecuteTemplate(&b, name+".html", s); err != nil {
		http.Error(q.w, err.Error(), http.StatusInternalServerError)
		return
	}
	q.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	q.w.WriteHeader(status)
	if q.r.Method != http.MethodHead {
		_, _ = q.w.Write([]byte(b.String()))
	}
}

// part is a part of a page, for the script of a form.
func (q *request) part(name string, data any) string {
	var b strings.Builder
	if err := q.templates.ExecuteTemplate(&b, name, data); err != nil {
		panic("newsroom: " + err.Error()) // the pages are embedded and tested
	}
	return b.String()
}

// fail answers with a page that says why not.
func (q *request) fail(status int, key string, pairs ...any) {
	q.show(status, "message", sheet{Title: q.say("cannot"), Bad: q.say(key, pairs...)})
}

// broken answers that an I/O error happened.
func (q *request) broken(err error) {
	q.show(http.StatusInternalServerError, "message", sheet{Title: q.say("cannot"), Bad: q.refusal(err)})
}

// file answers with one of the desk's own files.
func (q *request) file(name, kind string) {
	data, err := embedded.ReadFile("files/" + name)
	if err != nil {
		panic("newsroom: " + err.Error()) // the files are embedded
	}
	q.w.Header().Set("Content-Type", kind)
	_, _ = q.w.Write(data)
}

// json answers a script of the desk.
func (q *request) json(status int, value any) {
	data, err := json.Marshal(value)
	if err != nil {
		panic("newsroom: " + err.Error()) // maps and structs of strings
	}
	q.w.Header().Set("Content-Type", "application/json")
	q.w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	q.w.WriteHeader(status)
	_, _ = q.w.Write(data)
}

// taken brings the preview up to date with files that were written just now, and saves
// them where several people write the site.
func (q *request) taken(files ...string) {
	q.now = q.now.Take(q.r.Context(), files...)
	q.sharer.saved(q, files)
}

// done redirects to the page of an entry after it was saved, and tells that page's
// script which of the texts that the browser keeps is saved now.
func (q *request) done(page, file, word string) {
	to := query("file", file, "done", word)
	if kept := q.r.PostFormValue("kept"); keptName.MatchString(kept) {
		to.Set("kept", kept)
	}
	if q.joined {
		to.Set("joined", "1")
	}
	q.to(page, to)
}

// saidDone is what the page of an entry says of what was done just before, if it is one
// of some words; see done.
func (q *request) saidDone(words ...string) string {
	asked := q.r.URL.Query()
	done := asked.Get("done")
	if !slices.Contains(words, done) {
		return ""
	}
	if _, reviewed := q.reviewer.place(q); reviewed && done == "made" {
		done = "made-reviewed"
	}
	if asked.Get("joined") != "" {
		return q.say("done-"+done) + " " + q.say("joined")
	}
	return q.say("done-" + done)
}

// to redirects to another page of the desk after something was done.
func (q *request) to(page string, query url.Values) {
	address := q.base() + page
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	http.Redirect(q.w, q.r, address, http.StatusSeeOther)
}

// query builds a query of names and values in turn.
func query(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}
