package content

import (
	"strings"

	"loa/internal/base/record"
	"loa/internal/base/source"
)

// Known is all that must be remembered of an entry so that it need not be read again
// while its file is the same. Nothing that could be told of it is in it: an entry with
// a problem, or of which more than its front matter and its lead counts, is read.
type Known struct {
	Front string // the front matter as it stands in the file
	Lead  string // "" if it is the summary
	Face  string

	Unapproved bool
}

// Known is what Recall needs; nil of an entry that must be read, and with a reader
// that does not remember.
func (e *Entry) Known() *Known { return e.known }

func knownOf(e *Entry, text source.Text, start int) *Known {
	k := &Known{Front: string(text.Bytes[:start]), Face: string(e.Face[:]), Unapproved: e.Unapproved}
	if e.Summary == "" {
		k.Lead = e.Lead
	}
	return k
}

// Recall gives an entry as Read does, of a file that has not changed and with the same
// settings and approvals.
func (r *Reader) Recall(f source.File, k *Known) *Entry {
	e := &Entry{File: f, reader: r, Name: r.Name(f), Lead: k.Lead, known: k}
	copy(e.Face[:], k.Face)
	front, start, _ := split(source.Text{Path: f.Path, Bytes: []byte(k.Front)})
	r.understand(e, front, true)
	e.Unapproved = k.Unapproved
	e.bodyStart = int32(start)
	if e.Title == "" {
		e.Title = e.Base()
	}
	if e.Summary != "" {
		e.Lead = e.Summary
	}
	return e
}

// Write writes what is known. Front matter is written by lines, of which many entries
// have the same.
func (k *Known) Write(w *record.Writer) {
	w.Number(uint64(strings.Count(k.Front, "\n")))
	rest := k.Front
	for {
		line, behind, more := strings.Cut(rest, "\n")
		if !more {
			break
		}
		w.Shared(line)
		rest = behind
	}
	w.Text(rest)
	w.Text(k.Lead)
	w.Text(k.Face)
	w.Bool(k.Unapproved)
}

// Read reads what Write has written. Errors are those of the reader.
func (k *Known) Read(r *record.Reader) {
	var front []byte
	for range r.Count() {
		front = append(append(front, r.Shared()...), '\n')
	}
	k.Front = string(append(front, r.Text()...))
	k.Lead, k.Face, k.Unapproved = r.Text(), r.Text(), r.Bool()
}
