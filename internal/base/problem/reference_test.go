package problem

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite docs/problems.md from the catalogue")

const referenceFile = "../../../docs/problems.md"

// docs/problems.md is made from the catalogue, so that the two never disagree.
func TestReference(t *testing.T) {
	want := reference()
	if *update {
		if err := os.WriteFile(referenceFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(referenceFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/problems.md is not what the catalogue says; make docs rewrites it")
	}
}

func reference() string {
	var b strings.Builder
	b.WriteString(`# Problems

Everything that Loa can find wrong in a site, by code. An **error** keeps the site from being published; a **warning** does not (` + "`--strict`" + ` makes it). ` + "`loa explain CODE`" + ` prints the same, in Vietnamese or English. ` + "`[check]`" + ` in site.toml changes a code's severity: ` + "`\"link.not-live\" = \"error\"`" + `, or ` + "`\"off\"`" + `.

This page is made from the catalogue (` + "`make docs`" + `).
`)
	en, vi := WordsFor("en"), WordsFor("vi")
	area := ""
	for _, code := range Codes() {
		if a, _, _ := strings.Cut(string(code), "."); a != area {
			area = a
			fmt.Fprintf(&b, "\n## %s\n", a)
		}
		key := string(code)
		fmt.Fprintf(&b, "\n### %s\n\n*%s.* “%s” · “%s”\n\n%s\n", code, severities[code], plain(en.blocks[key].message), plain(vi.blocks[key].message), en.Explain(key))
	}
	return b.String()
}

// plain shows placeholders as an ellipsis.
func plain(message string) string {
	return strings.ReplaceAll(placeholderWhole.ReplaceAllString(message, "…"), "\n", " ")
}

// docs/checking.md describes every field of the JSON form.
func TestJSONIsDescribed(t *testing.T) {
	page, err := os.ReadFile("../../../docs/checking.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[record]()) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/checking.md does not name %s", name)
		}
	}
}
