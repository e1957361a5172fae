package test

import (
	"context"
	"strings"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// Whatever an author writes, and wherever: no panic, and what is wrong is a
// problem with words, never an I/O error.
func FuzzBuild(f *testing.F) {
	f.Add("", "title = \"Ao\"", "Chữ", "{{.Body}}", "a,b\n1,2\n", "bai")
	f.Add("[lists]\npage_size = 1\nauthors = true\n[[menu]]\npage = \"bai.md\"\n[topics.nuoc]\nname = \"Nước\"\npage = \"_index.md\"\n[languages.vi]\n[languages.en]\nfallback = \"vi\"\n",
		"title = \"A\"\nslug = \"x\"\naliases = [\"/y\", \"/z.html\"]\ntopics = [\"nuoc\"]\nauthors = [\"K.C\", \"/../\"]\n[event]\nstart = 2026-01-01\nrepeat = { every = \"week\" }\n",
		"# A\n\n[x](bai.md#a) ![y](tep.txt) :::note\n\n:::\n<b>", "{{range .Related}}{{.Title}}{{end}}{{part \"card\" .Topics}}", "x", "Bài 1.en")
	f.Add("[units.a]\nname = \"A\"\nmerged_into = \"b\"\n[units.b]\nname = \"B\"\n[urls]\nunit = \"..\"\n", "title = \"A\"\nunit = \"a\"\nlayout = \"base\"\nimage = \"tep.txt\"\n[document]\nnumber = \"1\"\nfiles = [\"tep.txt\"]",
		"::figure{src=\"tep.txt\"}", "{{.Extra.x.y}}", "\"", "con")
	f.Fuzz(func(t *testing.T, settings, front, body, layout, table, name string) {
		name = strings.Map(func(r rune) rune {
			if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
				return '-'
			}
			return r
		}, strings.ToValidUTF8(name, "-"))
		if len(name) > 60 {
			return
		}
		dir := t.TempDir()
		write(t, dir, tree{
			"site.toml":                    "title = \"Trang\"\nbase_url = \"https://vi.example/\"\ntheme = \"rieng\"\n" + settings,
			"content/bai.md":               "+++\n" + front + "\n+++\n" + body,
			"content/tep.txt":              "Tệp.\n",
			"content/x" + name + "/bai.md": "+++\ntitle = \"Trong\"\n+++\n" + body,
			"content/" + strings.TrimLeft(name, ".") + "y.md": "+++\n" + front + "\n+++\n",
			"data/bang.csv":                     table,
			"themes/rieng/theme.toml":           "extends = \"loa\"\n",
			"themes/rieng/layouts/article.html": layout,
		})
		result, err := build.Run(context.Background(), options(t, dir, "2026-06-15"))
		if err != nil {
			t.Fatal(err)
		}
		if result.Stopped != problem.Any(result.Problems, problem.Error) {
			t.Error("stopped without an error, or not in spite of one")
		}
		for _, p := range result.Problems {
			for _, language := range problem.Languages() {
				if said := problem.Message(p, problem.WordsFor(language)); said == string(p.Code) || strings.TrimSpace(said) == "" {
					t.Errorf("%s has no words in %s", p.Code, language)
				}
			}
			if strings.Contains(p.Place.File, dir) {
				t.Error("a place on this machine:", p.Place.File)
			}
		}
	})
}
