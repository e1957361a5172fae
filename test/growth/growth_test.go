// Package growth runs constructs of authors' files at n, 2n and 4n: what is read may cost
// no more than its length.
package growth

import (
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
	"loa/internal/generator/data"
	"loa/internal/generator/markdown"
	"loa/internal/generator/quantity"
	"loa/internal/importing/htmlimport"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

const (
	most   = 2.3       // times as many bytes allocated for twice the length
	peak   = 200 << 20 // bytes allocated for the longest
	little = 4 << 20   // bytes below which growth says nothing
)

// A construct is written n times and read. A new one joins by one row.
var constructs = []struct {
	name string
	n    int // of the shortest; four times of it is about 100 KB
	text func(n int) string
	read func(t *testing.T, text string)
}{
	{"Markdown: paragraphs", 3000, each("một hai\n\n"), body},
	{"Markdown: emphasis", 6000, each("*a_ "), body},
	{"Markdown: strong within words", 4000, each("a**bc* "), body},
	{"Markdown: links", 6000, each("[a]("), body},
	{"Markdown: brackets", 12_000, each("["), body},
	{"Markdown: code spans", 8000, each("`a "), body},
	{"Markdown: tags", 4000, each("<a x=\""), body},
	{"Markdown: comments", 3500, each("<!--a "), body},
	{"Markdown: entities", 8000, each("&a;"), body},
	{"Markdown: quotations", 25_000, each(">"), body},
	{"Markdown: lists in lists", 12_000, each("1. "), body},
	{"Markdown: items", 4000, each("- một\n"), body},
	{"Markdown: headings", 3000, each("## một\n\n"), body},
	{"Markdown: directives", 3000, each(":::note\n"), body},
	{"Markdown: a directive in a sentence", 2500, each("a ::note{"), body},
	{"Markdown: attributes", 6000, func(n int) string { return "::: note " + strings.Repeat("{a=“", n) + "}\n:::\n" }, body},
	{"Markdown: notes", 1500, func(n int) string { return numbered(n, "x[^%] ") + "\n\n" + numbered(n, "[^%]: y\n") }, body},
	{"Markdown: missing notes", 3000, each("x[^a] "), body},
	{"Markdown: a wide table", 1500, func(n int) string { return row(n, "a|") + row(n, "-|") + strings.Repeat("a|\n", n) }, body},
	{"Markdown: many tables", 20, func(n int) string {
		return strings.Repeat(row(190, "a|")+row(190, "-|")+strings.Repeat("a|\n", 90)+"\n", n)
	}, body},
	{"Markdown: a defined address", 3000, func(n int) string { return "[a]: /" + strings.Repeat("x", 4*n) + "\n\n" + strings.Repeat("[a] ", n) }, body},
	{"TOML: keys", 2000, func(n int) string { return numbered(n, "k% = 1\n") }, toml},
	{"TOML: tables in tables", 6000, func(n int) string { return "x = " + strings.Repeat("{a=", n) }, toml},
	{"TOML: lists in lists", 12_000, func(n int) string { return "x = " + strings.Repeat("[", n) + strings.Repeat("]", n) }, toml},
	{"TOML: a dotted key", 12_000, func(n int) string { return strings.Repeat("a.", n) + "a = 1" }, toml},
	{"TOML: list tables", 3000, each("[[s]]\n"), toml},
	{"front matter: old addresses", 500, func(n int) string { return "+++\ntitle = \"A\"\naliases = [" + numbered(n, "\"/%/\",") + "]\n+++\n" }, entry},
	{"front matter: unknown topics", 250, func(n int) string { return "+++\ntitle = \"A\"\ntopics = [" + numbered(n, "\"t%\",") + "]\n+++\n" }, entry},
	{"settings: languages", 50, func(n int) string { return "title = \"A\"\n" + numbered(n, "[languages.en-x-l%]\n") }, settings},
	{"settings: terms", 500, func(n int) string { return "title = \"A\"\n" + numbered(n, "[topics.t%]\nname = \"T\"\n") }, settings},
	{"CSV: columns", 5000, func(n int) string { return numbered(n, "c%,") + "\n" + strings.Repeat("1,", n) + "\n" }, csv},
	{"CSV: rows", 5000, func(n int) string { return "a,b\n" + strings.Repeat("1,2\n", n) }, csv},
	{"numbers of a text", 5000, each("(5 "), func(_ *testing.T, text string) { quantity.Of(text, "vi") }},
	{"names: folders", 5000, each("d/"), folders},
	{"HTML import: paragraphs", 3000, each("<p>a</p>"), func(_ *testing.T, text string) { htmlimport.Convert(text) }},
}

func TestGrowth(t *testing.T) {
	for _, c := range constructs {
		t.Run(c.name, func(t *testing.T) {
			c.read(t, c.text(c.n/2)) // what is made once
			once := allocated(t, c.read, c.text(c.n))
			twice := allocated(t, c.read, c.text(2*c.n))
			last := allocated(t, c.read, c.text(4*c.n))
			if last > little && float64(last) > most*most*float64(max(once, little/4)) {
				t.Errorf("%d, %d and %d bytes for %d, %d and %d", once, twice, last, c.n, 2*c.n, 4*c.n)
			}
			if last > peak {
				t.Errorf("%d bytes for %d", last, 4*c.n)
			}
		})
	}
}

// allocated counts bytes, freed ones too: a number that no load of the machine changes.
func allocated(t *testing.T, read func(*testing.T, string), text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	read(t, text)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func each(text string) func(int) string {
	return func(n int) string { return strings.Repeat(text, n) + "\n" }
}

func row(n int, cell string) string { return "|" + strings.Repeat(cell, n) + "\n" }

// numbered repeats a text with the number of each in place of %.
func numbered(n int, text string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "%", strconv.Itoa(i)))
	}
	return b.String()
}

var dialect = markdown.New(markdown.Dialect{Directives: map[string]markdown.Directive{"note": {Container: true}}})

func body(_ *testing.T, text string) {
	raw := []byte(text)
	place := func(offset, length int) problem.Place { return problem.Locate("a.md", raw, offset, length) }
	result := dialect.Render(markdown.Input{Text: raw, Place: place, Plain: true, Thorough: true})
	result.Release()
	markdown.Summary(raw)
	markdown.Notes(raw)
}

func toml(_ *testing.T, text string) {
	doc, _ := tomlfile.Parse(tomlfile.Source{File: "a.toml", Text: []byte(text)})
	doc.Place("x", "a", "a")
}

func settings(_ *testing.T, text string) {
	config.Load(tomlfile.Source{File: "site.toml", Text: []byte(text)})
}

func csv(t *testing.T, text string) {
	if _, _, err := data.Load(fstest.MapFS{"data/a.csv": {Data: []byte(text)}}); err != nil {
		t.Fatal(err)
	}
}

func entry(t *testing.T, text string) {
	loaded, _ := config.Load(tomlfile.Source{File: "site.toml", Text: []byte("title = \"A\"\n")})
	files := fstest.MapFS{"content/a.md": {Data: []byte(text)}}
	if _, _, err := content.NewReader(files, loaded).Read(source.File{Path: "content/a.md", Name: "content/a.md"}); err != nil {
		t.Fatal(err)
	}
}

func folders(t *testing.T, text string) {
	name := "content/" + text[:min(len(text), 4000)] + "x.md"
	if _, _, err := source.Scan(fstest.MapFS{strings.ReplaceAll(name, "\n", ""): {}}, "content"); err != nil {
		t.Fatal(err)
	}
}
