package newsroom_test

import (
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"loa/internal/desk/loopback"
	"loa/internal/desk/newsroom"
	"loa/internal/desk/newsroom/newsroomtest"
)

// outsiders change a request that the desk would answer into one of somebody
// else.
func outsiders(o *office) map[string]func(*http.Request) {
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(o.Own, "http://"))
	head := func(pairs ...string) func(*http.Request) {
		return func(r *http.Request) {
			for i := 0; i < len(pairs); i += 2 {
				r.Header.Set(pairs[i], pairs[i+1])
			}
		}
	}
	host := func(name string) func(*http.Request) {
		return func(r *http.Request) { r.Host = name; r.Header.Set("Origin", "http://"+name) }
	}
	return map[string]func(*http.Request){
		"no session":                      head("Cookie", ""),
		"another session":                 head("Cookie", "loa-desk-"+port+"=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
		"an empty session":                head("Cookie", "loa-desk-"+port+"="),
		"a page of another site":          head("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"),
		"a page of the preview":           head("Origin", o.URL, "Sec-Fetch-Site", "same-site"),
		"a picture in the preview":        head("Origin", "", "Sec-Fetch-Site", "same-site", "Sec-Fetch-Dest", "image"),
		"a window of the preview":         head("Origin", "", "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"),
		"a page that hides its origin":    head("Origin", "null"),
		"an old browser in the preview":   head("Origin", o.URL, "Sec-Fetch-Site", ""),
		"a WebSocket of the preview":      head("Origin", o.URL, "Sec-Fetch-Site", "", "Connection", "Upgrade", "Upgrade", "websocket"),
		"the name localhost":              host("localhost:" + port),
		"a name that points here":         host("evil.example:" + port),
		"the address without port":        host("127.0.0.1"),
		"the preview's host":              host(strings.TrimPrefix(o.URL, "http://")),
		"the same origin by another line": head("Origin", strings.Replace(o.Own, "http:", "https:", 1)),
	}
}

// form has a value for each field by which some route does something.
func knowing(token string) url.Values {
	return url.Values{"token": {token}, "file": {pond}, "do": {"save"}, "title": {"Của kẻ lạ"}, "kind": {"article"}, "target": {"usb"}, "allow": {"1"}, "text": {"eA=="}, "html": {"<p>x"},
		"address": {"https://evil.example/"}, "languages": {"vi"}, "section": {"nuoc"}}
}

// TestOutsiders sends what the desk would do, with its own token, to every route
// as somebody else. The answer is the page before the desk, and nothing is done.
func TestOutsiders(t *testing.T) {
	o := open(t, example())
	before := o.everything()
	form := knowing(o.token()).Encode()
	for _, route := range append(newsroom.Routes(), "GET khong-co", "POST khong-co", "GET _loa/", "HEAD ", "PUT edit", "OPTIONS edit") {
		method, path, _ := strings.Cut(route, " ")
		for who, change := range outsiders(o) {
			r := must(http.NewRequest(method, o.Own+"/"+path+"?file="+pond+"&job=1", strings.NewReader(form)))
			if method != http.MethodPost {
				r.Body, r.ContentLength = nil, 0
			}
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Origin", o.Own)
			r.Header.Set("Sec-Fetch-Site", "same-origin")
			for _, c := range o.client.Jar.Cookies(r.URL) {
				r.AddCookie(c)
			}
			change(r)
			for name := range r.Header {
				if r.Header.Get(name) == "" {
					r.Header.Del(name)
				}
			}
			o.refuses(who+": "+route, http.DefaultTransport, r)
		}
	}
	if after := o.everything(); !slices.Equal(after, before) {
		t.Errorf("files were %q and are %q", before, after)
	}
	if status, _ := o.post("/new", url.Values{"token": {o.token()}, "title": {"Của tôi"}, "kind": {"article"}}); status != http.StatusOK {
		t.Errorf("the person at this machine is refused, too: %d", status)
	}
}

// TestAnotherAccount: with the session, the token and all headers of the desk's
// own page, but from a socket of another account, nothing is answered, by the
// preview neither.
func TestAnotherAccount(t *testing.T) {
	t.Parallel()
	var foreign atomic.Bool
	n := newsroomtest.Open(t, example(), newsroomtest.Options{Now: time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC), Peer: func(net.Addr, net.Addr) loopback.Peer {
		if foreign.Load() {
			return loopback.Stranger
		}
		return loopback.Same
	}})
	o := enter(t, n)
	before, form := o.everything(), knowing(o.token()).Encode()
	foreign.Store(true)
	line := &http.Transport{DisableKeepAlives: true} // each request from a socket of its own
	for _, route := range newsroom.Routes() {
		method, path, _ := strings.Cut(route, " ")
		r := must(http.NewRequest(method, o.Own+"/"+path+"?file="+pond, strings.NewReader(form)))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", o.Own)
		for _, c := range o.client.Jar.Cookies(r.URL) {
			r.AddCookie(c)
		}
		o.refuses(route, line, r)
	}
	o.refuses("a new key", line, must(http.NewRequest(http.MethodGet, n.Link(), nil)))
	for _, path := range []string{"/", "/nuoc/ao/", "/_loa/events", "/_loa/problems.json"} {
		answer, err := line.RoundTrip(must(http.NewRequest(http.MethodGet, o.URL+path, nil)))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusForbidden {
			t.Errorf("the preview answers another account at %s: %s", path, answer.Status)
		}
	}
	if after := o.everything(); !slices.Equal(after, before) {
		t.Errorf("files were %q and are %q", before, after)
	}
}

// refuses checks that a request is refused and the answer tells nothing.
func (o *office) refuses(who string, by http.RoundTripper, r *http.Request) {
	o.t.Helper()
	answer, err := by.RoundTrip(r)
	if err != nil {
		o.t.Fatalf("%s: %v", who, err)
	}
	defer answer.Body.Close()
	body := text(o.t, answer.Body)
	if answer.StatusCode != http.StatusForbidden || len(answer.Cookies()) > 0 || strings.Contains(body, "token") || strings.Contains(body, "Rào") || strings.Contains(body, "stamp") {
		o.t.Errorf("%s: %s %v\n%s", who, answer.Status, answer.Header, body)
	}
	hardened(o.t, who, answer.Header)
}

// hardened checks what a browser is told with every answer.
func hardened(t *testing.T, what string, head http.Header) {
	t.Helper()
	for name, want := range map[string]string{"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "same-origin"} {
		if head.Get(name) != want {
			t.Errorf("%s: %s is %q", what, name, head.Get(name))
		}
	}
	policy := head.Get("Content-Security-Policy")
	if !strings.Contains(policy, "frame-ancestors 'none'") || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("%s: %s", what, policy)
	}
	for name := range head {
		if strings.HasPrefix(name, "Access-Control-") {
			t.Errorf("%s: %s is sent", what, name)
		}
	}
}

// everything are the files beside and in the site, with their bytes.
func (o *office) everything() (all []string) {
	o.t.Helper()
	room := os.DirFS(strings.TrimSuffix(o.Dir, "site"))
	err := fs.WalkDir(room, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(room, name)
		all = append(all, name+": "+string(data))
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return all
}
