package newsroom

import (
	"errors"
	"io/fs"
	"net/http"

	"loa/internal/desk/sourceedit"
)

// store reads and writes the site's files, and answers requests when that
// fails: nothing that was typed is lost.
type store struct {
	folder *sourceedit.Folder
}

// remember keeps a version of a file that another package wrote. The write is
// done in any case, so an error is ignored.
func (s *store) remember(file string) { _ = s.folder.Remember(file) }

// saved writes a file if what it replaces still has the sum, and reports whether
// it did. Otherwise it has answered: with both versions after a conflict, with
// the form after an I/O error.
func (s *store) saved(q *request, file, sum string, next []byte) bool {
	switch err := s.folder.Write(file, sum, next); {
	case err == nil:
		return true
	case errors.Is(err, sourceedit.ErrChanged), errors.Is(err, sourceedit.ErrThere):
		s.conflict(q, file, next)
	case errors.Is(err, sourceedit.ErrPlace):
		q.noPlace(file, err)
	default:
		s.unsaved(q, file, next, err)
	}
	return false
}

// unsaved shows the text that could not be written in the form.
func (s *store) unsaved(q *request, file string, next []byte, why error) {
	doc, ok := sourceedit.Parse(next)
	base, err := s.folder.Read(file)
	if !ok || err != nil && !errors.Is(err, fs.ErrNotExist) {
		q.broken(why)
		return
	}
	if base == nil {
		base = next // the file is gone; the next try will say so
	}
	showForm(q, http.StatusInternalServerError, entryForm{file: file, name: nameOf(q, file), base: base, doc: doc}, "", unwritten(q, file, why))
}

// unwritten says why a file was not written.
func unwritten(q *request, file string, why error) string {
	if errors.Is(why, sourceedit.ErrReadOnly) {
		return q.say("read-only", "file", file)
	}
	return q.say("broken", "reason", why.Error())
}

// unread answers that a file could not be read. A file that is gone may have
// versions.
func (s *store) unread(q *request, file string, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		next := link{q.base() + "deleted", q.say("deleted")}
		if all, err := s.folder.Versions(file); err == nil && len(all) > 0 {
			next = link{q.base() + "versions?" + query("file", file).Encode(), q.say("versions")}
		}
		q.show(http.StatusNotFound, "message", sheet{Title: q.say("cannot"), Bad: q.say("gone", "file", file), Page: next})
	case errors.Is(err, sourceedit.ErrPlace):
		q.noPlace(file, err)
	default:
		q.broken(err)
	}
}
