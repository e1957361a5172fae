package browser

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// handOn prints, saves and shows pages for people who are not at this screen.
func (h *house) handOn(t *testing.T) {
	t.Run("shapes of a leaflet", h.shapes)
	for name, test := range map[string]func(*tab){
		"the buttons of a leaflet choose its shape": shapeButtons,
		"an article is saved as one file":           savedWhole,
		"an article is printed":                     printed,
		"slides of a lesson":                        slides,
		"a lesson is printed at its head":           lessonPrinted,
		"slides on a phone":                         slidesOnPhone,
		"no slides without script":                  noSlides,
		"words to copy":                             wordsToCopy,
		"the beat":                                  beat,
		"first aid in the other language":           firstAidTongues,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(h.tab(t))
		})
	}
}

// shapes prints each leaflet in each of its shapes.
func (h *house) shapes(t *testing.T) {
	const a4, a3, lying = "[0 0 594.95996 841.91998]", "[0 0 841.91998 1191.12]", "[0 0 841.91998 594.95996]"
	for _, path := range []string{"/cho-nha-truong/to-roi-111/", "/cho-nha-truong/to-roi-duoi-nuoc/", "/cho-nha-truong/to-roi-mu-bao-hiem/", "/en/for-schools/leaflet-111/", "/en/for-schools/leaflet-water/", "/en/for-schools/leaflet-helmet/"} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			b := h.tab(t)
			b.see(look{width: 1280})
			b.visit(path)
			for shape, want := range map[string]struct {
				paper  string
				sheets int
				area   int64 // of the sheet without its margins, in pixels
			}{"a4": {a4, 1, 726}, "a3": {a3, 1, 1027}, "strips": {a4, 1, 726}, "folded": {lying, 2, 1062}} {
				ask[bool](b, `location.hash = '`+shape+`'; true`)
				b.wait(`document.documentElement.classList.contains('as-` + shape + `')`)
				pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF(func(p *page.PrintToPDFParams) { css := true; p.PreferCSSPageSize = &css }))
				if err != nil {
					t.Fatal(err)
				}
				if sheets := bytes.Count(pdf, []byte("/Type /Page\n")); sheets != want.sheets || bytes.Count(pdf, []byte(want.paper)) != sheets {
					t.Errorf("%s: %d sheets, want %d of %s", shape, sheets, want.sheets, want.paper)
				}
				b.see(look{width: want.area, print: true})
				if cut := ask[[]string](b, cutOff); len(cut) > 0 {
					t.Errorf("%s cuts off %q", shape, cut)
				}
				b.see(look{width: 1280})
			}
		})
	}
}

// cutOff lists what a poster does not show whole.
const cutOff = `[...document.querySelectorAll('.poster')].filter(p => p.checkVisibility()).flatMap(p => {
	const edge = p.getBoundingClientRect();
	return [...p.querySelectorAll(':scope > *')].filter(e => e.checkVisibility()).filter(e => {
		const box = e.getBoundingClientRect();
		return box.bottom > edge.bottom + 1 || box.right > edge.right + 1 || e.matches('img') && box.height < 100;
	}).map(e => e.tagName + ' ' + e.className);
})`

func shapeButtons(b *tab) {
	b.see(look{width: 360})
	b.visit("/cho-nha-truong/to-roi-111/")
	b.want("the poster is for paper alone", `!visible('.paper-only') && visible('.prints')`)
	b.want("a press prints a poster", `var asked = ''; window.print = () => asked = document.documentElement.className;
		document.querySelector('[data-print=a3]').click(); asked === 'as-a3'`)
	b.want("another press the plain sheet", `document.querySelector('[data-print=""]').click(); asked === ''`)
	b.see(look{width: 360, noScript: true})
	b.visit("/cho-nha-truong/to-roi-111/")
	b.want("without script no button", `!visible('.prints') && !visible('.paper-only')`)
	b.see(look{width: 360})
}

// savedWhole looks into the file that a reader saves: nothing of it is elsewhere,
// and nothing in it runs.
func savedWhole(b *tab) {
	b.see(look{width: 360})
	b.visit(article)
	saved := ask[string](b, `new Promise(done => {
		URL.createObjectURL = blob => { blob.text().then(done); return '#' };
		document.querySelector('.share .save').click();
	})`)
	for _, has := range []string{"<style>", "src=\"data:image/", "default-src 'none'", "<h1>"} {
		if !strings.Contains(saved, has) {
			b.t.Errorf("the file lacks %s", has)
		}
	}
	for _, lacks := range []string{"<script", "<link rel=\"stylesheet", " src=\"/", " href=\"/", "srcset"} {
		if strings.Contains(saved, lacks) {
			b.t.Errorf("the file has %s", lacks)
		}
	}
	b.wait(`document.querySelector('.share [role=status]').textContent`)
}

func printed(b *tab) {
	b.see(look{width: 360})
	b.visit(article)
	b.want("a button prints", `var asked = 0; window.print = () => asked++; visible('.share .print') && (document.querySelector('.share .print').click(), asked === 1)`)
}

const lesson = "/cho-nha-truong/giao-an-duoi-nuoc/"

// lessonPrinted: who teaches prints at the head of a lesson or of a quiz, not below it.
func lessonPrinted(b *tab) {
	b.before(`window.print = () => { window.printed = true }`)
	for path, slides := range map[string]bool{lesson: true, "/cho-nha-truong/do-vui-duoi-nuoc/": false} {
		b.see(look{width: 360})
		b.visit(path)
		b.want(path+": the button prints, on the first screen", `(e => e.getBoundingClientRect().bottom < innerHeight && visible('.show [data-print]') && (e.click(), window.printed))(document.querySelector('.show [data-print]'))`)
		b.want(path+": slides where there is something to show", fmt.Sprintf(`visible('.show button:first-child') === %t`, slides))
		b.want(path+": a lesson's times stand in one line", `[...document.querySelectorAll('.prose td:first-child')].filter(e => /^\d+–\d+$/.test(e.textContent)).every(e => e.getBoundingClientRect().height > 0 && (r => { r.selectNodeContents(e); return r.getClientRects().length < 2 })(document.createRange()))`)
	}
}

