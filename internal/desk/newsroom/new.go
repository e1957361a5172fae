package newsroom

import (
	"errors"
	"net/http"
	"path"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/content"
)

func quote(text string) string { return tomlfile.Quote(text) }

// creator writes new entries.
type creator struct{ store *store }

// newPage is the form for a new entry.
type newPage struct {
	Kinds    []content.Kind
	Sections []link
	Kind     content.Kind
	Section  string
	Name     string
	Today    string
}

func newEntry(q *request) { showNew(q, http.StatusOK, "") }

func showNew(q *request, status int, bad string) {
	page := newPage{Kinds: []content.Kind{content.Article, content.Event, content.Campaign, content.Document, content.Section}, Kind: content.Kind(q.r.FormValue("kind")),
		Section: q.r.FormValue("section"), Name: q.r.FormValue("title"), Today: q.today().Format("2006-01-02"), Sections: sections(q.now.Project)}
	q.show(status, "new", sheet{Title: q.say("new"), Here: "new", Bad: bad, Page: page})
}

// create writes a new entry: a draft in a folder of its own, so that pictures
// have a place.
func (c *creator) create(q *request) {
	title, kind, sectionOf := strings.TrimSpace(q.r.PostFormValue("title")), content.Kind(q.r.PostFormValue("kind")), strings.Trim(q.r.PostFormValue("section"), "/")
	if fold.Slug(title) == "" {
		showNew(q, http.StatusUnprocessableEntity, q.say("no-title"))
		return
	}
	if within := pageAround(q.now.Project, sectionOf); within != "" {
		showNew(q, http.StatusUnprocessableEntity, q.say("no-section", "page", within))
		return
	}
	slug := sourceedit.Name(title, "bai")
	base := "index.md"
	if kind == content.Section {
		base = "_index.md"
	}
	file := path.Join(content.Root, sectionOf, slug, base)
	if _, err := c.store.folder.Read(path.Join(content.Root, sectionOf, slug+".md")); err == nil {
		showNew(q, http.StatusConflict, q.say("there", "file", slug))
		return
	}
	if name := path.Join(content.Root, sectionOf, slug); q.now.Project.Borrows(name) && (kind != content.Section || q.now.Project.Borrows(name+"/_index")) {
		showNew(q, http.StatusConflict, q.say("there", "file", slug))
		return
	}
	switch err := c.store.folder.Write(file, "", []byte(newText(q, kind, title))); {
	case errors.Is(err, sourceedit.ErrThere):
		showNew(q, http.StatusConflict, q.say("there", "file", slug))
	case errors.Is(err, sourceedit.ErrPlace):
		q.noPlace(file, err)
	case err != nil:
		q.broken(err)
	default:
		q.taken(file)
		done := "made"
		if kind == content.Section {
			done = "section" // it is no draft
		}
		q.to("edit", query("file", file, "done", done))
	}
}

// pageAround is the title of the page in whose folder a section would be; "" if there is
// none: only sections hold pages.
func pageAround(p *build.Project, section string) string {
	for _, e := range p.Entries {
		if !e.IsSection() && e.Key != "" && (section == e.Key || strings.HasPrefix(section, e.Key+"/")) {
			return e.Title
		}
	}
	return ""
}

// template is the file of a new entry.
func newText(q *request, kind content.Kind, title string) string {
	if kind == content.Section {
		return "+++\ntitle = " + quote(title) + "\n+++\n\n"
	}
	today := q.today().Format("2006-01-02")
	front := "title = " + quote(title) + "\ndate = " + today + "\ndraft = true\n"
	switch kind {
	case content.Event:
		front += "\n[event]\nstart = " + today + "\n"
	case content.Campaign:
		front += "\n[campaign]\nstart = " + today + "\n"
	case content.Document:
		front += "\n[document]\nnumber = " + quote(q.say("number-here")) + "\n"
	}
	return "+++\n" + front + "+++\n\n"
}
