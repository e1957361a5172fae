package test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"loa/themes"
)

// Sites in languages thrown together: every member of a set of versions names
// the same set, itself included, and a page that stands in for a missing
// translation is in no such set, in no sitemap and in no feed of the language.
func TestVersionsNameOneAnother(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			o := options(t, t.TempDir(), "2026-06-15")
			o.Builtin = themes.FS
			write(t, o.Dir, thrown(rand.New(rand.NewPCG(seed, 1))))
			if r := run(t, o); r.Stopped {
				t.Fatal(report(r))
			}
			public := read(t, o.Out)
			sets := map[string]string{} // by address, the set that the page names
			var hidden []string         // addresses of pages that are not to be known
			for path, text := range public {
				if filepath.Ext(path) != ".html" || strings.HasSuffix(path, "404.html") || redirect(text) {
					continue
				}
				address := "https://vi.example/" + strings.TrimSuffix(path, "index.html")
				if strings.Contains(text, "noindex") {
					hidden = append(hidden, address)
				} else {
					sets[address] = alternates(text)
				}
			}
			if len(hidden) == 0 || len(sets) < 10 {
				t.Fatal("the site has too little to look at", len(hidden), len(sets))
			}
			named(t, sets)
			for path, text := range public {
				if strings.HasSuffix(path, "feed.xml") { // its head leads to the home page, whatever that shows
					_, text, _ = strings.Cut(text, "<entry>")
				}
				if strings.HasPrefix(path, "sitemap") || strings.HasSuffix(path, "feed.xml") || strings.HasSuffix(path, ".ics") {
					for _, address := range hidden {
						if strings.Contains(text, address+"<") || strings.Contains(text, address+`"`) || strings.Contains(text, address+"\r\n") {
							t.Errorf("%s names %s", path, address)
						}
					}
				}
			}
			for address, set := range inSitemap(public["sitemap.xml"]) {
				if page, ok := sets[address]; !ok || len(set) > 0 && set != page {
					t.Errorf("the sitemap says of %s:\n%s\nthe page:\n%s", address, set, page)
				}
			}
		})
	}
}

// thrown is a site in up to five languages whose pages have some translations
// and lack others.
func thrown(r *rand.Rand) tree {
	languages := []string{"vi", "en", "fr", "ar", "tyz"}[:2+r.IntN(4)]
	settings := "title = \"T\"\nbase_url = \"https://vi.example/\"\n[check]\n\"theme.string-missing\" = \"off\"\n[topics.t]\nname = \"T\"\n"
	for i, tag := range languages {
		settings += "[languages." + tag + "]\n"
		if i > 1 {
			settings += fmt.Sprintf("fallback = %q\n", []string{"vi", "en", "none"}[r.IntN(3)])
		}
	}
	files := tree{"site.toml": settings}
	for _, key := range []string{"_index", "a/_index", "a/b/_index", "x", "y", "a/p", "a/q", "a/b/r", "a/b/s/index", "a/b/u"} {
		for i, tag := range languages {
			if i > 0 && r.IntN(3) == 0 || i == 0 && !strings.HasSuffix(key, "_index") && r.IntN(6) == 0 {
				continue
			}
			front := fmt.Sprintf("title = \"%s %s\"\n", key, tag)
			if r.IntN(4) == 0 && key != "_index" {
				front += fmt.Sprintf("slug = \"%s-%s\"\n", filepath.Base(filepath.Dir("z/"+key)), tag+strings.ReplaceAll(key, "/", "-"))
			}
			if r.IntN(6) == 0 && key != "_index" {
				front += "fallback = false\n"
			}
			if r.IntN(2) == 0 {
				front += "topics = [\"t\"]\n"
			}
			suffix := "." + tag
			if i == 0 {
				suffix = ""
			}
			files["content/"+key+suffix+".md"] = "+++\n" + front + "+++\n\nx\n"
		}
	}
	for i, tag := range languages { // an event, which feeds of the calendar carry
		if i == 0 || r.IntN(2) == 0 {
			files["content/e"+map[bool]string{true: "", false: "." + tag}[i == 0]+".md"] = "+++\ntitle = \"e\"\n[event]\nstart = 2026-06-20\n+++\n\nx\n"
		}
	}
	files["content/alone.md"] = "+++\ntitle = \"alone\"\n+++\n\nx\n"
	return files
}

func redirect(text string) bool { return strings.Contains(text, "http-equiv=refresh") }

var alternate = regexp.MustCompile(`hreflang="?([a-z-]+)"? href="?([^">]+)"?/?>`)

// alternates are the versions that a page names, sorted, a line each; those in
// the head alone.
func alternates(text string) string {
	head, _, _ := strings.Cut(text, "<body")
	var all []string
	for _, m := range alternate.FindAllStringSubmatch(head, -1) {
		all = append(all, m[1]+" "+m[2])
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// named looks whether all members of a set name the same set.
func named(t *testing.T, sets map[string]string) {
	t.Helper()
	for address, set := range sets {
		own, defaults := 0, 0
		for line := range strings.Lines(set) {
			tag, member, _ := strings.Cut(strings.TrimSpace(line), " ")
			if member == address && tag != "x-default" {
				own++
			}
			if tag == "x-default" {
				defaults++
			}
			if sets[member] != set {
				t.Errorf("%s names %s, which names\n%s\ninstead of\n%s", address, member, sets[member], set)
			}
		}
		if set != "" && own != 1 || defaults > 1 {
			t.Errorf("%s names itself %d times, x-default %d times:\n%s", address, own, defaults, set)
		}
	}
}

var place = regexp.MustCompile(`(?s)<url><loc>([^<]+)</loc>(.*?)</url>`)

func inSitemap(text string) map[string]string {
	sets := map[string]string{}
	for _, m := range place.FindAllStringSubmatch(text, -1) {
		sets[m[1]] = alternates(m[2])
	}
	return sets
}

// Two languages may say the same, as while a copy waits for its translator.
func TestLanguagesMaySayTheSame(t *testing.T) {
	o := options(t, t.TempDir(), "2026-06-15")
	o.Builtin = themes.FS
	files := tree{"site.toml": "title = \"T\"\nbase_url = \"https://vi.example/\"\n[languages.vi]\n[languages.en]\n"}
	for _, key := range []string{"_index", "a", "b"} {
		for _, suffix := range []string{"", ".en"} {
			files["content/"+key+suffix+".md"] = "+++\ntitle = \"" + key + "\"\n+++\n\nCâu như nhau.\n"
		}
	}
	write(t, o.Dir, files)
	if r := run(t, o); r.Stopped {
		t.Fatal(report(r))
	}
	public := read(t, o.Out)
	for _, names := range []string{"search.vi.js", "search.en.js"} {
		for _, piece := range regexp.MustCompile(`"([0-9a-f]{8})"`).FindAllStringSubmatch(public[names], -1) {
			if public["assets/search/"+piece[1]+".js"] == "" {
				t.Errorf("%s names %s, which is not there", names, piece[1])
			}
		}
	}
}
