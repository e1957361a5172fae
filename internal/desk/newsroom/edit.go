package newsroom

import (
	"cmp"
	"encoding/base64"
	"net/http"
	"path"
	"strings"

	"loa/internal/desk/sourceedit"
)

// editor shows an entry in its form and saves what the form sends.
type editor struct {
	store *store
	album *album
}

// edit shows an entry in the form.
func (e *editor) edit(q *request) {
	file, name, ok := q.entry()
	if !ok {
		return
	}
	if toLayer(q, file) {
		return
	}
	raw, err := e.store.folder.Read(file)
	if err != nil {
		e.store.unread(q, file, err)
		return
	}
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		q.show(http.StatusUnprocessableEntity, "unclear", sheet{Title: path.Base(file), Bad: q.say("unclear", "file", file), Page: formPage{File: file, Faults: faultsOf(q, file), Body: string(raw)}})
		return
	}
	note := q.saidDone("saved", "made", "section", "restored", "returned", "up", "waits", "unapproved", "moved", "copied")
	showForm(q, http.StatusOK, entryForm{file: file, name: name, base: raw, doc: doc}, note, "")
}

// change saves a form, or first adds the picture that it sent.
func (e *editor) change(q *request) {
	f, ok := received(q)
	if !ok {
		return
	}
	if len(f.refused) > 0 {
		showForm(q, http.StatusUnprocessableEntity, f, "", q.say("refused-fields"))
		return
	}
	if q.r.PostFormValue("do") == "picture" {
		e.addPicture(q, f)
		return
	}
	if q.r.PostFormValue("do") == "up" {
		f.doc.Remove("draft")
	}
	e.store.join(q, &f)
	done := doneWord(q, f)
	if e.store.written(q, f) {
		q.done("edit", f.file, done)
	}
}

// addPicture adds the picture that a form sent, and its Markdown to the text of
// the form.
func (e *editor) addPicture(q *request, f entryForm) {
	p, bad := e.album.add(q, f.name)
	if bad != "" {
		showForm(q, http.StatusUnprocessableEntity, f, "", bad)
		return
	}
	f.doc.SetBody(strings.TrimRight(f.doc.Body(), "\n") + "\n\n" + p.Markdown + "\n")
	showForm(q, http.StatusOK, f, cmp.Or(p.Said, q.say("done-picture", "file", p.Name)), "")
}

// received reads the form of an entry. Without one it has answered the request.
func received(q *request) (f entryForm, ok bool) {
	if f.file, f.name, ok = q.entry(); !ok {
		return f, false
	}
	if ok = posted(q, &f); !ok {
		q.fail(http.StatusBadRequest, "not-read")
	}
	return f, ok
}

// posted fills in the document that a form makes of the bytes that it was made
// from.
func posted(q *request, f *entryForm) (ok bool) {
	var err error
	if f.base, err = base64.StdEncoding.DecodeString(q.r.PostFormValue("base")); err != nil {
		return false
	}
	if f.doc, ok = sourceedit.Parse(f.base); !ok {
		return false
	}
	f.refused = apply(f.doc, partsOf(kindOf(f.doc, f.name)), func(key string) []string { return q.r.PostForm[key] })
	return true
}
