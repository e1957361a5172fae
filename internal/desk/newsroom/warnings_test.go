package newsroom_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWarnings: a form puts a warning up, mends it, renews it and takes it down; each time
// only what changes for it goes to the place.
func TestWarnings(t *testing.T) {
	o := open(t, example())
	there := func(name string) string {
		data, _ := os.ReadFile(filepath.Join(o.Dir, "..", "usb", filepath.FromSlash(name)))
		return string(data)
	}
	released := func(form map[string][]string, path, wanted string) {
		t.Helper()
		status, body := o.post(path, form)
		job := jobTag.FindStringSubmatch(body)
		if status != http.StatusOK {
			t.Fatal(status, body)
		}
		if job == nil {
			if !strings.Contains(body, wanted) {
				t.Fatalf("no %q in %s", wanted, body)
			}
			return
		}
		o.awaitRelease("/publish?job="+job[1], wanted)
	}
	form := o.fill("/warnings")
	if form.Get("target") != "usb" || form.Get("name") != "" {
		t.Fatal(form)
	}
	form.Set("do", "put")
	form.Set("w-level", "emergency")
	form.Set("w-until", "2026-06-02T18:00")
	form.Set("w-vi.title", "Nước sông dâng nhanh")
	form.Set("w-vi.do", "Đưa trẻ về nhà.\r\nGọi 114.")
	form.Set("w-call", "0912 000 000")
	if status, body := o.post("/warnings", form); status != http.StatusUnprocessableEntity || !strings.Contains(body, `href="#w-call"`) || !strings.Contains(body, "Đưa trẻ về nhà.\nGọi 114.") {
		t.Fatal(status, body)
	}
	if _, err := os.Stat(filepath.Join(o.Dir, "warnings")); err == nil {
		t.Fatal("written with an error")
	}
	form.Set("w-call", "114")
	form.Set("target", "")
	if status, body := o.post("/warnings", form); status != http.StatusOK || !strings.Contains(body, "Chưa chọn nơi để gửi") || !strings.Contains(body, "Nước sông dâng nhanh") {
		t.Fatal(status, body)
	}
	const file = "warnings/nuoc-song-dang-nhanh.toml"
	if text := o.read(file); !strings.Contains(text, "do = [\"Đưa trẻ về nhà.\", \"Gọi 114.\"]") || !strings.Contains(text, "until = 2026-06-02T18:00:00") {
		t.Fatal(text)
	}
	o.allowUSB(t)
	pages := there("index.html")
	if !strings.Contains(pages, "Nước sông dâng nhanh") {
		t.Fatal("the pages of the first publishing have no warning")
	}

	// Mended by its form, and out at once; the pages follow.
	form = o.fill("/warnings?name=nuoc-song-dang-nhanh")
	if form.Get("w-vi.title") != "Nước sông dâng nhanh" || form.Get("w-until") != "2026-06-02T18:00" || form.Get("w-call") != "114" {
		t.Fatal(form)
	}
	stale := o.fill("/warnings?name=nuoc-song-dang-nhanh")
	form.Set("do", "put")
	form.Set("w-en.title", "The river is rising")
	released(form, "/warnings", "cảnh báo đã lên")
	if !strings.Contains(there("warnings.json"), "The river is rising") || there("index.html") != pages {
		t.Error("more or less than the list has changed")
	}

	// The words for other channels stand beside it.
	if _, body := o.get("/warnings"); !strings.Contains(body, "Gọi một một bốn") || !strings.Contains(body, "Khan cap: Nuoc song dang nhanh") {
		t.Error(body)
	}

	// What somebody else changed is not overwritten.
	stale.Set("do", "put")
	stale.Set("w-vi.title", "Khác")
	before := o.read(file)
	status, body := o.post("/warnings", stale)
	if status != http.StatusConflict || !strings.Contains(body, "The river is rising") || !strings.Contains(body, `value="Khác"`) || o.read(file) != before {
		t.Fatal(status, body)
	}
	stale.Set("do", "end")
	if status, _ := o.post("/warnings", stale); status != http.StatusConflict || o.read(file) != before {
		t.Fatal(status)
	}

	// Renewed and taken down.
	form = o.fill("/warnings?name=nuoc-song-dang-nhanh")
	form.Set("do", "renew")
	form.Set("until", "")
	if status, body := o.post("/warnings", form); status != http.StatusUnprocessableEntity || !strings.Contains(body, "chọn ngày và giờ") {
		t.Fatal(status, body)
	}
	form.Set("until", "2026-06-05T06:00")
	released(form, "/warnings", "cảnh báo đã lên")
	if !strings.Contains(o.read(file), "until = 2026-06-05T06:00:00") {
		t.Error(o.read(file))
	}
	form = o.fill("/warnings?name=nuoc-song-dang-nhanh")
	form.Set("do", "end")
	released(form, "/warnings", "cảnh báo đã lên")
	if strings.Contains(there("warnings.json"), "river") || !strings.Contains(o.read(file), "ended = ") {
		t.Error(there("warnings.json"), o.read(file))
	}
	if _, body := o.get("/warnings"); !strings.Contains(body, "Lúc này không có cảnh báo nào") || !strings.Contains(body, "Đưa lên lại") {
		t.Error(body)
	}
	form.Set("name", "../site")
	form.Set("sum", "")
	if status, _ := o.post("/warnings", form); status != http.StatusNotFound {
		t.Error("outside of warnings/:", status)
	}
}

