package newsroom

import (
	"bytes"
	"strings"

	"loa/internal/desk/sourceedit"
)

// doneWord says what saving a form does: saved, up, waits or unapproved, as in
// the catalogue's done-… keys. Where texts need an approval, a changed text loses
// the one it had.
func doneWord(q *request, f entryForm) string {
	up := q.r.PostFormValue("do") == "up"
	switch {
	case unapprove(q, f):
		return "unapproved"
	case up && waits(q, f.doc):
		return "waits"
	case up:
		return "up"
	}
	return "saved"
}

// waits reports whether a text needs an approval that it does not have.
func waits(q *request, doc *sourceedit.Document) bool {
	by, _ := doc.Value("approved_by").(string)
	return q.now.Project.Settings.Newsroom.Approve && strings.TrimSpace(by) == ""
}

// unapprove removes the approval of a document that differs from what was
// approved. A new name in the form approves the new text. A text that stops
// being a draft has not changed.
func unapprove(q *request, f entryForm) bool {
	was, ok := sourceedit.Parse(f.base)
	if !ok || !q.now.Project.Settings.Newsroom.Approve || was.Value("approved_by") == nil || was.Value("approved_by") != f.doc.Value("approved_by") {
		return false
	}
	now, ok := sourceedit.Parse(f.doc.Bytes())
	if !ok || !was.Remove("draft") || !now.Remove("draft") || bytes.Equal(was.Bytes(), now.Bytes()) {
		return false
	}
	return f.doc.Remove("approved_by")
}
