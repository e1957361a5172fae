package content

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"loa/internal/base/problem"
)

var update = flag.Bool("update", false, "rewrite the tables of keys in docs/ from the table")

// references are the pages that have tables of keys, with what stands above
// each table.
var references = map[string]struct{ file, head string }{
	"en": {"../../../docs/front-matter.md", "| key | type | meaning |\n| --- | --- | --- |\n"},
	"vi": {"../../../docs/vi/phan-dau-bai.md", "| khoá | tên trong biểu mẫu | ý nghĩa |\n| --- | --- | --- |\n"},
}

var keyTable = regexp.MustCompile(`(?s)<!-- keys: (\w+) -->\n.*?<!-- end of keys -->`)

// The tables of keys in docs/ are made from the table of keys and its words.
func TestReference(t *testing.T) {
	for language, page := range references {
		old, err := os.ReadFile(page.file)
		if err != nil {
			t.Fatal(err)
		}
		named := map[string]bool{}
		made := keyTable.ReplaceAllStringFunc(string(old), func(table string) string {
			part := keyTable.FindStringSubmatch(table)[1]
			named[part] = true
			return "<!-- keys: " + part + " -->\n" + page.head + rows(part, language) + "<!-- end of keys -->"
		})
		for _, part := range []string{"page", "section", "event", "repeat", "campaign", "document"} {
			if !named[part] {
				t.Errorf("%s has no table of the keys of %s", page.file, part)
			}
		}
		if *update {
			if err := os.WriteFile(page.file, []byte(made), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if made != string(old) {
			t.Errorf("%s is not what the table of keys says; make docs rewrites it", page.file)
		}
	}
}

// rows are the rows of one table of the reference.
func rows(part, language string) string {
	var b strings.Builder
	words := KeyWords(language)
	for _, k := range Keys() {
		if k.Type == "" || partOf(k) != part {
			continue
		}
		path := k.Path()
		second := words.Say(k.Word(), nil)
		if language == "en" {
			second = k.typeInWords()
		}
		meaning := strings.ReplaceAll(words.Explain(k.Word()), "{keys}", handedDown())
		if strings.Contains(k.Offered, "=") {
			meaning += ": `" + k.Offered + "`"
		}
		b.WriteString(strings.TrimRight(fmt.Sprintf("| `%s` | %s | %s", path[len(path)-1], second, meaning), " ") + " |\n")
	}
	return b.String()
}

func partOf(k Key) string {
	switch {
	case strings.HasPrefix(k.Name, "event.repeat."):
		return "repeat"
	case !k.Top():
		return k.Path()[0]
	case k.Section:
		return "section"
	}
	return "page"
}

// typeInWords is the type as the reference has it; of a key with fixed values,
// those.
func (k Key) typeInWords() string {
	if k.Type != fixed {
		return k.Type
	}
	var all []string
	for _, c := range k.Choices(nil) {
		all = append(all, "`\""+c.Value+"\"`")
	}
	return strings.Join(all, ", ")
}

func handedDown() string {
	var all []string
	for _, k := range Keys() {
		if k.HandedDown() {
			all = append(all, "`"+k.Name+"`")
		}
	}
	return strings.Join(all, ", ")
}

// Both catalogues have every key that has a row or a field, and no other.
func TestKeysHaveWords(t *testing.T) {
	for _, language := range problem.Languages() {
		data, err := wordFiles.ReadFile("words/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		var want, got []string
		for _, k := range Keys() {
			if k.Type != "" || k.Control != "" {
				want = append(want, k.Word())
			}
		}
		for _, m := range regexp.MustCompile(`(?m)^\[([a-z0-9.-]+)\]$`).FindAllStringSubmatch(string(data), -1) {
			got = append(got, m[1])
		}
		if !slices.Equal(got, want) {
			t.Errorf("words/%s.txt: the keys are\n%v\nthe table has\n%v", language, got, want)
		}
	}
}

// What the Vietnamese page shows by hand are keys that there are.
func TestGuideNamesKeys(t *testing.T) {
	text, err := os.ReadFile(references["vi"].file)
	if err != nil {
		t.Fatal(err)
	}
	guide, _, _ := strings.Cut(string(text), "<!-- keys:")
	names := regexp.MustCompile("(?m)^\\| `(\\w+)`").FindAllStringSubmatch(guide, -1)
	if len(names) < 20 {
		t.Fatal("the guide's tables were not found")
	}
	for _, m := range names {
		if !slices.ContainsFunc(Keys(), func(k Key) bool { return k.Path()[len(k.Path())-1] == m[1] }) {
			t.Errorf("%s names %s, which is no key", references["vi"].file, m[1])
		}
	}
}
