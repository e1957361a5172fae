package browser

import (
	"context"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"loa/internal/generator/build"
	"loa/themes"
)

// host is a static host that can be stopped, left hanging, and started again at
// the same address.
type host struct {
	t      *testing.T
	dir    string // of the site
	prefix string // "/" or "/vi-tre-em/"
	addr   string

	mu     sync.Mutex
	server *http.Server
	hang   chan struct{} // closed when answers may go on; nil when they do
	broken string        // files whose path contains this fail
	absent string        // files whose path ends so are not found
	moved  string        // files whose path contains this are answered from another address
	other  *host         // answers below its own prefix
	date   time.Time     // what its clock says; zero for the real one
	asked  []string
}

func newHost(t *testing.T, prefix string) *host {
	s := &host{t: t, dir: t.TempDir(), prefix: prefix, addr: "127.0.0.1:0"}
	for path, text := range offlineSite(prefix) {
		s.put(path, text)
	}
	s.build()
	s.start()
	t.Cleanup(func() { s.stop() })
	return s
}

// offlineSite is a site of sixty articles and one first-aid page, two topics.
func offlineSite(prefix string) map[string]string {
	files := map[string]string{
		"site.toml": "title = { vi = \"Thử\", en = \"Trial\" }\nbase_url = \"http://example.org" + prefix + "\"\n[languages.vi]\nname = \"Tiếng Việt\"\n[languages.en]\nname = \"English\"\nfallback = \"vi\"\n" +
			"[topics.nuoc]\nname = \"Nước\"\n[topics.lua]\nname = \"Lửa\"\n[check]\n\"translation.missing\" = \"off\"\n",
		"content/_index.md":        "+++\ntitle = \"Trang nhất\"\n+++\nXin chào.\n",
		"content/bai/_index.md":    "+++\ntitle = \"Bài\"\n+++\n",
		"content/bai/cap-cuu.md":   "+++\ntitle = \"Cấp cứu đuối nước\"\nemergency = true\ntopics = [\"nuoc\"]\n+++\nGọi 115.\n",
		"content/bai/duong.md":     "+++\ntitle = \"Đường\"\n+++\nQua đường.\n",
		"content/bai/a-duong.md":   "+++\ntitle = \"Dương\"\n+++\nTên người.\n",
		"content/bai/_index.en.md": "+++\ntitle = \"Articles\"\n+++\n",
		"content/bai/do-vui.md":    "+++\ntitle = \"Đố vui\"\n+++\n:::quiz\n1. Gọi số nào?\n   - [x] 115\n   - [ ] 000\n:::\n",
		"content/bai/hoi-thi.md":   "+++\ntitle = \"Hội thi bơi\"\ntopics = [\"nuoc\"]\n[event]\nstart = 2026-06-06T08:00:00\nend = 2026-06-06T11:00:00\n+++\nỞ bể bơi.\n",
		"content/bai/co-anh.md":    "+++\ntitle = \"Có ảnh\"\n+++\n![Ao](/ao.png)\n",
		"static/ao.png":            onePixel(),
	}
	for i := range 60 {
		topic := []string{"nuoc", "lua"}[i%2]
		files["content/bai/so-"+string(rune('a'+i/10))+string(rune('0'+i%10))+".md"] = "+++\ntitle = \"Bài số " + string(rune('a'+i/10)) + string(rune('0'+i%10)) + "\"\ntopics = [\"" + topic + "\"]\n+++\nChữ của bài.\n"
	}
	return files
}

func (s *host) put(path, text string) {
	s.t.Helper()
	full := filepath.Join(s.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *host) build() {
	s.t.Helper()
	r, err := build.Run(context.Background(), build.Options{Dir: s.dir, Out: filepath.Join(s.dir, "public"), Builtin: themes.FS, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true})
	if err != nil || r.Stopped {
		s.t.Fatal(err, r.Problems)
	}
}

func (s *host) start() {
	s.t.Helper()
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		s.t.Fatal(err)
	}
	s.addr = listener.Addr().String()
	s.server = &http.Server{Handler: s}
	go s.server.Serve(listener)
}

// stop ends the server and every connection to it.
func (s *host) stop() { s.server.Close() }

func (s *host) url(path string) string { return "http://" + s.addr + s.prefix + path }

