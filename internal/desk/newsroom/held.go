package newsroom

import (
	"net/http"
	"slices"
)

// siteless answers while there are no settings: before the site is made, or
// while somebody has site.toml away.
func (a ask) siteless(path string, bad turned) {
	post := a.r.Method == http.MethodPost
	switch {
	case post && slices.Contains([]string{"edit", "translate", "new", "put"}, path):
		a.held(path)
	case post && slices.Contains([]string{"trial", "upload", "paste"}, path):
		http.Error(a.w, a.say("held"), http.StatusConflict)
	case bad.status != 0:
		a.start(bad.status, a.say(bad.why))
	case post && path == "start":
		a.begin()
	default:
		a.start(http.StatusOK, "")
	}
}

// heldPage is a form that waits, as it was sent: the text to be read, all else
// out of sight.
type heldPage struct {
	Action string
	Values []sentValue
	Body   string
	Text   bool // there is one
}

type sentValue struct{ Name, Value string }

// held gives back what was typed while nothing can be done with it. The page's
// own button sends it once more.
func (a ask) held(path string) {
	page := heldPage{Action: path}
	for name, values := range a.r.PostForm {
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
	a.show(http.StatusConflict, "held", sheet{Title: a.say("cannot"), Bad: a.say("held"), Page: page})
}
