package newsroom_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"
)

func text(t *testing.T, r io.Reader) string {
	t.Helper()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// alone sends a request by a browser that keeps cookies and follows no redirect.
func (o *office) alone(jar http.CookieJar, address string, head ...string) *http.Response {
	o.t.Helper()
	r := must(http.NewRequest(http.MethodGet, address, nil))
	for i := 0; i < len(head); i += 2 {
		r.Header.Set(head[i], head[i+1])
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer := must(client.Do(r))
	answer.Body.Close()
	return answer
}

// A link opens the desk once; the key is gone from the address.
func TestKeyWorksOnce(t *testing.T) {
	o := open(t, example())
	older, link := o.Link(), o.Link()
	jar := func() http.CookieJar { return must(cookiejar.New(nil)) }
	mine := jar()
	for what, address := range map[string]string{"a link that another replaced": older, "no key": o.Own + "/?key=", "a guess": o.Own + "/?key=AAAA", "the key of another page": strings.Replace(link, "/?", "/new?", 1)} {
		if a := o.alone(jar(), address); a.StatusCode != http.StatusForbidden || len(a.Cookies()) > 0 {
			t.Errorf("%s: %s", what, a.Status)
		}
	}
	r := must(http.NewRequest(http.MethodHead, link, nil)) // by a program that looks at links
	if a := must(http.DefaultTransport.RoundTrip(r)); a.StatusCode != http.StatusForbidden {
		t.Error("HEAD:", a.Status)
	}
	a := o.alone(mine, link, "Sec-Fetch-Site", "none")
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/" || len(a.Cookies()) != 1 {
		t.Fatal(a.Status, a.Header)
	}
	hardened(t, "the link", a.Header)
	port := o.Own[strings.LastIndex(o.Own, ":")+1:]
	if c := a.Cookies()[0]; c.Name != "loa-desk-"+port || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != "/" || c.Domain != "" || len(c.Value) < 32 {
		t.Errorf("%+v", c)
	}
	if a := o.alone(mine, o.Own+"/"); a.StatusCode != http.StatusOK {
		t.Error("the session does not open the desk:", a.Status)
	}
	if a := o.alone(mine, link); a.StatusCode != http.StatusSeeOther {
		t.Error("the link once more in the same browser:", a.Status)
	}
	if a := o.alone(jar(), link); a.StatusCode != http.StatusForbidden || len(a.Cookies()) > 0 {
		t.Error("the link once more in another browser:", a.Status)
	}
}

// A link in a letter comes from another page: the browser would not send the
// cookie along a redirect.
func TestLinkFromElsewhere(t *testing.T) {
	o := open(t, example())
	a := o.alone(must(cookiejar.New(nil)), o.Link(), "Sec-Fetch-Site", "cross-site")
	if a.StatusCode != http.StatusOK || a.Header.Get("Refresh") != "0; url=/" || len(a.Cookies()) != 1 {
		t.Error(a.Status, a.Header)
	}
	hardened(t, "the link", a.Header)
}

// A page on another port of this host can add cookies of the same name: the desk
// stays open all the same.
func TestTossedCookies(t *testing.T) {
	o := open(t, example())
	at := must(url.Parse(o.Own + "/edit"))
	name := o.client.Jar.Cookies(at)[0].Name
	o.client.Jar.SetCookies(at, []*http.Cookie{{Name: name, Value: "x", Path: "/edit"}})
	if len(o.client.Jar.Cookies(at)) != 2 {
		t.Fatal("the cookie was not added")
	}
	if status, _ := o.get("/edit?file=" + pond); status != http.StatusOK {
		t.Error(status)
	}
}

// Every page and file of the desk tells the browser the same.
func TestHardened(t *testing.T) {
	o := open(t, example())
	for _, path := range []string{"/", "/edit?file=" + pond, "/new", "/desk.js", "/publish", "/khong-co", "/lunar?day=2026-06-01"} {
		a := must(o.client.Get(o.Own + path))
		a.Body.Close()
		hardened(t, path, a.Header)
		if policy := a.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-src "+o.URL+";") {
			t.Errorf("%s: %s", path, policy)
		}
	}
	for _, path := range []string{"/", "/nuoc/ao/", "/_loa/preview.js"} {
		a := must(http.Get(o.URL + path))
		a.Body.Close()
		if policy := a.Header.Get("Content-Security-Policy"); policy != "frame-ancestors 'self' "+o.Own {
			t.Errorf("the preview's %s: %s", path, policy)
		}
	}
}

// The preview's origin has nothing of the desk: no page, no form, no token.
func TestPreviewHasNoDesk(t *testing.T) {
	o := open(t, example())
	for _, path := range []string{"", "new", "edit?file=" + pond, "publish", "trial", "desk.js", "upload", "at?day=2026-06-04", "view/", "view/x", "view/x/", "view//nuoc/"} {
		if status, body := o.page("/_loa/" + path); status != http.StatusNotFound || strings.Contains(body, "token") {
			t.Errorf("/_loa/%s: %d", path, status)
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodPut} {
		r := must(http.NewRequest(method, o.URL+"/_loa/edit", strings.NewReader(knowing(o.token()).Encode())))
		r.Header.Set("Origin", o.URL)
		if status, _ := o.do(r); status != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, status)
		}
	}
}
