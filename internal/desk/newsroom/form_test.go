package newsroom_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFormChangesNothingByItself(t *testing.T) {
	files := example()
	files["content/nuoc/day.md"] = strings.ReplaceAll("\ufeff+++\n# a\ntitle = 'Đủ' # b\nsources = [{ name = \"WHO\", url = \"https://who.int/\", date = 2025-12-17 }]\nimage = 'a.jpg'\ntopics = [ \"nuoc\", # c\n \"khac\",\n]\ndate = 2026-05-20T13:57:10+07:00\naliases = '/cu.html'\nfallback = false\nla = 1\n[event]\nstart = 2026-06-06\nrepeat = { every = \"week\", days = [\"sat\", \"mon\"], except = [2026-07-04], moved = [{ from = 2026-07-11, to = 2026-07-12T09:00:00 }] }\n+++\n\nĐoạn.\n", "\n", "\r\n")
	files["content/nuoc/trang.md"] = "+++\ntitle = \"Lễ\"\n[event]\nlunar = \"15/8\"\nstart = 08:00:00\n+++\n\n"
	files["content/nuoc/lech.md"] = "+++\ntitle = \"\"\"Một\nhai\"\"\"\nsummary = \"Ba\\r\\nbốn\\rnăm\"\ndate = \"2026-5-1\"\nexpires = 2026-06-10T08:00:00\nweight = \"x\"\nauthors = [\"Lan \", \"\"]\ntopics = [\"nuoc\", \"nuoc\", \"\"]\nlevel = \"\"\"a\nb\"\"\"\nslug = \" ao \"\n[event]\nstart = \"2026-06-01T8h\"\nend = \"mai\"\n+++\nA\rB\n\x00\n"
	o := open(t, files)
	for name, text := range files {
		if !strings.HasSuffix(name, ".md") {
			continue
		}
		form := o.fill("/edit?file=" + name)
		form.Set("do", "save")
		if status, body := o.post("/edit", form); status != http.StatusOK || !strings.Contains(body, "Đã lưu") {
			t.Errorf("%s: %d %s", name, status, body)
		}
		if now := o.read(name); now != text {
			t.Errorf("%s became %q", name, now)
		}
	}
	if _, err := os.Stat(filepath.Join(o.Dir, ".loa/versions")); err == nil {
		t.Error("versions were kept of what did not change")
	}
}

// Two lines in a field of one line stand there as two words; so on the page of
// a translation.
func TestLinesOfOneLineField(t *testing.T) {
	files := example()
	const file = "content/nuoc/ao.en.md"
	files[file] = "+++\ntitle = \"\"\"One\ntwo\"\"\"\n+++\nText.\n"
	o := open(t, files)
	for _, path := range []string{"/edit", "/translate"} {
		form := o.fill(path + "?file=" + file)
		if form.Get("f.title") != "One two" {
			t.Errorf("%s shows %q", path, form.Get("f.title"))
		}
		form.Set("do", "save")
		if status, body := o.post(path, form); status != http.StatusOK || o.read(file) != files[file] {
			t.Errorf("%s: %d %s %q", path, status, body, o.read(file))
		}
	}
}

