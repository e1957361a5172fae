package newsroom

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"loa/internal/desk/serve"
	"loa/internal/generator/build"
)

// keptViews is how many imagined sites are remembered.
const keptViews = 4

// previews shows the site as it would be: on another day, or with a text that is
// not saved. It remembers the last few by the part of their address that names
// them.
type previews struct {
	options serve.Options

	mu     sync.Mutex
	order  []string
	all    map[string]*view
	trials int
}

type view struct {
	*serve.View
	of *build.Project // from which it was imagined
}

func newPreviews(o serve.Options) *previews {
	return &previews{options: o, all: map[string]*view{}}
}

func (p *previews) find(name string) *view {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all[name]
}

func (p *previews) keep(name string, found *view) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.all[name] == nil {
		p.order = append(p.order, name)
	}
	p.all[name] = found
	if len(p.order) > keptViews {
		delete(p.all, p.order[0])
		p.order = p.order[1:]
	}
}

// next names one more trial.
func (p *previews) next() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.trials++
	return "trial/" + strconv.Itoa(p.trials)
}

// view answers for an imagined site: at/2026-06-01/… and at/2026-06-01+drafts/…
// for a day, trial/7/… for a text that is not saved.
func (p *previews) view(q *request, path string) {
	if q.r.Method == http.MethodPost || !serve.OwnOrigin(q.r) {
		http.Error(q.w, q.say("refused"), http.StatusForbidden)
		return
	}
	kind, rest, _ := strings.Cut(path, "/")
	which, rest, folder := strings.Cut(rest, "/")
	name := kind + "/" + which
	if kind == "at" && which == "" { // the form of the overview
		q.to(chosen(q)+rest, nil)
		return
	}
	if !folder {
		q.to(name+"/", nil)
		return
	}
	found := p.find(name)
	if kind == "at" && (found == nil || found.of != q.now.Project) {
		text, drafts := strings.CutSuffix(which, "+drafts")
		day, err := time.Parse(time.DateOnly, text)
		if err != nil || q.now.Project.Settings == nil {
			http.NotFound(q.w, q.r)
			return
		}
		if found, err = p.imagine(q, name, build.Imagined{Day: day, Drafts: drafts}); err != nil {
			http.Error(q.w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	if found == nil {
		http.NotFound(q.w, q.r)
		return
	}
	found.ServeHTTP(q.w, q.r)
}

// chosen is the view that the form asks for by its fields.
func chosen(q *request) string {
	day := q.r.URL.Query().Get("day")
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		day = q.today().Format(time.DateOnly)
	}
	if q.r.URL.Query().Get("drafts") != "" {
		day += "+drafts"
	}
	return "at/" + day + "/"
}

// imagine makes a view and remembers it.
func (p *previews) imagine(q *request, name string, i build.Imagined) (*view, error) {
	project := q.now.Project
	host := "http://localhost"
	if u, err := url.Parse(project.Settings.BaseURL); err == nil && u.Host != "" {
		host = u.Scheme + "://" + u.Host
	}
	i.BaseURL = host + q.base() + name + "/"
	imagined, err := project.Imagine(i)
	if err != nil {
		return nil, err
	}
	v := &view{serve.NewView(imagined, p.options), project}
	p.keep(name, v)
	return v, nil
}
