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
	File  string
	Name  string // without its folder
	State string // allowed, unasked, drawn, or why it is not shown: see pictureStates
	Uses  []pictureUse
	Alt   string // what an entry says is in it
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
	one.Uses = usesOf(q, uses)
	for _, u := range uses {
		if one.Alt == "" && (u.Entry.Language == p.Settings.DefaultLanguage || u.Entry == uses[len(uses)-1].Entry) {
			one.Alt = u.Alt
		}
	}
	return one, nil
}

// usesOf are uses as pages show them.
func usesOf(q *request, uses []use) (all []pictureUse) {
	for _, u := range uses {
		at := pictureUse{File: u.Entry.File.Name, Title: u.Entry.Title, Language: u.Entry.Language, Cover: u.Cover}
		at.Address, _ = q.now.Address(u.Entry.File.Name)
		all = append(all, at)
	}
	return all
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
	Asking     bool        // nobody has said who is in it
	Own        bool        // it lies in the site's own folder
	Sum        string      // of the ledger, as the page was made from
	Agreements []agreement // that count for it
	Unread     bool        // the ledger has a fault
	Copies     []string    // the other pictures with its bytes
	Pages      int         // that show it or a copy to readers today
	Emblem     bool        // it or a copy is the site's logo
	Share      bool        // it or a copy is the picture for shared links
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
	v, err := l.view(q, f)
	if err != nil {
		q.broken(err)
		return
	}
	if page == "withdraw" {
		err = l.foresee(q, f, &v)
	} else if v.State != "allowed" && q.r.URL.Query().Get("done") == "renewed" {
		top.Note = q.say("done-renewed-one")
	}
	if err != nil {
		q.broken(err)
		return
	}
	top.Title, top.Here, top.Page = q.say("library-"+page, "name", v.Name), "pictures", v
	q.show(status, page, top)
}

func (l *library) view(q *request, f source.File) (v pictureView, err error) {
	uses, err := pictureUses(q.now.Project)
	if err != nil {
		return v, err
	}
	if v.libraryPicture, err = l.describe(q, f, uses[f.Path]); err != nil {
		return v, err
	}
	ledger, err := l.album.ledger()
	if err != nil {
		return v, err
	}
	v.Asking, v.Own, v.Sum = v.State == "unasked", q.now.Project.Own(f.Path), sourceedit.Sum(ledger)
	if v.Copies, err = copies(q.now.Project, f); err != nil {
		return v, err
	}
	v.Agreements, v.Unread, err = agreements(q, f, ledger)
	return v, err
}

// foresee fills in what the withdrawal of a picture does: its copies go, too.
func (l *library) foresee(q *request, f source.File, v *pictureView) error {
	uses, err := pictureUses(q.now.Project)
	if err != nil {
		return err
	}
	v.Uses = nil
	logo, share := settingsPictures(q.now.Project)
	for _, file := range append([]string{f.Path}, v.Copies...) {
		v.Emblem = v.Emblem || file == logo
		v.Share = v.Share || file == share
		for _, u := range usesOf(q, uses[file]) {
			if !slices.ContainsFunc(v.Uses, func(other pictureUse) bool { return other.File == u.File }) {
				v.Uses = append(v.Uses, u)
			}
		}
	}
	for _, u := range v.Uses {
		if u.Address != "" {
			v.Pages++
		}
	}
	return nil
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
	next, done, bad := l.decided(q, f, before)
	if bad != "" {
		l.answer(q, http.StatusUnprocessableEntity, "picture", f, sheet{Bad: bad})
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

// decided is the ledger after what a person decided of a picture, or why it stays.
func (l *library) decided(q *request, f source.File, before []byte) (next []byte, done, bad string) {
	ok := false
	switch q.r.PostFormValue("do") {
	case "withdraw":
		next, ok = consent.Withdraw(before, f.Path, q.today())
		done = "withdrawn"
	case "renew":
		all, read := consent.Named(before, f.Path)
		number, err := strconv.Atoi(q.r.PostFormValue("agreement"))
		if !read {
			break
		}
		if err != nil || number < 0 || number >= len(all) {
			return nil, "", q.say("consent-elsewhere")
		}
		lines := ""
		if all[number].Consent == "" {
			if lines, bad = consentNote(q); bad != "" {
				return nil, "", bad
			}
		}
		next, ok = consent.Renew(before, f.Path, number, lines)
		done = "renewed"
	}
	if !ok {
		return nil, "", q.say("consent-unread")
	}
	return next, done, ""
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
