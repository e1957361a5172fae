package newsroom

import (
	"errors"
	"io/fs"
	"net/http"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/desk/relocate"
	"loa/internal/desk/sourceedit"
)

// mover gives entries and sections another place: what changes is shown before it does.
type mover struct{ store *store }

type movePage struct {
	File, Title, Address string
	IsSection            bool
	Sections             []link
	Section, Name        string         // as they are to be
	Plan                 *relocate.Plan // nil while it is asked where to
	Others               []inTheWay     // texts and tables that change where they are
}

// wish is what moves where; without an entry it has answered.
func (m *mover) wish(q *request) (w relocate.Wish, page movePage, ok bool) {
	file, name, ok := q.entry()
	if !ok {
		return w, page, false
	}
	if standsFor(q.now.Project, name) != file {
		m.store.unread(q, file, fs.ErrNotExist)
		return w, page, false
	}
	page = movePage{File: file, Title: titleOf(q, file), IsSection: name.IsSection(), Section: name.Parent(), Name: name.Base()}
	page.Address, _ = q.now.Address(file)
	for _, s := range sections(q.now.Project) {
		if !name.IsSection() || s.Path != name.Folder() && !strings.HasPrefix(s.Path, name.Folder()+"/") {
			page.Sections = append(page.Sections, s)
		}
	}
	if q.r.PostForm.Has("name") {
		page.Section, page.Name = strings.Trim(q.r.PostFormValue("section"), "/"), strings.TrimSpace(q.r.PostFormValue("name"))
		if page.Name != name.Base() { // a name that a file has already stays as it is
			page.Name = sourceedit.Name(page.Name, "bai")
		}
	}
	return relocate.Wish{File: file, Section: page.Section, Name: page.Name}, page, true
}

// show asks where to.
func (m *mover) show(q *request) {
	if _, page, ok := m.wish(q); ok {
		m.answer(q, http.StatusOK, page, "")
	}
}

// move shows what would change, and changes it when a person has seen that.
func (m *mover) move(q *request) {
	w, page, ok := m.wish(q)
	if !ok {
		return
	}
	if fold.Slug(q.r.PostFormValue("name")) == "" {
		m.answer(q, http.StatusUnprocessableEntity, page, q.say("move-name"))
		return
	}
	plan, err := relocate.New(q.now.Project, w)
	var fault *relocate.Error
	switch {
	case errors.As(err, &fault):
		m.answer(q, http.StatusUnprocessableEntity, page, q.say("move-"+string(fault.Fault), "name", fault.Name))
		return
	case err != nil:
		q.broken(err)
		return
	case q.r.PostFormValue("do") == "":
		page.Plan = plan
		for _, file := range plan.Others() {
			one := inTheWay{File: file, Title: titleOf(q, file)}
			if strings.HasSuffix(file, ".md") {
				one.Said = languageName(q.now.Project, nameOf(q, file).Language)
			}
			page.Others = append(page.Others, one)
		}
		m.answer(q, http.StatusOK, page, "")
		return
	}
	m.done(q, page, plan)
}

// done does what a plan says.
func (m *mover) done(q *request, page movePage, plan *relocate.Plan) {
	switch err := plan.Do(m.store.folder); {
	case errors.Is(err, sourceedit.ErrChanged), errors.Is(err, sourceedit.ErrThere):
		q.taken(plan.Files()...)
		m.answer(q, http.StatusConflict, page, q.say("move-changed"))
	case err != nil:
		q.taken(plan.Files()...)
		m.answer(q, http.StatusInternalServerError, page, unwritten(q, page.File, err))
	default:
		q.taken(plan.Files()...)
		q.to("edit", query("file", plan.File, "done", "moved"))
	}
}

func (m *mover) answer(q *request, status int, page movePage, bad string) {
	q.show(status, "move", sheet{Title: q.say("move"), Here: "overview", Bad: bad, Page: page})
}
