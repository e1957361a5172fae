package browser

import "testing"

// TestSite builds the project's own site once for everything that is looked at in
// it.
func TestSite(t *testing.T) {
	t.Parallel()
	h := open(t)
	t.Run("axe", h.axe)
	t.Run("styles", h.styles)
	t.Run("layout", h.layout)
	t.Run("enlarged", h.enlarged)
	t.Run("late", h.late)
	t.Run("noted", h.noted)
	t.Run("old", h.old)
	t.Run("use", h.use)
	t.Run("written", h.written)
	t.Run("calendar", h.calendar)
	t.Run("paper", h.paperPages)
	t.Run("hand on", h.handOn)
	t.Run("face", h.face)
	t.Run("tasks", h.tasks)
	t.Run("search", h.search)
	t.Run("search vectors", h.searchVectors)
	t.Run("search questions", h.searchQuestions)
	t.Run("odd search", h.oddSearch)
	t.Run("offline", h.offline)
}
