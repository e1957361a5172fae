package newsroom

import (
	"net/http"
	"strings"
	"unicode"
)

// showPhone shows a page of the site as wide as a phone.
func showPhone(q *request) {
	at := q.r.URL.Query().Get("page")
	if !strings.HasPrefix(at, q.now.Root) || strings.HasPrefix(at, "//") || strings.ContainsFunc(at, misread) {
		at = q.now.Root
	}
	if day := q.r.URL.Query().Get("day"); day != "" || q.r.URL.Query().Get("drafts") != "" {
		at = q.base() + chosen(q)
	}
	q.show(http.StatusOK, "phone", sheet{Title: q.say("phone"), Here: "phone", Page: at})
}

// misread reports whether browsers leave a character out of an address, or take
// it for a slash: after it, an address may be that of another host.
func misread(r rune) bool { return r == '\\' || unicode.IsControl(r) }
