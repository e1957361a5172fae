package newsroom

import (
	"errors"
	"io/fs"
	"net/http"
	"time"

	"loa/internal/desk/sourceedit"
)

// history lists the older versions of files, and brings them back.
type history struct {
	store  *store
	sharer *sharer
}

// oldVersion is a version in the list of a file's.
type oldVersion struct {
	ID   string
	Made time.Time
	Who  string
	What string // changed in it since the version before; "" for the first
	On   bool
}

type versionsPage struct {
	File     string
	All      []oldVersion
	Gone     bool   // there is no such file now
	Sum      string // of the file; "" if it is gone
	Old, Now []mark // the chosen version beside the file
	Chosen   string
	Cut      bool // older commits of the repository were not looked at
}

// versions lists what a file was, and shows one beside what it is. The file may
// be gone.
func (h *history) versions(q *request) {
	file, _, ok := q.entry()
	if !ok {
		return
	}
	now, gone := h.store.folder.Read(file)
	if gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		h.store.unread(q, file, gone)
		return
	}
	was := h.past(q, file)
	all, err := was.versions(now)
	switch {
	case err != nil:
		q.broken(err)
		return
	case gone != nil && len(all) == 0:
		h.store.unread(q, file, gone)
		return
	}
	page := versionsPage{File: file, Gone: gone != nil, Chosen: q.r.FormValue("version"), Cut: was.cut}
	bad := ""
	if page.Gone {
		if q.now.Project.Alone(file) || entryAt(q.now.Project, file) == nil {
			bad = q.say("gone", "file", file)
		}
	} else {
		page.Sum = sourceedit.Sum(now)
	}
	changes := was.changes(q, all)
	for i, v := range all {
		page.All = append(page.All, oldVersion{v.ID, v.Made, v.Who, changes[i], v.ID == page.Chosen})
	}
	if page.Chosen != "" {
		old, err := was.text(page.Chosen)
		if err != nil {
			h.store.unread(q, file, err)
			return
		}
		if page.Gone { // there is nothing that it differs from
			now = old
		}
		page.Old, page.Now = marked(string(old), string(now))
	}
	q.show(http.StatusOK, "versions", sheet{Title: q.say("versions"), Bad: bad, Page: page})
}

// restore makes a file what it was. What it is now becomes a version; a file
// that should be gone and is there is not touched.
func (h *history) restore(q *request) {
	file, name, ok := q.entry()
	if !ok {
		return
	}
	old, err := h.past(q, file).text(q.r.PostFormValue("version"))
	if err != nil {
		h.store.unread(q, file, err)
		return
	}
	if now, err := h.store.folder.Read(file); err == nil {
		old = inEndsOf(now, old)
	}
	sum, done := q.r.PostFormValue("sum"), "restored"
	if sum == "" {
		done = "returned"
		if other := standsFor(q.now.Project, name); other != "" && other != file {
			q.fail(http.StatusConflict, "taken", "file", file, "other", other)
			return
		}
	}
	if h.store.writtenWhole(q, file, name, sum, old) {
		q.to("edit", query("file", file, "done", done))
	}
}
