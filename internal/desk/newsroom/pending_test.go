package newsroom_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"loa/internal/desk/newsroom/newsroomtest"
)

// A site.toml that goes while a form is open costs nobody the text: it comes
// back, and can be sent once the settings are there again.
func TestLostSettingsKeepWhatWasTyped(t *testing.T) {
	o := open(t, example())
	before := o.read(pond)
	form := o.fill("/edit?file=" + pond)
	form.Set("f.summary", "Tóm tắt <b>của tôi</b>.")
	form.Set("body", "Của tôi.\r\n\r\nHai dòng.\r\n")
	form.Set("do", "save")
	o.remove("site.toml")
	o.await("/", "không có site.toml")
	status, body := o.post("/edit", form)
	if status != http.StatusConflict || !strings.Contains(body, "Của tôi.\n\nHai dòng.\n</textarea>") || !strings.Contains(body, "site.toml") {
		t.Fatal(status, body)
	}
	if o.read(pond) != before {
		t.Error("it was saved")
	}
	again := o.filled("/edit", body)
	for _, path := range []string{"/trial", "/upload", "/paste"} {
		if status, body := o.post(path, form); status != http.StatusConflict || strings.Contains(body, "<") {
			t.Error(path, status, body)
		}
	}
	if _, body := o.post("/new", url.Values{"token": {o.token()}, "title": {"Tên đã gõ"}, "kind": {"event"}}); !strings.Contains(body, `value="Tên đã gõ"`) {
		t.Error(body)
	}
	o.put("site.toml", newsroomtest.Settings)
	o.await("/", "Tổng quan")
	again.Set("do", "save")
	if status, body := o.post("/edit", again); status != http.StatusOK {
		t.Error(status, body)
	}
	if now := o.read(pond); !strings.Contains(now, "Của tôi.\n\nHai dòng.\n") || !strings.Contains(now, "Tóm tắt <b>của tôi</b>.") {
		t.Error(now)
	}
}

// A browser that has lost the newsroom's cookie is told to open the link again;
// the form that is still open there can then be sent.
func TestFormWithoutTheSession(t *testing.T) {
	o := open(t, example())
	before := o.read(pond)
	form := o.fill("/edit?file=" + pond)
	form.Set("body", "Của tôi.")
	form.Set("do", "save")
	o.client.Jar, _ = cookiejar.New(nil)
	status, body := o.post("/edit", form)
	if status != http.StatusForbidden || !strings.Contains(body, "cookie") || !strings.Contains(body, "liên kết") || !strings.Contains(body, "<html lang=\"vi\">") {
		t.Fatal(status, body)
	}
	if o.read(pond) != before {
		t.Error("it was saved")
	}
	r := must(http.NewRequest(http.MethodPost, o.Own+"/upload", strings.NewReader(form.Encode())))
	r.Header.Set("Origin", o.Own)
	r.Header.Set("Sec-Fetch-Mode", "cors") // a script, which shows the words beside the form
	if status, body := o.do(r); status != http.StatusForbidden || strings.Contains(body, "<") || !strings.Contains(body, "cookie") {
		t.Error(status, body)
	}
	o.do(must(http.NewRequest(http.MethodGet, o.Link(), nil)))
	if status, _ := o.post("/edit", form); status != http.StatusOK || !strings.Contains(o.read(pond), "Của tôi.") {
		t.Error("the form cannot be sent again:", status)
	}
}
