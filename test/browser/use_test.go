package browser

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"loa/test/ownsite"
)

// use does what readers do.
func (h *house) use(t *testing.T) {
	for name, test := range map[string]func(*tab){
		"the menu opens on a phone":            menuOpens,
		"the menu needs no script":             menuWithoutScript,
		"the switcher keeps the page":          switcher,
		"the keyboard begins with a skip link": skipLink,
		"a number is always in reach":          numbersInReach,
		"share by a sheet":                     shareSheet,
		"share without a sheet copies":         shareCopies,
		"share where nothing is copied":        shareByHand,
		"the system chooses the colours":       scheme,
		"pictures may be missing":              withoutPictures,
		"share hides without script":           shareHides,
		"paper has numbers, no navigation":     paper,
		"reduced motion":                       stillness,
		"a quiz answers at once":               quizAnswers,
		"a quiz has its key without script":    quizWithoutScript,
		"a quiz on paper":                      quizOnPaper,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(h.tab(t))
		})
	}
}

const article = "/duoi-nuoc/vung-an-toan/"

// visible is a script function: whether an element can be seen.
const visible = `var visible = s => { const e = document.querySelector(s); return !!e && e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0 };`

func (b *tab) want(what, script string) {
	b.t.Helper()
	if !ask[bool](b, visible+script) {
		b.t.Errorf("not so: %s", what)
	}
}

func menuOpens(b *tab) {
	b.see(look{width: 360})
	b.visit(article)
	b.want("the menu is closed at first", `!visible('.menu-list')`)
	b.want("a press opens it", `document.querySelector('.menu summary').click(); visible('.menu-list a')`)
	b.see(look{width: 1280})
	b.visit(article)
	b.want("wide screens show it", `visible('.menu-list a') && !visible('.menu summary')`)
}

func menuWithoutScript(b *tab) {
	b.see(look{width: 360, noScript: true})
	b.visit(article)
	b.want("the menu opens without script", `document.querySelector('.menu summary').click(); visible('.menu-list a')`)
	b.want("so do the contents", `!visible('.contents-list') && (document.querySelector('.contents summary').click(), visible('.contents-list a'))`)
}

func switcher(b *tab) {
	b.see(look{width: 360})
	b.visit(article)
	address := ask[string](b, `document.querySelector('.languages a').href`)
	b.visit(address[len(b.h.url):])
	b.want("the same page in English", `document.documentElement.lang === 'en'`)
	b.want("which leads back", `new URL(document.querySelector('.languages a').href).pathname === '`+article+`'`)
}

func skipLink(b *tab) {
	b.see(look{width: 360})
	b.visit(article)
	b.next()
	b.want("the skip link has the focus and is on the screen", `document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().top >= 0`)
	b.enter()
	b.want("it leads to the text", `location.hash === '#main' && document.activeElement.id === 'main'`)
	seen := map[string]bool{}
	for range 40 {
		b.next()
		seen[ask[string](b, `document.activeElement.outerHTML.slice(0, 80)`)] = true
		b.want("the focus has an outline", `document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none'`)
		b.want("the focus is not under the numbers", `(() => { const a = document.activeElement, s = document.querySelector('.strip');
			if (a === document.body || s.contains(a)) return true;
			const r = a.getBoundingClientRect(), q = s.getBoundingClientRect();
			return !(r.top >= q.top && r.bottom <= q.bottom); })()`)
	}
	if len(seen) < 10 {
		b.t.Errorf("the keyboard reaches %d places", len(seen))
	}
}

func numbersInReach(b *tab) {
	for _, path := range ownsite.Kinds() {
		b.see(look{width: 360})
		b.visit(path)
		b.want("numbers on the first screen of "+path, `[...document.querySelectorAll('.strip a')].every(a => { const r = a.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight && r.height >= 44 && a.href.startsWith('tel:') })`)
		b.want("and at the end", `scrollTo(0, 1e6), document.querySelector('.strip a').getBoundingClientRect().bottom <= innerHeight`)
		b.want("which covers no text there", `(() => { const last = document.querySelector('.bottom address') || document.querySelector('.bottom'); return last.getBoundingClientRect().bottom <= document.querySelector('.strip').getBoundingClientRect().top + 1 || !last.matches('address'); })()`)
	}
}

// ways puts what a browser has or lacks in the place of this one's, and runs the
// page's script anew.
const ways = `(() => {
	const old = document.querySelector('.share'), fresh = old.cloneNode(true);
	for (const name of ['share', 'clipboard']) Object.defineProperty(navigator, name, {value: WAYS[name], configurable: true});
	document.execCommand = () => WAYS.copies;
	fresh.querySelector('.send').hidden = true;
	old.replaceWith(fresh);
	const s = document.createElement('script');
	s.src = document.querySelector('script[src*=loa]').src;
	return new Promise(done => { s.onload = done; document.head.append(s) }).then(() => null);
})()`

// with opens the article in a browser that shares and copies in a certain way.
func (b *tab) with(script string) {
	b.t.Helper()
	b.see(look{width: 360})
	b.visit(article)
	ask[any](b, `window.heard = [], window.WAYS = {`+script+`}, null`)
	ask[any](b, ways)
}

const (
	refusing = `share: undefined, clipboard: undefined, copies: false`
	said     = `document.querySelector('.share [role=status]').textContent`
)

func shareCopies(b *tab) {
	b.with(`share: undefined, clipboard: {writeText: t => { heard.push(t); return Promise.resolve() }}`)
	b.want("one button", `visible('.share .link') && !visible('.share .send') && !visible('.share input')`)
	text := ask[string](b, `document.querySelector('.share .link').click(), Promise.resolve().then(() => heard + '|' + `+said+`)`)
	if want := b.h.url + article + "|Đã chép địa chỉ. Bạn dán vào Zalo, Facebook hay tin nhắn."; text != want {
		b.t.Errorf("copied and said %q, want %q", text, want)
	}
}

