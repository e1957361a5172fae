package newsroom_test

import (
	"net/http"
	"strings"
	"testing"
)

// The setting takes no page off the site: the pages that were up count as approved
// once somebody has said so, for as long as they say the same.
func TestApprovalsBegin(t *testing.T) {
	files := example()
	files["content/nuoc/so-cuu.md"] = "+++\ntitle = \"Sơ cứu\"\nemergency = true\n+++\n\nGọi 115.\n"
	files["content/nuoc/hai.md"] = "+++\ntitle = \"Hai\"\n+++\n\nHai.\n"
	o := open(t, files)
	o.put("site.toml", files["site.toml"]+"[newsroom]\napprove = true\n")
	o.await("/", "Bắt đầu duyệt bài", "1 lỗi")
	for _, page := range []string{"/nuoc/ao/", "/nuoc/hai/", "/nuoc/so-cuu/"} {
		if status, _ := o.page(page); status != http.StatusOK {
			t.Errorf("the setting alone took %s off the site: %d", page, status)
		}
	}
	form := o.fill("/approvals")
	if kept := form["keep"]; len(kept) != 3 { // not what goes up later, nor first aid
		t.Errorf("to be kept: %v", kept)
	}
	form["keep"] = []string{pond}
	if _, body := o.post("/approvals", form); !strings.Contains(body, "1 bài đang có trên trang được coi là đã duyệt") {
		t.Error(body)
	}
	o.await("/", "Chờ duyệt (3)")
	for page, wanted := range map[string]int{"/nuoc/ao/": http.StatusOK, "/nuoc/hai/": http.StatusNotFound, "/nuoc/so-cuu/": http.StatusOK} {
		if status, _ := o.page(page); status != wanted {
			t.Errorf("%s: %d", page, status)
		}
	}
	save := o.fill("/edit?file=" + pond)
	save.Set("do", "save")
	if _, body := o.post("/edit", save); strings.Contains(body, "đã đổi so với bản được duyệt") {
		t.Error("a page that says what it said needs an approval")
	}
	save.Set("body", "Khác hẳn.")
	if _, body := o.post("/edit", save); !strings.Contains(body, "đã đổi so với bản được duyệt") {
		t.Error("another text counts as approved")
	}
	o.await("/", "Chờ duyệt (4)")
}
