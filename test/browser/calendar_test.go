package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// calendar looks at what the reader's device adds to the pages with events.
func (h *house) calendar(t *testing.T) {
	for name, test := range map[string]func(*tab){
		"today is marked by the reader's clock":        todayMarked,
		"a day of the grid leads to what is on it":     daysLead,
		"a commune's events get into a calendar":       taken,
		"an empty month says why another one opens":    emptyMonth,
		"without script there are dates alone":         datesAlone,
		"a campaign's state follows the clock":         stateFollows,
		"an event is copied":                           eventCopied,
		"a refused clipboard leaves the text selected": copyRefused,
		"a week is copied":                             weekCopied,
		"in a chat program":                            insideChat,
		"the reader's commune comes first":             communeFirst,
		"a commune without storage":                    communeUnkept,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := h.tab(t)
			b.see(look{width: 360})
			test(b)
		})
	}
}

const (
	june     = "/lich-hoat-dong/2027-06/"
	campaign = "/chien-dich/thang-hanh-dong-2027/"
	activity = "/lich-hoat-dong/tap-nem-phao/"
)

// on sets the reader's clock to noon of a day.
func (b *tab) on(day string) {
	b.before(`(() => { const Old = Date; Date = class extends Old { constructor(...a) { super(...(a.length ? a : ['` + day + `T12:00:00'])) } }; })()`)
}

func todayMarked(b *tab) {
	b.on("2027-06-13")
	b.visit(june)
	b.want("today is marked in the grid and nowhere else", `[...document.querySelectorAll('.grid .today')].map(e => e.dataset.day).join() === '2027-06-13'`)
	b.want("and said", `document.querySelector('.grid .today').getAttribute('aria-current') === 'date'`)
	b.quiet(june)
	b.light(june)
}

// daysLead: on a phone a day with events is one link as large as its cell, and leads
// to that day in the list.
func daysLead(b *tab) {
	for _, l := range []look{{width: 320}, {width: 360, noScript: true}, {width: 360, forced: true}} {
		b.see(l)
		b.visit(june)
		b.want("as large as the cell, which a thumb can hit", `[...document.querySelectorAll('.grid .on')].every(a => { const r = a.getBoundingClientRect(), c = a.closest('td').getBoundingClientRect(); return r.width > c.width - 3 && r.height > c.height - 3 && r.height >= 44 && r.width >= 38 })`)
		b.want("one on each day with events, and nothing else to press", `document.querySelectorAll('.grid .on').length === [...document.querySelectorAll('.grid td')].filter(c => c.querySelector('li')).length && ![...document.querySelectorAll('.grid li a')].some(a => a.checkVisibility())`)
		b.want("with a mark that colours of the system keep", `[...document.querySelectorAll('.grid .on')].every(a => parseFloat(getComputedStyle(a, '::after').borderBottomWidth) >= 4)`)
		b.want("to a day of the list", `[...document.querySelectorAll('.grid td:not(.outside) .on')].every(a => { const to = document.querySelector(a.hash); return to && to.closest('.agenda') && to.dataset.day <= a.closest('td').dataset.day })`)
	}
	if got := ask[string](b, `document.querySelector('[data-day="2027-06-12"] .on').getAttribute('aria-label')`); got != "12 tháng 6, 1 hoạt động, 8/5 âm lịch" {
		b.t.Errorf("a day is called %q", got)
	}
	b.want("the table has a name", `document.getElementById(document.querySelector('.grid').getAttribute('aria-labelledby')).textContent === 'tháng 6 năm 2027'`)
}

// emptyMonth: a calendar whose month has nothing opens at the next that has, and says so.
func emptyMonth(b *tab) {
	b.see(look{width: 360})
	b.visit("/lich-hoat-dong/")
	b.want("which month is empty, and which is shown", `/11 năm 2026.*1 năm 2027/s.test(document.querySelector('main .notice').textContent) && document.querySelector('.month h2').textContent.includes('1 năm 2027')`)
	b.visit("/lich-hoat-dong/2027-07/")
	b.want("a month that was asked for needs no word", `!document.querySelector('main .notice')`)
}

// taken: the commune's events get into a calendar by two taps, and the file lies
// on the host that is read, whichever that is.
func taken(b *tab) {
	b.visit("/don-vi/xa-mau/")
	b.follow(`main > p > a.button`)
	b.want("the ways stand on the first two screens", `document.querySelector('.take .button').getBoundingClientRect().top < 1600 && !!(document.querySelector('.take').compareDocumentPosition(document.querySelector('.agenda')) & Node.DOCUMENT_POSITION_FOLLOWING)`)
	b.want("the file is on this host", `(a => a.host === location.host && fetch(a).then(r => r.text()).then(t => t.startsWith('BEGIN:VCALENDAR')))(document.querySelector('.take a[href^="/"][href$=".ics"]'))`)
	b.visit("/lich-hoat-dong/")
	b.want("a month that is not this one says why", `/tháng 11 năm 2026.*tháng (1 năm 2027|12 năm 2026)/.test(document.querySelector('.calendar .notice')?.textContent) || document.querySelector('#month').textContent === 'tháng 11 năm 2026'`)
}

func datesAlone(b *tab) {
	b.see(look{width: 360, noScript: true})
	b.visit(june)
	b.want("nothing claims to be today", `!document.querySelector('.today') && visible('.agenda time') && !visible('.mine-choice') && !visible('.week')`)
	b.visit(activity)
	b.want("the text to copy opens", `!visible('.copy textarea') && (document.querySelector('.copy summary').click(), visible('.copy textarea'))`)
}

