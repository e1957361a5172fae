package newsroom

import (
	"errors"
	"net/http"
	"path"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
)

// remover takes entries off the disk: what leads to one is told before it goes.
type remover struct{ store *store }

// inTheWay is an error that the site would have without an entry.
type inTheWay struct {
	File  string // whose form mends it; "" if none does
	Title string
	Said  string
}

type removePage struct {
	File, Title, Address string
	Sum                  string // of the file as the page describes it
	Others               []Translation
	Beside               []string // files in the entry's own folder
	Wrong                []inTheWay
}

// show says what goes with an entry, and what hinders it.
func (r *remover) show(q *request) {
	file, name, raw, ok := r.entry(q)
	if ok {
		r.answer(q, http.StatusOK, file, name, raw, "")
	}
}

// entry reads the entry that is to go. Sections stay: their pages have them as a place.
func (r *remover) entry(q *request) (file string, name content.Name, raw []byte, ok bool) {
	if file, name, ok = q.entry(); !ok {
		return file, name, nil, false
	}
	raw, err := r.store.folder.Read(file)
	switch {
	case err != nil:
		r.store.unread(q, file, err)
		return file, name, nil, false
	case path.Base(name.Key) == "_index":
		q.fail(http.StatusForbidden, "remove-section", "file", file)
		return file, name, nil, false
	}
	return file, name, raw, true
}

// remove takes an entry away if the site can still be built without it and the file is
// what the person saw.
func (r *remover) remove(q *request) {
	file, name, raw, ok := r.entry(q)
	if !ok {
		return
	}
	wrong, err := r.hinders(q, file, raw)
	switch {
	case err != nil:
		q.broken(err)
		return
	case len(wrong) > 0:
		r.answer(q, http.StatusUnprocessableEntity, file, name, raw, q.say("remove-blocked"))
		return
	}
	switch err := r.store.folder.Remove(file, q.r.PostFormValue("sum")); {
	case err == nil:
		q.taken(file)
		q.to("deleted", query("done", "removed"))
	case errors.Is(err, sourceedit.ErrChanged):
		r.answer(q, http.StatusConflict, file, name, raw, q.say("remove-changed"))
	default:
		r.answer(q, http.StatusInternalServerError, file, name, raw, unwritten(q, file, err))
	}
}

func (r *remover) answer(q *request, status int, file string, name content.Name, raw []byte, bad string) {
	wrong, err := r.hinders(q, file, raw)
	if err != nil {
		q.broken(err)
		return
	}
	page := removePage{File: file, Title: file, Sum: sourceedit.Sum(raw), Wrong: wrong, Beside: besideEntry(q, file)}
	for _, e := range q.now.Project.Entries {
		switch {
		case e.File.Name == file && e.Title != "":
			page.Title = e.Title
		case e.Key == name.Key && e.File.Name != file:
			page.Others = append(page.Others, Translation{Language: e.Language, Name: languageName(q.now.Project, e.Language), File: e.File.Name})
		}
	}
	page.Address, _ = q.now.Address(file)
	q.show(status, "remove", sheet{Title: q.say("remove"), Here: "overview", Bad: bad, Page: page})
}

// hinders are the errors that the site would have without an entry and does not have
// with it.
func (r *remover) hinders(q *request, file string, raw []byte) (all []inTheWay, err error) {
	added, err := q.now.Adds(build.Imagined{File: file, Text: raw}, build.Imagined{File: file, Gone: true})
	for _, p := range added {
		one := inTheWay{Title: titleOf(q, p.Place.File), Said: sentence(q, p)}
		if sourceedit.Allowed(p.Place.File) && path.Ext(p.Place.File) == ".md" {
			one.File = p.Place.File
		}
		all = append(all, one)
	}
	return all, err
}

// besideEntry are the files in an entry's own folder. They stay when it goes.
func besideEntry(q *request, file string) (all []string) {
	if !strings.HasPrefix(path.Base(file), "index.") {
		return nil
	}
	for _, f := range q.now.Project.Files {
		if strings.HasPrefix(f.Path, path.Dir(file)+"/") {
			all = append(all, f.Path)
		}
	}
	return all
}
