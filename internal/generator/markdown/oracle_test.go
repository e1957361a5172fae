package markdown

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"

	"loa/internal/generator/minify"
)

// corpus is text of many kinds to hold our output against that of others.
func corpus(t testing.TB) map[string][]byte {
	all := map[string][]byte{}
	for _, e := range examples(t) {
		all[e.Section+" "+string(rune('0'+e.Example/100))+e.Markdown] = []byte(e.Markdown)
	}
	for seed := range uint64(50) {
		all["article "+string(rune('a'+seed))] = article(seed, 6)
	}
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no test bodies", err)
	}
	for _, name := range files {
		if all[name], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	addContent(t, all)
	return all
}

// addContent adds the bodies of the project's own site.
func addContent(t testing.TB, all map[string][]byte) {
	site := os.DirFS("../../../content")
	err := fs.WalkDir(site, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".md") {
			return err
		}
		data, err := fs.ReadFile(site, path)
		if parts := bytes.SplitN(data, []byte("+++\n"), 3); len(parts) == 3 {
			all[path] = parts[2]
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}

// The minifier finds nothing to take away from our output.
func TestNoLongerThanMinified(t *testing.T) {
	for name, body := range corpus(t) {
		ours := []byte(testMarkdown(false).Render(Input{Text: body, Words: testWords}).HTML)
		minified, err := minify.HTML(bytes.Clone(ours))
		if err != nil {
			t.Fatal(name, err)
		}
		if len(ours) > len(minified) {
			t.Errorf("%s\nours     %s\nminified %s", name, ours, minified)
		}
	}
}

// Our output makes the same tree as goldmark's own renderer, apart from what
// dropOurs undoes.
func TestSameTreeAsGoldmark(t *testing.T) {
	m := New(Dialect{})
	reference := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.DefinitionList), goldmark.WithRendererOptions(gmhtml.WithUnsafe()))
	for seed := range uint64(200) {
		body := article(seed, 6)
		var out bytes.Buffer
		if err := reference.Convert(body, &out); err != nil {
			t.Fatal(err)
		}
		got, want := tree(t, string(m.Render(Input{Text: body}).HTML), dropOurs), tree(t, out.String(), dropOurs)
		if got != want {
			t.Fatalf("seed %d\n%s\n got %s\nwant %s", seed, body, got, want)
		}
	}
}

var testWords = Words{Table: "Bảng", Footnotes: "Chú thích", Back: "Về chỗ chú thích"}

// testMarkdown has a few directives of each form.
func testMarkdown(rawHTML bool) *Markdown {
	return New(Dialect{
		RawHTML: rawHTML,
		Directives: map[string]Directive{
			"note": {Container: true}, "tip": {Container: true}, "danger": {Container: true},
			"warning": {Container: true, Keys: []string{"icon"}},
			"steps":   {Container: true}, "checklist": {Container: true, Leaf: true}, "gallery": {Container: true},
			"hotline": {Leaf: true, Keys: []string{"number", "label"}, Required: []string{"number"}},
		},
		Aliases: map[string]string{"canh-bao": "warning", "cac-buoc": "steps"},
	})
}
