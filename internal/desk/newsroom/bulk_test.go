package newsroom_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func bulkSite() map[string]string {
	files := example()
	files["content/nuoc/mot.md"] = "+++\ntitle = \"Một\" # nháp\ndraft = true\n+++\n\nXem [hai](hai.md).\n"
	files["content/nuoc/hai.md"] = "+++\ntitle = \"Hai\"\ndraft = true\npublish = 2026-07-01\n+++\n\nXem [một](mot.md).\n"
	files["content/nuoc/rong.md"] = "+++\ntitle = \"Rỗng\"\ndraft = true\n+++\n"
	files["content/nuoc/hong.md"] = "+++\ntitle = \"Hỏng\"\ndraft = true\n+++\n\nXem [đâu](khong-co.md).\n"
	files["content/duong/_index.md"] = "+++\ntitle = \"Trên đường\"\n+++\n"
	files["content/duong/hai.md"] = "+++\ntitle = \"Hai khác\"\n+++\n\nKhác.\n"
	return files
}

// many sends what the page of many entries asks for, after what it showed.
func (o *office) many(what, to string, files ...string) (shown, done string) {
	o.t.Helper()
	form := url.Values{"token": {o.token()}, "what": {what}, "file": files}
	if to != "" {
		form.Set("to", to)
	}
	status, shown := o.post("/many", form)
	if status != http.StatusOK {
		o.t.Fatal(status, shown)
	}
	form = o.filled("/many", shown)
	form.Set("do", "1")
	status, done = o.post("/many", form)
	if status != http.StatusOK {
		o.t.Fatal(status, done)
	}
	return shown, done
}

func TestManyUp(t *testing.T) {
	o := open(t, bulkSite())
	all := []string{"content/nuoc/mot.md", "content/nuoc/hai.md", "content/nuoc/rong.md", "content/nuoc/hong.md", "content/nuoc/ao.md"}
	shown, done := o.many("up", "", all...)
	for _, body := range []string{shown, done} {
		for _, want := range []string{"Lên trang từ lần xuất bản tới", "1/7/2026", "không dẫn đến đâu", "không còn là bản nháp"} {
			if !strings.Contains(body, want) {
				t.Errorf("no %q in %s", want, body)
			}
		}
	}
	if !strings.Contains(shown, "2 trong 5 bài") || !strings.Contains(done, "Đã làm với 2 bài") {
		t.Error(shown, done)
	}
	if got := o.read(all[0]); got != strings.Replace(bulkSite()[all[0]], "draft = true\n", "", 1) {
		t.Error(got)
	}
	for _, file := range all[2:] {
		if o.read(file) != bulkSite()[file] {
			t.Errorf("%s was changed", file)
		}
	}
	o.awaitPage("/nuoc/mot/", "Xem")
}

// A draft that goes up on a later day is judged by that day, too, as in its form.
func TestManyUpLater(t *testing.T) {
	files := bulkSite()
	later := func(more, text string) string {
		return "+++\ntitle = \"Sau\"\ndraft = true\npublish = 2026-07-01\n" + more + "+++\n\n" + text + "\n"
	}
	bad := []string{"content/nuoc/sau-dut.md", "content/nuoc/sau-trung.md"}
	files[bad[0]] = later("", "Xem [đâu](khong-co.md).")
	files[bad[1]] = later("slug = \"ao\"\n", "Rào.")
	files["content/nuoc/sau-tot.md"] = later("", "Xem [ao](ao.md).")
	o := open(t, files)
	shown, done := o.many("up", "", append(bad, "content/nuoc/sau-tot.md")...)
	if !strings.Contains(shown, "1 trong 3 bài") || !strings.Contains(done, "Đã làm với 1 bài") {
		t.Error(shown, done)
	}
	for _, file := range bad {
		if o.read(file) != files[file] {
			t.Errorf("%s goes up with an error:\n%s", file, done)
		}
	}
}

func TestManyTopics(t *testing.T) {
	o := open(t, bulkSite())
	shown, _ := o.many("tag", "nuoc", "content/nuoc/mot.md", "content/nuoc/ao.md")
	if !strings.Contains(shown, "1 trong 2 bài") || !strings.Contains(shown, "đã như vậy") || !strings.Contains(shown, "Chủ đề: Đuối nước.") {
		t.Error(shown)
	}
	if got := o.read("content/nuoc/mot.md"); !strings.Contains(got, `topics = ["nuoc"]`) || !strings.Contains(got, "# nháp") {
		t.Error(got)
	}
	o.many("untag", "nuoc", "content/nuoc/mot.md")
	if got := o.read("content/nuoc/mot.md"); got != bulkSite()["content/nuoc/mot.md"] {
		t.Error(got)
	}
	if status, body := o.post("/many", url.Values{"token": {o.token()}, "what": {"tag"}, "to": {"khong-co"}, "file": {"content/nuoc/mot.md"}, "do": {"1"}}); status != http.StatusOK || !strings.Contains(body, "Hãy chọn") {
		t.Error(status, body)
	}
}

