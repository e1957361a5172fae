package browser

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/generator/build"
	"loa/test/ownsite"
	"loa/test/pseudo"
	"loa/themes"
)

// TestLanguages follows a reader through each of the sites that show one
// situation of languages.
func TestLanguages(t *testing.T) {
	t.Parallel()
	h := openOn(t, func(t testing.TB) string { return situation(t, "two-languages") })
	for _, c := range []struct {
		site string
		walk func(*tab)
	}{
		{"missing-translation", missingTranslation},
		{"fallback-none", fallbackNone},
		{"stale-translation", staleTranslation},
		{"orphan-translation", orphanTranslation},
		{"localised-slugs", localisedSlugs},
		{"right-to-left", rightToLeft},
		{"pseudo-language", pseudoLanguage},
	} {
		t.Run(c.site, func(t *testing.T) {
			own := &house{public: situation(t, c.site), chrome: h.chrome}
			server := httptest.NewServer(ownsite.Host(own.public)) // an origin of its own: a worker keeps pages of the one before
			t.Cleanup(server.Close)
			own.url = server.URL
			b := own.tab(t)
			b.see(look{width: 320})
			c.walk(b)
			if path := map[string]string{"missing-translation": "/en/boi/hoc-boi/", "stale-translation": "/en/goi-111/", "right-to-left": "/ar/chua-dich/"}[c.site]; path != "" {
				b.see(look{width: 360, reduced: true})
				b.visit(path)
				b.accessible(path)
			}
		})
	}
}

// situation builds one of the sites of test/sites with the real theme.
func situation(t testing.TB, name string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "sites", name))); err != nil {
		t.Fatal(err)
	}
	if name == "pseudo-language" {
		english, err := themes.FS.ReadFile("loa/strings/en.toml")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "themes/loa/strings/en-xa.toml"), []byte(pseudo.Strings(string(english))), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	result, err := build.Run(context.Background(), build.Options{Dir: dir, Out: filepath.Join(dir, "public"), Builtin: themes.FS, Now: ownsite.Day(), Fixed: true})
	if err != nil || result.Stopped {
		t.Fatal(err, result.Problems)
	}
	return filepath.Join(dir, "public")
}

// follow goes where a link leads.
func (b *tab) follow(selector string) {
	b.t.Helper()
	address := ask[string](b, `document.querySelector(`+quoted(selector)+`)?.href ?? ''`)
	if address == "" {
		b.t.Fatalf("there is no link %s", selector)
	}
	b.visit(strings.TrimPrefix(address, b.h.url))
}

const notices = `[...document.querySelectorAll('[role=note].notice')]`

func missingTranslation(b *tab) {
	b.visit("/en/")
	b.want("the link says that Vietnamese follows", `document.querySelector('main a[href="/en/boi/hoc-boi/"]').hreflang === 'vi'`)
	b.want("to the reader, too", `document.querySelector('main a[href="/en/boi/hoc-boi/"]').innerText.endsWith('(Tiếng Việt)')`)
	b.follow(`main a[href="/en/boi/hoc-boi/"]`)
	b.want("the page is in English, its text in Vietnamese", `document.documentElement.lang === 'en' && document.querySelector('main').lang === 'vi'`)
	b.want("a note in English says so", notices+`.length === 1 && `+notices+`[0].lang === 'en' && visible('.notice') && `+notices+`[0].textContent.includes('Tiếng Việt')`)
	b.hearsFirst("You are reading the Tiếng Việt text.")
	b.want("search engines are led to the source", `document.querySelector('link[rel=canonical]').href.endsWith('/boi/hoc-boi/') && !document.querySelector('link[rel=canonical]').href.includes('/en/') && document.querySelector('meta[name=robots]').content === 'noindex'`)
	b.want("its links lead on in English", `document.querySelector('.prose a').pathname === '/en/'`)
	b.follow(`.languages a`)
	b.want("the switcher tells that English shows the same text", `document.querySelector('.languages a[lang=en]').hreflang === 'vi' && document.querySelector('.languages a[lang=en]').innerText.includes('Tiếng Việt')`)
	b.want("the switcher keeps the page", `location.pathname === '/boi/hoc-boi/' && document.documentElement.lang === 'vi' && `+notices+`.length === 0`)
	b.follow(`.languages a[lang=en]`)
	b.want("and leads back", `location.pathname === '/en/boi/hoc-boi/'`)
	for path, home := range map[string]string{"/en/khong-co/": "/en/", "/khong-co/": "/"} {
		b.visit(path)
		b.want("the 404 page of "+path+" is in its language", `document.querySelector('a.brand').pathname === `+quoted(home))
	}
}

