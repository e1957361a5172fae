// Package newsroom is the desk at /_loa/ of the preview: the site's own files,
// written and published by forms in a browser on this machine.
//
//	desk, err := newsroom.New(newsroom.Options{Dir: dir, Language: "vi", Clock: time.Now})
//	err = serve.Run(ctx, serve.Options{Build: options, Desk: desk})
//
// Its pages are plain HTML that works without script; scripts only save steps.
// The files stay what they are: a form replaces single keys and the text, by
// package manuscript, and whoever likes an editor better edits at the same time.
// Nothing of it is ever part of a published site.
package newsroom

import (
	"crypto/rand"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"sync"
	"time"

	"loa/internal/base/problem"
	"loa/internal/desk/serve"
	"loa/internal/desk/sourceedit"
	"loa/internal/publish/deploy"
)

// Options say for which site the desk is.
type Options struct {
	Dir      string
	Language string // in which the desk speaks
	Clock    func() time.Time
	Serve    serve.Options  // of the preview, for views of the site
	Deploy   deploy.Options // what publishing needs; Name, Confirm and the like are the desk's
}

// Desk answers below /_loa/. It is safe for concurrent use.
type Desk struct {
	options  Options
	words    *problem.Words // the desk's own
	problems *problem.Words // of problems
	folder   *sourceedit.Folder
	pages    *template.Template
	token    string // of this run of the program
	views    *views
	jobs     jobs
	consent  sync.Mutex
	imports  sync.Mutex
}

//go:embed pages files words
var embedded embed.FS

// New opens the desk.
func New(o Options) (*Desk, error) {
	folder, err := sourceedit.Open(o.Dir, o.Clock)
	if err != nil {
		return nil, err
	}
	secret := make([]byte, 24)
	_, _ = rand.Read(secret) // never fails
	d := &Desk{options: o, words: wordsFor(o.Language), problems: problem.WordsFor(o.Language), folder: folder,
		token: base64.RawURLEncoding.EncodeToString(secret), views: newViews()}
	d.pages = template.Must(template.New("").Funcs(template.FuncMap{"say": d.say, "day": d.day, "time": d.time}).ParseFS(embedded, "pages/*.html"))
	return d, nil
}

// Close lets go of the site's folder.
func (d *Desk) Close() error { return d.folder.Close() }

func wordsFor(language string) *problem.Words {
	data, err := embedded.ReadFile("words/" + language + ".txt")
	if err != nil {
		return wordsFor("en")
	}
	return problem.ParseWords(language, string(data))
}

// say fills a sentence; arguments come as name and value in turn.
func (d *Desk) say(key string, pairs ...any) string {
	args := problem.Args{}
	for i := 0; i+1 < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return d.words.Say(key, args)
}

func (d *Desk) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return d.words.Say("day", problem.Args{"day": t.Day(), "month": int(t.Month()), "year": fmt.Sprint(t.Year())})
}

func (d *Desk) time(t time.Time) string { return t.Format("15:04") + ", " + d.day(t) }

// ask is one request with what the site is at that moment.
type ask struct {
	*Desk
	w   http.ResponseWriter
	r   *http.Request
	now serve.Moment
}

// base is the address of the desk.
func (a ask) base() string { return a.now.Root + "_loa/" }

// Answer answers what is asked for below /_loa/.
func (d *Desk) Answer(w http.ResponseWriter, r *http.Request, path string, now serve.Moment) {
	a := ask{d, w, r, now}
	if first, _, _ := strings.Cut(path, "/"); first == "at" || first == "trial" && path != "trial" {
		a.view(path)
		return
	}
	w.Header().Set("Content-Security-Policy", policy)
	w.Header().Set("Referrer-Policy", "same-origin")
	bad := d.refusal(w, r)
	switch {
	case bad.status != 0 && !bad.own():
		http.Error(w, d.say(bad.why), bad.status)
	case now.Project.Settings == nil && path != "desk.css" && path != "desk.js":
		a.siteless(path, bad)
	case bad.own():
		a.turnedAway(path, bad)
	default:
		a.route(path)
	}
}

// route answers a request that may be answered, of a site that can be read.
func (a ask) route(path string) {
	method := a.r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	answer, ok := routes[method+" "+path]
	if !ok {
		a.fail(http.StatusNotFound, "not-found")
		return
	}
	answer(a)
}

var routes = map[string]func(ask){
	"GET ":               ask.overview,
	"GET desk.css":       func(a ask) { a.file("desk.css", "text/css; charset=utf-8") },
	"GET desk.js":        func(a ask) { a.file("desk.js", "text/javascript; charset=utf-8") },
	"GET calendar":       ask.agenda,
	"GET phone":          ask.phone,
	"GET new":            ask.blank,
	"POST new":           ask.create,
	"GET import":         ask.bring,
	"POST import":        ask.take,
	"GET edit":           ask.edit,
	"POST edit":          ask.change,
	"POST put":           ask.overwrite,
	"GET versions":       ask.versions,
	"POST versions":      ask.restore,
	"GET deleted":        ask.deleted,
	"POST trial":         ask.try,
	"POST upload":        ask.upload,
	"POST paste":         ask.paste,
	"GET people":         ask.people,
	"POST people":        ask.answer,
	"GET lunar":          ask.lunar,
	"GET translate":      ask.sides,
	"POST translate":     ask.translate,
	"GET publish":        ask.targets,
	"POST publish":       ask.publish,
	"GET publish/events": ask.progress,
}

func (a ask) file(name, kind string) {
	data, err := embedded.ReadFile("files/" + name)
	if err != nil {
		panic("newsroom: " + err.Error()) // the files are embedded
	}
	a.w.Header().Set("Content-Type", kind)
	_, _ = a.w.Write(data)
}

// sheet is what every page has.
type sheet struct {
	Language string
	Base     string // of the desk
	Root     string // of the site
	Token    string
	Stamp    string
	Title    string
	Here     string // the part of the desk
	Note     string // of what was done
	Bad      string // of what could not be done
	Wrong    []wrong
	Site     bool // there is one
	Deploys  bool
	Page     any
}

// wrong is a field that could not be taken: where it is on the page, and why.
type wrong struct{ At, Label, Why string }

// show answers with a page.
func (a ask) show(status int, name string, s sheet) {
	s.Language, s.Base, s.Root, s.Token, s.Stamp = a.words.Language, a.base(), a.now.Root, a.token, a.now.Stamp
	s.Site = a.now.Project.Settings != nil
	s.Deploys = s.Site && len(a.now.Project.Settings.Deploy) > 0
	var b strings.Builder
	if err := a.pages.ExecuteTemplate(&b, name+".html", s); err != nil {
		http.Error(a.w, err.Error(), http.StatusInternalServerError)
		return
	}
	a.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	a.w.WriteHeader(status)
	if a.r.Method != http.MethodHead {
		_, _ = a.w.Write([]byte(b.String()))
	}
}

// fail answers with a page that says why not.
func (a ask) fail(status int, key string, pairs ...any) {
	a.show(status, "message", sheet{Title: a.say("cannot"), Bad: a.say(key, pairs...)})
}

// broken answers that the surroundings refused.
func (a ask) broken(err error) {
	a.fail(http.StatusInternalServerError, "broken", "reason", err.Error())
}
