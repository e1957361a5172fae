package test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"loa/themes"
)

// A link to a text in another language says so: to programs by hreflang, and to
// the reader, before the tap, by that language's own name. A link to a text in
// the reader's language says neither.
func TestLinksTellTheLanguage(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			o := options(t, t.TempDir(), "2026-06-15")
			o.Builtin = themes.FS
			files := thrown(rand.New(rand.NewPCG(seed, 2)))
			files["site.toml"] += "[[menu]]\npage = \"a/p.md\"\n[[menu]]\npage = \"x.md\"\nname = \"menu\"\n[[menu]]\nplace = \"footer\"\npage = \"a/q.md\"\n"
			for path, text := range files {
				if strings.HasPrefix(path, "content/a/") {
					files[path] = text + "\n[p](/a/p.md) [q](/a/q.md) [alone](/alone.md)\n"
				}
			}
			files["content/day.md"] = "+++\ntitle = \"day\"\nemergency = true\n[event]\nstart = 2026-06-16T08:00:00\n+++\n\nx\n"
			files["content/plan.md"] = "+++\ntitle = \"plan\"\n[document]\nnumber = \"2/KH\"\nissued = 2026-01-01\nreplaces = \"1/KH\"\n+++\n\nx\n"
			files["content/old.md"] = "+++\ntitle = \"old\"\n[document]\nnumber = \"1/KH\"\nissued = 2025-01-01\n+++\n\nx\n"
			files["content/camp.md"] = "+++\ntitle = \"camp\"\n[campaign]\nstart = 2026-06-01\nend = 2026-06-30\ndocument = \"2/KH\"\n+++\n\n::document{number=\"2/KH\"}\n"
			write(t, o.Dir, files)
			if r := run(t, o); r.Stopped {
				t.Fatal(report(r))
			}
			pages := map[string]*html.Node{}
			for path, text := range read(t, o.Out) {
				if filepath.Ext(path) == ".html" && !redirect(text) {
					page, err := html.Parse(strings.NewReader(text))
					if err != nil {
						t.Fatal(err)
					}
					pages[path] = page
				}
			}
			told := 0
			for path, page := range pages {
				reader := attribute(tag(page, "html"), "lang")
				for n := range page.Descendants() {
					if n.Data == "a" && n.Type == html.ElementNode {
						told += tells(t, path, reader, n, pages)
					}
				}
			}
			if told < 20 {
				t.Error("too few links to look at:", told)
			}
		})
	}
}

// tells looks at one link; 1 if it leads to a text in another language.
func tells(t *testing.T, path, reader string, a *html.Node, pages map[string]*html.Node) int {
	t.Helper()
	address, _, _ := strings.Cut(attribute(a, "href"), "#")
	target := pages[strings.TrimPrefix(address, "/")+"index.html"]
	if target == nil || address == "" {
		return 0
	}
	text := textLanguage(target)
	if base := filepath.Base(address); base == "search" || base == "offline" {
		text = attribute(tag(target, "html"), "lang") // what the theme lacks there is marked, word for word
	}
	given, visible := attribute(a, "hreflang"), ""
	for n := range a.Descendants() {
		if (n.Data == "small" || n.Data == "bdi" && n.Parent.Data == "small") && attribute(n, "lang") != "" {
			visible = n.FirstChild.Data
		}
	}
	switch around := textLanguage(pages[path]); {
	case within(a, "nav", "languages"):
		if given != text {
			t.Errorf("%s: the switcher says %q of %s, whose text is in %s", path, given, address, text)
		}
	case text == reader && given != "":
		t.Errorf("%s: %s says %s for nothing", path, address, given)
	case text == reader:
	case given != text:
		t.Errorf("%s: %s says %q, its text is in %s", path, address, given, text)
	case visible == "" && !within(a, "li", "card") && !within(a, "a", "brand") && !within(a, "table", "grid") && !(around == text && within(a, "div", "prose")):
		t.Errorf("%s: nobody sees that %s is in %s", path, address, text)
	default:
		return 1
	}
	return 0
}

// textLanguage is the language of a page's text.
func textLanguage(page *html.Node) string {
	return spokenIn(tag(page, "h1").FirstChild)
}

func tag(page *html.Node, name string) *html.Node {
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return &html.Node{}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// within reports whether an element with a class stands around a node.
func within(n *html.Node, name, class string) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == name && strings.Contains(" "+attribute(n, "class")+" ", " "+class+" ") {
			return true
		}
	}
	return false
}
