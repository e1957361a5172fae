package config

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

var update = flag.Bool("update", false, "write what the cases of testdata give now")

// Each case of testdata is a site.toml and all that an author is told about
// it, in Vietnamese.
func TestProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, problems := Load(tomlfile.Source{File: "site.toml", Text: archive.Files[0].Data})
			var got strings.Builder
			if err := problem.WriteText(&got, problem.Sort(problems), problem.WordsFor("vi")); err != nil {
				t.Fatal(err)
			}
			if *update {
				archive.Files[1].Data = []byte(got.String())
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(archive.Files[1].Data); got.String() != want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
}

// head is enough for a site; cases add to it.
const head = "title = \"Vì trẻ em\"\nbase_url = \"https://treem.example.gov.vn/\"\n"

func load(t *testing.T, text string) *Settings {
	t.Helper()
	s, problems := Load(tomlfile.Source{File: "site.toml", Text: []byte(text)})
	for _, p := range problems {
		t.Error(problem.Text(p, problem.WordsFor("en")))
	}
	return s
}

func TestDefaults(t *testing.T) {
	s := load(t, head)
	if s.Timezone != "Asia/Ho_Chi_Minh" || s.Zone.String() != s.Timezone || s.Theme != "loa" {
		t.Error(s.Timezone, s.Zone, s.Theme)
	}
	if s.DefaultLanguage != "vi" || len(s.Languages) != 1 || s.Languages[0].Name != "Tiếng Việt" || s.Languages[0].Dir != "ltr" || s.Languages[0].Fallback != "" {
		t.Errorf("%+v", s.Languages)
	}
	if s.Lists != (Lists{PageSize: 20, Related: 5}) || s.Offline != (Offline{Enabled: true, Budget: 2_000_000, Single: 2_000_000}) || s.Budget != (Budget{HTML: 14_000, Page: 250_000}) {
		t.Error(s.Lists, s.Offline, s.Budget)
	}
	if s.Title.In("en", "vi") != "Vì trẻ em" {
		t.Error("a plain string counts for all languages")
	}
}

func TestWithoutFile(t *testing.T) {
	s, problems := Load(tomlfile.Source{File: "site.toml"})
	if len(problems) != 1 || problems[0].Code != problem.SiteMissing || problems[0].Place.File != "site.toml" {
		t.Error(problems)
	}
	if s.DefaultLanguage != "vi" || s.Zone == nil || s.Place("menu").File != "site.toml" {
		t.Error("the settings are not usable")
	}
}

func TestLanguages(t *testing.T) {
	s := load(t, head+`default_language = "vi"
[languages.en]
name = "English"
[languages.vi]
name = "Tiếng Việt"
[languages.tyz]
fallback = "vi"
[languages.nut]
fallback = "tyz"
[languages.AR]
name = "العربية"
fallback = "none"
`)
	if got := strings.Join(s.Languages.Tags(), " "); got != "vi en tyz nut ar" {
		t.Errorf("order: %s", got)
	}
	for tag, fallback := range map[string]string{"vi": "", "en": "vi", "tyz": "vi", "nut": "tyz", "ar": "none"} {
		if l, ok := s.Languages.Find(tag); !ok || l.Fallback != fallback {
			t.Errorf("%s falls back to %q, want %q", tag, l.Fallback, fallback)
		}
	}
	if l, _ := s.Languages.Find("AR"); l.Dir != "rtl" {
		t.Error("Arabic is written from the right")
	}
	if l, _ := s.Languages.Find("tyz"); l.Name != "tyz" {
		t.Errorf("the name of a language without one is its tag, not %q", l.Name)
	}
}

func TestDefaultLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "vi",
		"default_language = \"en\"\n":      "en",
		"[languages.en]\n[languages.fr]\n": "en",
		"[languages.en]\n[languages.vi]\n": "vi",
		"default_language = \"fr\"\n[languages.fr]\n":           "fr",
		"default_language = \"FR\"\n[languages.fr]\n":           "fr",
		"default_language = \"zh-Hant\"\n[languages.zh-hant]\n": "zh-hant",
	} {
		s := load(t, head+text)
		if s.DefaultLanguage != want || s.Languages[0].Tag != want {
			t.Errorf("%q gives %s, want %s", text, s.DefaultLanguage, want)
		}
	}
}

func TestText(t *testing.T) {
	s := load(t, head+`[languages.vi]
[languages.en]
[languages.fr]
[topics.a]
name = { en = "Water", vi = "Nước" }
[topics.b]
name = { fr = "Feu" }
`)
	water, _ := s.Topics.Find("a")
	fire, _ := s.Topics.Find("b")
	for _, c := range []struct {
		text     Text
		tag      string
		want     string
		language string
	}{
		{water.Name, "en", "Water", ""}, {water.Name, "en-GB", "Water", ""}, {water.Name, "VI", "Nước", ""},
		{water.Name, "fr", "Nước", "vi"}, {fire.Name, "en", "Feu", "fr"}, {Text{}, "vi", "", ""}, {PlainText("x"), "fr", "x", ""},
	} {
		got, language := c.text.From(c.tag, "VI")
		if got != c.want || language != c.language || c.text.In(c.tag, "vi") != c.want {
			t.Errorf("%v in %s is %q in %q, want %q in %q", c.text, c.tag, got, language, c.want, c.language)
		}
	}
	if !slices.Equal(water.Name.Languages(), []string{"en", "vi"}) {
		t.Error(water.Name.Languages())
	}
}

