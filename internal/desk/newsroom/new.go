package newsroom

import (
	"errors"
	"net/http"
	"path"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

func quote(text string) string { return tomlfile.Quote(text) }

// newPage is the form for a new entry.
type newPage struct {
	Kinds    []content.Kind
	Sections []link
	Kind     content.Kind
	Section  string
	Name     string
	Today    string
}

func (a ask) blank() { a.blankWith(http.StatusOK, "") }

func (a ask) blankWith(status int, bad string) {
	page := newPage{Kinds: []content.Kind{content.Article, content.Event, content.Campaign, content.Document}, Kind: content.Kind(a.r.FormValue("kind")),
		Section: a.r.FormValue("section"), Name: a.r.FormValue("title"), Today: a.today().Format("2006-01-02"), Sections: a.sections()}
	a.show(status, "new", sheet{Title: a.say("new"), Here: "new", Bad: bad, Page: page})
}

// sections are the folders that an entry may go into.
func (a ask) sections() []link {
	var all []link
	for _, e := range a.now.Project.Entries {
		if e.IsSection() && !e.IsHome() && e.Language == a.now.Project.Settings.DefaultLanguage {
			all = append(all, link{e.Folder(), e.Title})
		}
	}
	return all
}

// create writes a new entry: a draft in a folder of its own, so that pictures
// have a place.
func (a ask) create() {
	title, kind, sectionOf := strings.TrimSpace(a.r.PostFormValue("title")), content.Kind(a.r.PostFormValue("kind")), strings.Trim(a.r.PostFormValue("section"), "/")
	if fold.Slug(title) == "" {
		a.blankWith(http.StatusUnprocessableEntity, a.say("no-title"))
		return
	}
	slug := sourceedit.Name(title, "bai")
	file := path.Join(content.Root, sectionOf, slug, "index.md")
	if _, err := a.folder.Read(path.Join(content.Root, sectionOf, slug+".md")); err == nil {
		a.blankWith(http.StatusConflict, a.say("there", "file", slug))
		return
	}
	switch err := a.folder.Write(file, "", []byte(a.template(kind, title))); {
	case errors.Is(err, sourceedit.ErrThere):
		a.blankWith(http.StatusConflict, a.say("there", "file", slug))
	case errors.Is(err, sourceedit.ErrPlace):
		a.fail(http.StatusForbidden, "no-place", "file", file)
	case err != nil:
		a.broken(err)
	default:
		a.to("edit", query("file", file, "done", "made"))
	}
}

// template is the file of a new entry.
func (a ask) template(kind content.Kind, title string) string {
	today := a.today().Format("2006-01-02")
	front := "title = " + quote(title) + "\ndate = " + today + "\ndraft = true\n"
	switch kind {
	case content.Event:
		front += "\n[event]\nstart = " + today + "\n"
	case content.Campaign:
		front += "\n[campaign]\nstart = " + today + "\n"
	case content.Document:
		front += "\n[document]\nnumber = " + quote(a.say("number-here")) + "\nissued = " + today + "\n"
	}
	return "+++\n" + front + "+++\n\n"
}
