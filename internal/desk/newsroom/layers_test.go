package newsroom_test

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The page that all sites have lies beside the site, and so does what a test must not find
// changed.
const (
	lies   = "../chung/content/nuoc/chung.md"
	shared = "content/nuoc/chung.md"
)

// layeredSite is a commune's site over shared content.
func layeredSite() map[string]string {
	files := example()
	files["site.toml"] = "content = [\"../chung/content\", \"content\"]\n" + files["site.toml"]
	files[lies] = "+++\ntitle = \"Bài chung\"\n+++\n\nChữ chung.\n\n## Phần\n\nHai.\n"
	files["../chung/content/nuoc/chung.en.md"] = "+++\ntitle = \"Of all\"\n+++\n\nWords.\n"
	files["../chung/content/bo/_index.md"] = "+++\ntitle = \"Trên bộ\"\n+++\n\nMục.\n"
	files["../chung/content/bo/duong.md"] = "+++\ntitle = \"Qua đường\"\n+++\n\nNhìn hai bên.\n"
	files["../chung/content/bo/xe.md"] = "+++\ntitle = \"Đi xe\"\n+++\n\nXem [qua đường](duong.md).\n"
	return files
}

// choose sends what a person chose on the page of a shared text.
func (o *office) choose(file, do, sum string) (int, string) {
	o.t.Helper()
	return o.post("/layer", url.Values{"token": {o.token()}, "file": {file}, "do": {do}, "sum": {sum}})
}

// sum is that of the site's own file as its page has it.
func (o *office) sum(file string) string {
	o.t.Helper()
	_, body := o.get("/layer?file=" + file)
	_, after, _ := strings.Cut(body, `name="sum" value="`)
	sum, _, _ := strings.Cut(after, `"`)
	return sum
}

// escaped is a file in an address of a page.
func escaped(file string) string { return strings.ReplaceAll(file, "/", "%2f") }

func (o *office) says(page string, wanted ...string) {
	o.t.Helper()
	_, body := o.get(page)
	for _, w := range wanted {
		text, absent := strings.CutPrefix(w, "!")
		if strings.Contains(body, text) == absent {
			o.t.Errorf("%s: is %q there? %v\n%s", page, text, absent, body)
		}
	}
}

// A text that all sites have is copied, edited, compared, taken over and done without
// again; the one that all have is never written.
func TestCopyOfASharedText(t *testing.T) {
	files := layeredSite()
	o := open(t, files)
	o.says("/edit?file="+shared, lies, "Chép về để sửa", "Ẩn ở trang này", "Chữ chung.", "!Bỏ bản riêng")
	o.says("/", "Bài chung", lies, "Dùng chung")
	if status, body := o.choose(shared, "copy", ""); status != http.StatusOK || !strings.Contains(body, "Đã chép về") || !strings.Contains(body, `id="form"`) {
		t.Fatal("no copy was made:", status, body)
	}
	if text := o.read(shared); !strings.Contains(text, "copy_of = ") || !strings.HasSuffix(text, "\n\nChữ chung.\n\n## Phần\n\nHai.\n") {
		t.Error("the copy is another text:", text)
	}
	o.says("/edit?file="+shared, "Bản riêng, khớp bài gốc")
	o.says("/", "Bản riêng, khớp bài gốc")

	o.put(lies, strings.Replace(files[lies], "Chữ chung.", "Chữ mới.", 1))
	o.await("/edit?file="+shared, "Bản riêng, bài gốc đã đổi")
	o.says("/?state=stale-copy", "Bài chung", "!Rào ao")
	o.says("/layer?file="+shared, "<mark>Chữ mới.</mark>", "<mark>Chữ chung.</mark>", "Bài gốc đã đổi ở:", "<code>…</code>", "Đã so với bài gốc", "Lấy bài gốc")
	before := o.sum(shared)
	if _, body := o.choose(shared, "compared", before); !strings.Contains(body, "Đã ghi: bản riêng khớp") || strings.Contains(body, "Lấy bài gốc thay") {
		t.Error("the copy is not current:", body)
	}
	if text := o.read(shared); !strings.Contains(text, "Chữ chung.") {
		t.Error("the copy lost its text:", text)
	}
	if status, _ := o.choose(shared, "compared", before); status != http.StatusConflict {
		t.Error("a text that changed meanwhile was called compared:", status)
	}

	o.put(lies, strings.Replace(files[lies], "Chữ chung.", "Chữ thứ ba.", 1))
	o.await("/layer?file="+shared, "Chữ thứ ba.")
	if _, body := o.choose(shared, "take", o.sum(shared)); !strings.Contains(body, "Đã lấy bài gốc") {
		t.Error("the original was not taken:", body)
	}
	if text := o.read(shared); !strings.Contains(text, "Chữ thứ ba.") || !strings.Contains(text, "copy_of = ") {
		t.Error("the copy is not the original:", text)
	}
	if _, body := o.choose(shared, "drop", o.sum(shared)); !strings.Contains(body, "Đã bỏ bản riêng") || o.there(shared) {
		t.Error("the copy is there:", body)
	}
	o.says("/layer?file="+shared, "Chép về để sửa", "Các bản riêng trước đây")
	o.says("/versions?file="+shared, "!không còn", "versions?file="+escaped(shared))
	if o.read(lies) != strings.Replace(files[lies], "Chữ chung.", "Chữ thứ ba.", 1) {
		t.Error("the text of all was written")
	}
}

