package newsroom

import (
	"errors"
	"net/http"
	"path"
	"strings"

	"loa/internal/base/problem"
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
	if l, ok := r.leaving(q); ok {
		r.answer(q, http.StatusOK, l, "")
	}
}

// leaving is an entry that is to go.
type leaving struct {
	file  string
	name  content.Name
	raw   []byte
	wrong []inTheWay
}

// leaving reads the entry that is to go; without one it has answered. Sections stay:
// their pages have them as a place.
func (r *remover) leaving(q *request) (l leaving, ok bool) {
	if l.file, l.name, ok = q.entry(); !ok {
		return l, false
	}
	if entryAt(q.now.Project, l.file) != nil && !q.now.Project.Alone(l.file) { // what is there then is the page of all sites
		q.to("layer", query("file", l.file))
		return l, false
	}
	var err error
	if l.raw, err = r.store.folder.Read(l.file); err != nil {
		r.store.unread(q, l.file, err)
		return l, false
	}
	if path.Base(l.name.Key) == "_index" {
		q.fail(http.StatusForbidden, "remove-section", "file", l.file)
		return l, false
	}
	if l.wrong, err = r.hinders(q, l.file, l.raw); err != nil {
		q.broken(err)
		return l, false
	}
	return l, true
}

// remove takes an entry away if the site can still be built without it and the file is
// what the person saw.
func (r *remover) remove(q *request) {
	l, ok := r.leaving(q)
	if !ok {
		return
	}
	if len(l.wrong) > 0 {
		r.answer(q, http.StatusUnprocessableEntity, l, q.say("remove-blocked"))
		return
	}
	switch err := r.store.folder.Remove(l.file, q.r.PostFormValue("sum")); {
	case err == nil:
		q.taken(l.file)
		q.to("deleted", query("done", "removed"))
	case errors.Is(err, sourceedit.ErrChanged):
		r.answer(q, http.StatusConflict, l, q.say("remove-changed"))
	default:
		r.answer(q, http.StatusInternalServerError, l, unwritten(q, l.file, err))
	}
}

func (r *remover) answer(q *request, status int, l leaving, bad string) {
	page := removePage{File: l.file, Title: l.file, Sum: sourceedit.Sum(l.raw), Wrong: l.wrong, Beside: besideEntry(q, l.file)}
	for _, e := range q.now.Project.Entries {
		switch {
		case e.File.Name == l.file && e.Title != "":
			page.Title = e.Title
		case e.Key == l.name.Key && e.File.Name != l.file:
			page.Others = append(page.Others, Translation{Language: e.Language, Name: languageName(q.now.Project, e.Language), File: e.File.Name})
		}
	}
	page.Address, _ = q.now.Address(l.file)
	q.show(status, "remove", sheet{Title: q.say("remove"), Here: "overview", Bad: bad, Page: page})
}

// hinders are the errors that the site would have without an entry and does not have
// with it.
func (r *remover) hinders(q *request, file string, raw []byte) ([]inTheWay, error) {
	added, err := q.now.Adds(build.Imagined{File: file, Text: raw}, build.Imagined{File: file, Gone: true})
	return inTheWayOf(q, added), err
}

// inTheWayOf are errors with the texts in which they are mended.
func inTheWayOf(q *request, added []problem.Problem) (all []inTheWay) {
	for _, p := range added {
		file := q.now.Project.Joined([]string{p.Place.File})[0]
		one := inTheWay{Title: titleOf(q, file), Said: sentence(q, p)}
		if sourceedit.Allowed(file) && path.Ext(file) == ".md" {
			one.File = file
		}
		all = append(all, one)
	}
	return all
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