// leave makes answers hang, or go on.
func (s *host) leave(hanging bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hang != nil {
		close(s.hang)
		s.hang = nil
	}
	if hanging {
		s.hang = make(chan struct{})
	}
}

// clock sets the host's clock.
func (s *host) clock(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.date = now
}

func (s *host) breaking(part string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = part
}

func (s *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.other != nil && strings.HasPrefix(r.URL.Path, s.other.prefix) {
		s.other.ServeHTTP(w, r)
		return
	}
	s.mu.Lock()
	hang, broken, absent, moved, date := s.hang, s.broken, s.absent, s.moved, s.date
	s.asked = append(s.asked, r.URL.Path)
	s.mu.Unlock()
	if hang != nil {
		select {
		case <-hang:
		case <-r.Context().Done():
			return
		}
	}
	if !date.IsZero() && strings.HasSuffix(r.URL.Path, "warnings.json") { // of scripts Chromium would think that they are old
		w.Header().Set("Date", date.UTC().Format(http.TimeFormat))
	}
	path, below := strings.CutPrefix(r.URL.Path, s.prefix)
	if !below || broken != "" && strings.Contains(path, broken) {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	w.Header().Set("Cache-Control", "max-age=86400") // as careless hosts do
	if moved != "" && strings.Contains(path, moved) && strings.HasSuffix(path, "/") {
		http.Redirect(w, r, r.URL.Path+"index.html", http.StatusFound)
		return
	}
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	if absent != "" && strings.HasSuffix(path, absent) {
		http.NotFound(w, r)
		return
	}
	data, err := os.ReadFile(filepath.Join(s.dir, "public", filepath.FromSlash(path)))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, path, time.Time{}, strings.NewReader(string(data)))
}

// whole waits until everything is saved, and says how much that is.
const whole = `(async () => {
  for (let i = 0; i < 1500; i++) {
    const state = await Promise.race([new Promise(done => setTimeout(done, 1000)), loaOrder({order: 'state'})]);
    if (state && state.when && state.saved === state.files) return state.saved;
    await new Promise(done => setTimeout(done, 20));
  }
  return -1;
})()`

func (h *house) offline(t *testing.T) {
	// A browser takes up a new worker when it finds time: these have it for themselves.
	t.Run("update", func(t *testing.T) { h.updates(t, newHost(t, "/vi-tre-em/")) })
	t.Run("switched off", func(t *testing.T) { h.switchedOff(t, newHost(t, "/")) })
	t.Run("search of a large site that is updated", func(t *testing.T) { h.searchUpdated(t, large(t, "/")) })
	for name, look := range map[string]func(*testing.T){
		"root":                   func(t *testing.T) { h.withoutNetwork(t, newHost(t, "/")) },
		"sub-path":               func(t *testing.T) { h.withoutNetwork(t, newHost(t, "/vi-tre-em/")) },
		"hanging":                func(t *testing.T) { h.hanging(t, newHost(t, "/")) },
		"warning, slow line":     func(t *testing.T) { h.slowWarning(t, newHost(t, "/vi-tre-em/")) },
		"hanging while saving":   func(t *testing.T) { h.hangingSave(t, heavy(t, "/vi-tre-em/")) },
		"hanging search":         func(t *testing.T) { h.hangingSearch(t, large(t, "/vi-tre-em/")) },
		"search of a large site": func(t *testing.T) { h.searchSaved(t, large(t, "/vi-tre-em/")) },
		"keeping":                func(t *testing.T) { h.keeping(t, heavy(t, "/vi-tre-em/")) },
		"sparing":                func(t *testing.T) { h.sparing(t, newHost(t, "/")) },
		"slow line":              func(t *testing.T) { h.slowLine(t, newHost(t, "/vi-tre-em/")) },
		"no room":                func(t *testing.T) { h.noRoom(t, newHost(t, "/")) },
		"denied":                 func(t *testing.T) { h.denied(t, newHost(t, "/")) },
		"beside":                 h.beside,
		"odd hosts":              func(t *testing.T) { h.oddHosts(t, newHost(t, "/")) },
		"photos":                 func(t *testing.T) { h.photos(t, heavy(t, "/vi-tre-em/")) },
		"sounds":                 func(t *testing.T) { h.sounds(t, newHost(t, "/vi-tre-em/")) },
		"captions":               func(t *testing.T) { h.captions(t, newHost(t, "/vi-tre-em/")) },
		"warnings":               func(t *testing.T) { h.warnings(t, newHost(t, "/vi-tre-em/")) },
		"figures of readers":     func(t *testing.T) { h.figures(t, newHost(t, "/vi-tre-em/")) },
		"wrong clocks":           func(t *testing.T) { h.wrongClocks(t, newHost(t, "/")) },
		"warnings' looks":        func(t *testing.T) { h.warningLooks(t, newHost(t, "/")) },
		"tabs":                   func(t *testing.T) { h.tabs(t, newHost(t, "/vi-tre-em/")) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // most of the time is spent waiting for the worker
			look(t)
		})
	}
}

