package layers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"loa/internal/base/problem"
)

// What holds passwords, old versions or the output is no layer, however it is named.
func TestReserved(t *testing.T) {
	dir := network(t)
	site := filepath.Join(dir, "xa")
	write(t, dir, map[string]string{
		"xa/.git/config": "url = https://x:glpat@host/", "xa/.loa/versions/a.md": "", "xa/public/index.html": "", "xa/ra/web/index.html": "",
		"xa/them/.an/a.md": "", "tinh/.loa/versions/a.md": "", ".git/config": "", "xa/Data/x.csv": "", "xa/rieng/a.md": "", "xa/data/consent.toml": "",
	})
	links := map[string]string{"l": ".loa", "m": "data", "n": "them/.an", "o": "rieng"}
	for link, to := range links {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(site, link)); err != nil {
			links = nil
		}
	}
	for name, want := range map[string]problem.Code{
		".git": problem.LayerPrivate, ".loa/versions": problem.LayerPrivate, "../tinh/.loa": problem.LayerPrivate, "../tinh/.loa/versions": problem.LayerPrivate,
		"../.git": problem.LayerPrivate, "them/.an": problem.LayerPrivate, "public": problem.LayerPrivate, "ra/web": problem.LayerPrivate, "ra": problem.LayerPrivate,
		"../xa/.git": problem.LayerPrivate, "../xa/data": problem.LayerNested, "Data": problem.LayerNested,
		"l": problem.LayerPrivate, "l/versions": problem.LayerPrivate, "m": problem.LayerNested, "n": problem.LayerPrivate, "o": "", "rieng": "", "../tinh/content": "",
	} {
		if _, isLink := links[name[:1]]; strings.ContainsAny(name[:1], "lmno") && !isLink {
			continue // this system makes no links
		}
		o := Options{Roots: []string{dir}, Out: filepath.Join(site, "ra", "web"), Allowed: func(string) (bool, error) { return true, nil }}
		_, found := openTree(t, site, o, name, "content")
		if want == "" && len(found) > 0 || want != "" && (len(found) != 1 || found[0].Code != want) {
			t.Errorf("%s: %v, not %q", name, found, want)
		}
	}
}
