package newsroom

import (
	"net/http"
	"time"

	"loa/internal/desk/serve"
	"loa/internal/generator/build"
)

// try shows what a form would make of its page, by the renderer that makes all
// pages, without saving anything. The page stands in the preview, whose scripts
// it runs; the desk's script asks for its address.
func try(q *request) {
	sent, ok := received(q)
	if !ok {
		return
	}
	shown, err := q.now.Show(build.Imagined{Drafts: true, File: sent.file, Text: sent.doc.Bytes()})
	if err != nil {
		q.broken(err)
		return
	}
	address, ok := shown.Address(sent.file)
	switch {
	case !ok: // expired, or to come: on its own day it is there
		q.fail(http.StatusOK, "trial-not-live")
	case q.r.PostFormValue("answer") == "json":
		q.json(http.StatusOK, map[string]string{"address": address, "standing": q.part("standing", formPage{Draft: isDraft(sent.doc), Faults: faultsOfForm(q, sent)})})
	default:
		http.Redirect(q.w, q.r, address, http.StatusSeeOther)
	}
}

// showDay leads to the site on another day, or with drafts.
func showDay(q *request) {
	shown, ok := onDay(q)
	if ok {
		http.Redirect(q.w, q.r, shown.Home, http.StatusSeeOther)
	}
}

// onDay is the site on the day that a form asks for; a day that is none is
// today. If it cannot be made, the request has been answered.
func onDay(q *request) (serve.Shown, bool) {
	asked := q.r.URL.Query()
	day, err := time.Parse(time.DateOnly, asked.Get("day"))
	if err != nil {
		day, _ = time.Parse(time.DateOnly, q.today().Format(time.DateOnly))
	}
	shown, err := q.now.Show(build.Imagined{Day: day, Drafts: asked.Get("drafts") != ""})
	if err != nil {
		q.broken(err)
	}
	return shown, err == nil
}
