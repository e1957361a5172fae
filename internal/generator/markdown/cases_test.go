package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"loa/internal/base/problem"
)

var update = flag.Bool("update", false, "write what comes out into the cases")

// The cases are text, in testdata/*.txt: a line "=== name", the body, a line
// "--->", the HTML, and a line a problem: line:column+width code args. Files
// that are named raw-… are rendered with raw HTML allowed.
func TestCases(t *testing.T) {
	for name, cases := range allCases(t) {
		m := testMarkdown(strings.HasPrefix(filepath.Base(name), "raw-"))
		var out strings.Builder
		for _, c := range cases {
			got := show(m, []byte(c.body+"\n"))
			if got != c.want && !*update {
				t.Errorf("%s: %s\n%s\ngot\n%s\nwant\n%s", name, c.title, c.body, got, c.want)
			}
			fmt.Fprintf(&out, "=== %s\n%s\n--->\n%s\n\n", c.title, c.body, got)
		}
		if *update {
			if err := os.WriteFile(name, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

type textCase struct{ title, body, want string }

// allCases are the cases of each file.
func allCases(t *testing.T) map[string][]textCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	all := map[string][]textCase{}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range strings.Split("\n"+string(data), "\n=== ")[1:] {
			title, rest, _ := strings.Cut(c, "\n")
			body, want, _ := strings.Cut(rest, "\n--->\n")
			all[name] = append(all[name], textCase{title, body, strings.TrimSpace(want)})
		}
	}
	return all
}

// show is what a body becomes, and its problems.
func show(m *Markdown, body []byte) string {
	result := m.Render(Input{Text: body, Place: placer(body), Host: testHost{}, Words: testWords})
	lines := []string{string(result.HTML)}
	for _, p := range result.Problems {
		line := fmt.Sprintf("%d:%d+%d %s", p.Place.Line, p.Place.Column, p.Place.Width, p.Code)
		for _, key := range slices.Sorted(maps.Keys(p.Args)) {
			line += fmt.Sprintf(" %s=%v", key, p.Args[key])
		}
		lines = append(lines, line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// placer counts lines and columns of a body that is a file of its own.
func placer(body []byte) func(offset, length int) problem.Place {
	return func(offset, length int) problem.Place {
		start := bytes.LastIndexByte(body[:offset], '\n') + 1
		return problem.Place{
			File: "test.md", Line: 1 + bytes.Count(body[:offset], []byte("\n")),
			Column: 1 + utf8.RuneCount(body[start:offset]), Width: utf8.RuneCount(body[offset : offset+length]),
		}
	}
}

// testHost knows the page x.md, its translation x.en.md and the picture a.png.
type testHost struct{}

func (testHost) Link(dest string) Link {
	path, fragment, found := strings.Cut(dest, "#")
	if found {
		fragment = "#" + fragment
	}
	switch {
	case path == "x.md":
		return Link{URL: "/x/" + fragment}
	case path == "x.en.md":
		return Link{URL: "/en/x/" + fragment, Lang: "en"}
	case path == "hmn.md":
		return Link{URL: "/z/" + fragment, Lang: "hmn", Named: "Hmoob <"}
	case strings.HasSuffix(path, ".md"):
		return Link{Plain: true, Code: problem.LinkNotFound, Args: problem.Args{"target": dest}}
	}
	return Link{URL: dest}
}

func (testHost) Image(dest string) Image {
	if dest == "a.png" {
		return Image{URL: "/f/a.1f2e.png", Width: 320, Height: 200, Srcset: "/f/a.2x.png 2x"}
	}
	return Image{URL: dest, Code: problem.FileMissing, Args: problem.Args{"file": dest}}
}

func (testHost) Directive(u Use) (template.HTML, []problem.Problem) {
	var b strings.Builder
	fmt.Fprintf(&b, "<aside class=%s", u.Name)
	for _, a := range u.Attrs {
		fmt.Fprintf(&b, " data-%s=%s", a.Key, template.HTMLEscapeString(a.Value))
	}
	if u.ID != "" {
		fmt.Fprintf(&b, " id=%s", u.ID)
	}
	b.WriteByte('>')
	if u.Title != "" {
		fmt.Fprintf(&b, "<h2>%s</h2>", u.Title)
	}
	b.WriteString(string(u.Body))
	if u.Name == "checklist" {
		fmt.Fprintf(&b, "<!-- intro %q, items %+v -->", u.Intro, itemsOf(u.Items))
	}
	if u.Name == "gallery" {
		for _, f := range u.Images {
			fmt.Fprintf(&b, "<!-- %s %q %q -->", f.URL, f.Alt, f.Caption)
		}
	}
	b.WriteString("</aside>")
	if u.Value("icon") == "none" {
		return template.HTML(b.String()), []problem.Problem{problem.New(problem.FileMissing, u.At("icon"), nil)}
	}
	return template.HTML(b.String()), nil
}

// itemsOf shows the items of a list, and the lists in them.
func itemsOf(items []Item) string {
	var all []string
	for _, i := range items {
		one := fmt.Sprintf("{HTML:%s Text:%s Task:%t Checked:%t}", i.HTML, i.Text, i.Task, i.Checked)
		if i.Items != nil {
			one = fmt.Sprintf("{%s / %s / %s}", i.Intro, itemsOf(i.Items), i.After)
		}
		all = append(all, one)
	}
	return "[" + strings.Join(all, " ") + "]"
}
