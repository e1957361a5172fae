package newsroom

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"mime/multipart"
	"net/http"
	"strings"

	"loa/internal/desk/serve"
)

// policy allows the desk's own files and nothing else; no other page may frame
// the desk.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// largest is how much a form may send, in bytes: a photograph of a good camera.
const largest = 48 << 20

// guard decides which requests are the desk's own. It alone makes and compares
// the token, and sets and reads the cookie.
//
// Any page that the person visits may send a form here. Three things tell them
// apart: the Origin, which a page cannot choose; Sec-Fetch-Site; and a token
// that other pages can neither read nor make the browser send, in the form and
// in a cookie.
type guard struct {
	token string // of this run of the program
}

func newGuard() guard {
	secret := make([]byte, 24)
	_, _ = rand.Read(secret) // never fails
	return guard{base64.RawURLEncoding.EncodeToString(secret)}
}

// rejection is why a request is refused, as a key of the catalogue, and the
// status of the answer. The zero rejection lets the request pass.
type rejection struct {
	status int
	why    string
}

// Rejections of the desk's own forms: these get back what was typed.
var (
	// staleToken: the form was opened before this run.
	staleToken = rejection{http.StatusForbidden, "restarted"}
	// noCookie: the form came without the desk's cookie.
	noCookie = rejection{http.StatusForbidden, "cookieless"}
)

// own reports whether a form of the desk was rejected.
func (r rejection) own() bool { return r == staleToken || r == noCookie }

// check reads a request's form and decides whether the request may pass. It
// gives the browser the cookie that it needs.
func (g guard) check(w http.ResponseWriter, r *http.Request) rejection {
	foreign := rejection{http.StatusForbidden, "refused"}
	if !serve.OwnOrigin(r) {
		return foreign
	}
	cookie := g.cookie(r)
	if r.Method != http.MethodPost {
		http.SetCookie(w, cookie)
		return rejection{}
	}
	if r.Header.Get("Origin") == "" { // browsers always send it with a POST
		return foreign
	}
	if bad := read(w, r); bad.status != 0 {
		return bad
	}
	sent := r.PostFormValue("token")
	if sent != "" && !g.isToken(sent) {
		http.SetCookie(w, cookie)
		return staleToken
	}
	if !g.isToken(sent) {
		return foreign
	}
	if has, err := r.Cookie(cookie.Name); err != nil || !g.isToken(has.Value) {
		http.SetCookie(w, cookie)
		return noCookie
	}
	return rejection{}
}

// cookie carries the token. Its name has the port: cookies do not tell ports apart.
func (g guard) cookie(r *http.Request) *http.Cookie {
	return &http.Cookie{Name: "loa-desk-" + port(r.Host), Value: g.token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode}
}

func (g guard) isToken(text string) bool {
	return subtle.ConstantTimeCompare([]byte(text), []byte(g.token)) == 1
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
	case err != nil && err != http.ErrNotMultipart:
		return rejection{http.StatusBadRequest, "not-read"}
	}
	return rejection{}
}

func port(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		return host[i+1:]
	}
	return "80"
}