// Pages that link to one another move together, and the second is not taken for one that
// somebody else has changed.
func TestManyMove(t *testing.T) {
	o := open(t, bulkSite())
	shown, done := o.many("move", "duong", "content/nuoc/mot.md", "content/nuoc/ao.md", "content/nuoc/hai.md", "content/nuoc/hoc/index.md", "content/nuoc/_index.md")
	if !strings.Contains(shown, "3 trong 5 bài") || !strings.Contains(shown, "Chỗ ấy đã có") || !strings.Contains(shown, "Chuyển cả một mục") {
		t.Error(shown)
	}
	if !strings.Contains(done, "Đã làm với 3 bài") {
		t.Error(done)
	}
	for file, want := range map[string]string{"content/duong/mot.md": "](../nuoc/hai.md)", "content/nuoc/hai.md": "](../duong/mot.md)", "content/duong/ao.md": `aliases = ["/nuoc/ao/"]`, "content/duong/hoc/index.md": "Bể bơi"} {
		if got := o.read(file); !strings.Contains(got, want) {
			t.Errorf("%s: no %s in %s", file, want, got)
		}
	}
}

// What a move of one page says, a move of many says, too: whose approval it ends, and which
// links it cannot mend.
func TestManyMoveSaysAll(t *testing.T) {
	files := bulkSite()
	files["content/nuoc/duyet.md"] = "+++\ntitle = \"Duyệt\"\napproved_by = \"BS. An\"\napproved_text = \"x\"\n+++\n\nXem [ao](ao.md).\n"
	files["content/nuoc/sai.md"] = "+++\ntitle = \"Sai\n+++\n\nXem [ao](ao.md).\n"
	o := open(t, files)
	shown, _ := o.many("move", "duong", "content/nuoc/ao.md")
	for _, want := range []string{"phải gửi duyệt lại: content/nuoc/duyet.md", "hãy xem lại sau khi chuyển: content/nuoc/sai.md"} {
		if !strings.Contains(shown, want) {
			t.Errorf("no %q in %s", want, shown)
		}
	}
}

func TestManyApprove(t *testing.T) {
	files := bulkSite()
	files["site.toml"] += "[newsroom]\napprove = true\n"
	files["data/approved.toml"] = "[texts]\n"
	o := open(t, files)
	if status, _ := o.page("/nuoc/ao/"); status != http.StatusNotFound {
		t.Fatal("it is up:", status)
	}
	shown, _ := o.many("approve", "BS. An", "content/nuoc/ao.md", "content/nuoc/mot.md")
	if !strings.Contains(shown, "1 trong 2 bài") || !strings.Contains(shown, "không chờ duyệt") {
		t.Error(shown)
	}
	o.awaitPage("/nuoc/ao/", "Rào ao lại.")
	_, done := o.many("untag", "nuoc", "content/nuoc/ao.md")
	if got := o.read("content/nuoc/ao.md"); strings.Contains(got, "approved_by") || !strings.Contains(done, "duyệt lại") {
		t.Error(got, done)
	}
}

