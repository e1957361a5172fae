package newsroom

import (
	"crypto/subtle"
	"net/http"
	"net/url"
	"strings"

	"loa/internal/serve"
)

// policy lets the desk's own files run and nothing else; no other page may frame
// the desk.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// largest is how much a form may send, in bytes: a photograph of a good camera.
const largest = 48 << 20

// refusal says with which status a request is turned away, 0 if it is not, and
// sees to it that the browser has the token.
//
// Any page that the person visits may send a form here. What tells them apart:
// the Origin, which a page cannot choose; Sec-Fetch-Site; and a token that other
// pages can neither read nor make the browser send, in the form and in a cookie.
func (d *Desk) refusal(w http.ResponseWriter, r *http.Request) int {
	if !serve.OwnOrigin(r) {
		return http.StatusForbidden
	}
	name := "loa-desk-" + port(r.Host) // cookies do not tell ports apart
	if r.Method != http.MethodPost {
		http.SetCookie(w, &http.Cookie{Name: name, Value: d.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
		return 0
	}
	if r.Header.Get("Origin") == "" { // browsers always say it when they post
		return http.StatusForbidden
	}
	r.Body = http.MaxBytesReader(w, r.Body, largest)
	if err := r.ParseMultipartForm(8 << 20); err != nil && err != http.ErrNotMultipart {
		return http.StatusRequestEntityTooLarge
	}
	cookie, err := r.Cookie(name)
	if err != nil || !d.isToken(cookie.Value) || !d.isToken(r.PostFormValue("token")) {
		return http.StatusForbidden
	}
	return 0
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