// A text that all sites have is hidden where nothing leads to it, and shown again.
func TestHideASharedText(t *testing.T) {
	o := open(t, layeredSite())
	if status, body := o.choose("content/bo/duong.md", "hide", ""); status != http.StatusUnprocessableEntity || !strings.Contains(body, "Đi xe") || !strings.Contains(body, "edit?file="+escaped("content/bo/xe.md")) || o.there("content/bo/duong.md") {
		t.Error("a page to which another leads was hidden, or nobody learns of it:", status, body)
	}
	for file, button := range map[string]string{shared: "Ẩn ở trang này", "content/bo/_index.md": "Ẩn cả mục", "content/nuoc/chung.en.md": "Ẩn bản ngôn ngữ này"} {
		o.says("/edit?file="+file, button)
		if _, body := o.choose(file, "hide", ""); !strings.Contains(body, "Đã ẩn") || !strings.Contains(body, "Hiện lại") || strings.Contains(body, "Chép về") {
			t.Errorf("%s: not hidden: %s", file, body)
		}
		o.says("/edit?file="+file, "Đang ẩn ở trang này")
		if file != shared && file != "content/nuoc/chung.en.md" {
			o.says("/edit?file=content/bo/xe.md", "Đang ẩn ở trang này", "!Hiện lại</button>")
		}
		if file == "content/nuoc/chung.en.md" {
			o.says("/", "en: đang ẩn")
		} else {
			o.says("/?state=hidden", "edit?file="+escaped(file), map[bool]string{true: "Bài chung", false: "Trên bộ"}[file == shared])
		}
		if _, body := o.choose(file, "drop", o.sum(file)); !strings.Contains(body, "Đã hiện lại") || o.there(file) {
			t.Errorf("%s: not shown again: %s", file, body)
		}
	}
}

// A translation of a text that all sites have is the site's own.
func TestTranslateASharedText(t *testing.T) {
	o := open(t, layeredSite())
	_, body := o.post("/translate", url.Values{"token": {o.token()}, "file": {"content/bo/duong.md"}, "language": {"en"}, "do": {"begin"}})
	if !strings.Contains(body, "Nhìn hai bên.") || !strings.Contains(body, `id="form"`) {
		t.Fatal("the translation does not begin:", body)
	}
	form := o.fill("/translate?file=content/bo/duong.en.md")
	form.Set("f.title", "Crossing")
	form.Set("body", "Look both ways.")
	form.Set("do", "stamp")
	if status, body := o.post("/translate", form); status != http.StatusOK || !strings.Contains(o.read("content/bo/duong.en.md"), "Crossing") || strings.Contains(o.read("content/bo/duong.en.md"), "draft") {
		t.Error("the translation is not finished:", status, body, o.read("content/bo/duong.en.md"))
	}
}

