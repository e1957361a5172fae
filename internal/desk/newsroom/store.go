package newsroom

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"net/http"
	"path"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// store reads and writes the site's files, and answers requests when that
// fails: nothing that was typed is lost.
type store struct {
	folder *sourceedit.Folder
}

// remember keeps a version of a file that another package wrote. The write is
// done in any case, so an error is ignored.
func (s *store) remember(file string) { _ = s.folder.Remember(file) }

// text is the text of a file as it lies on the disk, also if an earlier layer has it.
func (s *store) text(q *request, file string) ([]byte, error) {
	if p := q.now.Project; !p.Own(file) {
		return fs.ReadFile(p.Disk(), file)
	}
	return s.folder.Read(file)
}

// written writes what a form makes of its file, if the site can still be built with it.
// Otherwise it has answered: see accepted and saved. A conflict is told first.
func (s *store) written(q *request, f entryForm) bool {
	sum := sourceedit.Sum(f.base)
	if now, same := s.still(f.file, sum); same && !s.accepted(q, f, now) {
		return false
	}
	return s.saved(q, f.file, sum, f.doc.Bytes())
}

// writtenWhole is written for a text that takes the place of a file with the sum as it
// is: an older version, or one of two.
func (s *store) writtenWhole(q *request, file string, name content.Name, sum string, text []byte) bool {
	if now, same := s.still(file, sum); same {
		doc, ok := sourceedit.Parse(text)
		if !ok {
			q.show(http.StatusUnprocessableEntity, "unclear", sheet{Title: path.Base(file), Bad: q.say("unclear", "file", file), Page: formPage{File: file, Body: string(text)}})
			return false
		}
		if !s.accepted(q, entryForm{file: file, name: name, base: text, doc: doc}, now) {
			return false
		}
	}
	return s.saved(q, file, sum, text)
}

// still is what a file holds, and whether that has the sum; "" is that of none.
func (s *store) still(file, sum string) (now []byte, same bool) {
	now, err := s.folder.Read(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, sum == ""
	}
	return now, err == nil && sourceedit.Sum(now) == sum
}

// saved writes a file if what it replaces still has the sum, and reports whether
// it did. Otherwise it has answered: with both versions after a conflict, with
// the form after an I/O error.
func (s *store) saved(q *request, file, sum string, next []byte) bool {
	switch err := s.folder.Write(file, sum, next); {
	case err == nil:
		q.taken(file)
		return true
	case errors.Is(err, sourceedit.ErrChanged), errors.Is(err, sourceedit.ErrThere):
		s.conflict(q, file, next)
	case errors.Is(err, sourceedit.ErrPlace):
		q.noPlace(file, err)
	default:
		s.unsaved(q, file, sum, next, err)
	}
	return false
}

// unsaved shows the text that could not be written in the form, or as it is if it
// has none. Whatever the disk refuses, what was typed is on the page.
func (s *store) unsaved(q *request, file, sum string, next []byte, why error) {
	doc, ok := sourceedit.Parse(next)
	if !ok {
		q.show(http.StatusInternalServerError, "unclear", sheet{Title: path.Base(file), Bad: unwritten(q, file, why), Page: formPage{File: file, Body: string(next)}})
		return
	}
	base, err := s.folder.Read(file)
	if err != nil {
		base = madeFrom(q, sum, next)
	}
	showForm(q, http.StatusInternalServerError, entryForm{file: file, name: nameOf(q, file), base: base, doc: doc}, "", unwritten(q, file, why))
}

// madeFrom are the bytes that a form was made from and still carries, so that the
// next try is no conflict; else what was to be written. The file cannot be read or
// is gone; the next try will say so.
func madeFrom(q *request, sum string, next []byte) []byte {
	base, err := base64.StdEncoding.DecodeString(q.r.PostFormValue("base"))
	if err != nil || sourceedit.Sum(base) != sum {
		return next
	}
	return base
}

// unwritten says why a file was not written.
func unwritten(q *request, file string, why error) string {
	if errors.Is(why, sourceedit.ErrReadOnly) {
		return q.say("read-only", "file", file)
	}
	return q.refusal(why)
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
