package newsroom

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"loa/internal/desk/serve"
	"loa/internal/generator/build"
)

// keptViews is how many imagined sites are remembered.
const keptViews = 4

// views are the imagined sites that were looked at last, by the part of their
// address that names them.
type views struct {
	mu    sync.Mutex
	order []string
	all   map[string]*view
	count int
}

type view struct {
	*serve.View
	of *build.Project // from which it was imagined
}

func newViews() *views { return &views{all: map[string]*view{}} }

func (v *views) find(name string) *view {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.all[name]
}

func (v *views) keep(name string, found *view) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.all[name] == nil {
		v.order = append(v.order, name)
	}
	v.all[name] = found
	if len(v.order) > keptViews {
		delete(v.all, v.order[0])
		v.order = v.order[1:]
	}
}

// next names one more trial.
func (v *views) next() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.count++
	return "trial/" + strconv.Itoa(v.count)
}

// view answers for an imagined site: at/2026-06-01/… and at/2026-06-01+drafts/…
// for a day, trial/7/… for a text that is not saved.
func (a ask) view(path string) {
	if a.r.Method == http.MethodPost || !serve.OwnOrigin(a.r) {
		http.Error(a.w, a.say("refused"), http.StatusForbidden)
		return
	}
	kind, rest, _ := strings.Cut(path, "/")
	which, rest, folder := strings.Cut(rest, "/")
	name := kind + "/" + which
	if kind == "at" && which == "" { // the form of the overview
		a.to(a.chosen()+rest, nil)
		return
	}
	if !folder {
		a.to(name+"/", nil)
		return
	}
	found := a.views.find(name)
	if kind == "at" && (found == nil || found.of != a.now.Project) {
		text, drafts := strings.CutSuffix(which, "+drafts")
		day, err := time.Parse(time.DateOnly, text)
		if err != nil || a.now.Project.Settings == nil {
			http.NotFound(a.w, a.r)
			return
		}
		if found, err = a.imagine(name, build.Imagined{Day: day, Drafts: drafts}); err != nil {
			http.Error(a.w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	if found == nil {
		http.NotFound(a.w, a.r)
		return
	}
	found.ServeHTTP(a.w, a.r)
}

// chosen is the view that the form asks for by its fields.
func (a ask) chosen() string {
	day := a.r.URL.Query().Get("day")
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		day = a.today().Format(time.DateOnly)
	}
	if a.r.URL.Query().Get("drafts") != "" {
		day += "+drafts"
	}
	return "at/" + day + "/"
}

// imagine makes a view and remembers it.
func (a ask) imagine(name string, i build.Imagined) (*view, error) {
	p := a.now.Project
	host := "http://localhost"
	if u, err := url.Parse(p.Settings.BaseURL); err == nil && u.Host != "" {
		host = u.Scheme + "://" + u.Host
	}
	i.BaseURL = host + a.base() + name + "/"
	imagined, err := p.Imagine(i)
	if err != nil {
		return nil, err
	}
	v := &view{serve.NewView(imagined, a.options.Serve), p}
	a.views.keep(name, v)
	return v, nil
}

// misread reports whether browsers leave a character out of an address, or take
// it for a slash: after it, an address may be that of another host.
func misread(r rune) bool { return r == '\\' || unicode.IsControl(r) }

// phone shows a page of the site as wide as a phone.
func (a ask) phone() {
	at := a.r.URL.Query().Get("page")
	if !strings.HasPrefix(at, a.now.Root) || strings.HasPrefix(at, "//") || strings.ContainsFunc(at, misread) {
		at = a.now.Root
	}
	if day := a.r.URL.Query().Get("day"); day != "" || a.r.URL.Query().Get("drafts") != "" {
		at = a.base() + a.chosen()
	}
	a.show(http.StatusOK, "phone", sheet{Title: a.say("phone"), Here: "phone", Page: at})
}
