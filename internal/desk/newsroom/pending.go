package newsroom

import (
	"net/http"
	"slices"
)

// siteless answers while there are no settings: before the site is made, or
// while site.toml is missing.
func (d *Desk) siteless(q *request, path string, bad rejection) {
	post := q.r.Method == http.MethodPost
	switch {
	case post && slices.Contains([]string{"edit", "translate", "new", "put"}, path):
		pending(q, path)
	case post && slices.Contains([]string{"trial", "upload", "paste"}, path):
		http.Error(q.w, q.say("pending"), http.StatusConflict)
	case bad.status != 0:
		d.starter.start(q, bad.status, q.say(bad.why))
	case post && path == "start":
		d.starter.begin(q)
	case post && path == "join":
		d.joiner.join(q)
	default:
		d.starter.start(q, http.StatusOK, "")
	}
}

// pendingPage is a form as it was sent: the text is shown, all other values are
// hidden fields.
type pendingPage struct {
	Action string
	Values []sentValue
	Body   string
	Text   bool // there is one
}

type sentValue struct{ Name, Value string }

// pending returns what was typed while it cannot be saved. A button of the page
// sends it again.
func pending(q *request, path string) {
	page := pendingPage{Action: path}
	for name, values := range q.r.PostForm {
		if name == "token" { // the page has that of this run
			continue
		}
		if name == "body" {
			page.Body, page.Text = lined(values[0]), true
			continue
		}
		for _, v := range values {
			page.Values = append(page.Values, sentValue{name, v})
		}
	}
	q.show(http.StatusConflict, "pending", sheet{Title: q.say("cannot"), Bad: q.say("pending"), Page: page})
}
