package newsroom_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// back is the form of the list that brings a file back.
func (o *office) back(file string) url.Values {
	o.t.Helper()
	body := o.await("/deleted", `name="file" value="`+file+`"`)
	m := regexp.MustCompile(`name="file" value="` + regexp.QuoteMeta(file) + `"><input type="hidden" name="sum" value=""><input type="hidden" name="version" value="([^"]+)"`).FindStringSubmatch(body)
	if m == nil {
		o.t.Fatal(body)
	}
	return url.Values{"token": {o.token()}, "file": {file}, "sum": {""}, "version": {m[1]}}
}

// An entry that was deleted by mistake is found, and comes back as it was saved
// last.
func TestDeletedComesBack(t *testing.T) {
	o := open(t, example())
	form := o.fill("/edit?file=" + pond)
	form.Set("body", "Của tôi.")
	form.Set("do", "save")
	o.post("/edit", form)
	saved := o.read(pond)
	if _, body := o.get("/deleted"); strings.Contains(body, pond) {
		t.Error("what is there is said to be gone")
	}
	if _, body := o.get("/versions?file=" + pond); strings.Count(body, "Khôi phục bản này") != 1 {
		t.Error("what the file is now is said to be an older version:", body)
	}
	o.remove(pond)
	if status, body := o.get("/edit?file=" + pond); status != http.StatusNotFound || !strings.Contains(body, "/versions?file=content%2Fnuoc%2Fao.md") {
		t.Error("the form does not lead to the versions:", status, body)
	}
	if status, body := o.get("/versions?file=" + pond); status != http.StatusOK || strings.Count(body, "Khôi phục bản này") != 2 {
		t.Error(status, body)
	}
	if _, body := o.get("/"); !strings.Contains(body, "/deleted") {
		t.Error("nothing leads to the list")
	}
	again := o.back(pond)
	if status, body := o.post("/versions", again); status != http.StatusOK || !strings.Contains(body, "Đã khôi phục bài đã xoá") || o.read(pond) != saved {
		t.Error(status, body)
	}
	if status, _ := o.get("/versions?file=content/nuoc/never.md"); status != http.StatusNotFound {
		t.Error("a file that never was:", status)
	}
}

// What is there now stays, also when it is the same page under another name.
func TestDeletedOverwritesNothing(t *testing.T) {
	o := open(t, example())
	form := o.fill("/edit?file=" + pond)
	form.Set("body", "Của tôi.")
	form.Set("do", "save")
	o.post("/edit", form)
	o.remove(pond)
	again := o.back(pond)
	o.put(pond, "+++\ntitle = \"Mới\"\n+++\nCủa họ.\n")
	if status, body := o.post("/versions", again); status != http.StatusConflict || !strings.Contains(body, "Của tôi.") || !strings.Contains(o.read(pond), "Của họ.") {
		t.Error(status, body)
	}
	o.remove(pond)
	o.put("content/nuoc/ao/index.md", "+++\ntitle = \"Dời\"\n+++\nDời.\n")
	o.await("/", "content/nuoc/ao/index.md")
	if _, body := o.get("/deleted"); strings.Contains(body, `value="`+pond) {
		t.Error("what was moved is said to be gone")
	}
	if status, body := o.post("/versions", again); status != http.StatusConflict || !strings.Contains(body, "content/nuoc/ao/index.md") {
		t.Error(status, body)
	}
	if _, err := os.Stat(filepath.Join(o.Dir, pond)); err == nil {
		t.Error("two files are one page")
	}
}
