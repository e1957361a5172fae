package test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"loa/themes"
)

// spokenSite says each of its words in Vietnamese alone, but for some that it says in
// both languages or in one form for all. What is Vietnamese begins with a V, what is
// English with an E.
var spokenSite = tree{
	"site.toml": `title = { vi = "V-title" }
base_url = "https://vi.example/"
[languages.vi]
[languages.en]
[organization]
name = { vi = "V-name" }
parent = { vi = "V-parent", en = "E-parent" }
address = { vi = "V-address" }
responsible = { vi = "V-responsible" }
licence = "Chung"
[[hotlines]]
number = "111"
label = { vi = "V-label" }
[[hotlines]]
number = "114"
label = { vi = "V-fire", en = "E-fire" }
note = { vi = "V-free" }
[topics.nuoc]
name = { vi = "V-topic" }
summary = { vi = "V-summary", en = "E-summary" }
[topics.duong]
name = { vi = "V-road", en = "E-road" }
summary = { vi = "V-roads" }
[topics.muc]
page = "muc/_index.md"
[levels.xa]
name = { vi = "V-level" }
[audiences.me]
name = { vi = "V-audience" }
[units.mau]
name = { vi = "V-unit" }
[units.cu]
name = { vi = "V-old" }
merged_into = "mau"
[[menu]]
name = { vi = "V-menu" }
page = "a.md"
[[menu]]
name = { vi = "V-more", en = "E-more" }
[[menu.children]]
name = { vi = "V-child" }
page = "b.md"
[[menu]]
name = { vi = "V-footer" }
page = "a.md"
place = "footer"
`,
	"content/_index.md":     "+++\ntitle = \"V-home\"\n+++\n",
	"content/muc/_index.md": "+++\ntitle = \"V-section\"\nsummary = \"V-about\"\n+++\n",
	"content/a.md":          "+++\ntitle = \"V-a\"\ntopics = [\"nuoc\", \"duong\", \"muc\"]\naudience = [\"me\"]\nlevel = \"xa\"\nunit = \"mau\"\n+++\n\n::hotline\n",
	"content/a.en.md":       "+++\ntitle = \"E-a\"\ntopics = [\"nuoc\", \"duong\", \"muc\"]\naudience = [\"me\"]\nlevel = \"xa\"\nunit = \"mau\"\n+++\n\n::hotline\n",
	"content/b.md":          "+++\ntitle = \"V-b\"\nlayout = \"leaflet\"\n+++\n",
	"content/b.en.md":       "+++\ntitle = \"E-b\"\nlayout = \"leaflet\"\n+++\n",
	"content/e.md":          "+++\ntitle = \"V-e\"\ntopics = [\"nuoc\"]\naudience = [\"me\"]\nlevel = \"xa\"\nunit = \"mau\"\ncampaign = \"c\"\n[event]\nstart = 2026-06-20\n+++\n",
	"content/e.en.md":       "+++\ntitle = \"E-e\"\ntopics = [\"nuoc\"]\naudience = [\"me\"]\nlevel = \"xa\"\nunit = \"mau\"\ncampaign = \"c\"\n[event]\nstart = 2026-06-20\n+++\n",
	"content/c.md":          "+++\ntitle = \"V-c\"\n[campaign]\nstart = 2026-06-01\n+++\n",
}

// What a page says in another language than its own, screen readers are told to
// say in that: also the words of site.toml that are missing in the reader's.
func TestWordsOfOtherLanguages(t *testing.T) {
	for _, withHome := range []bool{true, false} {
		o := options(t, t.TempDir(), "2026-06-15")
		o.Builtin = themes.FS
		write(t, o.Dir, spokenSite)
		if !withHome {
			write(t, o.Dir, tree{"content/_index.md": "+++\ntitle = \"V-home\"\nfallback = false\n+++\n"})
		}
		if r := run(t, o); r.Stopped {
			t.Fatal(report(r))
		}
		heard := map[string]bool{}
		for path, text := range read(t, o.Out) {
			if !strings.HasSuffix(path, ".html") || redirect(text) {
				continue
			}
			document, err := html.Parse(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range misspoken(document, heard, strings.HasPrefix(path, "en/")) {
				t.Error(path, wrong)
			}
		}
		for _, word := range []string{"title", "name", "address", "responsible", "label", "free", "topic", "roads", "level", "audience", "unit", "menu", "child", "footer", "section"} {
			if !heard["V-"+word] {
				t.Errorf("no English page says V-%s", word)
			}
		}
	}
}

// misspoken are the words of a document that are said in the wrong language. Those
// that an English page says go into heard.
func misspoken(document *html.Node, heard map[string]bool, english bool) (wrong []string) {
	for n := range document.Descendants() {
		if n.Type != html.TextNode || n.Parent.Data == "title" || n.Parent.Data == "script" {
			continue
		}
		for _, word := range strings.Fields(n.Data) {
			want := map[string]string{"V-": "vi", "E-": "en"}[word[:min(2, len(word))]]
			if want == "" && english && n.Parent.Data == "h2" { // the theme's
				want = "en"
			}
			if want == "" {
				continue
			}
			if english {
				heard[word] = true
			}
			if got := spokenIn(n); got != want {
				wrong = append(wrong, fmt.Sprintf("says %s in %q", word, got))
			}
		}
		if strings.Contains(n.Data, "Chung") && slices.Contains([]string{"vi", "en"}, attribute(n.Parent, "lang")) {
			wrong = append(wrong, "gives a language to what is the same in all")
		}
	}
	return wrong
}

// spokenIn is the language in which a screen reader says a node.
func spokenIn(n *html.Node) string {
	for n = n.Parent; n != nil; n = n.Parent {
		if tag := attribute(n, "lang"); tag != "" {
			return tag
		}
	}
	return ""
}