// bytesBelow are the files of a folder with their bytes.
func bytesBelow(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.Walk(dir, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			all.WriteString(name + "\n")
			return err
		}
		data, err := os.ReadFile(name)
		all.WriteString(name + "\n" + string(data) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// Whatever is asked of the newsroom, and whoever makes the requests, no file of a layer is
// written: each action is sent for a shared text, with every choice that any page has.
func TestNoRequestWritesALayer(t *testing.T) {
	files := layeredSite()
	files["../chung/content/nuoc/bo/index.md"] = "+++\ntitle = \"Bó\"\n+++\n\nChữ.\n"
	files["../chung/data/x.toml"] = "a = 1\n"
	files["site.toml"] = "data = [\"../chung/data\", \"data\"]\n" + files["site.toml"] + "[newsroom]\napprove = true\n"
	files["data/approved.toml"] = "[texts]\n"
	o := open(t, files)
	layer := filepath.Join(o.Dir, "../chung")
	before := bytesBelow(t, layer)
	for _, file := range []string{shared, "content/nuoc/bo/index.md", "content/bo/_index.md", "content/nuoc/chung.en.md", lies} {
		base := base64.StdEncoding.EncodeToString([]byte(files[strings.Replace(file, "content/", "../chung/content/", 1)]))
		for _, path := range []string{"/edit", "/put", "/versions", "/remove", "/find", "/move", "/trial", "/upload", "/paste", "/people", "/approvals", "/translate", "/settings", "/layer", "/new", "/import"} {
			for _, do := range []string{"", "save", "up", "picture", "begin", "stamp", "move", "drop", "take", "compared", "hide", "copy"} {
				form := url.Values{"token": {o.token()}, "file": {file}, "do": {do}, "base": {base}, "text": {base}, "sum": {""}, "sum." + file: {""}, "q": {"Chữ"}, "with": {"Lời"}, "version": {"1"},
					"section": {""}, "name": {"moi"}, "language": {"en"}, "has.f.title": {"1"}, "f.title": {"Khác"}, "body": {"Khác."}, "title": {"chung"}, "kind": {"article"}}
				status, body := o.post(path, form)
				if after := bytesBelow(t, layer); after != before {
					t.Fatalf("POST %s %s do=%q wrote the layer (%d): %s", path, file, do, status, body)
				}
			}
		}
		for what, to := range map[string]string{"up": "", "approve": "BS. An", "tag": "nuoc", "untag": "nuoc", "move": "nuoc"} {
			for _, do := range []string{"", "1"} {
				status, body := o.post("/many", url.Values{"token": {o.token()}, "what": {what}, "to": {to}, "looked": {to}, "file": {file}, "do": {do}})
				if after := bytesBelow(t, layer); after != before {
					t.Fatalf("POST /many %s %s do=%q wrote the layer (%d): %s", what, file, do, status, body)
				}
			}
		}
	}
}

// Many at once leaves shared pages as they are, and says why and what can be done.
func TestManyOfALayer(t *testing.T) {
	o := open(t, layeredSite())
	for what, to := range map[string]string{"up": "", "tag": "nuoc", "untag": "nuoc", "move": "nuoc"} {
		for _, do := range []string{"", "1"} {
			status, body := o.post("/many", url.Values{"token": {o.token()}, "what": {what}, "to": {to}, "looked": {to}, "file": {shared, "content/bo/_index.md"}, "do": {do}})
			if status != http.StatusOK || strings.Count(body, "Chép về để sửa") != 2 {
				t.Errorf("%s: nobody learns why it stays (%d): %s", what, status, body)
			}
		}
	}
}
