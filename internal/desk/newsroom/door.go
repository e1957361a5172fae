package newsroom

import (
	"net/http"

	"loa/internal/desk/loopback"
	"loa/internal/desk/serve"
)

// NewKey makes a key that opens the desk once, as the query of the desk's
// address: "?key=…". Keys that were made before do not work any more.
func (d *Desk) NewKey() string { return "?key=" + d.guard.session.newKey() }

// unlocked answers a request that brings a key, and reports whether it did. The
// link may have been opened from anywhere, such as a letter: the key is what
// counts.
func (d *Desk) unlocked(w http.ResponseWriter, r *http.Request, at serve.Origins) bool {
	key := r.URL.Query().Get("key")
	if r.Method != http.MethodGet || r.URL.Path != "/" || key == "" || loopback.IsStranger(r) || "http://"+r.Host != at.Desk {
		return false
	}
	switch {
	case d.guard.session.redeem(key):
		d.guard.session.enter(w, r)
	case !d.guard.session.has(r):
		return false
	}
	if loopback.OwnOrigin(r) {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return true
	}
	// A redirect would still count as the other page's, and come without the cookie.
	w.Header().Set("Refresh", "0; url=/")
	d.shut(w, r, http.StatusOK, "opening")
	return true
}

// shut answers with the page before the desk, a script with its words alone. It
// tells nothing of the site.
func (d *Desk) shut(w http.ResponseWriter, r *http.Request, status int, why string) {
	if mode := r.Header.Get("Sec-Fetch-Mode"); mode != "" && mode != "navigate" {
		http.Error(w, d.words.say(why), status)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_ = d.pages.ExecuteTemplate(w, "door.html", map[string]string{"Language": d.words.words.Language, "Why": d.words.say(why)})
	}
}
