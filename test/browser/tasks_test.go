package browser

import (
	"fmt"
	"testing"
)

// task is what a reader wants to do, on a phone of 360 pixels, and the taps that it
// may take. Whoever counts them taps only what is to be seen without scrolling
// farther than the task allows.
type task struct {
	b    *tab
	taps int
}

// phone opens a page on a phone.
func (b *tab) phone(path string) *task {
	b.see(look{width: 360, height: 740})
	b.visit(path)
	return &task{b: b}
}

// tap presses the first element that a selector finds with these words, once it is
// seen: a script may have to come first. It must be as large as a thumb needs, and begin
// within so many screens.
func (k *task) tap(selector, words string, screens float64) {
	k.b.t.Helper()
	k.taps++
	found := fmt.Sprintf("[...document.querySelectorAll(%q)].find(e => e.textContent.includes(%q) && e.checkVisibility({visibilityProperty: true}))", selector, words)
	k.b.wait(found)
	fault := ask[string](k.b, fmt.Sprintf(`(() => {
		const e = %s, r = e.getBoundingClientRect(), top = r.top + scrollY;
		if (top > %g * innerHeight) return 'stands on screen ' + (top / innerHeight + 1).toFixed(1);
		if (r.height < 43.5) return 'is ' + r.height + ' pixels high';
		e.click();
		return '';
	})()`, found, screens))
	if fault != "" {
		k.b.t.Fatalf("tap %d, %s %q: %s", k.taps, selector, words, fault)
	}
}

// within fails if the task took more taps.
func (k *task) within(taps int) {
	k.b.t.Helper()
	if k.taps > taps {
		k.b.t.Errorf("%d taps, at most %d", k.taps, taps)
	}
}

// tasks counts the taps of what readers come for.
func (h *house) tasks(t *testing.T) {
	for name, test := range map[string]func(*tab){
		"first aid for drowning":                 firstAidTask,
		"a swimming class in July in my commune": swimmingTask,
		"the calendar of my commune on my phone": subscribeTask,
		"a poster":                               posterTask,
		"an article to a chat":                   shareTask,
		"a child finds pictures":                 childTask,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(h.tab(t))
		})
	}
}

func firstAidTask(b *tab) {
	k := b.phone("/")
	k.tap(".urgent-box a", "đuối nước", 1)
	b.wait(`location.pathname === '/duoi-nuoc/cap-cuu-duoi-nuoc/' && document.querySelector('.steps')`)
	k.within(1)
}

// myCommune opens the home page as a reader sees it who has chosen a commune before.
func myCommune(b *tab) *task {
	b.phone("/")
	ask[any](b, `(s => { s.value = 'xa-mau'; s.dispatchEvent(new Event('change')) })(document.querySelector('.mine-choice select'));null`)
	return b.phone("/")
}

func swimmingTask(b *tab) {
	k := myCommune(b)
	k.tap(".mine-choice a", "Xã mẫu", 6)
	b.wait(`/xa-mau/.test(location.pathname) && document.readyState === 'complete'`)
	k.tap(".chips a", "7/2027", 3)
	b.wait(`location.hash === '#2027-07' && [...document.querySelectorAll('.agenda li')].some(e => /[Ll]ớp bơi/.test(e.textContent) && (r => r.top > 0 && r.bottom < innerHeight)(e.getBoundingClientRect()))`)
	k.within(2)
}

func subscribeTask(b *tab) {
	k := myCommune(b)
	k.tap(".mine-choice a", "Xã mẫu", 6)
	b.wait(`/xa-mau/.test(location.pathname) && document.readyState === 'complete'`)
	ask[any](b, `addEventListener('click', e => { const a = e.target.closest('a'); if (a && a.protocol === 'webcal:') { e.preventDefault(); document.title = a.href } });null`)
	k.tap(".subscribe a", "", 2)
	b.wait(`/^webcal:.*xa-mau/.test(document.title)`)
	k.within(2)
}

func posterTask(b *tab) {
	k := b.phone("/")
	k.tap(".ways a", "Tờ rơi: 111", 12)
	b.wait(`document.readyState === 'complete' && document.querySelector('.prints')`)
	ask[any](b, `window.print = () => { document.title = 'printed ' + document.documentElement.className };null`)
	k.tap(".prints button", "Áp phích A4", 2)
	b.wait(`/^printed .*as-a4/.test(document.title)`)
	k.within(2)
}

func shareTask(b *tab) {
	b.see(look{width: 360, height: 740})
	b.before(`navigator.share = data => { document.title = 'shared ' + data.url; return Promise.resolve() };`)
	k := b.phone("/duoi-nuoc/vung-an-toan/")
	k.tap("a.pass-on", "", 1)
	b.wait(`(r => r.top >= 0 && r.bottom < innerHeight)(document.querySelector('.share .send').getBoundingClientRect())`)
	ask[any](b, `document.querySelector('.share .send').click();null`)
	k.taps++
	b.wait(`/^shared .*vung-an-toan/.test(document.title)`)
	k.within(2)
}

func childTask(b *tab) {
	k := b.phone("/")
	k.tap(".for-you a", "Trẻ em", 12)
	b.wait(`document.querySelectorAll('.picture-cards li > img').length > 11`)
	b.want("few words", `[...document.querySelectorAll('.picture-cards li')].every(e => e.textContent.trim().split(/\s+/).length <= 26)`)
	k.within(1)
}
