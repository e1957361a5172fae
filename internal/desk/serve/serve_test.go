package serve

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/generator/build"
	"loa/themes"
)

// example is a small site with one of everything that is published.
func example() map[string]string {
	files := map[string]string{
		"site.toml": `title = { vi = "Vì trẻ em", en = "For children" }
base_url = "https://example.org/"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
fallback = "vi"
[[hotlines]]
number = "111"
label = "Tổng đài 111"
[topics.nuoc]
name = { vi = "Đuối nước", en = "Drowning" }
[lists]
page_size = 2
`,
		"content/_index.md":            "+++\ntitle = \"Trang chủ\"\n+++\nXin chào.\n",
		"content/_index.en.md":         "+++\ntitle = \"Home\"\n+++\nHello.\n",
		"content/nuoc/_index.md":       "+++\ntitle = \"Dưới nước\"\n+++\nVề nước.\n",
		"content/nuoc/_index.en.md":    "+++\ntitle = \"Water\"\n+++\nAbout water.\n",
		"content/nuoc/ao.md":           article("Rào ao", "2026-05-01", "Rào ao lại. [Giếng](gieng.md#nap-gieng)"),
		"content/nuoc/ao.en.md":        article("Fence the pond", "2026-05-01", "Fence it."),
		"content/nuoc/gieng.md":        article("Đậy giếng", "2026-05-02", "Đậy giếng.\n\n## Nắp giếng\n\nChắc."),
		"content/nuoc/boi/index.md":    article("Học bơi", "2026-05-03", "Học bơi.\n\n![Bé bơi](be-boi.jpg)\n\n[Tờ rơi](to-roi.pdf)"),
		"content/nuoc/boi/be-boi.jpg":  photo(),
		"content/nuoc/boi/to-roi.pdf":  "%PDF-1.4 tờ rơi",
		"content/nuoc/boi/thua.txt":    "không ai dùng",
		"content/nuoc/cho-len.md":      strings.Replace(article("Ngày mai", "2026-05-04", "Ngày mai."), "date =", "publish = 2026-06-02\ndate =", 1),
		"static/anh/lop.jpg":           photo(),
		"static/tai-lieu/huong-dan.md": "# không phải bài\n",
		"static/trong.txt":             "",
		"data/bang.csv":                "a,b\n1,2\n",
		"README.md":                    "bí mật",
	}
	files["content/nuoc/gieng.md"] = strings.Replace(files["content/nuoc/gieng.md"], "date =", "aliases = [\"/tin/12.html\", \"/cu/gieng/\"]\ndate =", 1)
	return files
}

func article(title, date, body string) string {
	return "+++\ntitle = \"" + title + "\"\nsummary = \"Tóm tắt.\"\ndate = " + date + "\ntopics = [\"nuoc\"]\n+++\n\n" + body + "\n"
}

// photo is a JPEG that tells where it was taken.
func photo() string {
	picture := image.NewGray(image.Rect(0, 0, 8, 8))
	picture.SetGray(3, 3, color.Gray{200})
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, nil); err != nil {
		panic(err)
	}
	place := "Exif\x00\x00MM\x00*toạ độ nhà"
	segment := append([]byte{0xff, 0xe1, 0, byte(len(place) + 2)}, place...)
	return string(slices.Concat(b.Bytes()[:2], segment, b.Bytes()[2:]))
}

// preview is a running preview of a folder.
type preview struct {
	*Server
	t       *testing.T
	dir     string
	host    string // where it answers
	reports chan Report
}

// patience bounds how long a test waits for what never comes.
const patience = 30 * time.Second

func start(t *testing.T, files map[string]string, settings ...func(*Options)) *preview {
	t.Helper()
	p := &preview{t: t, dir: t.TempDir(), reports: make(chan Report, 100)}
	for name, text := range files {
		p.put(name, text)
	}
	o := Options{Build: options(p.dir), Language: "vi", Tell: func(r Report) { p.reports <- r }}
	for _, set := range settings {
		set(&o)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s, err := New(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	p.Server = s
	server := httptest.NewServer(s)
	p.host = strings.TrimPrefix(server.URL, "http://")
	done := make(chan error, 1)
	go func() { done <- s.Follow(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		server.CloseClientConnections()
		server.Close()
		s.Close()
	})
	return p
}

func options(dir string) build.Options {
	return build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS,
		Now: time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC), Fixed: true}
}

func (p *preview) put(name, text string) {
	p.t.Helper()
	full := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		p.t.Fatal(err)
	}
	// Whole at once, so that one edit is one change however busy the machine is.
	whole := filepath.Join(filepath.Dir(full), ".whole")
	if err := os.WriteFile(whole, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
	if err := os.Rename(whole, full); err != nil {
		p.t.Fatal(err)
	}
}

// await waits for a report.
func (p *preview) await(wanted func(Report) bool) Report {
	p.t.Helper()
	late := time.After(patience)
	for {
		select {
		case r := <-p.reports:
			if wanted(r) {
				return r
			}
		case <-late:
			p.t.Fatal("no such report came")
		}
	}
}

func whole(r Report) bool { return r.Whole }

// edit changes a file and waits until the preview has taken it in.
func (p *preview) edit(name, text string) Report {
	p.t.Helper()
	p.put(name, text)
	return p.taken(name)
}

func (p *preview) taken(name string) Report {
	p.t.Helper()
	return p.await(func(r Report) bool { return slices.Contains(r.Files, name) })
}

func (p *preview) get(path string) (status int, body string) {
	p.t.Helper()
	resp, err := http.Get("http://" + p.host + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// shows checks what a page says.
func (p *preview) shows(path string, status int, wanted ...string) {
	p.t.Helper()
	got, body := p.get(path)
	if got != status {
		p.t.Errorf("GET %s: status %d, want %d", path, got, status)
	}
	for _, w := range wanted {
		text, absent := strings.CutPrefix(w, "!")
		if strings.Contains(body, text) == absent {
			p.t.Errorf("GET %s: is %q in the page? %v, want %v", path, text, absent, !absent)
		}
	}
}
