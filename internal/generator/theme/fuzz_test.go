package theme

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/problem"
)

// Whatever stands in the files of a theme, it is read without an error of the disk; its
// assets and files keep within the site, and each file that was written is published or
// told.
func FuzzLoad(f *testing.F) {
	f.Add("extends = \"loa\"\n[bundles]\n\"all.css\" = [\"...\", \"c.css\"]\n", "<p>{{.}} {{part \"card\" .}}</p>", "[a]\ntext = \"x\"\n", "a { b: c }")
	f.Add("extends = \"t\"\n[directives.x]\nfile = \"../x\"\naliases = [\"note\"]\n[images]\nwidths = [-1, 0]\n", "{{define \"main\"}}{{end}}", "a = 1", "@layer x {\n}\n\n")
	f.Add("[bundles]\n\"../../x.css\" = [\"../../../site.toml\"]\n[app]\nicons = [\"/etc/passwd\"]\n", "{{", "", "\x00")
	f.Fuzz(func(t *testing.T, manifest, layout, words, css string) {
		site := fstest.MapFS{
			"themes/t/theme.toml": {Data: []byte(manifest)}, "themes/t/layouts/article.html": {Data: []byte(layout)},
			"themes/t/strings/vi.toml": {Data: []byte(words)}, "themes/t/assets/c.css": {Data: []byte(css)}, "themes/t/static/x.txt": {Data: []byte(css)},
		}
		th, problems, err := Load(Options{Site: site, Builtin: builtin, Name: "t", Languages: []string{"vi", "en"}, At: problem.Place{File: "site.toml"}})
		if err != nil || th == nil {
			t.Fatal(err, problems)
		}
		for _, p := range problems {
			if p.Place.File != "" && !fs.ValidPath(p.Place.File) {
				t.Errorf("%s at %q", p.Code, p.Place.File)
			}
		}
		th.Unmet()
		th.App()
		th.Images()
		for _, s := range th.Static {
			if !fs.ValidPath(s.Path) {
				t.Errorf("%q is published", s.Path)
			}
		}
		for _, a := range th.Assets {
			if !fs.ValidPath(a.Path) || !strings.HasPrefix(path.Clean(a.Path), "assets/") {
				t.Errorf("%q is published", a.Path)
			}
		}
	})
}
