package browser

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"loa/test/ownsite"
	"loa/test/pseudo"
	"loa/themes"
)

// TestOwnSiteInOtherLanguages shows the project's own site, with its own theme,
// in a language of longer words and in one that runs from right to left: on the
// narrowest screen no kind of page is wider than the screen, and nothing is cut.
func TestOwnSiteInOtherLanguages(t *testing.T) {
	t.Parallel()
	dir := ownsite.Sources(t)
	english, err := themes.FS.ReadFile("loa/strings/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	arabic, err := os.ReadFile("../sites/right-to-left/themes/loa/strings/ar.toml")
	if err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile(filepath.Join(dir, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(dir, "site.toml"), string(settings)+"\n[languages.en-xa]\nname = \"Éñĝļîšĥ\"\n[languages.ar]\nname = \"العربية\"\n")
	put(t, filepath.Join(dir, "themes/loa/strings/en-xa.toml"), pseudo.Strings(string(english)))
	put(t, filepath.Join(dir, "themes/loa/strings/ar.toml"), string(arabic))
	lengthen(t, filepath.Join(dir, "content"))

	h := openOn(t, func(t testing.TB) string {
		for _, p := range ownsite.BuildIn(t, dir) {
			if strings.HasPrefix(p.Place.File, "themes/") || strings.HasPrefix(string(p.Code), "theme.") {
				t.Errorf("%s: %s %v", p.Place.File, p.Code, p.Args)
			}
		}
		return filepath.Join(dir, "public")
	})
	for tag, direction := range map[string]string{"en-xa": "ltr", "ar": "rtl"} {
		pages := shapes(t, h.public, tag)
		if len(pages) < 12 {
			t.Errorf("only %d kinds of pages in %s", len(pages), tag)
		}
		b := h.tab(t)
		b.see(look{width: 320})
		for _, path := range pages {
			b.visit(path)
			for what, script := range map[string]string{"over the edge": overEdge, "cut": clipped, "broken in a word": brokenWords, "a full stop before its words": strayStops} {
				for _, found := range ask[[]string](b, script) {
					t.Errorf("%s: %s: %s", path, what, found)
				}
			}
			if got := ask[string](b, `getComputedStyle(document.body).direction`); got != direction {
				t.Errorf("%s runs %s", path, got)
			}
		}
	}
}

// overEdge lists what reaches over either edge of the screen, where the page can
// be moved sideways.
const overEdge = `(() => {
	const edge = document.documentElement.clientWidth
	if (document.documentElement.scrollWidth <= edge) return []
	return [...document.body.querySelectorAll('*')].filter(e => {
		const box = e.getBoundingClientRect()
		return box.right > edge + 1 || box.left < -1
	}).slice(0, 5).map(e => e.outerHTML.slice(0, 160))
})()`

// brokenWords lists the words of the ways to first aid that stand in two lines, where a reader
// has opened them.
const brokenWords = `(document.querySelectorAll('details.urgent-box').forEach(e => e.open = true), [...document.querySelectorAll('.urgent-box a')]).flatMap(a => {
	const found = [], range = document.createRange(), walk = document.createTreeWalker(a, NodeFilter.SHOW_TEXT)
	while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/\p{L}+/gu)) {
		range.setStart(walk.currentNode, word.index), range.setEnd(walk.currentNode, word.index + word[0].length)
		if (new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1) found.push(word[0] + ' in ' + a.textContent)
	}
	return found
}).slice(0, 5)`

// strayStops lists the Vietnamese sentences and numbers that begin with their end: what
// a page from right to left makes of words that do not say that they run otherwise.
const strayStops = `(() => {
	const found = [], range = document.createRange(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	const at = n => { range.setStart(walk.currentNode, n), range.setEnd(walk.currentNode, n + 1); return range.getBoundingClientRect() }
	while (walk.nextNode()) {
		const text = walk.currentNode.data, e = walk.currentNode.parentElement
		const end = text.trimEnd().length - 1, number = text.indexOf('777/KH')
		if (!e.checkVisibility() || e.closest('script, style, .quiet')) continue
		if (e.closest('[lang]').lang === 'vi' && /\p{L}\.\s*$/u.test(text) && at(end).top - at(end - 1).top < 4 && at(end).left < at(end - 1).left) found.push(text.trim().slice(-60))
		if (number >= 0 && at(number).top === at(number + 4).top && at(number).left > at(number + 4).left) found.push(text.trim().slice(0, 60))
	}
	return found.slice(0, 5)
})()`

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

var oldAddresses = regexp.MustCompile(`(?m)^aliases\s*=.*\n`)

// lengthen writes a version in the pseudo-language beside each English one.
func lengthen(t *testing.T, content string) {
	t.Helper()
	err := filepath.WalkDir(content, func(file string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".en.md") {
			return err
		}
		text, err := os.ReadFile(file)
		if err == nil {
			put(t, strings.TrimSuffix(file, ".en.md")+"."+pseudo.Tag+".md", oldAddresses.ReplaceAllString(pseudo.Entry(string(text)), ""))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var (
	mainClass = regexp.MustCompile(`<main [^>]*class="?([a-z ]*)`)
	features  = []string{"<table", "class=event", `class="event`, "class=banner", "quiz", "class=sheet", "class=pager", "<figure", "class=facts", "class=notice", "contents-list", "class=cards", "<video", "steps"}
)

// shapes lists the pages of a language, one of each look: the class of its text,
// and which of the theme's pieces it has.
func shapes(t *testing.T, public, tag string) []string {
	t.Helper()
	seen := map[string]string{}
	err := filepath.WalkDir(filepath.Join(public, tag), func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".html" {
			return err
		}
		text, err := os.ReadFile(file)
		class := mainClass.FindSubmatch(text)
		if err != nil || class == nil {
			return err
		}
		shape := string(class[1])
		for _, f := range features {
			if strings.Contains(string(text), f) {
				shape += " " + f
			}
		}
		if _, known := seen[shape]; !known {
			address, _ := strings.CutPrefix(filepath.ToSlash(file), filepath.ToSlash(public))
			seen[shape] = strings.TrimSuffix(address, "index.html")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for _, path := range seen {
		pages = append(pages, path)
	}
	slices.Sort(pages)
	return pages
}
