package serve

import (
	"context"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"loa/internal/generator/build"
)

var script = regexp.MustCompile(`<script src="[^"]*_loa/preview\.js" data-stamp="[^"]*" defer></script>$`)

// TestSameAsBuild holds every file of a build against the preview's answer: they
// differ in the reload script and in nothing else.
func TestSameAsBuild(t *testing.T) {
	for _, base := range []string{"https://example.org/", "https://example.org/vi-tre-em/"} {
		t.Run(base, func(t *testing.T) {
			files := example()
			files["site.toml"] = strings.Replace(files["site.toml"], "https://example.org/", base, 1)
			p := start(t, files)
			root := rootOf(base)
			published := built(t, p.dir)
			for path, want := range published {
				if strings.HasPrefix(path, "search.") || strings.HasPrefix(path, "assets/search/") || path == "worker.js" || strings.HasPrefix(path, "assets/offline.") || strings.HasPrefix(path, "assets/photos.") {
					continue // in the preview one file has all that is searched, and nothing is kept
				}
				if strings.HasPrefix(path, ".") {
					continue // for hosts alone; the preview shows no hidden files
				}
				_, got := p.get(root + (&url.URL{Path: path}).EscapedPath())
				if strings.HasSuffix(path, ".html") && !strings.Contains(want, "http-equiv=refresh") && !script.MatchString(got) {
					t.Errorf("%s has no reload script", path)
				}
				if script.ReplaceAllString(got, "") != want {
					t.Errorf("%s differs from what a build writes:\n%s\n---\n%s", path, got, want)
				}
				if folder, isIndex := strings.CutSuffix(path, "index.html"); isIndex {
					if _, again := p.get(root + folder); script.ReplaceAllString(again, "") != want {
						t.Errorf("%s differs from %s", folder, path)
					}
				}
			}
			for path := range p.now().outputs {
				if _, ok := published[path]; !ok {
					t.Errorf("the preview has %s, a build does not", path)
				}
			}
		})
	}
}

// built builds the site in dir to another folder and reads what came out.
func built(t *testing.T, dir string) map[string]string {
	t.Helper()
	o := options(dir)
	o.Out = t.TempDir()
	result, err := build.Run(context.Background(), o)
	if err != nil || result.Stopped {
		t.Fatalf("the build failed: %v %v", err, result.Problems)
	}
	published := map[string]string{}
	err = fs.WalkDir(os.DirFS(o.Out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(o.Out, filepath.FromSlash(name)))
		published[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(published))
	for _, kind := range []string{"sitemap.xml", "robots.txt", "_redirects", "tin/12.html", "nuoc/page/2/index.html", "en/404.html", "trong.txt", "anh/lop.jpg"} {
		if !slices.Contains(names, kind) {
			t.Errorf("the build has no %s; it has %q", kind, names)
		}
	}
	return published
}

// TestNothingElse asks for what a build does not publish.
func TestNothingElse(t *testing.T) {
	p := start(t, example())
	for _, path := range []string{
		"/site.toml", "/README.md", "/content/nuoc/ao.md", "/nuoc/ao.md", "/nuoc/boi/index.md", "/data/bang.csv", "/bang.csv",
		"/nuoc/boi/thua.txt", "/content/nuoc/boi/thua.txt", "/nuoc/boi/be-boi.jpg", "/nuoc/boi/be-boi.00000000.jpg", "/static/trong.txt",
		"/cho-len/", "/nuoc/cho-len/", "/_loa/", "/_loa/words/vi.txt", "/_loa/files/preview.js", "/themes/loa/theme.toml", "/public/",
	} {
		p.shows(path, 404, "!không ai dùng", "!bí mật", "!base_url", "!Ngày mai.")
	}
}

// TestUsedFile asks for a file before any page that uses it was asked for, and
// after no page uses it any more.
func TestUsedFile(t *testing.T) {
	p := start(t, example())
	p.shows("/nuoc/boi/to-roi.pdf", 200, "tờ rơi")
	p.edit("content/nuoc/boi/index.md", article("Học bơi", "2026-05-03", "Không còn tờ rơi."))
	p.shows("/nuoc/boi/to-roi.pdf", 404)
	r := p.edit("content/nuoc/ao.md", article("Rào ao", "2026-05-01", "[Tờ rơi](boi/to-roi.pdf)"))
	p.shows("/nuoc/boi/to-roi.pdf", 200, "tờ rơi")
	if r.Errors > 0 {
		t.Error(r.Problems)
	}
}
