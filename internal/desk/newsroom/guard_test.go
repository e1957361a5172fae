package newsroom_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"loa/internal/desk/newsroom"
	"loa/internal/desk/newsroom/newsroomtest"
)

// Nobody but the desk's own pages writes or reads.
func TestOtherOrigins(t *testing.T) {
	o := open(t, example())
	before := o.read("content/nuoc/ao.md")
	form := o.fill("/edit?file=content/nuoc/ao.md")
	form.Set("f.title", "Đã bị sửa")
	form.Set("do", "save")
	for name, change := range map[string]func(*http.Request){
		"another origin":      func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
		"a page of no origin": func(r *http.Request) { r.Header.Set("Origin", "null") },
		"no origin":           func(r *http.Request) { r.Header.Del("Origin") },
		"another port":        func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:1") },
		"a cross-site page":   func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"a same-site page":    func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"another host":        func(r *http.Request) { r.Host = "evil.example" },
		"no cookie":           func(r *http.Request) { r.Header.Set("Cookie", "loa-desk=x") },
		"no token":            nil,
		"a wrong token":       nil,
		"another method":      func(r *http.Request) { r.Method = http.MethodPut },
	} {
		sent := url.Values{}
		for k, v := range form {
			sent[k] = v
		}
		client := o.client
		switch name {
		case "no token":
			sent.Del("token")
		case "a wrong token":
			sent.Set("token", "x")
		case "no cookie":
			client = http.DefaultClient
		}
		r := must(http.NewRequest(http.MethodPost, o.Own+"/edit", strings.NewReader(sent.Encode())))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", o.Own)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		if change != nil {
			change(r)
		}
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode < 400 {
			t.Errorf("%s: %s", name, answer.Status)
		}
		if o.read("content/nuoc/ao.md") != before {
			t.Fatalf("%s has written", name)
		}
	}
	if status, _ := o.post("/edit", form); status != http.StatusOK || !strings.Contains(o.read("content/nuoc/ao.md"), "Đã bị sửa") {
		t.Errorf("the desk's own page: %d", status)
	}
	large := url.Values{"token": {form.Get("token")}, "file": {"content/nuoc/ao.md"}, "body": {strings.Repeat("x", newsroom.LargestForm)}}
	if status, _ := o.post("/edit", large); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a form that is too large: %d", status)
	}
}

// No form reaches a file outside content/.
func TestPathsOutside(t *testing.T) {
	o := open(t, example())
	token := o.token()
	for _, file := range []string{"site.toml", "../a.md", "content/../site.toml", "/etc/passwd", "content/.git/a.md", "themes/a.md", "data/consent.toml", "content/a.html", "content\\a.md", ""} {
		for _, path := range []string{"/edit", "/put", "/versions", "/trial", "/upload", "/translate"} {
			if status, _ := o.post(path, url.Values{"token": {token}, "file": {file}, "do": {"save"}, "text": {"eA=="}, "version": {"20260601T000000.000000000"}}); status < 400 {
				t.Errorf("%s of %q: %d", path, file, status)
			}
		}
		for _, path := range []string{"/edit", "/versions", "/translate"} {
			if status, body := o.get(path + "?file=" + url.QueryEscape(file)); status < 400 || strings.Contains(body, "base_url") {
				t.Errorf("%s of %q: %d", path, file, status)
			}
		}
	}
	for _, section := range []string{"..", "../..", ".git", "/etc"} {
		if status, _ := o.post("/new", url.Values{"token": {token}, "title": {"X"}, "kind": {"article"}, "section": {section}}); status < 400 && section != "/etc" {
			t.Errorf("a new page in %q: %d", section, status)
		}
	}
	if got := o.read("site.toml"); got != newsroomtest.Settings {
		t.Error("site.toml was written")
	}
}
