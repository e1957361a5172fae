package serve

import (
	"net/http"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// Desk answers the requests below /_loa/ that the preview does not answer itself.
// Only it receives methods other than GET and HEAD. It must check itself who sent
// a request: the preview has checked the Host and nothing else.
type Desk interface {
	Answer(w http.ResponseWriter, r *http.Request, path string, now Moment)
}

// Moment is the site as a request finds it.
type Moment struct {
	Project  *build.Project // the newest; its Settings are nil while there are none
	Root     string         // of the site on its host: "/" or "/vi-tre-em/"
	Stamp    string         // for the stream of events
	Time     time.Time
	Problems []problem.Problem // all that are known

	state  *state
	ledger *ledger
}

// Weight is how many bytes the HTML of an entry's page has, without pictures; 0
// if it is not on the site today, or was not made yet.
func (m Moment) Weight(file string) int {
	o, ok := m.state.pageOf(file)
	if !ok {
		return 0
	}
	return m.ledger.weight(o.Path)
}

// Address is the path on the host of an entry's page, by the entry's file; false
// if it is not on the site today.
func (m Moment) Address(file string) (string, bool) { return m.state.addressOf(file) }

func (s *Server) moment(st *state) Moment {
	return Moment{Project: st.newest, Root: st.root, Stamp: st.stamp(), Time: s.options.Clock.Now(), Problems: s.problems(st), state: st, ledger: s.ledger}
}

// addressOf is the path of the first page of an entry in its own language.
func (st *state) addressOf(file string) (string, bool) {
	o, ok := st.pageOf(file)
	if !ok {
		return "", false
	}
	return st.root + o.Page.Path, true
}

func (st *state) pageOf(file string) (build.Output, bool) {
	for _, o := range st.pages {
		if o.Number == 1 && o.Page.Entry != nil && !o.Page.Fallback && o.Page.Entry.File.Name == file {
			return o, true
		}
	}
	return build.Output{}, false
}

// OwnOrigin reports whether a request comes from a page of the preview itself,
// as far as the browser says.
func OwnOrigin(r *http.Request) bool { return ownOrigin(r) }

// View answers for a project that does not change, such as the site on another
// day: pages as the preview makes them, without what it adds.
type View struct {
	server *Server
	state  *state
}

// NewView shows a project below the path of its base address.
func NewView(p *build.Project, o Options) *View {
	s := &Server{options: o, words: problem.WordsFor(o.Language), own: wordsFor(o.Language), ledger: newLedger(), kept: newKept(), plain: true}
	return &View{s, firstState(p, p.Options.Now)}
}

// Root is the path below which the view answers.
func (v *View) Root() string { return v.state.root }

// Address is that of Moment.
func (v *View) Address(file string) (string, bool) { return v.state.addressOf(file) }

// ServeHTTP answers a browser.
func (v *View) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path, below := strings.CutPrefix(r.URL.Path, v.state.root)
	if !below || strings.HasPrefix(path, ownFolder) {
		http.NotFound(w, r)
		return
	}
	v.server.answer(w, r, v.state, path)
}
