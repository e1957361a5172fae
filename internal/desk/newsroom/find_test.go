package newsroom_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// replacing is the form of what was found, with the texts that are chosen.
func (o *office) replacing(find, with string, files ...string) url.Values {
	o.t.Helper()
	_, body := o.get("/find?" + url.Values{"q": {find}, "with": {with}}.Encode())
	form := url.Values{"token": {o.token()}, "q": {find}, "with": {with}, "file": files}
	for _, m := range regexp.MustCompile(`name="(sum\.[^"]*)" value="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		form.Set(m[1], m[2])
	}
	return form
}

// Words are found in all texts and replaced in those that are chosen; addresses stay.
func TestFindAndReplace(t *testing.T) {
	files := example()
	files["content/nuoc/_index.md"] = "+++\ntitle = \"Dưới nước\"\n+++\nVề [ao](ao.md) làng, Ao to.\n\n![ao](ao.svg)\n"
	files["content/nuoc/ao.svg"] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><path d=\"M0 0h4v3z\"/></svg>\n"
	o := open(t, files)
	status, body := o.get("/find?q=" + url.QueryEscape("ao") + "&with=" + url.QueryEscape("đầm"))
	for _, want := range []string{"“ao” sẽ thành “đầm”", "<mark>ao</mark>", "Rào ao", "Dưới nước"} {
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%d, no %q in %s", status, want, body)
		}
	}
	before := o.read("content/nuoc/ao.md")
	if status, body := o.post("/find", o.replacing("ao", "đầm", "content/nuoc/_index.md")); status != http.StatusOK || !strings.Contains(body, "Đã thay 2 chỗ.") {
		t.Error(status, body)
	}
	if got, want := o.read("content/nuoc/_index.md"), "+++\ntitle = \"Dưới nước\"\n+++\nVề [đầm](ao.md) làng, Ao to.\n\n![đầm](ao.svg)\n"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	if o.read("content/nuoc/ao.md") != before {
		t.Error("a text that nobody chose was changed")
	}
	if bad := builds(t, o.Dir); len(bad) > 0 {
		t.Error(bad)
	}
	if status, _ := o.post("/find", o.replacing("Rào", "Che", "content/nuoc/ao.md")); status != http.StatusOK {
		t.Error(status)
	}
	if got := o.read("content/nuoc/ao.md"); got != strings.ReplaceAll(before, "Rào", "Che") {
		t.Error(got)
	}
}

// A text that changed since, or that the site could not be built with, stays.
func TestFindRefused(t *testing.T) {
	files := example()
	files["content/nuoc/xem.md"] = "+++\ntitle = \"Xem\"\n+++\nXem [ao][k].\n\n:::note\nChú ý.\n:::\n\n[k]: ao.md\n"
	o := open(t, files)
	const file = "content/nuoc/xem.md"
	form := o.replacing("note", "khongco", file)
	if status, body := o.post("/find", form); status != http.StatusUnprocessableEntity || o.read(file) != files[file] || !strings.Contains(body, "giữ nguyên") {
		t.Error("what no build takes was written:", status, body)
	}
	form = o.replacing("Chú ý", "Lưu ý", file)
	o.put(file, files[file]+"Thêm.\n")
	if status, body := o.post("/find", form); status != http.StatusUnprocessableEntity || o.read(file) != files[file]+"Thêm.\n" || !strings.Contains(body, "vừa được sửa") {
		t.Error("over a change:", status, body)
	}
	for _, bad := range [][2]string{{"", "x"}, {"Chú", "a\nb"}, {strings.Repeat("a", 201), "b"}} {
		form := url.Values{"token": {o.token()}, "q": {bad[0]}, "with": {bad[1]}, "file": {file}}
		if status, _ := o.post("/find", form); status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", bad, status)
		}
	}
}
