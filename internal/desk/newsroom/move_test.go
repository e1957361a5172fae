package newsroom_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func (o *office) moving(file, section, name string, more ...string) url.Values {
	o.t.Helper()
	form := url.Values{"token": {o.token()}, "file": {file}, "section": {section}, "name": {name}}
	for _, key := range more {
		form.Set(key, "1")
	}
	return form
}

// A page is moved when a person has seen what changes; what led to it leads to it, and it
// goes back the same way.
func TestMove(t *testing.T) {
	files := example()
	files["content/tin/_index.md"] = "+++\ntitle = \"Tin\"\n+++\nXem [ao](../nuoc/ao.md).\n"
	o := open(t, files)
	const file, there = "content/nuoc/ao.md", "content/tin/rao-ao-lang.md"
	if _, body := o.get("/move?file=" + file); !strings.Contains(body, `value="ao"`) || !strings.Contains(body, "Tin (tin)") {
		t.Error("the page does not ask where to:", body)
	}
	status, body := o.post("/move", o.moving(file, "tin", "Rào ao làng"))
	if status != http.StatusOK || !o.there(file) {
		t.Error("the page was moved before a person saw what changes:", status)
	}
	for _, want := range []string{"/tin/rao-ao-lang/", "/nuoc/ao/", "“Tin”", `value="rao-ao-lang"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in %s", want, body)
		}
	}
	status, body = o.post("/move", o.moving(file, "tin", "rao-ao-lang", "do"))
	if status != http.StatusOK || o.there(file) || !o.there(there) || !strings.Contains(body, "Đã chuyển.") {
		t.Fatal("the page has not moved:", status, body)
	}
	if text := o.read("content/tin/_index.md"); !strings.Contains(text, "[ao](rao-ao-lang.md)") {
		t.Error("a link leads to the old place:", text)
	}
	if bad := builds(t, o.Dir); len(bad) > 0 {
		t.Error(bad)
	}
	if _, body := o.get("/versions?file=" + there); !strings.Contains(body, "<li") {
		t.Error("the versions have not moved along:", body)
	}
	o.await("/move?file="+there, "rao-ao-lang")
	if status, body := o.post("/move", o.moving(there, "nuoc", "ao", "do")); status != http.StatusOK || !o.there(file) {
		t.Error("the page does not go back:", status, body)
	}
	if bad := builds(t, o.Dir); len(bad) > 0 {
		t.Error(bad)
	}
}

// What cannot move is told, and nothing has changed.
func TestMoveRefused(t *testing.T) {
	o := open(t, example())
	for _, c := range []struct{ file, section, name, want string }{
		{"content/nuoc/ao.md", "nuoc", "ao", "đúng chỗ ấy"},
		{"content/nuoc/ao.md", "nuoc", "hoc", "đã có"},
		{"content/nuoc/ao.md", "nuoc", "...", "tên có chữ"},
		{"content/nuoc/ao.md", "khong-co", "ao", "Không tìm thấy"},
		{"content/nuoc/_index.md", "nuoc", "trong", "chính nó"},
		{"content/_index.md", "nuoc", "nha", "Trang chủ"},
		{"content/nuoc/khong.md", "nuoc", "ao", "Không còn"},
		{"content/nuoc/ao.md", "../..", "ao", "tên có chữ"},
	} {
		status, body := o.post("/move", o.moving(c.file, c.section, c.name, "do"))
		if status == http.StatusOK || !strings.Contains(body, c.want) || !o.there(c.file) && !strings.Contains(c.file, "khong") {
			t.Errorf("%v: %d, no %q in %s", c, status, c.want, body)
		}
	}
	if status, _ := o.post("/move", o.moving("site.toml", "nuoc", "ao", "do")); status != http.StatusForbidden {
		t.Error("the settings can be moved:", status)
	}
}

// A section is made by the form of new pages, and pages can be put in it.
func TestNewSection(t *testing.T) {
	o := open(t, example())
	form := url.Values{"token": {o.token()}, "title": {"Trên đường"}, "kind": {"section"}, "section": {""}}
	if status, body := o.post("/new", form); status != http.StatusOK || o.read("content/tren-duong/_index.md") != "+++\ntitle = \"Trên đường\"\n+++\n\n" {
		t.Fatal(status, body)
	}
	o.await("/new", "Trên đường (tren-duong)")
	if bad := builds(t, o.Dir); len(bad) > 0 {
		t.Error(bad)
	}
	if status, _ := o.post("/new", form); status != http.StatusConflict {
		t.Error("a section is made twice:", status)
	}
}
