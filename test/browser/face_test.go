package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// face looks at how pages lead on: the search, first aid, lists.
func (h *house) face(t *testing.T) {
	for name, test := range map[string]func(*tab){
		"the search is in the header":             searchInHeader,
		"the header is one row at every width":    headerRow,
		"the home page asks the search":           homeAsks,
		"a page that is not there asks it, too":   lostAsks,
		"the search has its place at once":        searchPlace,
		"topics on the second screen of a phone":  topicsSoon,
		"first aid in one row":                    firstAidRow,
		"a list is parted by kind":                kindsOfList,
		"news by month":                           newsByMonth,
		"the register is a table":                 registerTable,
		"the days of a campaign":                  campaignDays,
		"the reader's commune at home":            communeAtHome,
		"pictures of a list are small":            smallPictures,
		"tables fit a phone":                      tablesFit,
		"first aid begins on the first screen":    firstAct,
		"tiles break no word":                     tileWords,
		"later pages of a list":                   laterPages,
		"nothing twice, nothing without a figure": onceEach,
		"a leaflet begins with its words":         leafletWords,
		"many first-aid pages are no wall":        noWall,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(h.tab(t))
		})
	}
}

// tablesFit: no table has to be moved sideways on a phone, nor is a column so narrow that
// it holds a word a line.
func tablesFit(b *tab) {
	b.see(look{width: 360})
	tables := 0
	for _, page := range pagesWith(b, `<div class=table`) {
		b.visit(page)
		tables++
		for _, fault := range ask[[]string](b, `[...document.querySelectorAll('.prose .table')].flatMap(box => [
			box.scrollWidth > box.clientWidth && 'wider by ' + (box.scrollWidth - box.clientWidth) + ' px: ' + box.innerText.slice(0, 60),
			...[...box.querySelectorAll('td')].filter(e => e.innerText.length > 20 && e.clientWidth < 80).map(e => 'a column of ' + e.clientWidth + ' px: ' + e.innerText.slice(0, 60))]).filter(Boolean).slice(0, 3)`) {
			b.t.Errorf("%s: %s", page, fault)
		}
	}
	if tables < 10 {
		b.t.Error("only", tables, "pages have a table")
	}
}

// pagesWith are the addresses of the site's own Vietnamese pages with a text in their HTML.
func pagesWith(b *tab, text string) (pages []string) {
	files, _ := filepath.Glob(b.h.public + "/*/*/index.html")
	for _, file := range files {
		html, err := os.ReadFile(file)
		if err != nil {
			b.t.Fatal(err)
		}
		if strings.Contains(string(html), text) {
			pages = append(pages, strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(b.h.public)), "index.html"))
		}
	}
	return pages
}

func searchInHeader(b *tab) {
	for _, width := range []int64{320, 360, 768, 1280} {
		b.see(look{width: width})
		b.visit(article)
		b.want("a way to the search, large enough", `(e => visible('.bar .find') && e.height >= 44 && e.width >= 44)(document.querySelector('.find').getBoundingClientRect())`)
		b.want("it has a name", `document.querySelector('.find').textContent.trim().length > 3`)
		if width == 360 {
			b.see(look{width: width, forced: true})
			b.want("its sign is seen in the system's colours", `(s => s.forcedColorAdjust === 'none' && s.backgroundColor !== getComputedStyle(document.body).backgroundColor)(getComputedStyle(document.querySelector('.find'), '::before'))`)
			b.see(look{width: width})
			b.want("name, language, search and menu stand in one row", `new Set([...document.querySelectorAll('.bar > .brand, .bar > .languages, .bar > .find, .bar > .menu')].map(e => e.getBoundingClientRect()).map(r => Math.round((r.top + r.bottom) / 16))).size === 1`)
		}
	}
}

