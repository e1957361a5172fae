package newsroom

import (
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"loa/internal/base/fold"
	"loa/internal/base/source"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/media/consent"
	"loa/internal/media/picture"
)

// library shows the pictures of the site: where each is used and who may be shown. It
// notes what is said of the people in one, and that an agreement was withdrawn.
type library struct{ album *album }

// libraryPage is how many pictures a page of the library has.
const libraryPage = 24

// libraryPicture is a picture of the site.
type libraryPicture struct {
	File   string
	Name   string // without its folder
	State  string // allowed, unasked, drawn, or why it is not shown: see pictureStates
	Papers []string
	Until  time.Time // the last day; zero for no end
	Uses   []pictureUse
	Alt    string // what an entry says is in it
}

// Unused reports whether no entry names a picture that lies among the texts. One of static/
// may be used by the theme.
func (p libraryPicture) Unused() bool {
	return len(p.Uses) == 0 && strings.HasPrefix(p.File, "content/")
}

// Withheld reports whether readers are not shown the picture.
func (p libraryPicture) Withheld() bool {
	return p.State == "withdrawn" || p.State == "expired" || p.State == "limited"
}

// pictureUse is a page that shows a picture.
type pictureUse struct {
	File, Title, Language, Address string
	Cover                          bool
}

// pictureStates are what the library can be asked for.
var pictureStates = []string{"allowed", "unasked", "withheld", "unused"}

type libraryView struct {
	Text, State   string
	States        []string
	Counts        map[string]int
	Pictures      []libraryPicture
	Count, All    int
	Before, After string
}