func TestVocabularyOrder(t *testing.T) {
	s := load(t, head+`[topics.zebra]
name = "Z"
[topics.ao]
name = "A"
[topics.late]
weight = 9
[topics.first]
weight = -1
[units]
tinh = "Tỉnh"
`)
	if got := strings.Join(s.Topics.Keys(), " "); got != "first late zebra ao" {
		t.Errorf("order: %s", got)
	}
	if term, _ := s.Topics.Find("ao"); term.At.Line != 5 || term.At.Column != 9 {
		t.Errorf("ao stands at %d:%d", term.At.Line, term.At.Column)
	}
	if unit, _ := s.Units.Find("tinh"); unit.Name.In("vi", "vi") != "Tỉnh" {
		t.Error("a plain string is a term's name")
	}
}

func TestNormalURL(t *testing.T) {
	for address, want := range map[string]string{
		"https://treem.example.gov.vn":             "https://treem.example.gov.vn/",
		" https://Treem.Example.gov.vn/vi-tre-em ": "https://treem.example.gov.vn/vi-tre-em/",
		"http://localhost:8080/a//b/../c/":         "http://localhost:8080/a/c/",
		"https://tỉnh.vn/":                         "https://t%E1%BB%89nh.vn/",
		"treem.example.gov.vn":                     "",
		"ftp://treem.example.gov.vn/":              "",
		"https:///a":                               "",
		"https://a.vn/?x=1":                        "",
		"https://a.vn/#x":                          "",
		"https://me:secret@a.vn/":                  "",
		"/vi-tre-em/":                              "",
		"":                                         "",
	} {
		if got, ok := NormalURL(address); got != want || ok != (want != "") {
			t.Errorf("%q becomes %q, want %q", address, got, want)
		}
	}
}

func TestSizes(t *testing.T) {
	for text, want := range map[string]Size{
		"14KB": 14_000, "1.5 MB": 1_500_000, "900 B": 900, "2mb": 2_000_000, "1,5MB": 1_500_000,
		"14": -1, "KB": -1, "-1KB": -1, "1GB": -1, "99999999999MB": -1,
	} {
		if got, ok := ParseSize(text); ok != (want >= 0) || ok && got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

func TestCheckTakesCodesWithAndWithoutQuotes(t *testing.T) {
	s := load(t, head+"[check]\n\"budget.html\" = \"error\"\nfront-matter.no-title = \"off\"\n[check.toml]\nsyntax = \"warning\"\n")
	want := map[problem.Code]problem.Severity{"budget.html": problem.Error, "front-matter.no-title": problem.Off, "toml.syntax": problem.Warning}
	if !maps.Equal(s.Check.Severities, want) {
		t.Error(s.Check)
	}
}

func TestCheckLists(t *testing.T) {
	s := load(t, head+"[check]\nphones = [\"0206 3852 000\", 19001234, \"+84 912 345 678\"]\nfigures = \"/content/duoi-nuoc/\"\n")
	if !slices.Equal(s.Check.Phones, []string{"02063852000", "19001234", "84912345678"}) || !slices.Equal(s.Check.Figures, []string{"duoi-nuoc"}) {
		t.Error(s.Check)
	}
}

func TestParts(t *testing.T) {
	s := load(t, head+"[languages.vi]\n[languages.en]\n[urls]\ntopic = { vi = \"linh-vuc\" }\nunit = \"place\"\n")
	for _, c := range [][3]string{
		{"topic", "vi", "linh-vuc"}, {"topic", "en", "topic"}, {"unit", "en", "place"}, {"unit", "vi", "place"},
		{"calendar", "vi", "lich"}, {"calendar", "tyz", "calendar"}, {"documents", "vi", "van-ban"},
	} {
		if got := s.URLs.Part(c[0], c[1]); got != c[2] {
			t.Errorf("%s in %s is %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestMenu(t *testing.T) {
	s := load(t, head+`[[menu]]
page = "duoi-nuoc/_index.md"
[[menu]]
name = "Thêm"
place = "footer"
children = ["tin-tuc/_index.md", { url = "https://who.int/", name = "WHO" }]
`)
	if m := s.Menu[0]; m.Where != "top" || m.At.Line != 4 || m.At.Column != 8 {
		t.Errorf("%+v", m)
	}
	if m := s.Menu[1]; m.Where != "footer" || m.Children[0].Page != "tin-tuc/_index.md" || m.Children[1].At.Column != 42 {
		t.Errorf("%+v", m)
	}
}

func TestNeeds(t *testing.T) {
	s := load(t, head+"requires = \"0.2\"\n")
	for version, enough := range map[string]bool{"0.1.9": false, "0.2.0": true, "0.2": true, "1.0.0": true, "0.2.0-rc1": false, "devel": true} {
		if got := len(s.Needs(version)) == 0; got != enough {
			t.Errorf("%s is enough: %v", version, got)
		}
	}
}

func TestUnits(t *testing.T) {
	s := load(t, head+`[levels.commune]
name = "Xã"
[units.cu]
level = "commune"
valid_from = 1/1/1990
valid_to = 2025-06-30
merged_into = "moi"
[units.moi]
valid_from = 2025-07-01
`)
	old, _ := s.Units.Find("cu")
	if old.MergedInto != "moi" || old.ValidFrom.In(s.Zone).Year() != 1990 || old.ValidTo.In(s.Zone).Month() != time.June {
		t.Errorf("%+v", old)
	}
}

func TestHotlinesAreReadAsPeopleWriteThem(t *testing.T) {
	s := load(t, head+"[[hotlines]]\nnumber = 111\nlabel = \"a\"\n[[hotlines]]\nnumber = \"1900 54.55-59\"\nlabel = \"b\"\n")
	if s.Hotlines[0].Number != "111" || s.Hotlines[1].Number != "1900545559" {
		t.Errorf("%+v", s.Hotlines)
	}
}
