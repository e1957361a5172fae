package newsroom

import (
	"crypto/subtle"
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"loa/internal/desk/serve"
)

// policy lets the desk's own files run and nothing else; no other page may frame
// the desk.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// largest is how much a form may send, in bytes: a photograph of a good camera.
const largest = 48 << 20

// turned is why a request is turned away, by its word in the catalogue, and with
// which status; neither if it is not.
type turned struct {
	status int
	why    string
}

// The desk's own forms that are turned away: what was typed comes back.
var (
	// outlivedBy is one that was opened before this run.
	outlivedBy = turned{http.StatusForbidden, "restarted"}
	// cookieless is one that came without the desk's cookie.
	cookieless = turned{http.StatusForbidden, "cookieless"}
)

// own reports whether it is a form of the desk that is turned away.
func (t turned) own() bool { return t == outlivedBy || t == cookieless }

// refusal says why a request is turned away, and sees to it that the browser has
// the token.
//
// Any page that the person visits may send a form here. What tells them apart:
// the Origin, which a page cannot choose; Sec-Fetch-Site; and a token that other
// pages can neither read nor make the browser send, in the form and in a cookie.
func (d *Desk) refusal(w http.ResponseWriter, r *http.Request) turned {
	foreign := turned{http.StatusForbidden, "refused"}
	if !serve.OwnOrigin(r) {
		return foreign
	}
	cookie := &http.Cookie{Name: "loa-desk-" + port(r.Host), Value: d.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode} // cookies do not tell ports apart
	if r.Method != http.MethodPost {
		http.SetCookie(w, cookie)
		return turned{}
	}
	if r.Header.Get("Origin") == "" { // browsers always say it when they post
		return foreign
	}
	if bad := read(w, r); bad.status != 0 {
		return bad
	}
	sent := r.PostFormValue("token")
	if sent != "" && !d.isToken(sent) {
		http.SetCookie(w, cookie)
		return outlivedBy
	}
	if !d.isToken(sent) {
		return foreign
	}
	if has, err := r.Cookie(cookie.Name); err != nil || !d.isToken(has.Value) {
		http.SetCookie(w, cookie)
		return cookieless
	}
	return turned{}
}

// read reads a form, in either way that a browser writes one.
func read(w http.ResponseWriter, r *http.Request) turned {
	r.Body = http.MaxBytesReader(w, r.Body, largest)
	err := r.ParseForm()
	if err == nil {
		err = r.ParseMultipartForm(8 << 20)
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large), errors.Is(err, multipart.ErrMessageTooLarge):
		return turned{http.StatusRequestEntityTooLarge, "too-large"}
	case err != nil && err != http.ErrNotMultipart:
		return turned{http.StatusBadRequest, "not-read"}
	}
	return turned{}
}

func (d *Desk) isToken(text string) bool {
	return subtle.ConstantTimeCompare([]byte(text), []byte(d.token)) == 1
}

func port(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		return host[i+1:]
	}
	return "80"
}

// to leads to another page of the desk after something was done.
func (a ask) to(page string, query url.Values) {
	address := a.base() + page
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	http.Redirect(a.w, a.r, address, http.StatusSeeOther)
}
