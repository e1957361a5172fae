package newsroom

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"strings"
	"sync"
)

// session is the right to use the desk. A browser gets it for a key, which works
// once: the person at this machine reads the key where the program runs, other
// accounts do not.
type session struct {
	id string // of this run of the program

	mu  sync.Mutex
	key string // that works next; "" if none does
}

func newSession() *session { return &session{id: secret()} }

// secret is a text that nobody can guess.
func secret() string {
	raw := make([]byte, 24)
	_, _ = rand.Read(raw) // never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// newKey makes the key that works from now on, and no other.
func (s *session) newKey() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.key = secret()
	return s.key
}

// redeem uses a key up, and reports whether it was the right one.
func (s *session) redeem(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.key == "" || !same(key, s.key) {
		return false
	}
	s.key = ""
	return true
}

// has reports whether a request belongs to the session. A page on another port of
// this host can add cookies of the same name, so one that fits is enough.
func (s *session) has(r *http.Request) bool {
	for _, c := range r.CookiesNamed(cookieName(r)) {
		if same(c.Value, s.id) {
			return true
		}
	}
	return false
}

// enter gives a browser the session.
func (s *session) enter(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: cookieName(r), Value: s.id, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

// cookieName has the port: cookies do not tell ports apart.
func cookieName(r *http.Request) string { return "loa-desk-" + port(r.Host) }

func port(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		return host[i+1:]
	}
	return "80"
}