// TestWarningBroken: a warning with an error stands by itself and can be taken down; what
// cannot be opened hides nothing. The place that was chosen stays so after a refusal.
func TestWarningBroken(t *testing.T) {
	files := example()
	files["site.toml"] += "\n[deploy.hai]\npath = \"../hai\"\n"
	files["warnings/lu.toml"] = "level = \"warning\"\nuntil = 2026-06-03\ncall = \"0912 000 000\"\n[vi]\ntitle = \"Lũ về\"\n"
	o := open(t, files)
	_, body := o.get("/warnings")
	broken := strings.Index(body, "Cảnh báo có lỗi")
	if broken < 0 || broken > strings.Index(body, "Lúc này không có") || strings.Contains(body, "Cảnh báo đã hết") {
		t.Fatal(body)
	}
	o.put("warnings/a/..b.toml", "")
	form := o.filled("/warnings", strings.Replace(body, `class="target"`, `id="form"`, 1))
	form.Set("do", "end")
	form.Set("target", "")
	if status, body := o.post("/warnings", form); status != http.StatusOK || strings.Contains(body, "Cảnh báo có lỗi") {
		t.Fatal(status, body)
	}
	form = o.fill("/warnings")
	form.Set("do", "put")
	form.Set("w-vi.title", "Bão")
	for _, chosen := range []string{"hai", ""} {
		form.Set("target", chosen)
		status, body := o.post("/warnings", form)
		if status != http.StatusUnprocessableEntity || !strings.Contains(body, `<option value="`+chosen+`" selected>`) {
			t.Fatal(status, body)
		}
	}
}

// TestWarningGoesFirst: a warning stops a release that only waits for an answer.
func TestWarningGoesFirst(t *testing.T) {
	o := open(t, example())
	o.allowUSB(t)
	o.put(pond, strings.Replace(o.read(pond), `"Rào ao"`, `"Rào quanh ao"`, 1))
	o.await("/", "Rào quanh ao")
	token := o.token()
	o.plan(token, "publish", "2")
	form := o.fill("/warnings")
	form.Set("do", "put")
	form.Set("w-until", "2026-06-02T18:00")
	form.Set("w-vi.title", "Bão")
	_, body := o.post("/warnings", form)
	job := jobTag.FindStringSubmatch(body)
	if job == nil || job[1] != "3" {
		t.Fatal(body)
	}
	o.awaitRelease("/publish?job=3", "cảnh báo đã lên")
	if _, body := o.get("/publish?job=3"); !strings.Contains(body, "Lần xuất bản lên usb") {
		t.Error("the page does not say that the release made way")
	}
	data, _ := os.ReadFile(filepath.Join(o.Dir, "..", "usb", "warnings.json"))
	pages, _ := os.ReadFile(filepath.Join(o.Dir, "..", "usb", "nuoc", "ao", "index.html"))
	if !strings.Contains(string(data), "Bão") || strings.Contains(string(pages), "Rào quanh ao") {
		t.Error(string(data))
	}
}

// allowUSB publishes the whole site to the place usb.
func (o *office) allowUSB(t *testing.T) {
	t.Helper()
	_, body := o.get("/publish")
	form := o.filled("/publish", strings.Replace(body, `class="target"`, `id="form"`, 1))
	form.Set("do", "publish")
	job := func(status int, body string) string {
		t.Helper()
		m := jobTag.FindStringSubmatch(body)
		if m == nil {
			t.Fatal(status, body)
		}
		return "/publish?job=" + m[1]
	}
	at := job(o.post("/publish", form))
	o.awaitRelease(at, "Cho phép nơi này")
	_, body = o.get(at)
	allow := o.filled(at, strings.Replace(body, `action="/publish/allow"`, `id="form"`, 1))
	allow.Set("do", "allow")
	o.post("/publish/allow", allow)
	o.awaitRelease(at, `value="yes"`)
	_, body = o.get(at)
	yes := o.filled(at, strings.Replace(body, `action="/publish"`, `id="form"`, 1))
	yes.Set("do", "yes")
	o.post("/publish", yes)
	o.awaitRelease(at, "đã xuất bản")
}
