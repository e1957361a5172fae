package newsroom

import (
	"errors"
	"io/fs"
	"net/http"
	"path"
	"slices"

	"loa/internal/desk/sourceedit"
	"loa/internal/office/clone"
)

// beside shows both texts of a file that two people changed at the same place: a page as
// any conflict, a table or the settings with a button that takes mine.
func (s *sharer) beside(q *request) {
	file, blob := q.r.URL.Query().Get("file"), q.r.URL.Query().Get("mine")
	if text, ok := s.mine(q, file, blob); ok && path.Ext(file) == ".md" {
		s.store.beside(q, http.StatusOK, file, text, "")
	} else if ok {
		s.besideTable(q, http.StatusOK, file, blob, text)
	}
}

// mine is the text of a conflict that waits. Otherwise it has answered.
func (s *sharer) mine(q *request, file, blob string) ([]byte, bool) {
	if !s.set(q) {
		q.fail(http.StatusNotFound, "office-none")
		return nil, false
	}
	at, err := s.clone(q)
	var state clone.State
	if err == nil {
		state, err = at.State()
	}
	if err == nil && !slices.ContainsFunc(state.Conflicts, func(c clone.Conflict) bool {
		return c.Path == file && c.Mine == blob && blob != "" && clone.Shown(file)
	}) {
		q.to("office", nil)
		return nil, false
	}
	var text []byte
	if err == nil {
		text, err = at.Text(blob)
	}
	if err != nil {
		s.answer(q, http.StatusInternalServerError, "", err)
		return nil, false
	}
	return text, true
}

func (s *sharer) besideTable(q *request, status int, file, blob string, text []byte) {
	disk, err := s.store.folder.Read(file)
	if file == sourceedit.Settings {
		disk, err = s.store.folder.ReadSettings()
	}
	gone := errors.Is(err, fs.ErrNotExist)
	if err != nil && !gone {
		s.answer(q, http.StatusInternalServerError, "", err)
		return
	}
	page := both{File: file, Blob: blob, Table: true, EditURL: q.base() + "office"}
	page.Disk, page.Mine = marked(string(disk), string(text))
	if !gone {
		page.Sum = sourceedit.Sum(disk)
	}
	q.show(status, "conflict", sheet{Title: q.say("conflict"), Bad: q.say("changed", "file", file), Page: page})
}

// takeMine writes my text of a table or of the settings in the place of the one that was
// shown beside it. What is replaced stays a version.
func (s *sharer) takeMine(q *request) {
	file, blob, sum := q.r.PostFormValue("file"), q.r.PostFormValue("mine"), q.r.PostFormValue("sum")
	text, ok := s.mine(q, file, blob)
	if !ok {
		return
	}
	write := s.store.folder.Write
	if file == sourceedit.Settings {
		write = func(_, sum string, data []byte) error { return s.store.folder.WriteSettings(sum, data) }
	}
	err := write(file, sum, text)
	if errors.Is(err, sourceedit.ErrChanged) || errors.Is(err, sourceedit.ErrThere) {
		s.besideTable(q, http.StatusConflict, file, blob, text)
		return
	}
	if err == nil {
		s.saved(q, []string{file})
		err = s.settled(q, file, blob)
	}
	if err != nil {
		s.answer(q, http.StatusInternalServerError, "", err)
		return
	}
	q.now = q.now.Take(q.r.Context(), ".")
	q.to("office", query("done", "settled"))
}