// at opens an address, however it ends.
func (b *tab) at(url string) string {
	b.t.Helper()
	b.open(url)
	return ask[string](b, `document.querySelector('h1') ? document.querySelector('h1').textContent : ''`)
}

// saved visits a site until all of it is saved, beside what another site keeps.
func (h *house) saved(t *testing.T, s *host) *tab {
	t.Helper()
	b := h.tab(t)
	b.see(look{width: 400})
	b.open(s.url(""))
	ask[string](b, `caches.open('another-site').then(c => c.put('/x', new Response('x'))).then(() => '')`)
	if n := ask[int](b, whole); n < 60 {
		t.Fatalf("%d files were saved", n)
	}
	if english := ask[string](b, savedIn("en/")); english != "" {
		t.Errorf("of a language that nobody read there is saved: %s", english)
	}
	b.open(s.url("en/"))
	if n := ask[int](b, whole); n < 120 {
		t.Fatalf("%d files were saved, with a second language", n)
	}
	return b
}

// savedIn lists what is saved below a folder.
func savedIn(folder string) string {
	return `(async () => { const found = []; for (const n of await caches.keys()) for (const r of await (await caches.open(n)).keys()) if (new URL(r.url).pathname.includes('/` + folder + `')) found.push(r.url); return found.join(' ') })()`
}

// withoutNetwork visits one page, stops the server, and reads others.
func (h *house) withoutNetwork(t *testing.T, s *host) {
	b := h.saved(t, s)
	s.stop()
	for path, want := range map[string]string{"bai/so-c3/": "Bài số c3", "bai/cap-cuu/": "Cấp cứu đuối nước", "bai/so-a1/?fbclid=1": "Bài số a1", "bai/so-a2/index.html": "Bài số a2",
		"bai/page/2/": "Bài", "lich/": "Lịch hoạt động", "bai/hoi-thi/": "Hội thi bơi", "en/bai/so-a1/": "Bài số a1",
		"khong-co/": "Đọc khi không có mạng", "en/nothing/": "Reading offline"} {
		if got := b.at(s.url(path)); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
		if missing := ask[bool](b, `!!document.querySelector('#missing:not([hidden])')`); missing != strings.Contains(path, "khong-co") && missing != strings.Contains(path, "nothing") {
			t.Errorf("%s: it is said to be missing: %v", path, missing)
		}
		if broken := ask[bool](b, `getComputedStyle(document.body).fontFamily === 'Times New Roman'`); broken {
			t.Errorf("%s has no style", path)
		}
	}
	b.open(s.url("bai/do-vui/"))
	if live := ask[bool](b, `document.querySelectorAll('.quiz.live button').length === 2`); !live {
		t.Error("the quiz does not work")
	}
	if got := ask[string](b, `fetch('`+s.prefix+`lich/all.ics').then(r => r.text())`); !strings.HasPrefix(got, "BEGIN:VCALENDAR") || !strings.Contains(got, "Hội thi bơi") {
		t.Errorf("the calendar as a file: %.60q", got)
	}
	b.open(s.url("tim-kiem/"))
	for query, want := range map[string]string{"duoi nuoc": "bai/cap-cuu/", "đuối nước": "bai/cap-cuu/", "bài số d4": "bai/so-d4/", "đường": "bai/duong/", "dương": "bai/a-duong/"} {
		if got := b.find(query); len(got) == 0 || got[0] != s.prefix+want {
			t.Errorf("%s: %q", query, got)
		}
	}
	if got := ask[bool](b, `caches.has('another-site')`); !got {
		t.Error("another site's cache is gone")
	}
	s.start()
	s.leave(true)
	defer s.leave(false)
	begun := time.Now()
	if got := b.at(s.url("bai/so-b5/")); got != "Bài số b5" || time.Since(begun) > 2*time.Second {
		t.Errorf("with a hanging network: %q after %v", got, time.Since(begun))
	}
}

