// Package growth holds constructs of authors' files, to be read at n, 2n and 4n: what is
// read may cost no more than its length.
//
// Costs are counted, without a clock. The test of this package counts bytes and objects
// that are allocated, and bytes that are asked of a file that is read at any place. The
// program in steps (make growth) counts the blocks of statements that run, in Loa and in
// the libraries that read. A search for one byte in a long text is one step of it: what
// the processor does for the whole text at once, at some thirty bytes a step of its own.
package growth

import (
	"io"
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

// Construct is written n times and read.
type Construct struct {
	Name string
	N    int // of the shortest; four times of it is about 100 KB
	Text func(n int) string
	Read func(m *Meter, text string)
}

// All are the constructs. A new one joins by one row of constructs or documents.
func All() []Construct { return slices.Concat(constructs, documents) }

var constructs = []Construct{
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
	{"Markdown: notes and paragraphs", 1500, func(n int) string { return numbered(n, "[^%]: y\n\n") }, body},
	{"Markdown: headings with definitions", 1500, func(n int) string { return numbered(n, "## [%]\n\n[%]: b\n\n") }, body},
	{"Markdown: pictures with definitions", 500, func(n int) string { return numbered(n, "![a][%]\n\n[%]: b.png\n\n") }, body},
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
	{"numbers of a text", 5000, each("(5 "), func(_ *Meter, text string) { quantity.Of(text, "vi") }},
	{"names: folders", 5000, each("d/"), folders},
	{"HTML import: paragraphs", 3000, each("<p>a</p>"), page},
	{"HTML import: elements in elements", 3000, each("<div>"), page},
	{"HTML import: marks that stay open", 3000, each("<b>a<i>b</b>"), page},
	{"HTML import: a wide table", 3000, func(n int) string { return "<table><tr>" + strings.Repeat("<td>a", n) + "</table>" }, page},
}

// Meter counts the bytes asked of a file. A construct that cannot be read is fatal to it.
type Meter struct {
	testing.TB
	Asked uint64
}

// file lets a text be read as a file, at any place.
func (m *Meter) file(text string) io.ReaderAt { return &counted{strings.NewReader(text), m} }

type counted struct {
	text *strings.Reader
	m    *Meter
}

func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	n, err := c.text.ReadAt(p, at)
	c.m.Asked += uint64(n)
	return n, err
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

func body(_ *Meter, text string) {
	raw := []byte(text)
	place := func(offset, length int) problem.Place { return problem.Locate("a.md", raw, offset, length) }
	result := dialect.Render(markdown.Input{Text: raw, Place: place, Plain: true, Thorough: true})
	result.Release()
	markdown.Summary(raw)
	markdown.Notes(raw)
}

func toml(_ *Meter, text string) {
	doc, _ := tomlfile.Parse(tomlfile.Source{File: "a.toml", Text: []byte(text)})
	doc.Place("x", "a", "a")
}

func page(_ *Meter, text string) { htmlimport.Convert(text) }

func settings(_ *Meter, text string) {
	config.Load(tomlfile.Source{File: "site.toml", Text: []byte(text)})
}

func csv(t *Meter, text string) {
	if _, _, err := data.Load(fstest.MapFS{"data/a.csv": {Data: []byte(text)}}); err != nil {
		t.Fatal(err)
	}
}

func entry(t *Meter, text string) {
	loaded, _ := config.Load(tomlfile.Source{File: "site.toml", Text: []byte("title = \"A\"\n")})
	files := fstest.MapFS{"content/a.md": {Data: []byte(text)}}
	if _, _, err := content.NewReader(files, loaded).Read(source.File{Path: "content/a.md", Name: "content/a.md"}); err != nil {
		t.Fatal(err)
	}
}

func folders(t *Meter, text string) {
	name := "content/" + text[:min(len(text), 4000)] + "x.md"
	if _, _, err := source.Scan(fstest.MapFS{strings.ReplaceAll(name, "\n", ""): {}}, "content"); err != nil {
		t.Fatal(err)
	}
}
