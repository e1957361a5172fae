package newsroom

import (
	"errors"
	"mime/multipart"
	"net/http"
	"os"

	"loa/internal/desk/loopback"
	"loa/internal/desk/serve"
)

// largest is how much a form may send, in bytes: a photograph of a good camera.
const largest = 48 << 20

// harden sets what a browser has to know of every answer of the desk: it runs the
// desk's own files and nothing else, shows the preview in frames, is framed by
// nobody, shares no process, opener or cache with another page.
func harden(head http.Header, at serve.Origins) {
	head.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "+
		"frame-src "+at.Preview+"; form-action 'self' "+at.Preview+"; base-uri 'none'; frame-ancestors 'none'")
	head.Set("Cross-Origin-Opener-Policy", "same-origin")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("Origin-Agent-Cluster", "?1")
	head.Set("Referrer-Policy", "same-origin")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Cache-Control", "no-store")
}

// guard decides which requests are the desk's own. It alone makes and compares
// the token of forms.
//
// Any page that the person visits may send a request here, those of the site in
// the preview too: they have the same host, and so the browser gives them the
// cookie. Four things tell them apart: the Host, the Origin and Sec-Fetch-Site,
// which a page cannot choose; and a token in each form, which other pages cannot
// read. Other programs may write all of these: they have no session.
type guard struct {
	token   string // of this run of the program
	session *session
}

func newGuard() guard { return guard{secret(), newSession()} }

// rejection is why a request is refused, as a key of the catalogue, and the
// status of the answer. The zero rejection lets the request pass.
type rejection struct {
	status int
	why    string
}

// Rejections that the desk answers in a way of their own.
var (
	// foreign: another page, another account or another name of this machine.
	foreign = rejection{http.StatusForbidden, "refused"}
	// closed: nobody has opened the desk in this browser.
	closed = rejection{http.StatusForbidden, "closed"}
	// staleToken: the form was opened before this run. It comes back with what
	// was typed.
	staleToken = rejection{http.StatusForbidden, "restarted"}
)

// outside reports whether a request is not one of the person at this machine in
// the desk: the answer tells nothing of the site.
func (r rejection) outside() bool { return r == foreign || r == closed }

// check reads a request's form and decides whether the request may pass.
func (g guard) check(w http.ResponseWriter, r *http.Request, at serve.Origins) rejection {
	switch {
	case loopback.IsStranger(r), "http://"+r.Host != at.Desk, !loopback.OwnOrigin(r):
		return foreign
	case !g.session.has(r):
		return closed
	case r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodPost:
		return rejection{http.StatusMethodNotAllowed, "not-found"}
	case r.Method != http.MethodPost:
		return rejection{}
	case r.Header.Get("Origin") == "": // browsers always send it with a POST
		return foreign
	}
	if bad := read(w, r); bad.status != 0 {
		return bad
	}
	switch sent := r.PostFormValue("token"); {
	case sent == "":
		return foreign
	case !same(sent, g.token):
		return staleToken
	}
	return rejection{}
}

// read reads a form in either encoding that browsers use.
func read(w http.ResponseWriter, r *http.Request) rejection {
	r.Body = http.MaxBytesReader(w, r.Body, largest)
	err := r.ParseForm()
	if err == nil {
		err = r.ParseMultipartForm(8 << 20)
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large), errors.Is(err, multipart.ErrMessageTooLarge):
		return rejection{http.StatusRequestEntityTooLarge, "too-large"}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return rejection{http.StatusRequestTimeout, "too-slow"}
	case err != nil && err != http.ErrNotMultipart:
		return rejection{http.StatusBadRequest, "not-read"}
	}
	return rejection{}
}
