package theme

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/problem"
	"loa/internal/generator/tmplcompile"
)

// builtin is a theme that comes with the program.
var builtin = fstest.MapFS{
	"loa/theme.toml":           {Data: []byte("[directives.note]\naliases = [\"ghi-chu\"]\n[bundles]\n\"all.css\" = [\"a.css\", \"b.css\"]\n")},
	"loa/layouts/base.html":    {Data: []byte("<!doctype html>\n<title>{{.}}</title>\n{{template \"main\" .}}\n")},
	"loa/layouts/article.html": {Data: []byte("<p>gốc {{part \"card\" .}}</p>\n")},
	"loa/layouts/alone.html":   {Data: []byte("<!DOCTYPE html>\n<p>một mình {{.}}</p>\n")},
	"loa/parts/card.html":      {Data: []byte("<b>{{.}}</b>\n")},
	"loa/directives/note.html": {Data: []byte("<i>{{.}}</i>\n")},
	"loa/strings/vi.toml":      {Data: []byte("[a]\ntext = \"a gốc\"\n[b]\ntext = \"b gốc\"\n")},
	"loa/strings/en.toml":      {Data: []byte("[a]\ntext = \"a base\"\n[b]\ntext = \"b base\"\n")},
	"loa/assets/a.css":         {Data: []byte("a { color: red }\n")},
	"loa/assets/b.css":         {Data: []byte("b { color: red }\n")},
	"loa/static/favicon.ico":   {Data: []byte("gốc")},
	"khac/layouts/base.html":   {Data: []byte("<!doctype html>\nkhác")},
}

// load loads a theme of the site's, given as files below themes/.
func load(t *testing.T, name string, own map[string]string) (*Theme, []problem.Problem) {
	t.Helper()
	site := fstest.MapFS{}
	for path, text := range own {
		site["themes/"+path] = &fstest.MapFile{Data: []byte(text)}
	}
	th, problems, err := Load(Options{Site: site, Builtin: builtin, Name: name, Languages: []string{"vi", "en"}, At: problem.Place{File: "site.toml", Line: 3}})
	if err != nil {
		t.Fatal(err)
	}
	return th, problems
}

// render executes a layout.
func render(t *testing.T, th *Theme, layout string) (string, error) {
	t.Helper()
	var ts *Templates
	ts = th.Templates(nil, tmplcompile.Writers{"part": func(out *bytes.Buffer, name string, data any) error { return ts.Part(out, name, data) }})
	var out bytes.Buffer
	err := ts.Layout(&out, layout, "x")
	return strings.Join(strings.Fields(out.String()), " "), err
}

