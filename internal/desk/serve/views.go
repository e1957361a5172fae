package serve

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// viewFolder, below ownFolder, holds the site as the desk imagines it: on another
// day, or with a text that is not saved. Its pages run the site's scripts, so they
// stand on the preview's origin; the names are secrets of the desk, for any page
// of the site and any account of the machine may ask.
const viewFolder = "view/"

// Views that are remembered: a day is looked at for long, a trial until the next.
const (
	keptDays   = 4
	keptTrials = 4
)

// views are the last few imagined sites.
type views struct {
	mu           sync.Mutex
	days, trials []*view // the newest last
}

// view is one imagined site.
type view struct {
	name     string
	imagined build.Imagined
	of       *build.Project // from which it was imagined
	server   *Server
	state    *state
}

func newViews() *views { return &views{} }

// find is a view by its name; nil if there is none, or it was forgotten.
func (v *views) find(name string) *view {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, list := range [][]*view{v.days, v.trials} {
		for _, one := range list {
			if one.name == name {
				return one
			}
		}
	}
	return nil
}

// nameOf is the name of a view: that of the same day if there is one, or else a
// new secret.
func (v *views) nameOf(i build.Imagined) string {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, one := range v.days {
		if i.File == "" && one.imagined.Day.Equal(i.Day) && one.imagined.Drafts == i.Drafts {
			return one.name
		}
	}
	secret := make([]byte, 18)
	_, _ = rand.Read(secret) // never fails
	return base64.RawURLEncoding.EncodeToString(secret)
}

// keep remembers a view in place of one that has its name.
func (v *views) keep(one *view) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if one.imagined.File == "" {
		v.days = inPlace(v.days, one, keptDays)
	} else {
		v.trials = inPlace(v.trials, one, keptTrials)
	}
}

func inPlace(list []*view, one *view, most int) []*view {
	next := make([]*view, 0, most+1)
	for _, old := range list {
		if old.name != one.name {
			next = append(next, old)
		}
	}
	next = append(next, one)
	return next[max(0, len(next)-most):]
}

// Shown is an imagined site, ready to be opened in the preview.
type Shown struct {
	Home   string // its address
	origin string
	state  *state
}

// Address is that of Moment.
func (s Shown) Address(file string) (string, bool) {
	at, ok := s.state.addressOf(file)
	return s.origin + at, ok
}

// Show makes the site as it would be and gives it an address in the preview that
// nobody can guess. i.BaseURL is set by Show.
func (m Moment) Show(i build.Imagined) (Shown, error) {
	v, err := m.server.imagine(m.state, m.server.views.nameOf(i), i)
	if err != nil {
		return Shown{}, err
	}
	return Shown{m.Origins.Preview + v.state.root, m.Origins.Preview, v.state}, nil
}

// imagine makes a view and remembers it.
func (s *Server) imagine(st *state, name string, i build.Imagined) (*view, error) {
	project := st.newest
	host := "http://localhost"
	if u, err := url.Parse(project.Settings.BaseURL); err == nil && u.Host != "" {
		host = u.Scheme + "://" + u.Host
	}
	own := st.root + ownFolder
	i.BaseURL = host + own + viewFolder + name + "/"
	p, err := project.Imagine(i)
	if err != nil {
		return nil, err
	}
	server := &Server{options: s.options, words: problem.WordsFor(s.options.Language), own: wordsFor(s.options.Language), ledger: newLedger(), kept: newKept()}
	server.frame = fmt.Sprintf("<script src=\"%sview.js\" data-desk=%q defer></script>", own, s.options.Origins.Desk)
	v := &view{name: name, imagined: i, of: project, server: server, state: firstState(p, p.Options.Now)}
	s.views.keep(v)
	return v, nil
}

// view answers for an imagined site. That of a day follows what is edited.
func (s *Server) view(w http.ResponseWriter, r *http.Request, st *state, path string) {
	rest, ok := strings.CutPrefix(path, viewFolder)
	name, at, folder := strings.Cut(rest, "/")
	found := s.views.find(name)
	if !ok || !folder || found == nil || st.newest.Settings == nil {
		http.NotFound(w, r)
		return
	}
	if found.of != st.newest && found.imagined.File == "" {
		var err error
		if found, err = s.imagine(st, name, found.imagined); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	if strings.HasPrefix(at, ownFolder) {
		http.NotFound(w, r)
		return
	}
	found.server.answer(w, r, found.state, at)
}