func fallbackNone(b *tab) {
	b.visit("/en/")
	b.want("what English hides is nowhere in its lists", `!document.querySelector('a[href^="/en/boi"]')`)
	b.follow(`main a[hreflang=vi]`)
	b.want("the link leads to the Vietnamese page", `location.pathname === '/boi/hoc-boi/' && document.documentElement.lang === 'vi'`)
	b.want("the switcher offers no English", `!document.querySelector('.languages a[lang=en]') && !!document.querySelector('.languages a[lang=tyz]')`)
}

func staleTranslation(b *tab) {
	b.visit("/en/goi-111/")
	b.want("a note says that the source is newer", notices+`.length === 1 && visible('.notice') && `+notices+`[0].lang === 'en'`)
	b.hearsFirst("This text may be out of date")
	b.want("before the text", `!!(document.querySelector('.notice').compareDocumentPosition(document.querySelector('.prose')) & Node.DOCUMENT_POSITION_FOLLOWING)`)
	b.follow(`.notice a`)
	b.want("and leads there", `location.pathname === '/goi-111/' && `+notices+`.length === 0`)
	b.visit("/en/moi/")
	b.want("a current translation has no note", notices+`.length === 0`)
}

func orphanTranslation(b *tab) {
	b.visit("/en/mat-goc/")
	b.want("the page is there", `document.querySelector('h1').textContent === 'Call 111' && `+notices+`.length === 0`)
	b.want("the switcher offers no page that is not there", `!document.querySelector('.languages a[lang=vi][href*="mat-goc"]')`)
}

func localisedSlugs(b *tab) {
	b.visit("/duoi-nuoc/vung-an-toan/")
	b.follow(`.languages a[lang=en]`)
	b.want("the page in English has its own address", `location.pathname === '/en/drowning/safe-zone/'`)
	b.follow(`.languages a[lang=vi]`)
	b.want("and leads back", `location.pathname === '/duoi-nuoc/vung-an-toan/'`)
}

func rightToLeft(b *tab) {
	b.visit("/ar/")
	b.want("the page runs from right to left", `getComputedStyle(document.querySelector('main')).direction === 'rtl'`)
	b.want("nothing is wider than the screen", `document.documentElement.scrollWidth <= 320`)
	b.visit("/ar/chua-dich/")
	b.want("a text in Vietnamese runs from left to right", `document.documentElement.dir === 'rtl' && getComputedStyle(document.querySelector('.prose')).direction === 'ltr'`)
	b.want("nor what the theme says about it", `getComputedStyle(document.querySelector('.byline')).direction === 'rtl'`)
	b.hearsFirst("Tiếng Việt")
	b.want("the note does not", `getComputedStyle(document.querySelector('.notice')).direction === 'rtl'`)
	b.want("nothing is wider than the screen there", `document.documentElement.scrollWidth <= 320`)
	b.follow(`.prose a`)
	b.want("its link leads to the Arabic page", `document.documentElement.lang === 'ar' && document.querySelector('main').lang === ''`)
}

// plainEnglish are the texts that have letters and not one accent, outside of
// what says that it is in another language.
const plainEnglish = `(() => {
	const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	while (walk.nextNode()) {
		const text = walk.currentNode.textContent.trim(), lang = walk.currentNode.parentElement.closest('[lang]').lang
		if (lang === 'en-xa' && !text.includes('://') && /[A-Za-z]{2}/.test(text) && !/[^\x00-\x7f]/.test(text) && !walk.currentNode.parentElement.closest('script,style,svg')) found.push(text)
	}
	return found.join(' | ')
})()`

func pseudoLanguage(b *tab) {
	for _, path := range []string{"/en-xa/", "/en-xa/swim/", "/en-xa/404.html", "/en-xa/search/", "/en-xa/offline/"} {
		b.visit(path)
		if plain := ask[string](b, plainEnglish); plain != "" {
			b.t.Errorf("%s: not translated: %s", path, plain)
		}
		b.want("long words fit at "+path, `document.documentElement.scrollWidth <= 320`)
	}
}