// hanging: a network that accepts and never answers holds up nothing for ever.
func (h *house) hanging(t *testing.T, s *host) {
	s.put("site.toml", offlineSite(s.prefix)["site.toml"]+"[offline]\npacks = true\n")
	s.build()
	b := h.saved(t, s)
	s.leave(true)
	defer s.leave(false)
	for path, want := range map[string]string{"bai/": "Bài", "chu-de/nuoc/": "Nước", "ngoai-tuyen/": "Đọc khi không có mạng", "bai/hoi-thi/": "Hội thi bơi", "lich/": "Lịch hoạt động", "khong-luu/": "Đọc khi không có mạng"} {
		b.open(s.url(path))
		b.until(path+" is there and ready", `document.readyState === 'complete' && document.querySelector('h1')?.textContent.includes('`+want+`')`)
		if path == "khong-luu/" {
			b.until("what is not saved says so", `document.querySelector('#missing:not([hidden])')`)
		} else {
			b.until(path+" says from which day it is", `document.querySelector('.copy-note')?.textContent.match(/\d{4}/)`)
		}
	}
}

// hangingSave: what a reader asks for while the network hangs ends in words that say
// so, and goes on when the network is there again.
func (h *house) hangingSave(t *testing.T, s *host) {
	b := h.tab(t)
	b.see(look{width: 400})
	b.open(s.url("ngoai-tuyen/"))
	b.until("the topics are offered", `document.querySelectorAll('.keeps li').length === 2`)
	s.leave(true)
	b.pressKeep("Lưu về máy: Nước")
	b.wait(status + `.startsWith('Mạng bị ngắt')`)
	s.leave(false)
	b.pressKeep("Lưu")
	b.wait(`[...document.querySelectorAll('.keeps li')].some(li => /Nước/.test(li.innerText) && /đã lưu (\d+)\/\1/.test(li.innerText))`)
}

// hangingSearch: a question whose pieces are not on the device is answered from what
// is, although the network says neither yes nor no.
func (h *house) hangingSearch(t *testing.T, s *host) {
	b := h.tab(t)
	b.see(look{width: 400})
	b.open(s.url("ngoai-tuyen/"))
	b.until("the topics are offered", `document.querySelectorAll('.keeps li').length === 2`)
	b.pressKeep("Lưu về máy: Nước")
	b.wait(`[...document.querySelectorAll('.keeps li')].some(li => /Nước/.test(li.innerText) && /đã lưu (\d+)\/\1/.test(li.innerText))`)
	s.leave(true)
	defer s.leave(false)
	b.open(s.url("tim-kiem/"))
	ask[any](b, `(q => { q.value = 'truyen ao 7'; q.dispatchEvent(new Event('input', {bubbles: true})) })(document.querySelector('#q'));null`)
	b.wait(`[...document.querySelectorAll('.found h3 a')].some(a => a.pathname === '` + s.prefix + `dai/0-7/')`)
	b.want("it is told that this is what is saved", `document.querySelector('#search [role=status]').textContent.includes('chỉ tìm trong phần đã lưu')`)
}

