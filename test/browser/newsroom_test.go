package browser

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"loa/internal/build"
	"loa/internal/newsroom"
	"loa/internal/serve"
	"loa/themes"
)

const newsroomSite = `title = { vi = "Vì trẻ em", en = "For children" }
base_url = "https://example.org/"
[languages.vi]
name = "Tiếng Việt"
[languages.en]
name = "English"
[topics.nuoc]
name = "Đuối nước"
`

// TestNewsroom writes a page by keyboard, and has axe look at the desk.
func TestNewsroom(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.toml":              newsroomSite,
		"content/_index.md":      "+++\ntitle = \"Trang chủ\"\n+++\nXin chào.\n",
		"content/nuoc/_index.md": "+++\ntitle = \"Dưới nước\"\n+++\n",
		"content/nuoc/ao.md":     "+++\ntitle = \"Rào ao\"\nsumary = \"x\"\n+++\n\nRào.\n",
		"content/nuoc/ao.en.md":  "+++\ntitle = \"Fence\"\ntranslated_from = \"00000001 0001\"\n+++\n\nFence.\n",
		"content/hoc/index.md":   "+++\ntitle = \"Học bơi\"\ntopics = [\"nuoc\"]\n[event]\nstart = 2026-06-05T08:00:00\n+++\n\nHọc.\n",
		"content/nuoc/sap.md":    "+++\ntitle = \"Sắp\"\npublish = 2999-01-01\n+++\n\nMai.\n",
	} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	h := open(t)
	preview := serve.Options{Build: build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS, Now: time.Now()}, Language: "vi"}
	desk, err := newsroom.New(newsroom.Options{Dir: dir, Language: "vi", Clock: time.Now, Serve: preview})
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	preview.Desk = desk
	ctx, stop := context.WithCancel(context.Background())
	s, err := serve.New(ctx, preview)
	if err != nil {
		t.Fatal(err)
	}
	followed := make(chan struct{})
	go func() { _ = s.Follow(ctx); close(followed) }()
	server := httptest.NewServer(s)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close(); stop(); <-followed; s.Close() })
	h.url = server.URL
	source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		absent(t, "axe-core is not installed; run test/browser/install.sh")
	}
	b := h.tab(t)
	for _, path := range []string{"/_loa/", "/_loa/new", "/_loa/calendar", "/_loa/edit?file=content/hoc/index.md", "/_loa/translate?file=content/nuoc/ao.en.md", "/_loa/edit?file=content/nuoc/ao.md"} {
		b.see(look{width: 360, reduced: true})
		b.visit(path)
		b.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := chromedp.Evaluate[any](string(source)+";null")(ctx, target)
			return err
		}))
		for _, width := range []int64{360, 1280} {
			for _, dark := range []bool{false, true} {
				b.see(look{width: width, dark: dark, reduced: true})
				for _, found := range ask[[]string](b, strings.Replace(run, "axe.run(document, {", "axe.run({exclude: [['iframe']]}, {iframes: false, ", 1)) {
					t.Errorf("%s at %d px, dark %t: %s", path, width, dark, found)
				}
				if shots := os.Getenv("SHOTS"); shots != "" {
					shot(b, filepath.Join(shots, "desk"+strings.NewReplacer("/", "-", "?", "-", "=", "-").Replace(path)+map[bool]string{true: "-dark"}[dark]+map[int64]string{360: "-360.png", 1280: "-1280.png"}[width]))
				}
			}
		}
		if wide := ask[float64](b, "(() => { return document.documentElement.scrollWidth })()"); wide > 1280 {
			t.Errorf("%s is %v px wide", path, wide)
		}
	}

	// A page by keyboard alone.
	b.visit("/_loa/new")
	b.do(chromedp.Focus("#title"), chromedp.KeyEvent("Che giếng"), chromedp.KeyEvent(kb.Enter))
	until(t, b, "location.pathname.endsWith('/edit') && !!document.getElementById('body')")
	b.do(chromedp.Focus("#body"), chromedp.KeyEvent("Nắp bê tông."))
	until(t, b, "(document.getElementById('trial').contentDocument || {body: {textContent: ''}}).body.textContent.includes('Nắp bê tông.')")
	ask[any](b, "document.dispatchEvent(new KeyboardEvent('keydown', {key: 's', ctrlKey: true, bubbles: true})), null")
	until(t, b, "document.getElementById('said').textContent.includes('Đã lưu')")
	text, err := os.ReadFile(filepath.Join(dir, "content/che-gieng/index.md"))
	if err != nil || !strings.Contains(string(text), "Nắp bê tông.") {
		t.Errorf("%s %v", text, err)
	}
	if console, requests := b.heard(); len(console) > 0 {
		t.Error(console)
	} else {
		for _, r := range requests {
			if !strings.HasPrefix(r, server.URL) && !strings.HasPrefix(r, "data:") {
				t.Errorf("asked for %s", r)
			}
		}
	}
}

// until waits for a script to be true.
func until(t *testing.T, b *tab, script string) {
	t.Helper()
	for range 600 {
		there, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("(() => { try { return !!("+script+") } catch (e) { return false } })()"))
		if err == nil && there { // an error: one page goes, the next comes
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("never: %s", script)
}

func shot(b *tab, name string) {
	b.t.Helper()
	data, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(name, data, 0o666)
	}
	if err != nil {
		b.t.Error(err)
	}
}
