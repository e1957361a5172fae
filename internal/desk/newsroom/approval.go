package newsroom

import (
	"bytes"
	"strings"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// doneWord says what saving a form does: saved, up, waits or unapproved, as in
// the catalogue's done-… keys. Where texts need an approval, a changed text loses
// the one it had.
func doneWord(q *request, f entryForm) string {
	up := q.r.PostFormValue("do") == "up"
	switch {
	case unapprove(q, f), outgrown(q, f):
		return "unapproved"
	case up && waits(q, f.file, f.doc):
		return "waits"
	case up:
		return "up"
	}
	return "saved"
}

// waits reports whether a text is kept off the site for want of an approval.
func waits(q *request, file string, doc *sourceedit.Document) bool {
	by, _ := doc.Value("approved_by").(string)
	p := q.now.Project
	if !p.Settings.Newsroom.Approve || strings.TrimSpace(by) != "" || !p.Approvals.Begun() || doc.Value("emergency") == true {
		return false
	}
	return !p.Approvals.Counts(file, content.Sum(doc.Bytes()))
}

// outgrown reports whether a text that counted as approved, since it was up before
// approvals began, says something else now.
func outgrown(q *request, f entryForm) bool {
	return q.now.Project.Approvals.Counts(f.file, content.Sum(f.base)) && waits(q, f.file, f.doc)
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