func shareSheet(b *tab) {
	b.with(`share: d => { heard.push(d.title + '|' + d.url); return Promise.reject(new DOMException('', 'AbortError')) }, clipboard: undefined`)
	b.want("both buttons", `visible('.share .link') && visible('.share .send')`)
	text := ask[string](b, `document.querySelector('.share .send').click(), Promise.resolve().then(() => heard + '|' + `+said+`)`)
	if want := "Vùng an toàn quanh ao, hồ, giếng – Vì trẻ em|" + b.h.url + article + "|"; text != want {
		b.t.Errorf("shared and said %q, want %q", text, want)
	}
}

// A browser inside of a chat program: no sheet, no clipboard.
func shareByHand(b *tab) {
	b.with(refusing)
	b.want("the address stands there selected", `document.querySelector('.share .link').click(), visible('.share input') && document.activeElement.matches('.share input') && document.activeElement.selectionEnd === document.activeElement.value.length`)
	b.want("with how to copy it", said+`.includes('bấm giữ')`)
	if got, want := ask[string](b, `document.querySelector('.share input').value`), b.h.url+article; got != want {
		b.t.Errorf("the field has %q, want %q", got, want)
	}
	b.want("and fits", `document.documentElement.scrollWidth <= 360`)
}

func shareHides(b *tab) {
	b.see(look{width: 360, noScript: true})
	b.visit(article)
	b.want("no button that does nothing", `!visible('.share')`)
	b.want("the text is there", `visible('main h1') && visible('.prose p')`)
}

func paper(b *tab) {
	b.see(look{width: 700, print: true})
	b.visit(article)
	b.want("numbers", `visible('.strip a')`)
	b.want("no navigation", `!visible('.top') && !visible('.share') && !visible('.neighbours') && !visible('.more')`)
	b.want("the address", `visible('.facts .address')`)
	b.visit("/")
	b.want("pictures of a list are small", `[...document.querySelectorAll('.card > img')].every(i => i.width < 100)`)
	b.want("nothing to fill in", `!visible('.ask') && !visible('.mine-choice')`)
}

func scheme(b *tab) {
	seen := map[string]bool{}
	for _, dark := range []bool{false, true} {
		b.see(look{width: 360, dark: dark})
		b.visit(article)
		seen[ask[string](b, `(() => { const s = getComputedStyle(document.body); return s.backgroundColor + s.color })()`)] = true
		b.want("a drawing knows the scheme", `getComputedStyle(document.querySelector('main img')).colorScheme.includes('dark')`)
	}
	if len(seen) != 2 {
		b.t.Errorf("light and dark look like %v", seen)
	}
}

// Without pictures nothing is lost: each has a text, and the page keeps its shape.
func withoutPictures(b *tab) {
	b.see(look{width: 360})
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		pictures := network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*.svg", Block: true}, {URLPattern: "*://*:*/*.png", Block: true}}}
		_, err := cdp.Call(ctx, t, network.SetBlockedURLs, pictures)
		return err
	}))
	b.visit(article)
	b.want("no picture came", `[...document.images].every(i => i.naturalWidth === 0)`)
	b.want("a text stands for it", `[...document.querySelectorAll('main img')].every(i => i.alt.length > 10)`)
	b.want("steps and numbers are there", `visible('.strip a') && visible('.prose h2') && document.documentElement.scrollWidth <= 360`)
	b.visit("/")
	b.want("the ways to first aid too", `visible('.urgent-box a')`)
}

func stillness(b *tab) {
	b.see(look{width: 360, reduced: true})
	b.visit("/")
	b.want("nothing moves", `[...document.querySelectorAll('*')].every(e => { const s = getComputedStyle(e); return parseFloat(s.transitionDuration) === 0 && s.animationName === 'none' })`)
}

const quiz = "/cho-nha-truong/do-vui-duoi-nuoc/"

func quizAnswers(b *tab) {
	b.see(look{width: 360})
	b.visit(quiz)
	b.want("the key is closed", `!visible('.key')`)
	b.want("a wrong answer is told", `document.querySelector('.answers li:not([data-right]) button').click(); visible('.answers .wrong') && visible('.questions [role=status]')`)
	b.want("the right one comes with its reason", `document.querySelector('.answers li[data-right] button').click(); visible('.answers .right') && document.querySelector('.questions [role=status]').textContent.length > 20`)
	b.want("the reason is no louder than the text", `[...document.querySelectorAll('.questions [role=status]')].filter(e => e.textContent).every(e => [e, ...e.querySelectorAll('*:not(b, strong)')].every(x => getComputedStyle(x).fontWeight < 600))`)
	b.want("at the end the score stands there", `document.querySelectorAll('.answers li[data-right] button').forEach(a => a.click()); /9.*10/.test(document.querySelector('.score').textContent)`)
	b.quiet(quiz)
	b.light(quiz)
	b.visit(article)
	_, requests := b.heard()
	for _, url := range requests {
		if strings.Contains(url, "quiz") {
			b.t.Errorf("a page without a quiz asks for %s", url)
		}
	}
}

func quizWithoutScript(b *tab) {
	b.see(look{width: 360, noScript: true})
	b.visit(quiz)
	b.want("answers stand there", `visible('.answers li') && !visible('.key')`)
	b.want("a press shows the key", `document.querySelector('.quiz summary').click(); visible('.key li')`)
}

func quizOnPaper(b *tab) {
	b.see(look{width: 700, print: true})
	b.visit(quiz)
	b.want("questions and key are printed, marks are not", `visible('.questions li') && visible('.key li') && !visible('.questions [role=status]') && !visible('.quiz summary')`)
}