// updates changes a page and the style, and breaks an update half way.
func (h *house) updates(t *testing.T, s *host) {
	b := h.tab(t)
	b.see(look{width: 400})
	b.open(s.url(""))
	if n := ask[int](b, whole); n < 60 {
		t.Fatalf("%d files were saved", n)
	}
	change := func(title string) {
		s.put("content/bai/so-a1.md", "+++\ntitle = \""+title+"\"\ntopics = [\"lua\"]\n+++\nMới.\n")
		s.put("content/bai/hoi-thi.md", "+++\ntitle = \"Hội thi bơi: "+title+"\"\n[event]\nstart = 2026-06-06T08:00:00\n+++\nỞ bể bơi.\n")
		s.put("themes/ours/theme.toml", "name = \"ours\"\nextends = \"loa\"\n")
		s.put("themes/ours/assets/css/print.css", "@media print { body { --title: \""+title+"\" } }\n")
		settings := offlineSite(s.prefix)["site.toml"]
		s.put("site.toml", "theme = \"ours\"\n"+settings)
		s.build()
	}
	change("Một")
	s.mu.Lock()
	s.asked = nil
	s.mu.Unlock()
	if got := b.at(s.url("bai/hoi-thi/")); got != "Hội thi bơi: Một" {
		t.Errorf("an event that was changed is %q at first sight", got)
	}
	b.open(s.url("bai/so-a1/")) // may show the old one; the update comes meanwhile
	b.arrived()
	if got := b.at(s.url("bai/so-a1/")); got != "Một" {
		t.Errorf("after one reload: %q", got)
	}
	if n := ask[int](b, whole); n < 60 {
		t.Fatalf("%d files were saved", n)
	}

	// The next update breaks off: the core comes, the rest does not.
	change("Hai")
	s.breaking("bai/so-")
	b.open(s.url("bai/so-a1/"))
	b.arrived()
	b.until("a newer version is told", `document.querySelector('.copy-note a')`)
	s.stop()
	b.open(s.url("tim-kiem/"))
	if got := b.find("cap cuu"); len(got) == 0 || got[0] != s.prefix+"bai/cap-cuu/" {
		t.Errorf("in the middle of an update search finds %q", got)
	}
	for _, path := range []string{"bai/so-a1/", "bai/so-e9/", "bai/cap-cuu/", ""} {
		if got := b.at(s.url(path)); got == "" || strings.HasPrefix(got, "Đang") {
			t.Errorf("in the middle of an update %s shows %q", path, got)
		}
		if lost := ask[int](b, `Array.from(document.querySelectorAll('link[rel=stylesheet]')).filter(l => !l.sheet || !l.sheet.cssRules.length).length`); lost > 0 {
			t.Errorf("in the middle of an update %s has lost its style", path)
		}
	}
	s.breaking("")
	s.start()
	b.open(s.url(""))
	if n := ask[int](b, whole); n < 60 {
		t.Errorf("the update was not taken up again: %d files", n)
	}
	s.stop()
	if got := b.at(s.url("bai/so-a1/")); got != "Hai" {
		t.Errorf("after the update: %q", got)
	}
	if n := ask[int](b, `caches.keys().then(k => k.filter(n => n.startsWith('loa|/vi-tre-em/|') && !/\|(kept|photos)$/.test(n)).length)`); n != 1 {
		t.Errorf("%d versions are kept: %s", n, ask[string](b, `caches.keys().then(k => k.join(' '))`))
	}
}

// arrived waits for a worker that is new.
func (b *tab) arrived() {
	b.t.Helper()
	if !ask[bool](b, `(async () => {
  const r = await navigator.serviceWorker.ready, before = r.active;
  await r.update().catch(() => {});
  for (let i = 0; i < 3000 && (r.installing || r.waiting || r.active.state !== 'activated'); i++) await new Promise(done => setTimeout(done, 20));
  return !r.installing && !r.waiting;
})()`) {
		b.t.Error("the new worker does not take over")
	}
}

// switchedOff: the worker and its caches go when the site says so.
func (h *house) switchedOff(t *testing.T, s *host) {
	b := h.saved(t, s)
	s.put("site.toml", offlineSite(s.prefix)["site.toml"]+"[offline]\nenabled = false\n")
	s.build()
	b.open(s.url("bai/"))
	got := ask[string](b, `(async () => {
  const r = await navigator.serviceWorker.getRegistration();
  if (r) await r.update().catch(() => {});
  for (let i = 0; i < 3000; i++) {
    if (!await navigator.serviceWorker.getRegistration() && (await caches.keys()).length === 1) break;
    await new Promise(done => setTimeout(done, 20));
  }
  return (await caches.keys()).join(' ') + (await navigator.serviceWorker.getRegistration() ? ' registered' : '');
})()`)
	if got != "another-site" {
		t.Errorf("there remain %q", got)
	}
}

// open goes to an address of any host.
func (b *tab) open(url string) {
	b.t.Helper()
	b.do(chromedp.Navigate(url))
}
