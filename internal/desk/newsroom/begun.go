package newsroom

import (
	"errors"
	"io/fs"
	"net/http"
	"slices"
	"strconv"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// approver writes down which of the pages that are up count as approved, when a site
// begins to ask for approvals.
type approver struct {
	store *store
}

// keptPage is a page that is up although nobody is named as having approved it.
type keptPage struct{ File, Title string }

type approvalsPage struct {
	Asked bool // the site asks for approvals
	Pages []keptPage
}

// approvalsWait reports whether the site asks for approvals and nobody has said yet which
// pages count as approved.
func approvalsWait(q *request) bool {
	p := q.now.Project
	return p.Settings.Newsroom.Approve && !p.Approvals.Begun() && len(p.Unnamed()) > 0
}

// show lists the pages that would go off the site.
func (a *approver) show(q *request) {
	note := ""
	if n, err := strconv.Atoi(q.r.URL.Query().Get("kept")); err == nil {
		note = q.say("done-approvals", "count", n)
	}
	page := approvalsPage{Asked: q.now.Project.Settings.Newsroom.Approve}
	if page.Asked {
		for _, e := range q.now.Project.Unnamed() {
			page.Pages = append(page.Pages, keptPage{e.File.Path, e.Title})
		}
	}
	q.show(http.StatusOK, "approvals", sheet{Title: q.say("approvals"), Here: "overview", Note: note, Page: page})
}

// begin writes the list of the pages that were chosen.
func (a *approver) begin(q *request) {
	if !q.now.Project.Settings.Newsroom.Approve {
		q.fail(http.StatusForbidden, "approvals-off")
		return
	}
	sums := map[string]uint32{}
	for _, e := range q.now.Project.Unnamed() {
		if !slices.Contains(q.r.PostForm["keep"], e.File.Path) {
			continue
		}
		stamp, _, err := e.Stamp()
		if err != nil {
			q.broken(err)
			return
		}
		sums[e.File.Path] = stamp.Whole
	}
	before, err := a.store.folder.Read(content.ApprovalsFile)
	sum := sourceedit.Sum(before)
	if errors.Is(err, fs.ErrNotExist) {
		sum, err = "", nil
	}
	if err == nil {
		err = a.store.folder.Write(content.ApprovalsFile, sum, []byte(content.NewApprovals(sums).String(q.say("approvals-comment"))))
	}
	if err != nil {
		q.show(http.StatusInternalServerError, "message", sheet{Title: q.say("cannot"), Bad: unwritten(q, content.ApprovalsFile, err)})
		return
	}
	q.taken(content.ApprovalsFile)
	q.to("approvals", query("kept", strconv.Itoa(len(sums))))
}
