package newsroom

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// change takes a form in: it saves it, or adds a picture to it first.
func (a ask) change() {
	sent, ok := a.received()
	if !ok {
		return
	}
	file, name, base, doc := sent.file, sent.name, sent.base, sent.doc
	if len(sent.refused) > 0 {
		a.form(http.StatusUnprocessableEntity, file, name, doc, base, sent.refused, "", a.say("refused-fields"))
		return
	}
	if a.r.PostFormValue("do") == "picture" {
		p, said := a.addPicture(file, name)
		if said == "" {
			doc.SetBody(strings.TrimRight(doc.Body(), "\n") + "\n\n" + p.Markdown + "\n")
			a.form(http.StatusOK, file, name, doc, base, nil, a.say("done-picture", "file", p.Name), "")
			return
		}
		a.form(http.StatusUnprocessableEntity, file, name, doc, base, nil, "", said)
		return
	}
	if a.r.PostFormValue("do") == "up" {
		doc.Remove("draft")
	}
	done := a.done(base, doc)
	a.save(file, base, doc.Bytes(), a.base()+"edit?"+query("file", file, "done", done).Encode())
}

// done is what to say once a document is saved. Where texts need an approval,
// one that is changed loses the one it had.
func (a ask) done(base []byte, doc *sourceedit.Document) string {
	up := a.r.PostFormValue("do") == "up"
	switch {
	case a.unapprove(base, doc):
		return "unapproved"
	case up && a.waits(doc):
		return "waits"
	case up:
		return "up"
	}
	return "saved"
}

// waits reports whether a text needs an approval that it does not have.
func (a ask) waits(doc *sourceedit.Document) bool {
	by, _ := doc.Value("approved_by").(string)
	return a.now.Project.Settings.Newsroom.Approve && strings.TrimSpace(by) == ""
}

// unapprove takes the approval out of a document that is another than what was
// approved. Whoever writes a new name into the form approves what is there now.
// That something is no draft any more changes nothing in it.
func (a ask) unapprove(base []byte, doc *sourceedit.Document) bool {
	was, ok := sourceedit.Parse(base)
	if !ok || !a.now.Project.Settings.Newsroom.Approve || was.Value("approved_by") == nil || was.Value("approved_by") != doc.Value("approved_by") {
		return false
	}
	now, ok := sourceedit.Parse(doc.Bytes())
	if !ok || !was.Remove("draft") || !now.Remove("draft") || bytes.Equal(was.Bytes(), now.Bytes()) {
		return false
	}
	return doc.Remove("approved_by")
}

// sentForm is the form of an entry as a browser sent it.
type sentForm struct {
	file    string
	name    content.Name
	base    []byte               // what the form was made from
	doc     *sourceedit.Document // with what was sent
	refused []untaken
}

// received reads the form of an entry. It has answered if that is none.
func (a ask) received() (sent sentForm, ok bool) {
	if sent.file, sent.name, ok = a.entry(); !ok {
		return sent, false
	}
	if sent.base, sent.doc, sent.refused, ok = a.posted(sent.name); !ok {
		a.fail(http.StatusBadRequest, "not-read")
	}
	return sent, ok
}

// posted is the document that a form makes of what it was made from.
func (a ask) posted(name content.Name) (base []byte, doc *sourceedit.Document, refused []untaken, ok bool) {
	base, err := base64.StdEncoding.DecodeString(a.r.PostFormValue("base"))
	if err != nil {
		return nil, nil, nil, false
	}
	doc, ok = sourceedit.Parse(base)
	if !ok {
		return nil, nil, nil, false
	}
	refused = apply(doc, partsOf(kindOf(doc, name)), func(key string) []string { return a.r.PostForm[key] })
	return base, doc, refused, true
}

// save writes a file unless somebody else has, and leads on.
func (a ask) save(file string, base, next []byte, then string) {
	if a.saved(file, sourceedit.Sum(base), next) {
		http.Redirect(a.w, a.r, then, http.StatusSeeOther)
	}
}

// saved writes a file if what it replaces still has the sum. If it has not, both
// are shown; if the disk refuses, the form comes back.
func (a ask) saved(file, sum string, next []byte) bool {
	switch err := a.folder.Write(file, sum, next); {
	case err == nil:
		return true
	case errors.Is(err, sourceedit.ErrChanged), errors.Is(err, sourceedit.ErrThere):
		a.conflict(file, next)
	case errors.Is(err, sourceedit.ErrPlace):
		a.fail(http.StatusForbidden, "no-place", "file", file)
	default:
		a.unsaved(file, next, err)
	}
	return false
}

// unsaved shows in the form what the disk did not take, so that it is not lost.
func (a ask) unsaved(file string, next []byte, why error) {
	doc, ok := sourceedit.Parse(next)
	base, err := a.folder.Read(file)
	if !ok || err != nil && !errors.Is(err, fs.ErrNotExist) {
		a.broken(why)
		return
	}
	if base == nil {
		base = next // the file is gone, which the next try will say
	}
	a.form(http.StatusInternalServerError, file, a.name(file), doc, base, nil, "", a.unwritten(file, why))
}

// unwritten is why a file was not written, in words.
func (a ask) unwritten(file string, why error) string {
	if errors.Is(why, sourceedit.ErrReadOnly) {
		return a.say("read-only", "file", file)
	}
	return a.say("broken", "reason", why.Error())
}
