package test

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"loa/themes"
)

// Every link within a site leads to a file of it, and every link to a part of a
// page to an id.
func TestLinksResolve(t *testing.T) {
	t.Run("own site below a path", func(t *testing.T) {
		t.Parallel()
		below := own(t)
		below.BaseURL = "https://tinh.example/vi-tre-em/"
		run(t, below)
		crawl(t, read(t, below.Out), below.BaseURL)
	})
	folders, err := filepath.Glob("sites/*/site.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, settings := range folders {
		if stops(filepath.Dir(settings)) {
			continue
		}
		t.Run(filepath.Base(filepath.Dir(settings)), func(t *testing.T) {
			t.Parallel()
			for _, theme := range []fs.FS{os.DirFS("theme"), themes.FS} {
				o := site(t, filepath.Dir(settings), "2026-06-15")
				o.BaseURL, o.Builtin = "https://vi.example/duoi/", theme
				if result := run(t, o); result.Stopped {
					t.Errorf("%s: %s", settings, report(result))
				}
				crawl(t, read(t, o.Out), o.BaseURL)
			}
		})
	}
}

// stops reports whether a golden site has an error on purpose.
func stops(dir string) bool {
	told, err := os.ReadFile(filepath.Join(dir, "want", "report.txt"))
	return err == nil && strings.Contains(string(told), " error\n")
}

// crawl looks at every link of every page.
func crawl(t *testing.T, files tree, base string) {
	t.Helper()
	root, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	ids, links := map[string]bool{}, map[string][]string{}
	for path, text := range files {
		if filepath.Ext(path) == ".html" {
			look(t, path, text, ids, links)
		}
	}
	count := 0
	for path, found := range links {
		at := *root
		at.Path += strings.TrimSuffix(path, "index.html")
		for _, link := range found {
			to, err := at.Parse(link)
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			if to.Host == root.Host {
				count++
				expectFile(t, files, ids, path, root, to)
			}
		}
	}
	if count == 0 {
		t.Error("no links at all in", base)
	}
}

func expectFile(t *testing.T, files tree, ids map[string]bool, from string, root, to *url.URL) {
	t.Helper()
	file, below := strings.CutPrefix(to.Path, root.Path)
	if !below {
		t.Errorf("%s: %s leaves the site", from, to)
		return
	}
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	if _, ok := files[file]; !ok {
		t.Errorf("%s: nothing at %s", from, to)
	}
	if to.Fragment != "" && !ids[file+"#"+to.Fragment] {
		t.Errorf("%s: no part %s", from, to)
	}
}

// look notes a page's ids and what it refers to.
func look(t *testing.T, path, text string, ids map[string]bool, links map[string][]string) {
	t.Helper()
	document, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(path, err)
	}
	for n := range document.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				if ids[path+"#"+a.Val] {
					t.Errorf("%s: the id %s stands twice", path, a.Val)
				}
				ids[path+"#"+a.Val] = true
			case "href", "src", "poster":
				links[path] = append(links[path], a.Val)
			case "srcset":
				for candidate := range strings.SplitSeq(a.Val, ",") {
					links[path] = append(links[path], strings.Fields(candidate)[0])
				}
			}
		}
	}
}
