package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"loa/themes"
)

// window is what a person who has double-clicked sees and types.
func window(t *testing.T, dir, typed string) (code int, opened string, seen string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var out bytes.Buffer
	code = DoubleClicked(ctx, Env{
		In: strings.NewReader(typed), Out: &out, Err: &out, Environ: func(string) string { return "" },
		Now: time.Date(2026, 5, 20, 9, 0, 0, 0, time.UTC), Themes: themes.FS,
		Open: func(url string) error {
			opened = url
			cancel() // as Ctrl+C does
			return nil
		},
	}, dir)
	return code, opened, out.String()
}

func siteIn(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "site.toml"), []byte("title = \"T\"\nbase_url = \"https://vi.example/\"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
}

// What is dropped onto the program's icon leads to a site, or to a folder where one can
// be made. What a person types is no such thing.
func TestOpened(t *testing.T) {
	dir := t.TempDir()
	site, other := filepath.Join(dir, "Trang xã"), filepath.Join(dir, "Tài liệu")
	siteIn(t, site)
	if err := os.Mkdir(other, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want string // "" for none
	}{
		{nil, "."},
		{[]string{site}, site},
		{[]string{filepath.Join(site, "content")}, site},
		{[]string{filepath.Join(site, "site.toml")}, site},
		{[]string{other}, other},
		{[]string{filepath.Join(dir, "missing")}, ""},
		{[]string{"build"}, ""},
		{[]string{"."}, ""},
		{[]string{site, other}, ""},
	} {
		if got, ok := Opened(c.args); got != c.want || ok != (c.want != "") {
			t.Errorf("%q: %q %v", c.args, got, ok)
		}
	}
}

func TestDoubleClickInASite(t *testing.T) {
	dir := t.TempDir()
	siteIn(t, dir)
	code, opened, seen := window(t, dir, "")
	if code != fine || !regexp.MustCompile(`^http://127\.0\.0\.1:\d+/\?key=[\w-]{32}$`).MatchString(opened) {
		t.Errorf("ended with %d, opened %q", code, opened)
	}
	for _, want := range []string{dir, "kể cả bài nháp", "Ctrl+C hoặc đóng cửa sổ này", "Xem thử tại http://127.0.0.1:", "biểu mẫu: " + opened} {
		if !strings.Contains(seen, want) {
			t.Errorf("no %q in\n%s", want, seen)
		}
	}
	if strings.Contains(seen, "Nhấn Enter") {
		t.Error("the window waits although all went well")
	}
}

func TestDoubleClickBesideASite(t *testing.T) {
	dir := t.TempDir()
	siteIn(t, filepath.Join(dir, "mot"))
	_, opened, seen := window(t, dir, "")
	if opened == "" || !strings.Contains(seen, filepath.Join(dir, "mot")) {
		t.Errorf("the one site is not shown:\n%s", seen)
	}
	siteIn(t, filepath.Join(dir, "hai"))
	_, opened, seen = window(t, dir, "x\nmot\n")
	if opened == "" || !strings.Contains(seen, "Mở trang nào?") || !strings.Contains(seen, "không có “x”") || !strings.Contains(seen, filepath.Join(dir, "mot")) {
		t.Errorf("the site that was chosen is not shown:\n%s", seen)
	}
}

func TestDoubleClickWithoutASite(t *testing.T) {
	dir := t.TempDir()
	code, opened, seen := window(t, dir, "k\n")
	if entries, _ := os.ReadDir(dir); code != fine || opened != "" || len(entries) > 0 {
		t.Errorf("a refusal ended with %d, opened %q, made %v:\n%s", code, opened, entries, seen)
	}
	code, opened, seen = window(t, dir, "c\nTrẻ em xã ta\n\n\n")
	settings, err := os.ReadFile(filepath.Join(dir, "trang-web", "site.toml"))
	if err != nil || !strings.Contains(string(settings), `"Trẻ em xã ta"`) || code != fine || opened == "" {
		t.Errorf("ended with %d, opened %q, %v:\n%s", code, opened, err, seen)
	}
}

// Who has double-clicked can read why it failed: the window waits for Enter.
func TestDoubleClickFails(t *testing.T) {
	code, opened, seen := window(t, filepath.Join(t.TempDir(), "khong-co"), "\n")
	if code != hindered || opened != "" || !strings.Contains(seen, "lỗi: không tìm thấy") || !strings.HasSuffix(strings.TrimSpace(seen), "Nhấn Enter để đóng cửa sổ này.") {
		t.Errorf("ended with %d, opened %q:\n%s", code, opened, seen)
	}
}

// Nobody's browser is opened when nobody asks for it, and a failure to do so is
// not one of the preview.
func TestBrowserThatDoesNotOpen(t *testing.T) {
	dir := t.TempDir()
	siteIn(t, dir)
	var out bytes.Buffer
	ctx, cancel := context.WithCancel(t.Context())
	code := Run(ctx, Env{
		Args: []string{"serve", "--open", "--port", "0", "--source", dir, "--lang", "vi"}, Out: &out, Err: &out,
		Environ: func(string) string { return "" }, Now: time.Now(), Themes: themes.FS,
		Open: func(string) error { cancel(); return io.ErrClosedPipe },
	})
	if code != fine || !strings.Contains(out.String(), "hãy tự mở http://127.0.0.1:") {
		t.Errorf("ended with %d:\n%s", code, out.String())
	}
}
