// Package newsroom is the editor beside the preview: the files of a site are
// written and published by forms in a browser on this machine.
//
//	desk, err := newsroom.New(newsroom.Options{Dir: dir, Language: "vi", Clock: time.Now})
//	err = serve.Run(ctx, serve.Options{Build: options, Desk: desk})
//
// It stands on an origin of its own, and what the site's pages are is shown in
// frames of the preview's: no script of a site reaches the desk. It answers the
// browser that opened it with the key, and nobody else.
//
// Its pages are plain HTML that works without script; scripts only save steps.
// The sources stay as authors wrote them: package sourceedit replaces single
// keys and the text, so an editor can be used at the same time. The desk is
// never part of a published site.
//
// Each part of the desk is a small type with its own files: store (files and
// conflicts), editor, history, translator, importer, album and library (pictures),
// creator, warner, publisher, starter. Desk guards and routes the requests.
package newsroom

import (
	"embed"
	"errors"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"loa/internal/desk/serve"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/config"
	"loa/internal/importing/office"
	"loa/internal/office/clone"
	"loa/internal/publish/deploy"
)

// Options say for which site the desk is.
type Options struct {
	Dir      string
	Language string // of the desk's pages: a tag that has a catalogue, otherwise English is used
	Clock    func() time.Time
	Who      string                            // the account of the person; "" if nobody knows
	Office   *office.LibreOffice               // for imports of older documents; nil where it is not installed
	Share    func(config.Office) clone.Options // the clone of a site that several people write; nil for none
	Web      http.RoundTripper                 // asks the Git host for reviews; nil for no network
	Agent    string                            // the program, for the host's logs
	Deploy   deploy.Options                    // for publishing; the desk sets the name, the questions and what is told itself
}

// Desk answers on its origin. It is safe for concurrent use.
type Desk struct {
	words   *catalogue
	site    string // see siteName
	pages   *template.Template
	guard   guard
	store   *store
	starter *starter
	sharer  *sharer

	reviewer *reviewer
	joiner   *joiner
	routes   map[string]func(*request)
}

//go:embed pages files words
var embedded embed.FS

// New opens the desk of the site in o.Dir. The error is an I/O error of that
// folder. The caller closes the desk.
func New(o Options) (*Desk, error) {
	folder, err := sourceedit.Open(o.Dir, o.Deploy.Build.Disk, o.Clock)
	if err != nil {
		return nil, err
	}
	folder.Who = o.Who
	words := newCatalogue(o.Language)
	d := &Desk{words: words, site: siteName(o.Dir), guard: newGuard(), store: &store{folder}, starter: &starter{o.Dir, o.Deploy.Build.Disk, o.Share != nil}}
	d.pages = template.Must(template.New("").Funcs(template.FuncMap{"say": words.say, "label": words.label, "help": words.help, "day": words.day, "time": words.time, "moment": words.moment}).ParseFS(embedded, "pages/*.html"))
	d.sharer = &sharer{store: d.store, options: o.Share, approvals: o.Deploy.Approvals}
	d.reviewer = &reviewer{sharer: d.sharer, web: o.Web, agent: o.Agent, secrets: o.Deploy.Secrets, environ: o.Deploy.Environ, approvals: o.Deploy.Approvals, dir: o.Dir}
	d.sharer.merged = d.reviewer.merged
	d.joiner = &joiner{sharer: d.sharer, folder: folder, dir: o.Dir, secrets: o.Deploy.Secrets, start: d.starter.start}
	d.routes = routes(d, o)
	return d, nil
}

// Close releases the site's folder.
func (d *Desk) Close() error { return errors.Join(d.sharer.Close(), d.store.folder.Close()) }

// Answer answers a request to the desk's origin.
func (d *Desk) Answer(w http.ResponseWriter, r *http.Request, now serve.Moment) {
	harden(w.Header(), now.Origins)
	if d.unlocked(w, r, now.Origins) {
		return
	}
	q := &request{catalogue: d.words, templates: d.pages, token: d.guard.token, site: d.site, sharer: d.sharer, reviewer: d.reviewer, w: w, r: r, now: now}
	path := strings.TrimPrefix(r.URL.Path, "/")
	bad := d.guard.check(w, r, now.Origins)
	switch {
	case bad.outside():
		d.shut(w, r, bad.status, bad.why)
	case bad.status != 0 && bad != staleToken:
		http.Error(w, q.say(bad.why), bad.status)
	case now.Project.Settings == nil && !slices.Contains(ownFiles, path):
		d.siteless(q, path, bad)
	case bad == staleToken:
		d.rejected(q, path, bad)
	default:
		d.route(q, path)
	}
}

