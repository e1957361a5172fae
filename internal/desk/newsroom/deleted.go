package newsroom

import (
	"net/http"
	"path"
	"time"

	"loa/internal/desk/sourceedit"
)

// mostDeleted bounds the list of entries that are gone.
const mostDeleted = 50

// deletedEntry is an entry whose file is gone, by the last version of it.
type deletedEntry struct {
	File, Title, Version string
	Saved                time.Time
}

// deleted lists the entries that are gone and can come back. What was only
// moved is not among them.
func (a ask) deleted() {
	gone, err := a.folder.Gone()
	if err != nil {
		a.broken(err)
		return
	}
	var page []deletedEntry
	for _, g := range gone {
		if len(page) == mostDeleted {
			break
		}
		if path.Ext(g.Name) != ".md" {
			continue
		}
		if other := a.standsFor(a.name(g.Name)); other != "" && other != g.Name { // the preview may not know yet that it is gone
			continue
		}
		page = append(page, deletedEntry{g.Name, a.titleThen(g), g.ID, g.Made.In(a.now.Project.Settings.Zone)})
	}
	a.show(http.StatusOK, "deleted", sheet{Title: a.say("deleted"), Here: "overview", Page: page})
}

// titleThen is what an entry was called; its file's name if that cannot be read.
func (a ask) titleThen(g sourceedit.Gone) string {
	raw, err := a.folder.Version(g.Name, g.ID)
	if err != nil {
		return g.Name
	}
	doc, ok := sourceedit.Parse(raw)
	if !ok {
		return g.Name
	}
	if title, _ := doc.Value("title").(string); title != "" {
		return title
	}
	return g.Name
}

// remember keeps a copy of a text that the author's tools wrote. What they did
// is done, whether or not there is a copy of it.
func (a ask) remember(file string) { _ = a.folder.Remember(file) }
