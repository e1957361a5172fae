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
func (h *history) deleted(q *request) {
	gone, err := h.store.folder.Gone()
	if err != nil {
		q.broken(err)
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
		if other := standsFor(q.now.Project, nameOf(q, g.Name)); other != "" && other != g.Name { // the preview may not know yet that it is gone
			continue
		}
		page = append(page, deletedEntry{g.Name, h.titleOf(g), g.ID, g.Made})
	}
	note := ""
	if q.r.URL.Query().Get("done") == "removed" {
		note = q.say("done-removed")
	}
	q.show(http.StatusOK, "deleted", sheet{Title: q.say("deleted"), Here: "overview", Note: note, Page: page})
}

// titleOf is what an entry was called; its file's name if that cannot be read.
func (h *history) titleOf(g sourceedit.Gone) string {
	raw, err := h.store.folder.Version(g.Name, g.ID)
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
