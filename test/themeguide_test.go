package test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/disk"
	"loa/internal/desk/scaffold"
	"loa/internal/generator/build"
	"loa/internal/generator/theme"
	"loa/themes"
)

const themeGuide = "../docs/themes.md"

// The guide lists what the program asks of a theme, as the table has it.
func TestThemeGuideListsTheNeeds(t *testing.T) {
	text, err := os.ReadFile(themeGuide)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- needs: made by make docs -->\n", "<!-- /needs -->"
	before, rest, _ := strings.Cut(string(text), begin)
	_, after, found := strings.Cut(rest, end)
	if !found {
		t.Fatal("the guide has no place for the list")
	}
	want := before + begin + needsInWords() + end + after
	if *update {
		if err := os.WriteFile(themeGuide, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(text) != want {
		t.Error("docs/themes.md is not what the table says; make docs rewrites it")
	}
}

func needsInWords() string {
	need := theme.Needs()
	var b strings.Builder
	b.WriteString("\n| layout | view | pages |\n| --- | --- | --- |\n")
	for _, l := range need.Layouts {
		fmt.Fprintf(&b, "| `%s` | `%s` | %s |\n", l.Name, l.View, l.For)
	}
	b.WriteString("\n| directive | its view has |\n| --- | --- |\n")
	for _, d := range need.Directives {
		fmt.Fprintf(&b, "| `%s` | %s |\n", d.Name, d.Gets)
	}
	b.WriteString("\nStrings that no template asks for: `" + strings.Join(need.Strings, " ") + "`. Assets: `" + strings.Join(need.Assets, " ") + "`.\n")
	b.WriteString("\nWhat the scripts look for, in the template or a part that it includes:\n\n| template | script | elements | attributes | readers get |\n| --- | --- | --- | --- | --- |\n")
	for _, h := range need.Hooks {
		gain := h.For
		if h.Optional {
			gain += " (as you like)"
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s | %s |\n", h.In, h.Script, quoted(h.Looks, "` `"), quoted(h.Data, " "), gain)
	}
	return b.String() + "\n"
}

func quoted(names []string, between string) string {
	if len(names) == 0 {
		return ""
	}
	return "`" + strings.Join(names, between) + "`"
}

var example = regexp.MustCompile("(?s)<!-- example: (\\S+) -->\n```[a-z]+\n(.*?)```")

// The examples of the guide make a theme that a site is built with, without a problem.
func TestThemeGuideExamplesWork(t *testing.T) {
	text, err := os.ReadFile(themeGuide)
	if err != nil {
		t.Fatal(err)
	}
	found := example.FindAllStringSubmatch(string(text), -1)
	if len(found) == 0 {
		t.Fatal("no examples in the guide")
	}
	dir := t.TempDir()
	write(t, dir, tree{
		"site.toml":           "title = \"Trang\"\nbase_url = \"https://vi.example/\"\ntheme = \"ours\"\n",
		"content/_index.md":   "+++\ntitle = \"Vì trẻ em\"\n+++\n",
		"content/a/_index.md": "+++\ntitle = \"Mục\"\n+++\n",
		"content/a/b.md":      "+++\ntitle = \"Họp\"\n[event]\nstart = 2026-06-20\n+++\n\n:::mang-theo\n- phao\n:::\n",
	})
	site, err := scaffold.Open(dir, disk.System{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := site.Theme(scaffold.NewTheme{Name: "ours", Builtin: themes.FS}); err != nil {
		t.Fatal(err)
	}
	files := tree{}
	for _, m := range found {
		if m[1] == "theme.toml" {
			begun, err := os.ReadFile(dir + "/themes/ours/theme.toml")
			if err != nil {
				t.Fatal(err)
			}
			m[2] = string(begun) + m[2]
		}
		files["themes/ours/"+m[1]] = m[2]
	}
	write(t, dir, files)
	o := build.Options{Dir: dir, Out: dir + "/public", Builtin: themes.FS, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), Fixed: true}
	result, err := build.Run(context.Background(), o)
	if err != nil || len(result.Problems) > 0 {
		t.Fatal(err, lines(result.Problems))
	}
	home, err := os.ReadFile(dir + "/public/index.html")
	if err != nil || !strings.Contains(string(home), "id=soon") || !strings.Contains(string(home), "Họp") {
		t.Errorf("%v\n%s", err, home)
	}
	written := read(t, dir)
	if page := written["public/a/b/index.html"]; !strings.Contains(page, "<p class=name>Mang theo</p>") {
		t.Errorf("the page has no kit:\n%s", page)
	}
	if !slices.ContainsFunc(slices.Collect(maps.Values(written)), func(text string) bool { return strings.Contains(text, ".kit{") }) {
		t.Error("no style sheet has the rules of the kit")
	}
}

// The theme that the tests' sites are drawn with has what every theme needs. Without
// it each of these sites fails, at its theme.
func TestThemeOfTheTestsIsWhole(t *testing.T) {
	loaded, problems, err := theme.Load(theme.Options{Site: os.DirFS(t.TempDir()), Builtin: os.DirFS("theme"), Name: "loa", Languages: []string{"vi", "en"}})
	if err != nil || loaded == nil {
		t.Fatal(err, lines(problems))
	}
	for _, d := range theme.Needs().Directives {
		file := "theme/loa/directives/" + cmp.Or(loaded.Directives[d.Name].File, d.Name) + ".html"
		if _, err := os.Stat(file); err != nil {
			t.Errorf("test/%s is not there; generator/theme/needs.go asks every theme for the directive %s", file, d.Name)
		}
	}
}
