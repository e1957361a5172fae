package newsroom

import (
	"net/http"

	"loa/internal/generator/build"
)

// try shows what a form would make of its page, by the renderer that makes all
// pages, without saving anything.
func (p *previews) try(q *request) {
	sent, ok := received(q)
	if !ok {
		return
	}
	at := p.next()
	v, err := p.imagine(q, at, build.Imagined{Drafts: true, File: sent.file, Text: sent.doc.Bytes()})
	if err != nil {
		q.broken(err)
		return
	}
	address, ok := v.Address(sent.file)
	if !ok { // expired, or to come: on its own day it is there
		q.fail(http.StatusOK, "trial-not-live")
		return
	}
	http.Redirect(q.w, q.r, address, http.StatusSeeOther)
}