// ownFiles are what every page of the desk loads, also while there is no site.
var ownFiles = []string{"desk.css", "desk.js", "keep.js", "choose.js", "rows.js", "rich.js", "rich.css", "alive", "events"}

// route answers a request that passed the guard, of a site that can be read.
func (d *Desk) route(q *request, path string) {
	method := q.r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	answer, ok := d.routes[method+" "+path]
	if !ok {
		q.fail(http.StatusNotFound, "not-found")
		return
	}
	answer(q)
}

// routes are the desk's pages and actions, by method and path.
func routes(d *Desk, o Options) map[string]func(*request) {
	album := &album{store: d.store}
	editor := &editor{d.store, album}
	library := &library{album}
	history := &history{d.store, d.sharer}
	remover := &remover{d.store}
	mover := &mover{d.store}
	finder := &finder{d.store}
	layered := o.Deploy.Build.Layers()
	translator := &translator{d.store, layered}
	copier := &copier{d.store, layered}
	importer := &importer{store: d.store, dir: o.Dir, disk: o.Deploy.Build.Disk, office: o.Office, album: album}
	creator := &creator{d.store}
	approver := &approver{d.store}
	bulk := &bulk{d.store}
	settler := &settler{d.store, album}
	publisher := &publisher{words: d.words, options: o.Deploy, store: d.store}
	warner := &warner{d.store, o.Deploy.Build, publisher}
	return map[string]func(*request){
		"GET ":                  showOverview,
		"GET desk.css":          func(q *request) { q.file("desk.css", "text/css; charset=utf-8") },
		"GET desk.js":           func(q *request) { q.file("desk.js", "text/javascript; charset=utf-8") },
		"GET choose.js":         func(q *request) { q.file("choose.js", "text/javascript; charset=utf-8") },
		"GET rows.js":           func(q *request) { q.file("rows.js", "text/javascript; charset=utf-8") },
		"GET keep.js":           func(q *request) { q.file("keep.js", "text/javascript; charset=utf-8") },
		"GET rich.js":           func(q *request) { q.file("rich.js", "text/javascript; charset=utf-8") },
		"GET rich.css":          func(q *request) { q.file("rich.css", "text/css; charset=utf-8") },
		"GET rich-licences.txt": func(q *request) { q.file("rich-licences.txt", "text/plain; charset=utf-8") },
		"GET alive":             alive,
		"GET calendar":          showCalendar,
		"GET phone":             showPhone,
		"GET at":                showDay,
		"GET events":            func(q *request) { q.now.Events(q.w, q.r) },
		"GET new":               newEntry,
		"POST new":              creator.create,
		"GET import":            importPage,
		"POST import":           importer.run,
		"GET edit":              editor.edit,
		"POST edit":             editor.change,
		"POST put":              d.store.overwrite,
		"GET versions":          history.versions,
		"POST versions":         history.restore,
		"GET deleted":           history.deleted,
		"GET channels":          showChannels,
		"GET channels/board":    showBoard,
		"GET remove":            remover.show,
		"POST remove":           remover.remove,
		"GET layer":             copier.show,
		"POST layer":            copier.change,
		"GET find":              finder.show,
		"POST find":             finder.replace,
		"POST many":             bulk.run,
		"GET move":              mover.show,
		"POST move":             mover.move,
		"POST trial":            try,
		"POST upload":           album.upload,
		"POST paste":            paste,
		"POST blocks":           showBlocks,
		"GET pictures":          library.list,
		"GET offers":            library.offers,
		"GET picture":           library.show,
		"POST picture":          library.change,
		"GET picture/file":      library.bytes,
		"GET picture/withdraw":  library.before,
		"GET people":            album.people,
		"POST people":           album.answer,
		"GET approvals":         approver.show,
		"POST approvals":        approver.begin,
		"GET lunar":             showLunar,
		"GET translate":         translator.show,
		"POST translate":        translator.translate,
		"GET settings":          settler.show,
		"POST settings":         settler.save,
		"GET warnings":          warner.show,
		"POST warnings":         warner.change,
		"GET office":            d.sharer.show,
		"POST office":           d.sharer.act,
		"GET office/both":       d.sharer.beside,
		"GET reviews":           d.reviewer.show,
		"POST reviews":          d.reviewer.act,
		"GET reviews/file":      d.reviewer.give,
		"GET send":              d.reviewer.ask,
		"GET reach":             showReach,
		"GET reach/report":      showReport,
		"GET publish":           publisher.targets,
		"POST publish":          publisher.publish,
		"POST publish/allow":    publisher.allow,
		"POST publish/open":     publisher.unlock,
		"GET publish/events":    publisher.progress,
	}
}
