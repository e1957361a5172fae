package test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"loa/internal/generator/build"
	"loa/themes"
)

var emergencySite = tree{
	"site.toml": `title = { vi = "Trang", en = "Site" }
base_url = "https://vi.example/"
[languages.vi]
[languages.en]
[[hotlines]]
number = "114"
label = "114"
[[hotlines]]
number = "115"
label = "115"
[[hotlines]]
number = "999"
label = "999"
`,
	"data/emergencies.toml": `[drowning]
numbers = ["115", "114"]
[drowning.vi]
call = "Gọi 115 & 114."
say = "“Có trẻ đuối nước.”"
unanswered = "Nhờ xe gần nhất."
[drowning.en]
call = "Call 115 & 114."
unanswered = "Take the nearest vehicle."
`,
	"content/a.md":    "+++\ntitle = \"A\"\nemergency = true\n+++\n\n:::steps\n1. Kêu to.\n\n   ::emergency{danger=\"drowning\"}\n2. Đặt nằm ngửa.\n:::\n",
	"content/a.en.md": "+++\ntitle = \"A\"\nemergency = true\n+++\n\n:::steps\n1. Shout.\n\n   ::emergency{danger=\"drowning\"}\n2. Lay the child down.\n:::\n",
	"content/b.md":    "+++\ntitle = \"B\"\n+++\n\n::cap-cuu[Gọi ai?]{danger=\"drowning\"}\n",
	"content/b.en.md": "+++\ntitle = \"B\"\n+++\n\n::emergency[Whom to call?]{danger=\"drowning\"}\n",
}

// What the built-in theme says of a danger, on every page and in both languages,
// follows one edit of data/emergencies.toml.
func TestOneEditChangesAllEmergencies(t *testing.T) {
	o := options(t, t.TempDir(), "2026-06-15")
	o.Builtin = themes.FS
	write(t, o.Dir, emergencySite)
	for _, p := range []string{"a/index.html", "b/index.html", "en/a/index.html", "en/b/index.html"} {
		want := []string{"tel:115", "tel:114", "Gọi 115 &amp; 114.", "“Có trẻ đuối nước.”", "Nhờ xe gần nhất."}
		if strings.HasPrefix(p, "en/") {
			want = []string{"tel:115", "tel:114", "Call 115 &amp; 114.", "Take the nearest vehicle."}
		}
		box := emergencyOf(t, o, p)
		expectWords(t, box, want, nil)
		if strings.Index(box, "tel:115") > strings.Index(box, "tel:114") {
			t.Error(p, "does not keep the order of the numbers:", box)
		}
	}
	edited := strings.NewReplacer(`"115", "114"`, `"999"`, "115 & 114", "999").Replace(emergencySite["data/emergencies.toml"])
	write(t, o.Dir, tree{"data/emergencies.toml": edited})
	for _, p := range []string{"a/index.html", "b/index.html", "en/a/index.html", "en/b/index.html"} {
		expectWords(t, emergencyOf(t, o, p), []string{"tel:999", "999."}, []string{"114", "115"})
	}
}

var emergencyBox = regexp.MustCompile(`(?s)<div class="?emergency"?>.*?</div>`)

// emergencyOf builds a site and returns the box of one of its pages.
func emergencyOf(t *testing.T, o build.Options, page string) string {
	t.Helper()
	run(t, o)
	box := emergencyBox.FindString(read(t, o.Out)[page])
	if box == "" {
		t.Fatal(page, "has no box with emergency numbers")
	}
	return box
}

// expectWords finds the wanted words in a text, and none of the unwanted.
func expectWords(t *testing.T, text string, wanted, unwanted []string) {
	t.Helper()
	for _, word := range wanted {
		if !strings.Contains(text, word) {
			t.Errorf("%q is missing in %s", word, text)
		}
	}
	for _, word := range unwanted {
		if strings.Contains(text, word) {
			t.Errorf("%q stands in %s", word, text)
		}
	}
}

// Each first-aid page of the project's own site takes from the table whom to call
// and what to do if nobody answers, in every language for the same danger.
func TestFirstAidPagesSayWhatIfNobodyAnswers(t *testing.T) {
	danger := regexp.MustCompile(`::emergency\{danger="([a-z-]+)"\}`)
	dangers := map[string]string{}
	err := fs.WalkDir(os.DirFS("../content"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		text, err := os.ReadFile(filepath.Join("../content", name))
		if err != nil || !strings.Contains(string(text), "\nemergency = true\n") {
			return err
		}
		found := danger.FindSubmatch(text)
		if found == nil {
			t.Errorf("content/%s is first aid and has no ::emergency", name)
			return nil
		}
		page := strings.TrimSuffix(strings.TrimSuffix(name, ".md"), ".en")
		if other := dangers[page]; other != "" && other != string(found[1]) {
			t.Errorf("content/%s: %s in one language, %s in another", name, other, found[1])
		}
		dangers[page] = string(found[1])
		return nil
	})
	if err != nil || len(dangers) == 0 {
		t.Fatal("no first-aid pages", err)
	}
}

// TestEachDangerHasItsOwnSign: no two first-aid pages of the project's own site show the
// same pictogram, and the theme draws each of them.
func TestEachDangerHasItsOwnSign(t *testing.T) {
	icons, err := os.ReadFile("../themes/loa/assets/css/icons.css")
	if err != nil {
		t.Fatal(err)
	}
	sign := regexp.MustCompile(`(?m)^icon = "([a-z]+)"$`)
	shown := map[string]string{}
	err = fs.WalkDir(os.DirFS("../content"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		text, err := os.ReadFile(filepath.Join("../content", name))
		if err != nil || !strings.Contains(string(text), "\nemergency = true\n") {
			return err
		}
		found := sign.FindSubmatch(text)
		if found == nil || !strings.Contains(string(icons), ".icon-"+string(found[1])+" {") {
			t.Errorf("content/%s has no pictogram that the theme draws", name)
			return nil
		}
		page := strings.TrimSuffix(strings.TrimSuffix(name, ".md"), ".en")
		if other := shown[string(found[1])]; other != "" && other != page {
			t.Errorf("content/%s has the pictogram of %s", name, other)
		}
		shown[string(found[1])] = page
		return nil
	})
	if err != nil || len(shown) < 15 {
		t.Fatal(len(shown), "pictograms:", err)
	}
}