// pictureFiles are the pictures beside texts and those of static/, by path.
func pictureFiles(p *build.Project) []source.File {
	var all []source.File
	add := func(files []source.File) {
		for _, f := range files {
			if picture.Named(f.Path) {
				all = append(all, f)
			}
		}
	}
	add(p.Files)
	if p.Site != nil {
		add(p.Site.Static)
	}
	slices.SortFunc(all, func(a, b source.File) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// pictures are all pictures of the site.
func (l *library) pictures(q *request) ([]libraryPicture, error) {
	uses, err := pictureUses(q.now.Project)
	if err != nil {
		return nil, err
	}
	var all []libraryPicture
	for _, f := range pictureFiles(q.now.Project) {
		one, err := l.describe(q, f, uses[f.Path])
		if errors.Is(err, fs.ErrNotExist) {
			continue // gone since
		}
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (l *library) describe(q *request, f source.File, uses []use) (libraryPicture, error) {
	p := q.now.Project
	one := libraryPicture{File: f.Path, Name: path.Base(f.Path), State: "unasked"}
	verdict, err := p.Ledger.OfFile(p.Disk(), f, q.today(), consent.Web)
	if err != nil {
		return one, err
	}
	switch verdict {
	case consent.Allowed:
		one.State = "allowed"
	case consent.Withdrawn:
		one.State = "withdrawn"
	case consent.Expired:
		one.State = "expired"
	case consent.OutOfScope:
		one.State = "limited"
	default:
		if strings.EqualFold(path.Ext(f.Path), ".svg") {
			one.State = "drawn"
		}
	}
	for _, e := range p.Ledger.Entries(f.Path) {
		if e.Consent != "" {
			one.Papers = append(one.Papers, e.Consent)
		}
		if day := e.Until.In(q.today().Location()); !e.Until.IsZero() && (one.Until.IsZero() || day.Before(one.Until)) {
			one.Until = day
		}
	}
	for _, u := range uses {
		at := pictureUse{File: u.Entry.File.Name, Title: u.Entry.Title, Language: u.Entry.Language, Cover: u.Cover}
		at.Address, _ = q.now.Address(u.Entry.File.Name)
		one.Uses = append(one.Uses, at)
		if one.Alt == "" && (u.Entry.Language == p.Settings.DefaultLanguage || u.Entry == uses[len(uses)-1].Entry) {
			one.Alt = u.Alt
		}
	}
	return one, nil
}

// keeps reports whether a picture is one of those that are asked for.
func (v libraryView) keeps(p libraryPicture) bool {
	switch v.State {
	case "withheld":
		if !p.Withheld() {
			return false
		}
	case "unused":
		if !p.Unused() {
			return false
		}
	case "allowed", "unasked":
		if p.State != v.State {
			return false
		}
	}
	said := p.File + " " + p.Alt
	for _, u := range p.Uses {
		said += " " + u.Title
	}
	said = fold.Text(said)
	for word := range strings.FieldsSeq(fold.Text(v.Text)) {
		if !strings.Contains(said, word) {
			return false
		}
	}
	return true
}

// list shows the pictures that are asked for.
func (l *library) list(q *request) {
	all, err := l.pictures(q)
	if err != nil {
		q.broken(err)
		return
	}
	asked := q.r.URL.Query()
	v := libraryView{Text: asked.Get("q"), State: asked.Get("state"), States: pictureStates, Counts: map[string]int{}, All: len(all)}
	for _, p := range all {
		v.Counts[p.State]++
		if p.Withheld() {
			v.Counts["withheld"]++
		}
		if p.Unused() {
			v.Counts["unused"]++
		}
	}
	kept := slices.DeleteFunc(all, func(p libraryPicture) bool { return !v.keeps(p) })
	v.Count = len(kept)
	number, _ := strconv.Atoi(asked.Get("page"))
	number = min(max(number, 1), max(1, (len(kept)+libraryPage-1)/libraryPage))
	v.Pictures = kept[(number-1)*libraryPage : min(number*libraryPage, len(kept))]
	more := func(n int) string {
		asked.Set("page", strconv.Itoa(n))
		return q.base() + "pictures?" + asked.Encode()
	}
	if number > 1 {
		v.Before = more(number - 1)
	}
	if number*libraryPage < len(kept) {
		v.After = more(number + 1)
	}
	q.show(http.StatusOK, "library", sheet{Title: q.say("library"), Here: "pictures", Page: v})
}

// file finds the picture that a request is about; without one it has answered. Only what
// the site consists of is one: no path leads out of it.
func (l *library) file(q *request) (source.File, bool) {
	asked := q.r.FormValue("picture")
	for _, f := range pictureFiles(q.now.Project) {
		if f.Path == asked {
			return f, true
		}
	}
	q.fail(http.StatusNotFound, "gone", "file", asked)
	return source.File{}, false
}

// bytes answers with a picture, small where pages show it small.
func (l *library) bytes(q *request) {
	f, ok := l.file(q)
	if !ok {
		return
	}
	data, err := fs.ReadFile(q.now.Project.Disk(), f.Name)
	if err != nil {
		q.broken(err)
		return
	}
	q.w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	q.w.Header().Set("Content-Type", mime.TypeByExtension(strings.ToLower(path.Ext(f.Path))))
	_, _ = q.w.Write(data)
}

// pictureView is one picture with all that is known of it.
type pictureView struct {
	libraryPicture
	Asking bool   // nobody has said who is in it
	Own    bool   // it lies in the site's own folder
	Sum    string // of the ledger, as the page was made from
	Pages  int    // that show it to readers today
}

// show shows one picture.
func (l *library) show(q *request) {
	f, ok := l.file(q)
	if !ok {
		return
	}
	note := ""
	if done := q.r.URL.Query().Get("done"); slices.Contains([]string{"people", "withdrawn", "renewed"}, done) {
		note = q.say("done-" + done)
	}
	l.answer(q, http.StatusOK, "picture", f, sheet{Note: note})
}

// before shows what withdrawing an agreement does.
func (l *library) before(q *request) {
	if f, ok := l.file(q); ok {
		l.answer(q, http.StatusOK, "withdraw", f, sheet{})
	}
}

func (l *library) answer(q *request, status int, page string, f source.File, top sheet) {
	uses, err := pictureUses(q.now.Project)
	var one libraryPicture
	if err == nil {
		one, err = l.describe(q, f, uses[f.Path])
	}
	if err != nil {
		q.broken(err)
		return
	}
	ledger, err := l.album.ledger()
	if err != nil {
		q.broken(err)
		return
	}
	v := pictureView{libraryPicture: one, Asking: one.State == "unasked", Own: q.now.Project.Own(f.Path), Sum: sourceedit.Sum(ledger)}
	for _, u := range one.Uses {
		if u.Address != "" {
			v.Pages++
		}
	}
	top.Title, top.Here, top.Page = q.say("library-"+page, "name", one.Name), "pictures", v
	q.show(status, page, top)
}

// change notes what is said of a picture: who is in it, that its agreement was withdrawn,
// or that it holds again.
func (l *library) change(q *request) {
	f, ok := l.file(q)
	if !ok {
		return
	}
	if q.r.PostFormValue("do") == "people" {
		l.note(q, f)
		return
	}
	l.album.mu.Lock()
	defer l.album.mu.Unlock()
	before, err := l.album.ledger()
	if err != nil {
		q.broken(err)
		return
	}
	sum := sourceedit.Sum(before)
	if sum != q.r.PostFormValue("sum") {
		l.answer(q, http.StatusConflict, "picture", f, sheet{Bad: q.say("consent-changed")})
		return
	}
	next, ok, done := []byte(nil), false, "withdrawn"
	switch q.r.PostFormValue("do") {
	case "withdraw":
		next, ok = consent.Withdraw(before, f.Path, q.today())
	case "renew":
		next, ok = consent.Renew(before, f.Path)
		done = "renewed"
	}
	if !ok {
		l.answer(q, http.StatusUnprocessableEntity, "picture", f, sheet{Bad: q.say("consent-unread")})
		return
	}
	if before == nil {
		sum = ""
	}
	if err := l.album.store.folder.Write(consent.File, sum, next); errors.Is(err, sourceedit.ErrChanged) || errors.Is(err, sourceedit.ErrThere) {
		l.answer(q, http.StatusConflict, "picture", f, sheet{Bad: q.say("consent-changed")})
	} else if err != nil {
		l.answer(q, http.StatusInternalServerError, "picture", f, sheet{Bad: unwritten(q, consent.File, err)})
	} else {
		q.taken(consent.File)
		q.to("picture", query("picture", f.Path, "done", done))
	}
}

// note notes who is in a picture of which the ledger says nothing.
func (l *library) note(q *request, f source.File) {
	lines, said := consentNote(q)
	if said != "" {
		l.answer(q, http.StatusUnprocessableEntity, "picture", f, sheet{Bad: said})
		return
	}
	l.album.mu.Lock()
	defer l.album.mu.Unlock()
	if err := l.album.record(f.Path, lines); err != nil {
		l.answer(q, http.StatusInternalServerError, "picture", f, sheet{Bad: unwritten(q, consent.File, err)})
		return
	}
	q.taken(consent.File)
	q.to("picture", query("picture", f.Path, "done", "people"))
}
