// Package growth runs constructs of authors' files at n, 2n and 4n: what is read may cost
// no more than its length.
//
// Costs are counted, without a clock: bytes and objects that are allocated, and bytes that
// are asked of a file that is read at any place. Steps that do neither (a text that is
// looked through again for each of its words) are not seen: Go counts no instructions,
// the counters of coverage are known only to a test that was built with them, at several
// times its cost, and the time of a CPU differs with the load. That kind is found by the
// fuzz targets, which a slow input stops, and mended where it is found with a test that
// would take minutes.
package growth

import (
	"io"
	"runtime"
	"slices"
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
	most = 2.3       // times as much for twice the length
	peak = 200 << 20 // bytes allocated for the longest
)

// little is what of each cost says nothing of growth.
var little = [3]uint64{4 << 20, 20_000, 4 << 20}

// construct is written n times and read.
type construct struct {
	name string
	n    int // of the shortest; four times of it is about 100 KB
	text func(n int) string
	read func(m *meter, text string)
}

// A new construct joins by one row.
var constructs = []construct{
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
	{"CSV: cells", 60, func(n int) string {
		return numbered(200, ",c%")[1:] + "\n" + strings.Repeat(strings.Repeat("1,", 199)+"1\n", n)
	}, csv},
	{"CSV: rows", 5000, func(n int) string { return "a,b\n" + strings.Repeat("1,2\n", n) }, csv},
	{"numbers of a text", 5000, each("(5 "), func(_ *meter, text string) { quantity.Of(text, "vi") }},
	{"names: folders", 5000, each("d/"), folders},
	{"HTML import: paragraphs", 3000, each("<p>a</p>"), func(_ *meter, text string) { htmlimport.Convert(text) }},
}

func TestGrowth(t *testing.T) {
	for _, c := range slices.Concat(constructs, documents) {
		t.Run(c.name, func(t *testing.T) {
			c.read(&meter{T: t}, c.text(c.n/2)) // what is made once
			once, twice, last := costs(t, c, 1), costs(t, c, 2), costs(t, c, 4)
			for i, what := range []string{"bytes allocated", "objects", "bytes asked for"} {
				if last[i] > little[i] && float64(last[i]) > most*most*float64(max(once[i], little[i]/4)) {
					t.Errorf("%s: %d, %d and %d for %d, %d and %d", what, once[i], twice[i], last[i], c.n, 2*c.n, 4*c.n)
				}
			}
			if last[0] > peak {
				t.Errorf("%d bytes for %d", last[0], 4*c.n)
			}
		})
	}
}

// meter is a test that counts the bytes asked of a file.
type meter struct {
	*testing.T
	asked uint64
}

// file lets a text be read as a file, at any place.
func (m *meter) file(text string) io.ReaderAt { return &counted{strings.NewReader(text), m} }

type counted struct {
	text *strings.Reader
	m    *meter
}

func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.text.ReadAt(p, at)
	c.m.asked += uint64(n)
	return n, err
}

// costs are those of a construct written so many times its n: bytes and objects
// allocated, freed ones too, and bytes asked for. No load of the machine changes them.
func costs(t *testing.T, c construct, times int) [3]uint64 {
	text, m := c.text(times*c.n), &meter{T: t}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	c.read(m, text)
	runtime.ReadMemStats(&after)
	return [3]uint64{after.TotalAlloc - before.TotalAlloc, after.Mallocs - before.Mallocs, m.asked}
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

func body(_ *meter, text string) {
	raw := []byte(text)
	place := func(offset, length int) problem.Place { return problem.Locate("a.md", raw, offset, length) }
	result := dialect.Render(markdown.Input{Text: raw, Place: place, Plain: true, Thorough: true})
	result.Release()
	markdown.Summary(raw)
	markdown.Notes(raw)
}

func toml(_ *meter, text string) {
	doc, _ := tomlfile.Parse(tomlfile.Source{File: "a.toml", Text: []byte(text)})
	doc.Place("x", "a", "a")
}

func settings(_ *meter, text string) {
	config.Load(tomlfile.Source{File: "site.toml", Text: []byte(text)})
}

func csv(t *meter, text string) {
	if _, _, err := data.Load(fstest.MapFS{"data/a.csv": {Data: []byte(text)}}); err != nil {
		t.Fatal(err)
	}
}

func entry(t *meter, text string) {
	loaded, _ := config.Load(tomlfile.Source{File: "site.toml", Text: []byte("title = \"A\"\n")})
	files := fstest.MapFS{"content/a.md": {Data: []byte(text)}}
	if _, _, err := content.NewReader(files, loaded).Read(source.File{Path: "content/a.md", Name: "content/a.md"}); err != nil {
		t.Fatal(err)
	}
}

func folders(t *meter, text string) {
	name := "content/" + text[:min(len(text), 4000)] + "x.md"
	if _, _, err := source.Scan(fstest.MapFS{strings.ReplaceAll(name, "\n", ""): {}}, "content"); err != nil {
		t.Fatal(err)
	}
}