func stateFollows(b *tab) {
	for _, c := range []struct{ day, want string }{
		{"2027-05-31", "Sắp diễn ra"}, {"2027-06-01", "Đang diễn ra: ngày thứ 1 trong 30 ngày"}, {"2027-06-30", "Đang diễn ra: ngày thứ 30 trong 30 ngày"}, {"2027-07-01", "Đã kết thúc"},
	} {
		other := b.h.tab(b.t)
		other.on(c.day)
		other.visit(campaign)
		if got := ask[string](other, `document.querySelector('.state').textContent`); got != c.want {
			b.t.Errorf("on %s the campaign is %q, want %q", c.day, got, c.want)
		}
	}
}

// clipboard stands in for the browser's: it takes the text or refuses it.
func clipboard(takes bool) string {
	answer := "Promise.reject(new Error('no'))"
	if takes {
		answer = "Promise.resolve()"
	}
	return `Object.defineProperty(navigator, 'clipboard', {value: {writeText: t => { window.copied = t; return ` + answer + ` }}, configurable: true})`
}

func eventCopied(b *tab) {
	b.before(clipboard(true))
	b.visit(activity)
	got := ask[string](b, `new Promise(done => { document.querySelector('.copy summary').click(); setTimeout(() => done(window.copied + '|' + document.querySelector('.copy [role=status]').textContent), 300) })`)
	want := "ĐÃ DỜI: Mẫu: Buổi tập ném phao cho người lớn (đã dời)\nChủ Nhật, ngày 27 tháng 6 năm 2027, 07:00–09:00\nSân bóng mẫu, Xã mẫu\n" +
		"https://treem.example.gov.vn" + activity + "|Đã chép. Bạn mở Zalo và dán vào tin nhắn."
	if got != want {
		b.t.Errorf("copied and said\n%q, want\n%q", got, want)
	}
}

func copyRefused(b *tab) {
	b.before(clipboard(false))
	b.visit(activity)
	b.want("the whole text is selected and nothing is claimed", `new Promise(done => { document.querySelector('.copy summary').click(); setTimeout(() => {
		const t = document.querySelector('.copy textarea');
		done(visible('.copy textarea') && document.activeElement === t && t.selectionStart === 0 && t.selectionEnd === t.value.length && t.value.length > 50 &&
			!document.querySelector('.copy [role=status]').textContent) }, 300) })`)
	b.quiet(activity)
	b.light(activity)
}

func weekCopied(b *tab) {
	b.before(clipboard(true))
	b.visit(june)
	got := ask[string](b, `new Promise(done => { document.querySelectorAll('.week summary')[1].click(); setTimeout(() => done(window.copied), 300) })`)
	want := "Lịch hoạt động tháng 6 năm 2027\nThứ Bảy, 12/06/2027 (8/5 âm lịch)\n- 07:30–09:00 Dự kiến Mẫu: Lớp bơi hè, sáng thứ Bảy – Bể bơi mẫu, Xã mẫu · Xã mẫu\n" + b.h.url + june
	if got != want {
		b.t.Errorf("copied\n%q, want\n%q", got, want)
	}
}

func insideChat(b *tab) {
	for _, agent := range []string{"Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari/537.36 Zalo android/12100698 ZaloTheme/light", "Mozilla/5.0 (iPhone) Mobile/15E148 [FBAN/FBIOS;FBAV/440.0]"} {
		command(b, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: agent})
		b.visit(activity)
		b.want("copying, then Google, then the files", `(() => { const top = s => document.querySelector(s).getBoundingClientRect(), after = (a, b) => b.top > a.top || b.top === a.top && b.left > a.left;
			return after(top('.copy summary'), top('.subscribe li:not(.file)')) && [...document.querySelectorAll('.subscribe .file')].every(f => after(top('.subscribe li:not(.file)'), f.getBoundingClientRect())) })()`)
	}
}

func communeFirst(b *tab) {
	b.visit("/lich-hoat-dong/")
	b.want("the choice is offered", `visible('.mine-choice select')`)
	b.want("choosing marks the commune's events and leads to them", `(() => { const s = document.querySelector('.mine-choice select'); s.value = 'xa-mau'; s.dispatchEvent(new Event('change'));
		return new URL(document.querySelector('.mine-choice a').href).pathname === '/lich-hoat-dong/don-vi/xa-mau/' && visible('.mine-choice a') && document.querySelector('.mine-choice a').textContent === 'Chỉ xem Xã mẫu' })()`)
	b.visit(june)
	b.want("it is remembered on another page", `document.querySelector('.mine-choice select').value === 'xa-mau' && document.querySelectorAll('.agenda .mine').length > 0`)
	b.want("its events stand first in their day", `[...document.querySelectorAll('.agenda ul')].every(l => { const mine = [...l.children].map(i => i.classList.contains('mine')); return mine.indexOf(false) < 0 || mine.lastIndexOf(true) < mine.indexOf(false) })`)
	b.want("and can be forgotten", `(() => { const s = document.querySelector('.mine-choice select'); s.value = ''; s.dispatchEvent(new Event('change'));
		return localStorage.getItem('loa.unit /') === null && !document.querySelector('.agenda .mine') && !visible('.mine-choice a') && document.querySelector('.mine-choice a').textContent === 'Chỉ xem Xã mẫu' })()`)
}

func communeUnkept(b *tab) {
	b.before(`Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied', 'SecurityError') }})`)
	b.visit(june)
	b.want("the choice works for the page", `(() => { const s = document.querySelector('.mine-choice select'); s.value = 'xa-mau'; s.dispatchEvent(new Event('change')); return document.querySelectorAll('.agenda .mine').length > 0 })()`)
	b.quiet(june)
	b.light(june)
}
