package newsroom

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"loa/internal/desk/sourceedit"
	"loa/internal/generator/content"
)

// Both catalogues say the same things, and everything that pages say.
func TestWords(t *testing.T) {
	heads := regexp.MustCompile(`(?m)^\[([a-z0-9.-]+)\]$`)
	keys := map[string]map[string]bool{}
	for _, language := range []string{"vi", "en"} {
		data, _ := embedded.ReadFile("words/" + language + ".txt")
		keys[language] = map[string]bool{}
		for _, m := range heads.FindAllStringSubmatch(string(data), -1) {
			if keys[language][m[1]] {
				t.Errorf("%s says %s twice", language, m[1])
			}
			keys[language][m[1]] = true
		}
	}
	if !reflect.DeepEqual(keys["vi"], keys["en"]) {
		t.Error("the catalogues have different keys")
	}
	said := regexp.MustCompile(`\bsay\(?[ (]?"([a-z0-9.-]+)"[ ,)}]`)
	files, _ := filepath.Glob("*.go")
	pages, _ := filepath.Glob("pages/*.html")
	for _, name := range append(files, pages...) {
		text, _ := os.ReadFile(name)
		for _, m := range said.FindAllStringSubmatch(string(text), -1) {
			if !keys["vi"][m[1]] && !strings.HasSuffix(m[1], "-") && !strings.HasSuffix(m[1], ".") {
				t.Errorf("%s says %s, which no catalogue has", name, m[1])
			}
		}
	}
	for _, kind := range []content.Kind{content.Article, content.Event, content.Campaign, content.Document, content.Section} {
		for _, p := range partsOf(kind) {
			if !keys["vi"]["part-"+string(p.key)] {
				t.Errorf("no words for part %s", p.key)
			}
		}
	}
}

// Every key that the table gives a control has a field in the form of some kind.
func TestFieldsOfTheTable(t *testing.T) {
	asked := map[string]bool{}
	for _, kind := range []content.Kind{content.Article, content.Event, content.Campaign, content.Document, content.Section} {
		for _, p := range partsOf(kind) {
			if len(p.fields) == 0 {
				t.Errorf("part %s of %s is empty", p.key, kind)
			}
			for _, f := range p.fields {
				asked[strings.Join(f.path, ".")] = true
			}
		}
	}
	for _, k := range content.Keys() {
		if k.Control != "" && (!asked[k.Name] || k.HandedDown() && !asked["cascade."+k.Name]) {
			t.Errorf("no field asks for %s", k.Name)
		}
	}
}

// Where the form says something else than the reference, it speaks of a field
// that there is.
func TestHelpOfFields(t *testing.T) {
	data, _ := embedded.ReadFile("words/en.txt")
	for _, m := range regexp.MustCompile(`(?m)^\[help\.([a-z0-9.-]+)\]$`).FindAllStringSubmatch(string(data), -1) {
		if !slices.ContainsFunc(content.Keys(), func(k content.Key) bool { return k.Word() == m[1] && k.Control != "" }) {
			t.Errorf("help.%s is of no field", m[1])
		}
	}
}

// Whatever is typed into whatever field, there are words for why it is refused.
func TestRefusalsHaveWords(t *testing.T) {
	doc, ok := sourceedit.Parse([]byte("+++\ntitle = \"A\"\n+++\n"))
	if !ok {
		t.Fatal("no document")
	}
	for _, kind := range []content.Kind{content.Article, content.Event, content.Campaign, content.Document, content.Section} {
		for _, p := range partsOf(kind) {
			for _, f := range p.fields {
				for _, sent := range []string{"?", ""} {
					if why := f.take(doc, sent, nil); why != "" && !wordsFor("vi").Has(why) {
						t.Errorf("no words for %s", why)
					}
				}
			}
		}
	}
}
