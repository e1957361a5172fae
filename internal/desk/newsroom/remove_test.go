package newsroom_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func (o *office) removal(file string) url.Values {
	o.t.Helper()
	_, body := o.get("/remove?file=" + file)
	return url.Values{"token": {o.token()}, "file": {file}, "sum": {between(body, `name="sum" value="`, `"`)}}
}

func (o *office) there(file string) bool {
	_, err := os.Stat(filepath.Join(o.Dir, file))
	return err == nil
}

// A page goes when nothing leads to it, and comes back.
func TestRemove(t *testing.T) {
	files := example()
	files["content/nuoc/thua.md"] = "+++\ntitle = \"Bài thừa\"\n+++\n\nThừa.\n"
	files["content/nuoc/dan.md"] = "+++\ntitle = \"Bài dẫn\"\n+++\n\nXem [bài thừa](thua.md) và [mục](/nuoc/thua/).\n"
	o := open(t, files)
	const file = "content/nuoc/thua.md"
	was := o.read(file)
	form := o.removal(file)
	_, body := o.get("/remove?file=" + file)
	if !strings.Contains(body, "/edit?file=content%2fnuoc%2fdan.md") || !strings.Contains(body, "Bài dẫn") || strings.Contains(body, `<button class="strong">`) {
		t.Error("what leads to the page is not told, or it can go all the same:", body)
	}
	if status, body := o.post("/remove", form); status != http.StatusUnprocessableEntity || !o.there(file) || !strings.Contains(body, `role="alert"`) {
		t.Error("a page that another leads to was taken away:", status, body)
	}
	o.put("content/nuoc/dan.md", "+++\ntitle = \"Bài dẫn\"\n+++\n\nHết.\n")
	o.await("/remove?file="+file, `<button class="strong">`)
	o.put(file, was+"\nThêm.\n")
	if status, _ := o.post("/remove", form); status != http.StatusConflict || !o.there(file) {
		t.Error("a page that changed since it was seen was taken away:", status)
	}
	status, body := o.post("/remove", o.removal(file))
	if status != http.StatusOK || o.there(file) || !strings.Contains(body, "Đã xoá bài.") || !strings.Contains(body, "Bài thừa") {
		t.Error("the page is there, or its return is not offered:", status, body)
	}
	if bad := builds(t, o.Dir); len(bad) > 0 {
		t.Error(bad)
	}
	if status, _ := o.post("/versions", o.back(file)); status != http.StatusOK || o.read(file) != was+"\nThêm.\n" {
		t.Error("the page does not come back as it was:", status)
	}
}

// What stays of a page is told; a section is not taken from below its pages.
func TestRemoveTellsWhatStays(t *testing.T) {
	files := example()
	files["content/nuoc/rieng/index.md"] = "+++\ntitle = \"Riêng\"\n+++\n\nChữ.\n"
	files["content/nuoc/rieng/index.en.md"] = "+++\ntitle = \"Own\"\n+++\n\nWords.\n"
	files["content/nuoc/rieng/ke-hoach.pdf"] = "%PDF-1.4\n%%EOF\n"
	o := open(t, files)
	_, body := o.get("/remove?file=content/nuoc/rieng/index.md")
	for _, want := range []string{"content/nuoc/rieng/ke-hoach.pdf", "/edit?file=content%2fnuoc%2frieng%2findex.en.md"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in %s", want, body)
		}
	}
	for _, file := range []string{"content/nuoc/_index.md", "content/_index.md"} {
		if status, _ := o.post("/remove", url.Values{"token": {o.token()}, "file": {file}}); status != http.StatusForbidden || !o.there(file) {
			t.Errorf("%s: %d", file, status)
		}
	}
	for _, file := range []string{"site.toml", "content/nuoc/rieng/ke-hoach.pdf", "../x.md", "content/nuoc/khong-co.md"} {
		if status, _ := o.post("/remove", url.Values{"token": {o.token()}, "file": {file}}); status == http.StatusOK {
			t.Errorf("%s: %d", file, status)
		}
	}
}