// slides are turned with the keys; each is whole on the screen of an old projector.
func slides(b *tab) {
	b.see(look{width: 1024, height: 768})
	b.visit(lesson)
	ask[bool](b, `document.documentElement.requestFullscreen = Element.prototype.requestFullscreen = undefined; document.querySelector('.show button').click(); true`)
	b.wait(`document.querySelector('.turns span').textContent`)
	b.want("the first has the title", `visible('.slide.first h2') && document.querySelector('.slide h2').textContent === document.querySelector('h1').textContent`)
	b.want("each heading has a slide", `[...document.querySelectorAll('main .prose > h2')].every(h => {
		const empty = h.nextElementSibling.matches('.notes');
		return empty || [...document.querySelectorAll('.slide h2')].some(s => s.textContent === h.textContent) })`)
	b.want("what the teacher says is on none", `!document.querySelector('.slides .notes')`)
	b.want("nothing is lost", `(() => { const text = e => e.innerText.replace(/\s+/g, '');
		const shown = [...document.querySelectorAll('.slide')].map(s => { s.classList.add('now'); const t = text(s); return t }).join('');
		[...document.querySelectorAll('.slide')].forEach((s, i) => s.classList.toggle('now', !i));
		return [...document.querySelectorAll('main .prose li, main .prose td')].filter(e => !e.closest('.notes')).every(e => shown.includes(e.textContent.replace(/\s+/g, ''))) })()`)
	for {
		if long := ask[string](b, `(s => s.scrollHeight > s.clientHeight + 1 || s.scrollWidth > s.clientWidth + 1 ? s.innerText : '')(document.querySelector('.slide.now'))`); long != "" {
			b.t.Errorf("not whole on the screen: %q", long)
		}
		at := ask[string](b, `document.querySelector('.turns span').textContent`)
		b.do(chromedp.KeyEvent(kb.ArrowRight))
		if at == ask[string](b, `document.querySelector('.turns span').textContent`) {
			break
		}
	}
	b.want("the last is reached", `document.querySelector('.slide:last-child').matches('.now')`)
	b.do(chromedp.KeyEvent(kb.Home))
	b.want("Home leads back", `document.querySelector('.slide').matches('.now')`)
	b.do(chromedp.KeyEvent(kb.Escape))
	b.want("Esc leaves", `!document.querySelector('.slides') && visible('main h1') && !!document.activeElement.closest('.show')`)
}

func slidesOnPhone(b *tab) {
	b.see(look{width: 360})
	b.visit(lesson)
	ask[bool](b, `document.documentElement.requestFullscreen = Element.prototype.requestFullscreen = undefined; document.querySelector('.show button').click(); true`)
	b.wait(`document.querySelector('.turns span').textContent`)
	b.want("buttons turn", `document.querySelector('.turns .button:last-child').click(); document.querySelector('.turns span').textContent.startsWith('2')`)
	b.want("they are large enough", `[...document.querySelectorAll('.turns .button')].every(e => e.offsetHeight >= 44 && e.offsetWidth >= 44)`)
}

func noSlides(b *tab) {
	b.see(look{width: 1024, noScript: true})
	b.visit(lesson)
	b.want("no button without script", `!visible('.show') && visible('.notes')`)
	b.see(look{width: 1024})
}

func wordsToCopy(b *tab) {
	b.see(look{width: 360})
	b.visit("/chien-dich/bo-truyen-thong/")
	copied := ask[string](b, `new Promise(done => { navigator.clipboard.writeText = text => { done(text); return Promise.resolve() };
		document.querySelector('.to-copy button').click() })`)
	if !strings.Contains(copied, "114") || strings.Contains(copied, "<") || strings.Contains(copied, "\n\n\n") {
		b.t.Errorf("copied: %q", copied)
	}
	b.wait(`document.querySelector('.to-copy [role=status]').textContent`)
}

// beat: 100 to 120 a minute, and none where the reader wants no motion.
func beat(b *tab) {
	b.see(look{width: 360})
	b.visit("/duoi-nuoc/cap-cuu-duoi-nuoc/")
	b.want("closed, nothing moves", `!document.getAnimations().length`)
	b.want("open, 100 to 120 a minute", `document.querySelector('.beat').open = true; document.querySelector('.pulse').getAnimations().some(a => {
		const each = 60000 / a.effect.getTiming().duration; return each >= 100 && each <= 120 })`)
	b.see(look{width: 360, reduced: true})
	b.want("no motion for those who want none", `!document.getAnimations().length && document.querySelector('.beat p').innerText.includes('110')`)
	b.see(look{width: 360})
}

// firstAidTongues: the link to the other language stands in the row above the heading.
func firstAidTongues(b *tab) {
	for _, width := range []int64{360, 1280} {
		b.see(look{width: width})
		b.visit("/duoi-nuoc/cap-cuu-duoi-nuoc/")
		b.want("the other language stands beside the way to other dangers, above the heading", `(() => {
			const link = document.querySelector('.tongues a').getBoundingClientRect(), others = document.querySelector('.others').getBoundingClientRect(), h = document.querySelector('h1').getBoundingClientRect();
			return link.bottom <= h.top && link.height >= 44 && link.top < others.bottom && link.left > others.right })()`)
	}
}
