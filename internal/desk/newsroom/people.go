package newsroom

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"path"
	"slices"

	"loa/internal/generator/content"
	"loa/internal/media/consent"
)

// askedPicture is a picture beside an entry that the consent ledger does not name
// yet.
type askedPicture struct {
	Name string
	Data template.URL // of a draft the preview has no address
}

type peoplePage struct {
	File     string
	Pictures []askedPicture
}

// people asks about the pictures of an entry that came with a file, or that
// somebody put beside it.
func (a *album) people(q *request) { a.asking(q, http.StatusOK, "") }

func (a *album) asking(q *request, status int, bad string) {
	file, name, ok := q.entry()
	if !ok {
		return
	}
	unasked, err := a.unasked(q, name)
	if err != nil {
		q.broken(err)
		return
	}
	note := ""
	if q.r.URL.Query().Get("done") == "people" {
		note = q.say("done-people")
	}
	q.show(status, "people", sheet{Title: q.say("people-ask"), Here: "form", Note: note, Bad: bad, Page: peoplePage{file, unasked}})
}

// unasked are the pictures beside an entry that the consent ledger does not name.
// SVG is drawn.
func (a *album) unasked(q *request, name content.Name) ([]askedPicture, error) {
	ledger, _, err := consent.Load(q.now.Project.Disk())
	if err != nil {
		return nil, err
	}
	var all []askedPicture
	for _, p := range picturesOf(q.now.Project, name) {
		at := path.Join(folderOf(name), p.Name)
		data, err := a.store.folder.Read(at)
		if err != nil || path.Ext(p.Name) == ".svg" || ledger.Of(at, sha256.Sum256(data), q.today(), consent.Web) != consent.Unknown {
			continue
		}
		all = append(all, askedPicture{p.Name, template.URL("data:" + http.DetectContentType(data) + ";base64," + base64.StdEncoding.EncodeToString(data))})
	}
	return all, nil
}

// answer notes in the ledger what somebody says of one picture.
func (a *album) answer(q *request) {
	file, name, ok := q.entryFile()
	base := q.r.PostFormValue("picture")
	if !ok || !slices.ContainsFunc(picturesOf(q.now.Project, name), func(p shownPicture) bool { return p.Name == base }) {
		q.fail(http.StatusForbidden, "no-place", "file", path.Join(path.Dir(file), base))
		return
	}
	note, said := consentNote(q)
	if said != "" {
		a.asking(q, http.StatusUnprocessableEntity, base+": "+said)
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.record(path.Join(folderOf(name), base), note); err != nil {
		a.asking(q, http.StatusInternalServerError, unwritten(q, consent.File, err))
		return
	}
	q.taken(consent.File)
	q.to("people", query("file", file, "done", "people"))
}
