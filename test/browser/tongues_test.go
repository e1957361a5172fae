package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/test/ownsite"
)

// TestTongues reads a site of thirty languages, of which most have no strings in
// the theme: what stands there in another language says so.
func TestTongues(t *testing.T) {
	t.Parallel()
	h := openOn(t, tonguesSite)
	b := h.tab(t)
	for _, width := range []int64{320, 360, 1280} {
		b.see(look{width: width, noScript: true}) // the words of scripts are not marked
		for _, path := range []string{"/mww/", "/mww/bai/", "/ar/bai/", "/ar/offline/", "/ar/404.html", "/ar/calendar/"} {
			b.visit(path)
			if found := ask[[]string](b, vietnameseElsewhere); len(found) > 0 {
				t.Errorf("%s: Vietnamese words that do not say so: %q", path, found)
			}
			b.want(path+": they run from left to right", `[...document.querySelectorAll('bdi[lang=vi]')].every(e => getComputedStyle(e).direction === 'ltr')`)
			b.want(path+": a language's name keeps its distance", runIn+`.length === 0`)
			b.want(path+": nothing is wider than the screen", `document.documentElement.scrollWidth <= innerWidth`)
			b.want(path+": the languages are folded", `document.querySelector('.top').getBoundingClientRect().height < 190 && document.querySelectorAll('.languages a').length >= 29`)
		}
	}
	b.visit("/mww/bai/")
	b.want("the notice names the language that is missing, in the language that it is in", notices+`[0].innerText.includes('Hmoob') && !!`+notices+`[0].querySelector('bdi[lang=vi]')`)
	b.visit("/ar/bai/")
	b.want("the notice runs as its words do", `getComputedStyle(document.querySelector('.notice bdi')).direction === 'ltr' && getComputedStyle(document.querySelector('.notice')).direction === 'rtl'`)
	b.see(look{width: 360})
	b.visit("/ar/bai/")
	b.want("the fold opens", `(document.querySelector('.languages summary').click(), visible('.languages a[hreflang=vi]'))`)
	b.want("nothing is wider than the screen then", `document.documentElement.scrollWidth <= 360`)
	b.accessible("/ar/bai/")
	b.tells("/ar/bai/", `document.querySelector('.share .link').click()`)
	old := h.tab(t) // a copy from the device, whose worker finds no network
	old.before(heldWorker)
	old.see(look{width: 360})
	old.visit("/ar/bai/")
	ask[any](old, `(heldWorker.answer(), null)`)
	old.wait(`/^Bản lưu/.test(document.querySelector('.copy-note')?.textContent)`)
	old.want("the note of a copy runs as its words do", `(n => n.lang === 'vi' && getComputedStyle(n).direction === 'ltr')(document.querySelector('.copy-note'))`)
	b.tells("/ar/offline/", ``)
	b.tells("/ar/search/", `(q => { q.value = 'xyzxyz'; q.dispatchEvent(new Event('input', {bubbles: true})) })(document.querySelector('#q'))`)
}

// tells does something on a page and looks at what a script says then: these words, too,
// tell which language they are in.
func (b *tab) tells(path, act string) {
	b.t.Helper()
	b.visit(path)
	ask[any](b, act+`;null`)
	b.wait(`[...document.querySelectorAll('main [role=status], .share [role=status]')].some(e => e.textContent.trim())`)
	b.want(path+": what a script says tells its language", `[...document.querySelectorAll('main [role=status], .share [role=status], .keeps button')].filter(e => e.checkVisibility() && e.textContent.trim()).every(e => e.closest('[lang]').lang === 'vi' && getComputedStyle(e).direction === 'ltr')`)
}

// runIn are the links whose mark of a language touches the words before it.
const runIn = `[...document.querySelectorAll('a > small')].filter(mark => {
	const before = document.createRange(), m = mark.getBoundingClientRect();
	before.setStart(mark.parentElement, 0);
	before.setEndBefore(mark);
	return mark.querySelector('bdi') && mark.checkVisibility() && /flex|grid/.test(getComputedStyle(mark.parentElement).display) && // elsewhere a space parts them
		 [...before.getClientRects()].some(r => r.width && r.bottom > m.top && r.top < m.bottom && r.right > m.left - 2 && r.left < m.right + 2);
}).map(mark => mark.parentElement.outerHTML)`

// vietnameseElsewhere are the texts with letters that only Vietnamese has, where
// the page says that they are of another language. Names of languages are not
// words of the page.
const vietnameseElsewhere = `(() => {
	const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	while (walk.nextNode()) {
		const at = walk.currentNode.parentElement, text = walk.currentNode.textContent
		if (/[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i.test(text) && at.closest('[lang]').lang !== 'vi' && !at.closest('script,style')) found.push(text.trim())
	}
	return found
})()`

// tonguesSite builds a site in Vietnamese with notes of an event, shown in thirty
// languages.
func tonguesSite(t testing.TB) string {
	dir := t.TempDir()
	var settings strings.Builder
	settings.WriteString("title = { vi = \"Vì trẻ em\" }\nbase_url = \"https://vi.example/\"\n[[hotlines]]\nnumber = \"111\"\nlabel = { vi = \"Bảo vệ trẻ em\" }\n[topics.nuoc]\nname = { vi = \"Đuối nước\" }\n" +
		"[check]\n\"theme.string-missing\" = \"off\"\n[languages.vi]\nname = \"Tiếng Việt\"\n[languages.mww]\nname = \"Hmoob\"\n[languages.ar]\nname = \"العربية\"\n[languages.en]\nname = \"English\"\n")
	for _, tag := range strings.Fields("ca cs da de el es fi fr he hu id it ja ko lo nl pl pt ro ru sr sv th tr uk zh") {
		fmt.Fprintf(&settings, "[languages.%s]\nname = \"%s\"\n", tag, strings.ToUpper(tag))
	}
	for name, text := range map[string]string{
		"site.toml":         settings.String(),
		"content/_index.md": "+++\ntitle = \"Nhà của trẻ em\"\nsummary = \"Vì một mùa hè an toàn\"\n+++\nChào bạn.\n",
		"content/bai.md":    "+++\ntitle = \"Đuối nước\"\ntopics = [\"nuoc\"]\ndate = 2026-05-01\n+++\n## Ở ao, hồ\n\nTrông trẻ.\n\n## Ở biển\n\nTrông trẻ.\n\n## Ở sông\n\nTrông trẻ.\n",
		"content/boi.md":    "+++\ntitle = \"Lớp học bơi\"\n[event]\nstart = 2027-07-03T08:00:00\nplace = \"Bể bơi xã\"\nrepeat = { every = \"week\", days = [\"sat\"], count = 4 }\n+++\nMang mũ bơi.\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ownsite.BuildIn(t, dir)
	return filepath.Join(dir, "public")
}