// Each file comes from the nearest theme that has it.
func TestInheritance(t *testing.T) {
	for name, c := range map[string]struct {
		theme string
		own   map[string]string
		want  string
	}{
		"built in":              {"loa", nil, "gốc <b>x</b>"},
		"one part":              {"rieng", map[string]string{"rieng/theme.toml": "extends = \"loa\"\n", "rieng/parts/card.html": "<u>{{.}}</u>"}, "gốc <u>x</u>"},
		"one layout":            {"rieng", map[string]string{"rieng/theme.toml": "extends = \"loa\"\n", "rieng/layouts/article.html": "<p>riêng {{part \"card\" .}}"}, "riêng <b>x</b>"},
		"through two":           {"c", map[string]string{"c/theme.toml": "extends = \"d\"\n", "d/theme.toml": "extends = \"loa\"\n", "d/parts/card.html": "<u>{{.}}</u>"}, "gốc <u>x</u>"},
		"same name, extends":    {"loa", map[string]string{"loa/theme.toml": "extends = \"loa\"\n", "loa/parts/card.html": "<u>{{.}}</u>"}, "gốc <u>x</u>"},
		"same name, a file":     {"loa", map[string]string{"loa/parts/card.html": "<u>{{.}}</u>"}, "gốc <u>x</u>"},
		"extends itself":        {"rieng", map[string]string{"rieng/theme.toml": "extends = \"rieng\"\n", "rieng/layouts/base.html": "<p>{{template \"main\" .}}", "rieng/layouts/article.html": "riêng"}, "riêng"},
		"two that extend a row": {"c", map[string]string{"c/theme.toml": "extends = \"d\"\n", "c/layouts/base.html": "<p>{{template \"main\" .}}", "d/theme.toml": "extends = \"c\"\n", "d/layouts/article.html": "vòng"}, "vòng"},
	} {
		th, problems := load(t, c.theme, c.own)
		for _, p := range problems {
			if p.Code != problem.StringMissing {
				t.Errorf("%s: %v", name, p)
			}
		}
		if got, err := render(t, th, "article"); err != nil || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

func TestALayoutMayStandAlone(t *testing.T) {
	th, _ := load(t, "loa", nil)
	if got, err := render(t, th, "alone"); err != nil || strings.Contains(got, "<title>") || !strings.Contains(got, "một mình x") {
		t.Errorf("%q, %v", got, err)
	}
}

func TestStrings(t *testing.T) {
	th, problems := load(t, "rieng", map[string]string{"rieng/theme.toml": "extends = \"loa\"\n", "rieng/strings/vi.toml": "[b]\ntext = \"b riêng\"\n[c]\ntext = \"c riêng\"\n", "rieng/parts/c.html": "{{t \"c\"}}"})
	for key, want := range map[string][2]string{"a": {"a gốc", "a base"}, "b": {"b riêng", "b base"}, "c": {"c riêng", "c riêng"}} {
		for i, tag := range []string{"vi", "en"} {
			if got, err := th.Catalogue(tag).Say(key); err != nil || got != want[i] {
				t.Errorf("%s in %s is %q, %v", key, tag, got, err)
			}
		}
	}
	if len(problems) != 1 || problems[0].Code != problem.StringMissing || problems[0].Place.File != "themes/rieng/strings/en.toml" || problems[0].Args["key"] != "c" || problems[0].Args["text"] != "c riêng" {
		t.Error(problems)
	}
}

// Bundles are one file, minified, named after the bytes they are made from.
func TestAssets(t *testing.T) {
	th, _ := load(t, "loa", nil)
	all, ok := th.Asset("all.css")
	if !ok || string(all.Data) != "a{color:red}b{color:red}" || !strings.HasPrefix(all.Path, "assets/all.") {
		t.Errorf("%+v", all)
	}
	if _, ok := th.Asset("a.css"); ok {
		t.Error("a part of a bundle is published by itself, too")
	}
	changed, _ := load(t, "rieng", map[string]string{"rieng/theme.toml": "extends = \"loa\"\n", "rieng/assets/b.css": "b { color: blue }", "rieng/static/favicon.ico": "riêng"})
	if other, _ := changed.Asset("all.css"); other.Path == all.Path {
		t.Error("other bytes, same name")
	}
	f, err := changed.Static[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if info, _ := f.Stat(); len(changed.Static) != 1 || info.Size() != int64(len("riêng")) {
		t.Error("the site's own file does not win")
	}
}

// A fault is told at the file and line where its author wrote it.
func TestPlacesOfFaults(t *testing.T) {
	for name, c := range map[string]struct {
		file, text, want string
	}{
		"layout, syntax":    {"layouts/article.html", "<p>\n{{if .}}\n", "themes/rieng/layouts/article.html:3"},
		"layout, run":       {"layouts/article.html", "<p>\n<p>\n  {{.Field}}", "themes/rieng/layouts/article.html:3:5"},
		"base, run":         {"layouts/base.html", "<p>\n{{.Field}}", "themes/rieng/layouts/base.html:2:3"},
		"part, run":         {"parts/card.html", "<p>\n\n{{.Field}}", "themes/rieng/parts/card.html:3:3"},
		"layout, escaping":  {"layouts/article.html", "<p>\n<a href='{{if .}}\"{{else}}'{{end}}>", "themes/rieng/layouts/article.html"},
		"stands alone, run": {"layouts/article.html", "<!doctype html>\n{{.Field}}", "themes/rieng/layouts/article.html:2:3"},
	} {
		th, problems := load(t, "rieng", map[string]string{"rieng/theme.toml": "extends = \"loa\"\n", "rieng/" + c.file: c.text})
		if len(problems) == 0 {
			_, err := render(t, th, "article")
			if err == nil {
				t.Errorf("%s: no error", name)
				continue
			}
			problems = append(problems, th.Problem(err))
		}
		at := problems[0].Place
		if got := fmt.Sprintf("%s:%d:%d", at.File, at.Line, at.Column); problems[0].Code != problem.ThemeTemplate || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s, want %s (%v)", name, got, c.want, problems[0].Args["reason"])
		}
	}
}

func TestMissingThemes(t *testing.T) {
	if th, problems := load(t, "loaa", nil); th != nil || len(problems) != 1 || problems[0].Place.Line != 3 || problems[0].Args["suggestion"] != "loa" {
		t.Error(th, problems)
	}
	_, problems := load(t, "rieng", map[string]string{"rieng/theme.toml": "extends = \"khacc\"\n"})
	if len(problems) == 0 || problems[0].Code != problem.ThemeMissing || problems[0].Place.File != "themes/rieng/theme.toml" || problems[0].Args["suggestion"] != "khac" {
		t.Error(problems)
	}
}

func TestFingerprinted(t *testing.T) {
	for name, want := range map[string]string{"a.css": "a.e3b0c442.css", "a.b.js": "a.b.e3b0c442.js", "a": "a.e3b0c442"} {
		if got := Fingerprinted(name, nil); got != want {
			t.Errorf("%s becomes %s", name, got)
		}
	}
}

// TestFileOrBundle: of a file and a bundle with one name the nearer theme's counts, each
// time.
func TestFileOrBundle(t *testing.T) {
	for range 20 {
		th, _ := load(t, "own", map[string]string{"own/theme.toml": "extends = \"loa\"\n", "own/assets/all.css": "p { color: red }\n"})
		if a, _ := th.Asset("all.css"); string(a.Data) != "p{color:red}" {
			t.Fatalf("the file of the nearer theme: %s", a.Data)
		}
		th, _ = load(t, "own", map[string]string{"own/theme.toml": "extends = \"loa\"\n[bundles]\n\"all.css\" = [\"b.css\"]\n", "own/assets/all.css": "p { color: red }\n"})
		if a, _ := th.Asset("all.css"); string(a.Data) != "b{color:red}" {
			t.Fatalf("the bundle of the same theme: %s", a.Data)
		}
	}
}