// searchPlace: the field is where it will be before its script has come, so that nothing
// moves under a thumb.
func searchPlace(b *tab) {
	b.see(look{width: 360})
	command(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/assets/search.*", Block: true}}})
	b.visit("/tim-kiem/")
	b.want("the field without its script", `typeof loaIndex === 'undefined' && visible('#search input')`)
	b.want("first the field, then the way to first aid", `!!(document.querySelector("#search").compareDocumentPosition(document.querySelector(".urgent-box")) & Node.DOCUMENT_POSITION_FOLLOWING)`)
}

// tools says how the header stands: the rows of its name and its buttons, and what
// reaches over the edge or breaks a word in the middle.
const tools = `(() => {
	const boxes = [...document.querySelectorAll('.bar > .languages, .bar > .find, .bar > .menu')].map(e => e.getBoundingClientRect()).filter(r => r.height);
	const brand = document.querySelector('.brand').getBoundingClientRect(), name = document.querySelector('.brand > span');
	const middle = r => (r.top + r.bottom) / 2, faults = [];
	if (boxes.some(r => Math.abs(middle(r) - middle(boxes[0])) > 8)) faults.push('the buttons stand in several rows');
	if (!document.querySelector('.brand.long') && boxes.some(r => middle(r) < brand.top || middle(r) > brand.bottom)) faults.push('the buttons stand below the name');
	if (document.documentElement.scrollWidth > innerWidth || name.scrollWidth > name.clientWidth + 1) faults.push('over the edge');
	const range = document.createRange();
	for (const word of name.textContent.matchAll(/\S+/g)) {
		range.setStart(name.firstChild, word.index), range.setEnd(name.firstChild, word.index + word[0].length);
		if (range.getClientRects().length > 1) faults.push('broken: ' + word[0]);
	}
	return faults;
})()`

// headerRow: at every width, for letters of twice the size, and beside a logo.
func headerRow(b *tab) {
	const logo = `(() => { const i = new Image(); i.className = 'logo'; i.src = document.querySelector('link[rel=apple-touch-icon]').href; i.style.inlineSize = '%drem'; document.querySelector('.brand :is(.emblem, img)').replaceWith(i) })()`
	for _, path := range []string{"/tim-kiem/", "/en/search/"} {
		b.see(look{width: 320})
		b.visit(path)
		for _, prepare := range []string{``, fmt.Sprintf(logo, 2), fmt.Sprintf(logo, 10),
			`document.querySelector('.brand').classList.add('long'); document.querySelector('.brand > span').textContent = 'Trang thông tin bảo vệ trẻ em xã Hòa Bình'`} {
			ask[any](b, prepare+`;null`)
			for _, size := range []string{"100%", "212.5%"} {
				ask[any](b, `document.documentElement.style.setProperty('font-size', '`+size+`')`)
				for width := int64(320); width <= 1280; width += 40 {
					if width > 960 && size != "100%" {
						break // a row of its own for the menu, as on every wide screen
					}
					b.see(look{width: width})
					for _, fault := range ask[[]string](b, tools) {
						b.t.Errorf("%s at %d px, letters %s, %.60s: %s", path, width, size, prepare, fault)
					}
				}
			}
		}
	}
}

func homeAsks(b *tab) {
	b.see(look{width: 360})
	b.visit("/")
	ask[bool](b, `document.querySelector('.home input[name=q]').value = 'hóc'; document.querySelector('.home .ask button').click(); true`)
	b.wait(`location.pathname === '/tim-kiem/' && document.querySelector('.found a') && document.querySelector('#q').value === 'hóc'`)
}

func lostAsks(b *tab) {
	b.see(look{width: 360})
	b.visit("/khong-co/")
	ask[bool](b, `document.querySelector('.ask input').value = 'hóc'; document.querySelector('.ask button').click(); true`)
	b.wait(`location.pathname === '/tim-kiem/' && document.querySelector('.found a')`)
}

func topicsSoon(b *tab) {
	b.see(look{width: 360, height: 800})
	b.visit("/")
	if end := ask[float64](b, `document.querySelector('.home .tiles').getBoundingClientRect().bottom`); end > 1600 {
		b.t.Errorf("the topics end at %.0f, after the second screen", end)
	}
}

func firstAidRow(b *tab) {
	for _, path := range []string{"/tim-kiem/", "/ngoai-tuyen/", "/khong-co/"} {
		b.see(look{width: 360})
		b.visit(path)
		b.want(path+": one row after the purpose", `(e => e.height >= 44 && e.height <= 70 && e.top < 420)(document.querySelector('.urgent-box').getBoundingClientRect()) && !visible('.urgent-box a')`)
		b.want(path+": a press opens it", `document.querySelector('.urgent-box summary').click(); visible('.urgent-box a') && document.querySelectorAll('.urgent-box a').length > 10`)
	}
}

const groups = `[...document.querySelectorAll('.list .group')].map(e => e.textContent)`

func kindsOfList(b *tab) {
	b.see(look{width: 360})
	b.visit("/duoi-nuoc/")
	if got := strings.Join(ask[[]string](b, groups), ", "); got != "Cấp cứu, Sắp tới, Bài viết, Cho nhà trường" {
		b.t.Errorf("the groups: %s", got)
	}
	b.want("first aid stands first", `!!document.querySelector('.list .cards').querySelector('.urgent')`)
	b.want("each group has cards", `[...document.querySelectorAll('.list .group')].every(e => e.nextElementSibling.matches('.cards, .agenda') && e.nextElementSibling.children.length)`)
	b.visit("/chien-dich/")
	b.want("a list of few kinds needs no headings of one", `document.querySelectorAll('.list .group').length !== 1`)
}

func newsByMonth(b *tab) {
	b.see(look{width: 360})
	b.visit("/tin-tuc/")
	got := ask[[]string](b, groups)
	if len(got) < 3 || got[0] != "tháng 9 năm 2026" {
		b.t.Errorf("the months: %q", got)
	}
	b.want("each month once", `new Set(`+groups+`).size === `+groups+`.length`)
}

func registerTable(b *tab) {
	for _, width := range []int64{360, 1280} {
		b.see(look{width: width})
		b.visit("/van-ban/")
		b.want("number, title, day, state", `[...document.querySelectorAll('.papers thead th')].every(e => e.scope === 'col') && document.querySelectorAll('.papers tbody tr > *').length % 4 === 0 &&
			/777.*02\/04\/2024/s.test(document.querySelector('.papers tbody tr').textContent)`)
		b.want("what is not in force stands out", `document.querySelector('.papers tbody .mark').textContent === 'Hết hiệu lực'`)
		b.want("ways by kind and issuer do not lie below all documents", `document.querySelector('.filters').getBoundingClientRect().top < document.querySelector('.papers').getBoundingClientRect().top`)
		b.want("the years keep their distance", `document.querySelector('.register h2:not(.filters h2)').getBoundingClientRect().top - document.querySelector('.filters').getBoundingClientRect().bottom >= 16 || innerWidth > 900`)
		b.want("nothing is cut off", `document.documentElement.scrollWidth <= innerWidth && visible('.papers tbody a')`)
	}
}

func campaignDays(b *tab) {
	b.see(look{width: 360})
	for path, want := range map[string]string{"/chien-dich/thang-hanh-dong-2027/": "1–30 tháng 6 năm 2027", "/en/campaigns/action-month-2027/": "1–30 June 2027"} {
		b.visit(path)
		if got := ask[string](b, `document.querySelector('.banner time').textContent`); got != want {
			b.t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func communeAtHome(b *tab) {
	b.see(look{width: 360})
	b.visit("/")
	b.want("a choice of communes", `visible('.mine-choice select')`)
	b.want("the chosen one is a press away", `(s => { s.value = 'xa-mau'; s.dispatchEvent(new Event('change')); return visible('.mine-choice a') && /xa-mau/.test(document.querySelector('.mine-choice a').href) })(document.querySelector('.mine-choice select'))`)
	ask[bool](b, `localStorage.clear(); true`)
}

// smallPictures: a list costs little more than its text, and gives its pictures their room before they come.
func smallPictures(b *tab) {
	b.see(look{width: 360})
	b.visit("/duoi-nuoc/")
	b.want("most cards have one", `document.querySelectorAll('.card > img').length > 8`)
	b.want("small, beside the words, their place known", `[...document.querySelectorAll('.card > img')].every(i => i.width <= 100 && i.width > 40 && i.hasAttribute('width') && i.loading === 'lazy' && i.alt === '')`)
	ask[bool](b, `new Promise(done => document.readyState === 'complete' ? done(true) : addEventListener('load', () => done(true)))`)
	if sent := ask[float64](b, `performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((sum, r) => sum + r.encodedBodySize, 0)`); sent > 150_000 {
		b.t.Errorf("the first view takes %.0f bytes", sent)
	}
}

// firstAct: on every page of first aid the first thing to do after the call begins where
// the first screen of a phone shows it, and each further step near the one before it: what
// to say on the phone, and who else answers, is a press away and pushes nothing down. Who
// has opened the wrong page gets to every other danger by a press at the top.
func firstAct(b *tab) {
	b.see(look{width: 360, height: 740})
	pages := 0
	for _, page := range firstAidPages(b) {
		b.visit(page)
		pages++
		for _, fault := range ask[[]string](b, `(() => {
			const steps = [...document.querySelector('.steps > ol').children], faults = [];
			const room = innerHeight - document.querySelector('.strip').offsetHeight, tops = steps.map(e => Math.round(e.getBoundingClientRect().top + scrollY));
			if (tops[1] > room - 48) faults.push('what comes after the call begins at ' + tops[1] + ', the first screen ends at ' + room);
			tops.forEach((top, i) => i && top - tops[i - 1] > room * .85 && faults.push('step ' + (i + 1) + ' begins ' + (top - tops[i - 1]) + ' px after the one before'));
			const numbers = document.querySelector('.steps .calls a');
			if (numbers && !(numbers.checkVisibility() && numbers.offsetHeight >= 44 && numbers.getBoundingClientRect().bottom < room)) faults.push('no number to press on the first screen');
			const more = document.querySelector('.steps .emergency details');
			if (more && (more.open || more.querySelector('summary').offsetHeight < 44)) faults.push('what to say is open, or too small to press');
			const said = document.querySelector('.steps .emergency .said');
			if (!more || said.checkVisibility()) faults.push('what to say is not folded');
			if (more) { more.open = true; if (!said.checkVisibility() || !/11[1-5]/.test(said.innerText) || said.innerText.length < 80) faults.push('nothing to say'); }
			const others = document.querySelector('.others'), by = document.querySelector('.read-by');
			if (others.open || others.firstElementChild.offsetHeight < 44 || others.getBoundingClientRect().bottom > document.querySelector('h1').getBoundingClientRect().top) faults.push('no way to the other dangers above the heading');
			others.open = true;
			if ([...others.querySelectorAll('a')].filter(a => a.checkVisibility() && a.offsetHeight >= 44).length < 14) faults.push('it leads to too few');
			if (by.innerText.trim().length < 10 || by.getBoundingClientRect().top > steps[0].getBoundingClientRect().top) faults.push('who has read it is not said before the steps');
			return faults;
		})()`) {
			b.t.Errorf("%s: %s", page, fault)
		}
	}
	if pages < 28 {
		b.t.Error("only", pages, "pages of first aid")
	}
	b.visit("/duoi-nuoc/cap-cuu-duoi-nuoc/")
	b.see(look{width: 794, print: true})
	b.want("on paper what to say stands there, and nothing to press", `visible('.steps .emergency .said p') && document.querySelector('.steps .emergency .said p').offsetHeight > 10 && !document.querySelector('.steps .emergency details').open && !visible('.steps .emergency summary') && !visible('.others')`)
}

// firstAidPages are the site's pages of first aid, in both languages.
func firstAidPages(b *tab) []string {
	files, _ := filepath.Glob(b.h.public + "/en/*/*/index.html")
	pages := pagesWith(b, `<body class="emergency">`)
	for _, file := range files {
		html, err := os.ReadFile(file)
		if err != nil {
			b.t.Fatal(err)
		}
		if strings.Contains(string(html), `<body class="emergency">`) {
			pages = append(pages, strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(file), filepath.ToSlash(b.h.public)), "index.html"))
		}
	}
	return pages
}

// splitWords lists the words of tiles and of the ways to first aid that stand in two lines.
const splitWords = `(() => {
	const range = document.createRange(), faults = [];
	for (const tile of document.querySelectorAll('.tile, .urgent-box a, .ways a, .chips a, .turn a')) {
		const walk = document.createTreeWalker(tile, NodeFilter.SHOW_TEXT);
		for (let text; text = walk.nextNode();)
			for (const word of text.data.matchAll(/\p{L}[\p{L}\p{M}\p{N}]*/gu)) {
				range.setStart(text, word.index), range.setEnd(text, word.index + word[0].length);
				if (new Set([...range.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top))).size > 1) faults.push(word[0]);
			}
	}
	return faults;
})()`

// tileWords: no word of a tile is broken in the middle on a narrow phone, in any language.
func tileWords(b *tab) {
	for _, page := range []string{"/", "/en/", "/tim-kiem/", "/en/search/", "/duoi-nuoc/cap-cuu-duoi-nuoc/", "/en/home-accidents/choking/", "/lich-hoat-dong/", "/en/activities/", "/en/activities/2027-09/", "/cho-tre-em/"} {
		b.see(look{width: 320})
		b.visit(page)
		ask[any](b, `document.querySelectorAll('details').forEach(e => e.open = true);null`)
		for _, width := range []int64{320, 360} {
			b.see(look{width: width})
			if found := ask[[]string](b, splitWords); len(found) > 0 {
				b.t.Errorf("%s at %d px: broken: %q", page, width, found)
			}
		}
	}
}

// laterPages: page two of a list says so and goes on with the list at once.
func laterPages(b *tab) {
	b.see(look{width: 360, height: 740})
	for _, page := range []string{"/giao-thong/page/2/", "/en/drowning/page/2/", "/chu-de/ky-nang-song/page/2/"} {
		b.visit(page)
		b.want(page+": its number is seen", `(e => /2\/\d|2 of \d/.test(e.textContent) && e.offsetWidth > 20)(document.querySelector('#list'))`)
		b.want(page+": the list begins on the first screen", `document.querySelector('.list :is(.card, .agenda li)').getBoundingClientRect().top < innerHeight * .6 && !visible('.lead-picture')`)
	}
}

// onceEach: a page leads to a neighbour once, a list of dates has several, and a figure that
// nobody knows has no place.
func onceEach(b *tab) {
	b.see(look{width: 360, height: 740})
	for _, page := range []string{"/chien-dich/thang-hanh-dong-2027/", "/en/campaigns/action-month-2027/"} {
		b.visit(page)
		b.want(page+": each other edition once", `(links => new Set(links).size === links.length)([...document.querySelectorAll('main nav .chips a, .neighbours a, .more a')].map(a => a.pathname))`)
	}
	for _, page := range pagesWith(b, `<div class="event`) {
		b.visit(page)
		b.want(page+": no list of one date that is told already", `[...document.querySelectorAll('ol.next')].every(e => e.children.length > 1 || e.textContent.includes('('))`)
		b.want(page+": its text stands before its recording", `!document.querySelector('.listen') || !!(document.querySelector('.prose').compareDocumentPosition(document.querySelector('.listen')) & Node.DOCUMENT_POSITION_FOLLOWING)`)
	}
	for _, page := range []string{"/", "/404.html", "/ngoai-tuyen/", "/lich-hoat-dong/"} {
		b.visit(page)
		b.want(page+": no figure that is a dash", `[...document.querySelectorAll('dd')].every(e => !e.checkVisibility() || e.textContent.trim() !== '–')`)
	}
}

// leafletWords: on a phone what a leaflet says begins on the first screen, and no code for
// phones is shown to who reads it on one.
func leafletWords(b *tab) {
	b.see(look{width: 360, height: 740})
	for _, page := range pagesWith(b, `class="page leaflet"`) {
		b.visit(page)
		b.want(page+": its words", `(e => e.getBoundingClientRect().top < innerHeight - document.querySelector('.strip').offsetHeight)([...document.querySelector('.prose').children].find(e => !e.matches('figure')))`)
		b.want(page+": no code", `!visible('.sheet .qr')`)
	}
	b.see(look{width: 1280})
	b.want("the code on wide screens", `visible('.sheet .qr')`)
}

// noWall: where a list has many pages of first aid a phone shows their names.
func noWall(b *tab) {
	b.see(look{width: 360, height: 740})
	b.visit("/chu-de/ky-nang-song/")
	b.want("low rows to press", `(rows => rows.length > 5 && rows.every(e => e.offsetHeight < 110 && e.offsetHeight >= 44))([...document.querySelectorAll('.card.urgent')])`)
}