// Pages that come to lie at one address do not both move; a translation moves with its
// page. The page of a move says how to undo it: older versions do not.
func TestManyMeet(t *testing.T) {
	files := bulkSite()
	files["content/nuoc/ao.en.md"] = "+++\ntitle = \"Pond\"\n+++\n\nFence.\n"
	files["content/nuoc/cung.md"] = "+++\ntitle = \"Cùng một\"\n+++\n\nChữ.\n"
	files["content/bo/_index.md"] = "+++\ntitle = \"Bờ\"\n+++\n"
	files["content/bo/cung/index.md"] = "+++\ntitle = \"Cùng hai\"\n+++\n\nChữ.\n"
	o := open(t, files)
	shown, done := o.many("move", "duong", "content/nuoc/cung.md", "content/bo/cung/index.md", "content/nuoc/ao.en.md", "content/nuoc/ao.md", "content/nuoc/mot.md")
	for _, body := range []string{shown, done} {
		if strings.Count(body, "Giữ nguyên.") != 1 || !strings.Contains(body, "Chuyển cùng bản gốc") || strings.Contains(body, "Không còn tệp") {
			t.Error(body)
		}
		if strings.Count(body, "Địa chỉ cũ vẫn dẫn đến bài.") != 2 {
			t.Error("a draft has an old address, or a page has none:", body)
		}
	}
	if !strings.Contains(shown, "4 trong 5 bài") || !strings.Contains(done, "Đã làm với 4 bài") || !strings.Contains(shown, "chuyển các bài về mục cũ") || strings.Contains(shown, "Các bản cũ") || strings.Contains(done, "/versions?") {
		t.Error(shown, done)
	}
	if !strings.Contains(o.read("content/duong/ao.en.md"), "Fence.") || o.read("content/bo/cung/index.md") != files["content/bo/cung/index.md"] {
		t.Error("not moved as shown")
	}
	if _, body := o.get("/move?file=content/nuoc/hong.md"); strings.Contains(body, "ịa chỉ cũ vẫn dẫn") || !strings.Contains(body, "không có địa chỉ cũ") {
		t.Error("a draft has an old address:", body)
	}
}

// Nothing is done that was not shown: neither to an entry that was to stay, nor with
// another choice. What readers no longer see is counted.
func TestManyDoWhatTheyShow(t *testing.T) {
	files := bulkSite()
	files["site.toml"] += "[newsroom]\napprove = true\n"
	files["data/approved.toml"] = "[texts]\n"
	files["content/nuoc/ten.md"] = "+++\ntitle = \"Có tên\"\napproved_by = \"BS. An\"\n+++\n\nChữ.\n"
	o := open(t, files)
	const named, draft = "content/nuoc/ten.md", "content/nuoc/rong.md"
	_, shown := o.post("/many", url.Values{"token": {o.token()}, "what": {"up"}, "file": {draft, "content/nuoc/mot.md"}})
	form := o.filled("/many", shown)
	form.Set("do", "1")
	o.put(draft, files[draft]+"\nNay có chữ.\n")
	o.awaitPage("/nuoc/ten/", "Chữ.")
	before := o.read(draft)
	if _, body := o.post("/many", form); o.read(draft) != before || !strings.Contains(body, "Lúc xem trước") || !strings.Contains(body, "Đã làm với 1 bài") {
		t.Error("what was to stay went up:", body)
	}
	_, shown = o.post("/many", url.Values{"token": {o.token()}, "what": {"tag"}, "to": {"nuoc"}, "file": {named}})
	if !strings.Contains(shown, "người đọc không còn thấy bài") || !strings.Contains(shown, "1 bài người đọc đang thấy sẽ bị gỡ") {
		t.Error("nobody learns that the page goes:", shown)
	}
	form = o.filled("/many", shown)
	form.Set("do", "1")
	form.Set("to", "duong")
	if _, body := o.post("/many", form); o.read(named) != files[named] || !strings.Contains(body, "khác với điều vừa xem") || !strings.Contains(body, "Giao thông") {
		t.Error("another choice was done unseen:", body)
	}
}

// What changed since it was shown stays, and no path leads out of the content.
func TestManyRefused(t *testing.T) {
	o := open(t, bulkSite())
	const file = "content/nuoc/mot.md"
	o.put(file, strings.Replace(o.read(file), "Xem", "Coi", 1))
	before := o.read(file)
	_, body := o.post("/many", url.Values{"token": {o.token()}, "what": {"up"}, "file": {file}, "sum." + file: {"0"}, "do": {"1"}})
	if !strings.Contains(body, "vừa được sửa") || o.read(file) != before {
		t.Error(body)
	}
	for _, form := range []url.Values{{"what": {"up"}}, {"what": {"delete"}, "file": {file}}, {"what": {"approve"}, "file": {file}}, {"what": {"up"}, "file": make([]string, 101)}} {
		form.Set("token", o.token())
		if status, _ := o.post("/many", form); status != http.StatusUnprocessableEntity {
			t.Error(form, status)
		}
	}
	for _, outside := range []string{"site.toml", "../x.md", "content/../site.toml", "data/approved.toml", "content/nuoc/khong.md"} {
		if _, body := o.post("/many", url.Values{"token": {o.token()}, "what": {"up"}, "file": {outside}}); !strings.Contains(body, "Giữ nguyên") {
			t.Errorf("%s: %s", outside, body)
		}
	}
}
