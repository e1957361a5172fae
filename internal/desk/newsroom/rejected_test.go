package newsroom_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"loa/internal/desk/newsroom"
)

const earlier = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" // the token of another run

// A form that was open while the program was started again comes back with what
// was typed, and can then be saved.
func TestFormOutlivesTheProgram(t *testing.T) {
	files := example()
	files["content/nuoc/ao.en.md"] = "+++\ntitle = \"Fence it\"\ntranslated_from = \"00000001\"\n+++\nText.\n"
	o := open(t, files)
	for path, file := range map[string]string{"/edit": pond, "/translate": "content/nuoc/ao.en.md"} {
		before := o.read(file)
		form := o.fill(path + "?file=" + file)
		form.Set("body", "Của tôi.")
		form.Set("token", earlier)
		form.Set("do", "save")
		status, body := o.post(path, form)
		if status != http.StatusForbidden || !strings.Contains(body, "Của tôi.") || !strings.Contains(body, "Loa đã khởi động lại") {
			t.Fatal(path, status, body)
		}
		if o.read(file) != before {
			t.Error(path, "has written")
		}
		again := o.filled(path, body)
		again.Set("do", "save")
		if status, body := o.post("/edit", again); status != http.StatusOK || !strings.Contains(o.read(file), "Của tôi.") {
			t.Error(path, status, body)
		}
	}
	_, body := o.post("/new", url.Values{"token": {earlier}, "title": {"Tên đã gõ"}, "kind": {"event"}})
	if !strings.Contains(body, `value="Tên đã gõ"`) || !strings.Contains(body, "Loa đã khởi động lại") {
		t.Error(body)
	}
	if _, body := o.post("/put", url.Values{"token": {earlier}, "file": {pond}, "sum": {"x"}, "text": {"Q2jhu68="}}); !strings.Contains(body, "<mark>Chữ</mark>") || o.versions(pond) == nil {
		t.Error(body)
	}
	for _, path := range []string{"/upload", "/paste", "/versions", "/publish", "/import"} {
		if status, body := o.post(path, url.Values{"token": {earlier}, "file": {pond}}); status != http.StatusForbidden || !strings.Contains(body, "Loa đã khởi động lại") {
			t.Error(path, status, body)
		}
	}
}

// Another page that sends such a form learns nothing, and gets nothing back.
func TestForeignFormDoesNotComeBack(t *testing.T) {
	o := open(t, example())
	form := url.Values{"token": {earlier}, "file": {pond}, "title": {"<b>typed</b>"}, "body": {"typed"}, "do": {"save"}}
	for _, path := range []string{"/edit", "/translate", "/new", "/put"} {
		r := must(http.NewRequest(http.MethodPost, o.Own+path, strings.NewReader(form.Encode())))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", "https://evil.example")
		answer := must(http.DefaultClient.Do(r))
		answer.Body.Close()
		if status, body := o.do(must(foreign(r, form))); status != http.StatusForbidden || strings.Contains(body, "typed") || strings.Contains(body, "token") || len(answer.Cookies()) > 0 {
			t.Error(path, status, body, answer.Cookies())
		}
	}
}

// foreign is a request once more.
func foreign(r *http.Request, form url.Values) (*http.Request, error) {
	next, err := http.NewRequest(r.Method, r.URL.String(), strings.NewReader(form.Encode()))
	next.Header = r.Header
	return next, err
}

// A form is too large in either way of writing one.
func TestTooLargeForm(t *testing.T) {
	o := open(t, example())
	r := must(http.NewRequest(http.MethodPost, o.Own+"/edit", strings.NewReader("token=x&body="+strings.Repeat("x", newsroom.LargestForm))))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", o.Own)
	if status, _ := o.do(r); status != http.StatusRequestEntityTooLarge {
		t.Error(status)
	}
}
