package browser

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// onePixel is a photo.
func onePixel() string {
	var out bytes.Buffer
	png.Encode(&out, image.NewRGBA(image.Rect(0, 0, 1, 1)))
	return out.String()
}

// command sends a command of the browser's protocol.
func command[P, R any](b *tab, name cdp.Command[P, R], params P) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, name, params)
		return err
	}))
}

// before runs a script in each page before its own.
func (b *tab) before(script string) {
	b.t.Helper()
	command(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// until waits until an expression of the page is true.
func (b *tab) until(what, expression string) {
	b.t.Helper()
	if !ask[bool](b, `(async () => {
  for (let i = 0; i < 3000; i++) {
    if (`+expression+`) return true;
    await new Promise(done => setTimeout(done, 20));
  }
  return false;
})()`) {
		b.t.Errorf("%s: never; the page says %q", what, ask[string](b, `(document.querySelector('#keep') || document.querySelector('main')).innerText.slice(0, 400)`))
	}
}

const status = `document.querySelector('#keep [role=status]').textContent`

// press clicks a button of the offline page by the beginning of its label.
func (b *tab) pressKeep(label string) {
	b.t.Helper()
	if !ask[bool](b, `(() => { const all = [...document.querySelectorAll('.keeps button')].filter(b => b.getAttribute('aria-label').startsWith(`+quoted(label)+`)); if (all[0]) all[0].click(); return !!all[0]; })()`) {
		b.t.Errorf("there is no button %q, but %q", label, ask[string](b, `[...document.querySelectorAll('.keeps button')].map(b => b.getAttribute('aria-label')).join('; ')`))
	}
}

// heavy is the site with more text than is saved unasked.
func heavy(t *testing.T, prefix string) *host {
	s := newHost(t, prefix)
	s.put("site.toml", offlineSite(prefix)["site.toml"]+"[offline]\nbudget = \"1KB\"\n")
	s.build()
	return s
}

// keeping: a reader saves a topic, is cut off, goes on, and removes it again.
func (h *house) keeping(t *testing.T, s *host) {
	b := h.tab(t)
	b.see(look{width: 400})
	b.before(`navigator.storage.persist = () => { window.persistent = true; return Promise.resolve(true); }`)
	b.open(s.url("ngoai-tuyen/"))
	b.until("the topics are offered", `document.querySelectorAll('.keeps li').length === 2`)
	if got := ask[string](b, `document.querySelector('.keeps').innerText`); !strings.Contains(got, "KB") {
		t.Errorf("the sizes are not told before: %q", got)
	}
	s.breaking("bai/so-c")
	if ask[bool](b, `!!window.persistent`) {
		t.Error("persistent storage is asked for before the reader wants it")
	}
	b.pressKeep("Lưu về máy: Nước")
	if !ask[bool](b, `!!window.persistent`) {
		t.Error("persistent storage is not asked for")
	}
	b.until("the cut is told", status+`.startsWith('Mạng bị ngắt')`)
	s.breaking("")
	b.pressKeep("Lưu tiếp: Nước")
	b.until("the topic is saved", `[...document.querySelectorAll('.keeps li')].some(li => /Nước/.test(li.innerText) && /đã lưu (\d+)\/\1/.test(li.innerText))`)
	b.open(s.url("bai/"))
	b.until("saved pages are marked", `document.querySelectorAll('.card .kept a[title]').length > 5`)
	if all := ask[bool](b, `[...document.querySelectorAll('.card h3 a')].every(a => a.title)`); all {
		t.Error("pages that are not saved are marked, too")
	}
	b.want("the mark is seen", `getComputedStyle(document.querySelector('.card .kept'), '::after').content !== 'none'`)
	s.stop()
	for path, want := range map[string]string{"bai/so-a0/": "Bài số a0", "bai/so-a1/": "Đọc khi không có mạng", "bai/hoi-thi/": "Hội thi bơi", "lich/": "Lịch hoạt động"} {
		if got := b.at(s.url(path)); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	b.open(s.url("tim-kiem/"))
	for query, want := range map[string]string{"cấp cứu": "bai/cap-cuu/", "cap cuu duoi nuo": "bai/cap-cuu/", "đường": "bai/duong/", "dương": "bai/a-duong/"} {
		if got := b.find(query); len(got) == 0 || got[0] != s.prefix+want { // the index of the texts is not on the device
			t.Errorf("%s: %q", query, got)
		}
	}
	command(b, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: true})
	b.find("bai so a1")
	b.until("it is told", `document.querySelector('.found li small')`)
	if got := ask[string](b, `document.querySelector('.found li').innerText`); !strings.Contains(got, "Bài này chưa lưu trên máy") {
		t.Errorf("a result that is not on the device says %q", got)
	}
	command(b, network.OverrideNetworkState, network.OverrideNetworkStateParams{DownloadThroughput: -1, UploadThroughput: -1})
	b.open(s.url("bai/so-a0/"))
	b.until("the day of the copy is told", `/^Bản lưu ngày \d+\/\d+\/\d{4}$/.test((document.querySelector('.copy-note') || {}).textContent)`)
	s.start()
	b.open(s.url("ngoai-tuyen/"))
	b.until("the topic can be removed", `document.querySelectorAll('.keeps button').length === 2`)
	b.pressKeep("Xóa khỏi máy: Nước")
	b.until("the topic is removed", status+`.startsWith('Đã lưu: 0/')`)
}

// sparing: a phone that saves data gets the core, and all when its reader says so.
func (h *house) sparing(t *testing.T, s *host) {
	b := h.tab(t)
	b.see(look{width: 400})
	on := true
	command(b, emulation.SetDataSaverOverride, emulation.SetDataSaverOverrideParams{DataSaverEnabled: &on})
	b.open(s.url("ngoai-tuyen/"))
	if !ask[bool](b, `navigator.connection.saveData`) {
		t.Fatal("the browser does not spare data")
	}
	b.until("nothing but the core", status+`.startsWith('Đã lưu: 0/')`)
	b.open(s.url(""))
	b.open(s.url("ngoai-tuyen/"))
	b.until("still nothing but the core", status+`.startsWith('Đã lưu: 0/')`)
	b.pressKeep("Lưu về máy: Toàn bộ")
	b.until("everything", status+`.startsWith('Đã lưu: toàn bộ phần chữ')`)
	b.pressKeep("Xóa khỏi máy: Toàn bộ")
	b.until("nothing again", status+`.startsWith('Đã lưu: 0/')`)
	off := false
	command(b, emulation.SetDataSaverOverride, emulation.SetDataSaverOverrideParams{DataSaverEnabled: &off})
	b.open(s.url(""))
	b.open(s.url("ngoai-tuyen/"))
	b.until("what was removed stays away", status+`.startsWith('Đã lưu: 0/')`)
}

// slowLine: on a line of the second generation a first visit saves nothing, and later ones
// no page that is not asked for; on a faster one the rest comes.
func (h *house) slowLine(t *testing.T, s *host) {
	b := h.tab(t)
	b.see(look{width: 400})
	b.before(`if (!sessionStorage.fast) Object.defineProperty(navigator, 'connection', {value: {effectiveType: '2g'}});
		window.registrations = 0;
		(register => { ServiceWorkerContainer.prototype.register = function (...all) { registrations++; return register.apply(this, all); }; })(ServiceWorkerContainer.prototype.register)`)
	b.open(s.url("bai/so-a1/"))
	b.until("the page is there, and the task after that", `document.readyState === 'complete' && new Promise(done => setTimeout(() => done(true)))`)
	if got := ask[string](b, `(async () => [registrations, ...await caches.keys()].join(' '))()`); got != "0" {
		t.Errorf("a first visit makes registrations and caches: %q", got)
	}

	b.open(s.url("ngoai-tuyen/")) // its readers want the pages of a danger at least
	b.until("a worker works", `!!navigator.serviceWorker.controller || navigator.serviceWorker.ready.then(() => true)`)
	for _, path := range []string{"ngoai-tuyen/", "bai/so-a0/"} {
		b.open(s.url(path))
		if got := ask[int](b, `loaOrder({order: 'fill', spare: true}).then(() => loaOrder({order: 'state'})).then(s => s.saved)`); got != 0 {
			t.Errorf("after %s %d files are saved", path, got)
		}
	}
	ask[any](b, `sessionStorage.fast = '1';null`)
	b.open(s.url("bai/so-a0/"))
	if got := ask[int](b, whole); got < 6 {
		t.Errorf("on a faster line %d files are saved", got)
	}
}

// noRoom: a full device is told so, and the core still is there.
func (h *house) noRoom(t *testing.T, s *host) {
	b := h.tab(t)
	b.see(look{width: 400})
	room := 60_000.
	command(b, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: "http://" + s.addr, QuotaSize: &room})
	b.open(s.url("ngoai-tuyen/"))
	b.until("there is no room", status+`.startsWith('Máy không đủ chỗ') || `+status+`.startsWith('Cửa sổ này không lưu')`)
	if got := b.at(s.url("bai/so-a1/")); got != "Bài số a1" {
		t.Errorf("without room a page shows %q", got)
	}
}

// denied: where a browser keeps nothing, the page says so and all else works.
func (h *house) denied(t *testing.T, s *host) {
	for name, c := range map[string][2]string{
		"no storage": {`ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('denied', 'SecurityError'));
			Object.defineProperty(window, 'caches', {get() { throw new DOMException('denied', 'SecurityError'); }})`, "Cửa sổ này không lưu trang được: có thể là cửa sổ ẩn danh"},
		"no caches":   {`ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('denied', 'SecurityError'))`, "Cửa sổ này không lưu trang được: có thể là cửa sổ ẩn danh"},
		"chat window": {`Object.defineProperty(navigator, 'serviceWorker', {value: undefined}); Object.defineProperty(navigator, 'userAgent', {value: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile Zalo/23'})`, "Cửa sổ này (của Zalo, Facebook…)"},
	} {
		t.Run(name, func(t *testing.T) {
			b := h.tab(t)
			b.see(look{width: 400})
			b.before(c[0])
			b.open(s.url("ngoai-tuyen/"))
			b.until("it is told", status+`.startsWith(`+quoted(c[1])+`)`)
			b.open(s.url("tim-kiem/"))
			if got := b.find("bai so a1"); len(got) == 0 || got[0] != s.prefix+"bai/so-a1/" {
				t.Errorf("search finds %q", got)
			}
			if console, _ := b.heard(); len(console) > 0 {
				t.Errorf("the console says %q", console)
			}
		})
	}
}

// beside: two sites below paths of one host leave each other alone.
func (h *house) beside(t *testing.T) {
	one, two := newHost(t, "/mot/"), newHost(t, "/mot/hai/")
	one.stop()
	one.other = two
	one.start()
	at := func(path string) string { return "http://" + one.addr + path }
	b := h.tab(t)
	b.see(look{width: 400})
	b.before(`const {open, match} = CacheStorage.prototype; window.matched = 0;
		CacheStorage.prototype.open = function (name) { window.opened = name; return open.call(this, name); };
		CacheStorage.prototype.match = function (url) { const found = match.call(this, url); found.then(() => window.matched++); return found; };`)
	for _, prefix := range []string{"/mot/", "/mot/hai/"} {
		b.open(at(prefix))
		if n := ask[int](b, whole); n < 60 {
			t.Fatalf("%s: %d files were saved", prefix, n)
		}
		b.open(at(prefix + "bai/"))
		b.until("saved pages are looked for", `window.matched >= 2 * document.querySelectorAll('.card h3 a').length`) // now, and when all is saved
		b.want("where all are saved none is marked", `document.querySelector('.kept') && !document.querySelector('.lacks') && getComputedStyle(document.querySelector('.kept'), '::after').content === 'none'`)
		if name := ask[string](b, `window.opened || ''`); name != "" {
			t.Errorf("the page opens the cache %q, which makes it anew when the site has taken it away", name)
		}
	}
	if got := ask[string](b, `caches.keys().then(k => k.filter(n => !n.endsWith('|photos')).map(n => n.split('|')[1]).sort().join(' '))`); got != "/mot/ /mot/ /mot/hai/ /mot/hai/" {
		t.Errorf("caches %q", got)
	}
	one.put("site.toml", offlineSite("/mot/")["site.toml"]+"[offline]\nenabled = false\n")
	one.build()
	b.open(at("/mot/bai/"))
	ask[bool](b, `navigator.serviceWorker.getRegistration().then(r => r && r.update()).then(() => true, () => true)`) // as Chromium does in its own time
	b.until("one site is gone", `(await caches.keys()).every(n => n.startsWith('loa|/mot/hai/|'))`)
	one.stop()
	if got := b.at(at("/mot/hai/bai/so-a1/")); got != "Bài số a1" {
		t.Errorf("the other site shows %q", got)
	}
}

// oddHosts: redirects, and files of a kind that the host does not know.
func (h *house) oddHosts(t *testing.T, s *host) {
	s.mu.Lock()
	s.moved, s.absent = "bai/so-b", ".webmanifest"
	s.mu.Unlock()
	b := h.tab(t)
	b.see(look{width: 400})
	b.open(s.url(""))
	if n := ask[int](b, whole); n < 60 {
		t.Fatalf("%d files were saved", n)
	}
	b.open(s.url("bai/co-anh/"))
	b.until("the photo is seen", `[...document.images].every(i => i.complete) && (await caches.match(document.images[0].src))`)
	s.stop()
	if got := b.at(s.url("bai/so-b1/")); got != "Bài số b1" {
		t.Errorf("a page that was answered from elsewhere shows %q", got)
	}
	b.open(s.url("bai/co-anh/"))
	b.until("the photo is kept", `document.images[0].naturalWidth > 0`)
}

// tabs: three tabs at once, and storage that is cleared in between.
func (h *house) tabs(t *testing.T, s *host) {
	var all []*tab
	for range 3 {
		b := h.tab(t)
		b.see(look{width: 400})
		all = append(all, b)
	}
	for _, b := range all {
		b.open(s.url("bai/"))
	}
	for _, b := range all {
		if n := ask[int](b, whole); n < 60 {
			t.Fatalf("%d files were saved", n)
		}
	}
	ask[string](all[0], `caches.keys().then(k => Promise.all(k.map(n => caches.delete(n)))).then(() => '')`)
	if got := all[1].at(s.url("bai/so-a1/")); got != "Bài số a1" {
		t.Errorf("with nothing kept a page shows %q", got)
	}
	all[1].open(s.url("ngoai-tuyen/"))
	all[1].until("what was cleared is saved again", status+`.startsWith('Đã lưu: toàn bộ phần chữ')`)
	s.stop()
	if got := all[2].at(s.url("bai/so-e1/")); got != "Bài số e1" {
		t.Errorf("after that, without a network: %q", got)
	}
	if got := all[2].at(s.url("")); got != "Trang nhất" {
		t.Errorf("after that, without a network, home: %q", got)
	}
}
