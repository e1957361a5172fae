package serve

import (
	"net/http"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// Desk answers on an origin of its own, which no page of the site shares. It must
// check itself who sent a request: nothing has been checked before.
type Desk interface {
	Answer(w http.ResponseWriter, r *http.Request, now Moment)
}

// Origins are where browsers find the preview and the desk, without a slash at
// the end.
type Origins struct{ Preview, Desk string }

// Moment is the site as a request finds it.
type Moment struct {
	Project  *build.Project // the newest; its Settings are nil while there are none
	Home     string         // address of the site in the preview: "http://127.0.0.1:1313/vi-tre-em/"
	Origins  Origins
	Stamp    string // for the stream of events
	Time     time.Time
	Problems []problem.Problem // all that are known

	state  *state
	server *Server
}

// Weight is how many bytes the HTML of an entry's page has, without pictures; 0
// if it is not on the site today, or was not made yet.
func (m Moment) Weight(file string) int {
	o, ok := m.state.pageOf(file)
	if !ok {
		return 0
	}
	return m.server.ledger.weight(o.Path)
}

// Whole reports whether the problems of all pages are known: since the last change
// each page has been looked at.
func (m Moment) Whole() bool { return m.server.ledger.whole(m.state) }

// Address is that of an entry's page in the preview, by the entry's file; "" and false
// if it is not on the site today.
func (m Moment) Address(file string) (string, bool) {
	at, ok := m.state.addressOf(file)
	if !ok {
		return "", false
	}
	return m.Origins.Preview + at, true
}

// Events tells a page of the desk, until it goes, when the site changes. The
// caller has checked who asks.
func (m Moment) Events(w http.ResponseWriter, r *http.Request) { m.server.events(w, r, true) }

// DeskHandler answers on the desk's origin.
func (s *Server) DeskHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.options.Desk.Answer(w, r, s.moment(s.now()))
	})
}

func (s *Server) moment(st *state) Moment {
	return Moment{Project: st.newest, Home: s.options.Origins.Preview + st.root, Origins: s.options.Origins, Stamp: st.stamp(), Time: s.options.Clock.Now(), Problems: s.problems(st), state: st, server: s}
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
