package newsroom

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
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
			if !keys["vi"]["part-"+p.key] {
				t.Errorf("no words for part %s", p.key)
			}
			for _, f := range p.fields {
				key := strings.TrimPrefix(strings.ReplaceAll(strings.Join(f.path, "."), "_", "-"), "cascade.")
				if !keys["vi"]["field."+key] {
					t.Errorf("no label for %s", key)
				}
			}
		}
	}
}

// Every key that front matter takes has a field, and its help says in English
// what the reference says.
func TestFieldsOfTheReference(t *testing.T) {
	asked := map[string]bool{}
	for _, kind := range []content.Kind{content.Article, content.Event, content.Campaign, content.Document, content.Section} {
		for _, p := range partsOf(kind) {
			for _, f := range p.fields {
				asked[f.path[0]] = true
				if len(f.path) > 1 {
					asked[strings.Join(f.path, ".")] = true
				}
			}
		}
	}
	elsewhere := map[string]bool{"translated_from": true, "extra": true, "title": false}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[content.Front]()) {
		if k := field.Tag.Get("toml"); k != "" && k != "-" && !asked[k] && !elsewhere[k] {
			t.Errorf("no field asks for %s", k)
		}
	}
	for table, of := range map[string]reflect.Type{"event": reflect.TypeFor[content.EventTable](), "event.repeat": reflect.TypeFor[content.Repeat](), "document": reflect.TypeFor[content.DocumentTable](), "campaign": reflect.TypeFor[content.CampaignTable](), "image": reflect.TypeFor[content.Image]()} {
		for _, field := range reflect.VisibleFields(of) {
			if k := field.Tag.Get("toml"); k != "" && k != "-" && k != "repeat" && !asked[table+"."+k] {
				t.Errorf("no field asks for %s.%s", table, k)
			}
		}
	}
	reference, err := os.ReadFile("../../../docs/front-matter.md")
	if err != nil {
		t.Fatal(err)
	}
	every, _, _ := strings.Cut(string(reference), "## Of a section")
	words := wordsFor("en")
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z_]+)` \\| [^|]* \\| ([^|]+) \\|$").FindAllStringSubmatch(every, -1) {
		key := "help." + strings.ReplaceAll(m[1], "_", "-")
		means := strings.ReplaceAll(m[2], "`", "")
		if m[1] == "sources" || m[1] == "translated_from" || // in the form: one a line
			!words.Has(key) {
			continue
		}
		if said := words.Say(key, nil); said != means {
			t.Errorf("%s: the form says %q, the reference %q", m[1], said, means)
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
