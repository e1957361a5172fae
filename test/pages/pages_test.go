// Package pages looks at every page of the project's own site as a file: that
// it is valid, that it is light, and that nothing inline runs.
package pages

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"loa/test/ownsite"
)

// page is an HTML file of the site, read by the rules of HTML.
type page struct {
	path string // below the site's root
	text []byte
	root *html.Node
}

// TestPages runs every check on every page.
func TestPages(t *testing.T) {
	public := ownsite.Build(t)
	pages := read(t, public)
	if len(pages) < 150 {
		t.Fatalf("only %d pages", len(pages))
	}
	for _, p := range pages {
		for name, check := range map[string]func(page) []string{
			"tree": tree, "ids": ids, "headings": headings, "nothing inline": inline, "pictures": pictures, "names": names,
		} {
			for _, found := range check(p) {
				t.Errorf("%s: %s: %s", p.path, name, found)
			}
		}
	}
	t.Run("weight", func(t *testing.T) { weights(t, public, pages) })
	t.Run("drawings", func(t *testing.T) { drawings(t, public) })
	t.Run("app", func(t *testing.T) { app(t, public) })
	t.Run("shared", func(t *testing.T) { shared(t, public, pages) })
	t.Run("styles", func(t *testing.T) { styles(t, public) })
}

func read(t *testing.T, public string) []page {
	var pages []page
	err := filepath.WalkDir(public, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		root, err := html.Parse(strings.NewReader(string(text)))
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(public, name)
		pages = append(pages, page{filepath.ToSlash(inside), text, root})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func within(n *html.Node, tags ...atom.Atom) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		for _, tag := range tags {
			if n.DataAtom == tag {
				return true
			}
		}
	}
	return false
}

// text is what a reader hears of a node: its text and the names of its pictures.
func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
		if alt, ok := attr(c, "alt"); ok {
			b.WriteString(alt)
		}
	}
	return strings.TrimSpace(b.String())
}
