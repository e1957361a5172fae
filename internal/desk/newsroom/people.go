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

// askedPicture is a picture beside an entry of which nobody has said yet who can
// be recognised in it.
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
func (a ask) people() { a.asking(http.StatusOK, "") }

func (a ask) asking(status int, bad string) {
	file, name, ok := a.entry()
	if !ok {
		return
	}
	unasked, err := a.unasked(file, name)
	if err != nil {
		a.broken(err)
		return
	}
	note := ""
	if a.r.URL.Query().Get("done") == "people" {
		note = a.say("done-people")
	}
	a.show(status, "people", sheet{Title: a.say("people-ask"), Here: "form", Note: note, Bad: bad, Page: peoplePage{file, unasked}})
}

// unasked are the pictures beside an entry that the consent ledger does not name.
// SVG is drawn.
func (a ask) unasked(file string, name content.Name) ([]askedPicture, error) {
	ledger, _, err := consent.Load(a.now.Project.Disk())
	if err != nil {
		return nil, err
	}
	var all []askedPicture
	for _, p := range a.pictures(file, name) {
		at := path.Join(folderOf(name), p.Name)
		data, err := a.folder.Read(at)
		if err != nil || path.Ext(p.Name) == ".svg" || ledger.Of(at, sha256.Sum256(data), a.today(), consent.Web) != consent.Unknown {
			continue
		}
		all = append(all, askedPicture{p.Name, template.URL("data:" + http.DetectContentType(data) + ";base64," + base64.StdEncoding.EncodeToString(data))})
	}
	return all, nil
}

// answer notes in the ledger what somebody says of one picture.
func (a ask) answer() {
	file, name, ok := a.entryFile()
	base := a.r.PostFormValue("picture")
	if !ok || !slices.ContainsFunc(a.pictures(file, name), func(p shownPicture) bool { return p.Name == base }) {
		a.fail(http.StatusForbidden, "no-place", "file", path.Join(path.Dir(file), base))
		return
	}
	note, said := a.consentOf()
	if said != "" {
		a.asking(http.StatusUnprocessableEntity, base+": "+said)
		return
	}
	a.consent.Lock()
	defer a.consent.Unlock()
	if err := a.note(path.Join(folderOf(name), base), note); err != nil {
		a.asking(http.StatusInternalServerError, a.unwritten(consent.File, err))
		return
	}
	a.to("people", query("file", file, "done", "people"))
}
