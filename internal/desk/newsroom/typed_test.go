package newsroom_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A title in another script, or one that Windows keeps for a device, makes a
// page as any other does.
func TestNewPageOfAnyTitle(t *testing.T) {
	o := open(t, example())
	token := o.token()
	for title, file := range map[string]string{"Con": "content/bai-con/index.md", strings.Repeat("ទឹកជ្រៅ ", 20): "content/ទឹកជ្រៅ-ទឹកជ្រៅ/index.md"} {
		status, body := o.post("/new", url.Values{"token": {token}, "title": {title}, "kind": {"article"}})
		if status != http.StatusOK {
			t.Errorf("%s: %d %s", title, status, body)
			continue
		}
		if !strings.Contains(o.read(file), strings.TrimSpace(title)) {
			t.Errorf("%s is not in %s", title, file)
		}
	}
}

// Names that another system cannot hold, or that a person cannot tell from
// others, are refused with a reason wherever they can be sent.
func TestNamesThatAreRefused(t *testing.T) {
	o := open(t, example())
	token, before := o.token(), o.everything()
	for name, why := range map[string]string{"CON.md": "Windows", "aux.md": "Windows", "a\u202egpj.md": "không nhìn thấy", strings.Repeat("a", 300) + ".md": "quá dài", "a?.md": "không phải hệ máy nào", "nul/index.md": "Windows"} {
		file := "content/" + name
		for _, path := range []string{"/put", "/edit", "/trial", "/upload", "/translate", "/versions"} {
			status, body := o.post(path, url.Values{"token": {token}, "file": {file}, "do": {"save"}, "sum": {""}, "text": {"eA=="}, "base": {"KysrCisrKwo="}})
			if status != http.StatusForbidden || !strings.Contains(body, why) {
				t.Errorf("%s of %.20q: %d %s", path, name, status, body)
			}
		}
		if status, body := o.get("/edit?file=" + url.QueryEscape(file)); status != http.StatusForbidden || !strings.Contains(body, why) {
			t.Errorf("%.20q: %d %s", name, status, body)
		}
		section := strings.TrimSuffix(name, ".md")
		for path, status := range map[string]int{"/new": 0, "/import": 0} {
			if path == "/new" {
				status, _ = o.post(path, url.Values{"token": {token}, "title": {"X"}, "kind": {"article"}, "section": {section}})
			} else {
				status, _ = o.bring(token, section, upload{"a.html", []byte("<h1>A</h1><p>b")})
			}
			if status != http.StatusForbidden {
				t.Errorf("%s into %.20q: %d", path, section, status)
			}
		}
	}
	if after := o.everything(); !slices.Equal(after, before) {
		t.Errorf("files were %q and are %q", before, after)
	}
}

// What was typed into a field that cannot be taken stands there for mending.
func TestRefusedFieldKeepsWhatWasTyped(t *testing.T) {
	o := open(t, example())
	const file = "content/nuoc/hoc/index.md"
	before := o.read(file)
	form := o.fill("/edit?file=" + file)
	form.Set("f.event.repeat.every", "week")
	form.Set("f.event.repeat.except", "2026-06-12\r\n31/02/2026")
	form.Set("do", "save")
	status, body := o.post("/edit", form)
	if status != http.StatusUnprocessableEntity || !strings.Contains(body, "2026-06-12\n31/02/2026</textarea>") {
		t.Error(status, body)
	}
	for _, want := range []string{
		`<a href="#f.event.repeat.except">`, // above
		`id="f.event.repeat.except" name="f.event.repeat.except" aria-describedby="f.event.repeat.except-help f.event.repeat.except-wrong" aria-invalid="true"`,
		`id="f.event.repeat.except-wrong">có dòng không đọc được`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in %s", want, body)
		}
	}
	if o.read(file) != before {
		t.Error("it was saved")
	}
}

// A page without a title is none: it would keep the whole site from being built.
func TestEmptyTitleIsRefused(t *testing.T) {
	files := example()
	files["content/nuoc/ao.en.md"] = "+++\ntitle = \"Fence it\"\ntranslated_from = \"00000001\"\n+++\nText.\n"
	o := open(t, files)
	for _, file := range []string{pond, "content/nuoc/ao.en.md"} {
		before := o.read(file)
		form := o.fill("/edit?file=" + file)
		form.Set("f.title", " ")
		form.Set("body", "Của tôi.")
		form.Set("do", "save")
		for _, path := range []string{"/edit", "/translate"} {
			if status, body := o.post(path, form); status != http.StatusUnprocessableEntity || !strings.Contains(body, "Của tôi.") {
				t.Errorf("%s of %s: %d %s", path, file, status, body)
			}
		}
		if o.read(file) != before {
			t.Errorf("%s was saved", file)
		}
	}
}

// When the disk refuses, the text stands in the form that comes back.
func TestDiskRefuses(t *testing.T) {
	o := open(t, example())
	o.put(".loa", "no folder, so that no version can be kept")
	before := o.read(pond)
	form := o.fill("/edit?file=" + pond)
	form.Set("body", "Của tôi.")
	form.Set("do", "save")
	status, body := o.post("/edit", form)
	if status != http.StatusInternalServerError || !strings.Contains(body, `role="alert"`) || !strings.Contains(body, "Của tôi.\n</textarea>") {
		t.Error(status, body)
	}
	if o.read(pond) != before {
		t.Error("it was saved")
	}
	o.put(pond, before+"Của họ.\n")
	status, body = o.post("/edit", form)
	if status != http.StatusConflict || !strings.Contains(body, "<mark>Của tôi.</mark>") || !strings.Contains(body, "Máy từ chối") {
		t.Error(status, body)
	}
	sum := regexp.MustCompile(`name="sum" value="([^"]*)"`).FindStringSubmatch(body)
	text := regexp.MustCompile(`name="text" value="([^"]*)"`).FindStringSubmatch(body)
	put := url.Values{"token": {o.token()}, "file": {pond}, "sum": {sum[1]}, "text": {unescape(text[1])}}
	if status, body = o.post("/put", put); status != http.StatusInternalServerError || !strings.Contains(body, "Của tôi.\n</textarea>") {
		t.Error(status, body)
	}
}

// A file that somebody has locked is not replaced; what was typed stands in the
// form, with what to do.
func TestReadOnlyFile(t *testing.T) {
	o := open(t, example())
	before := o.read(pond)
	full := filepath.Join(o.Dir, pond)
	if err := os.Chmod(full, 0o444); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(full, 0o666) }) // Windows removes no read-only file
	form := o.fill("/edit?file=" + pond)
	form.Set("body", "Của tôi.")
	form.Set("do", "save")
	status, body := o.post("/edit", form)
	if status < 400 || !strings.Contains(body, "tệp "+pond+" đang được khoá") || !strings.Contains(body, "Của tôi.\n</textarea>") {
		t.Error(status, body)
	}
	if o.read(pond) != before {
		t.Error("it was replaced")
	}
}