func TestFormChangesWhatItIsToldTo(t *testing.T) {
	files := example()
	files["content/nuoc/hoc/a.svg"] = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>"
	o := open(t, files)
	form := o.fill("/edit?file=content/nuoc/hoc/index.md")
	for k, v := range map[string]string{
		"f.title": "Học \"bơi\"", "f.event.end": "2026-06-05", "f.event.end.time": "10:30", "f.event.repeat.every": "week", "f.event.repeat.until": "2026-08-31",
		"f.event.status": "tentative", "f.image.src": "a.svg", "f.image.alt": "Bể", "f.sources": "WHO | https://who.int/ | 17/12/2025\r\n", "f.weight": "3", "f.fallback": "false",
	} {
		form.Set(k, v)
	}
	form["f.topics"] = []string{"nuoc", "duong"}
	form["f.event.repeat.days"] = []string{"sat"}
	form.Set("do", "save")
	if status, body := o.post("/edit", form); status != http.StatusOK {
		t.Fatal(status, body)
	}
	want := `+++
title = "Học \"bơi\""
topics = ["duong", "nuoc"]
image = { src = "a.svg", alt = "Bể" }
sources = [{ name = "WHO", url = "https://who.int/", date = 2025-12-17 }]
weight = 3
fallback = false
[event]
start = 2026-06-05T08:00:00
place = "Bể bơi"
end = 2026-06-05T10:30:00
status = "tentative"
repeat = { every = "week", days = ["sat"], until = 2026-08-31 }
+++

Học.
`
	if now := o.read("content/nuoc/hoc/index.md"); now != want {
		t.Errorf("got\n%s\nwant\n%s", now, want)
	}
	form = o.fill("/edit?file=content/nuoc/hoc/index.md")
	form.Set("f.weight", "nhiều")
	form.Set("do", "save")
	if status, body := o.post("/edit", form); status != http.StatusUnprocessableEntity || !strings.Contains(body, "wrong") {
		t.Error("a weight that is no number:", status)
	}
	form.Set("f.weight", "3")
	form.Set("f.event.repeat.every", "")
	delete(form, "f.event.repeat.days")
	form.Set("f.event.repeat.until", "")
	if status, _ := o.post("/edit", form); status != http.StatusOK || strings.Contains(o.read("content/nuoc/hoc/index.md"), "repeat") {
		t.Error("it still repeats:", status, o.read("content/nuoc/hoc/index.md"))
	}
}

func TestConflictAndRestore(t *testing.T) {
	o := open(t, example())
	const file = "content/nuoc/ao.md"
	first := o.read(file)
	form := o.fill("/edit?file=" + file)
	byHand := strings.Replace(strings.Replace(first, "Bằng tre.", "Bằng lưới.", 1), "Rào ao lại.", "Rào kỹ.", 1)
	o.put(file, byHand)
	form.Set("body", strings.Replace(form.Get("body"), "Rào ao lại.", "Rào cả giếng.", 1))
	form.Set("do", "save")
	status, body := o.post("/edit", form)
	if status != http.StatusConflict || !strings.Contains(body, "<mark>Bằng lưới.</mark>") || !strings.Contains(body, "<mark>Rào cả giếng.</mark>") || o.read(file) != byHand {
		t.Fatal(status, body)
	}
	mine := url.Values{"token": {form.Get("token")}, "file": {file}}
	for _, m := range inputTag.FindAllString(body, -1) {
		for _, name := range []string{"sum", "text"} {
			if strings.Contains(m, `name="`+name+`"`) {
				mine.Set(name, unescape(attribute.FindAllStringSubmatch(m, -1)[2][2]))
			}
		}
	}
	if status, body := o.post("/put", mine); status != http.StatusOK || !strings.Contains(o.read(file), "Rào cả giếng.") {
		t.Fatal(status, body)
	}
	_, list := o.get("/versions?file=" + file)
	_, id, found := strings.Cut(list, `name="version" value="`)
	if !found {
		t.Fatal(list)
	}
	id, _, _ = strings.Cut(id, `"`)
	_, sum, _ := strings.Cut(list, `name="sum" value="`)
	sum, _, _ = strings.Cut(sum, `"`)
	if _, shown := o.get("/versions?file=" + file + "&version=" + id); !strings.Contains(shown, "<mark>Bằng lưới.</mark>") {
		t.Error(shown)
	}
	if status, body := o.post("/versions", url.Values{"token": {form.Get("token")}, "file": {file}, "version": {id}, "sum": {sum}}); status != http.StatusOK || o.read(file) != byHand {
		t.Error(status, body)
	}
}
