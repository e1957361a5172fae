package newsroom

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"time"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// oldVersion is a version in the list of a file's.
type oldVersion struct {
	ID   string
	Made time.Time
	On   bool
}

type versionsPage struct {
	File     string
	All      []oldVersion
	Gone     bool   // there is no such file now
	Sum      string // of the file; "" if it is gone
	Old, Now []mark // the chosen version beside the file
	Chosen   string
}

// versions lists what a file was, and shows one beside what it is. The file may
// be gone.
func (a ask) versions() {
	file, _, ok := a.entry()
	if !ok {
		return
	}
	now, gone := a.folder.Read(file)
	if gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		a.unread(file, gone)
		return
	}
	all, err := a.olderThan(file, now)
	switch {
	case err != nil:
		a.broken(err)
		return
	case gone != nil && len(all) == 0:
		a.unread(file, gone)
		return
	}
	page := versionsPage{File: file, Gone: gone != nil, Chosen: a.r.FormValue("version")}
	bad := ""
	if page.Gone {
		bad = a.say("gone", "file", file)
	} else {
		page.Sum = sourceedit.Sum(now)
	}
	for _, v := range all {
		page.All = append(page.All, oldVersion{v.ID, v.Made.In(a.now.Project.Settings.Zone), v.ID == page.Chosen})
	}
	if page.Chosen != "" {
		old, err := a.folder.Version(file, page.Chosen)
		if err != nil {
			a.unread(file, err)
			return
		}
		if page.Gone { // there is nothing that it differs from
			now = old
		}
		page.Old, page.Now = marked(string(old), string(now))
	}
	a.show(http.StatusOK, "versions", sheet{Title: a.say("versions"), Bad: bad, Page: page})
}

// olderThan lists the versions of a file without the latest, if that is what the
// file is now.
func (a ask) olderThan(file string, now []byte) ([]sourceedit.Version, error) {
	all, err := a.folder.Versions(file)
	if err != nil || len(all) == 0 || now == nil {
		return all, err
	}
	last, err := a.folder.Version(file, all[0].ID)
	if err == nil && bytes.Equal(last, now) {
		all = all[1:]
	}
	return all, err
}

// restore makes a file what it was. What it is now becomes a version; a file
// that should be gone and is there is not touched.
func (a ask) restore() {
	file, name, ok := a.entry()
	if !ok {
		return
	}
	old, err := a.folder.Version(file, a.r.PostFormValue("version"))
	if err != nil {
		a.unread(file, err)
		return
	}
	sum, done := a.r.PostFormValue("sum"), "restored"
	if sum == "" {
		done = "returned"
		if other := a.standsFor(name); other != "" && other != file {
			a.fail(http.StatusConflict, "taken", "file", file, "other", other)
			return
		}
	}
	if a.saved(file, sum, old) {
		a.to("edit", query("file", file, "done", done))
	}
}

// standsFor is the file of the entry that has a name's place on the site; "" if
// there is none. That of ao.md is ao/index.md as well.
func (a ask) standsFor(name content.Name) string {
	for _, e := range a.now.Project.Entries {
		if e.Key == name.Key && e.Language == name.Language {
			return e.File.Name
		}
	}
	return ""
}
