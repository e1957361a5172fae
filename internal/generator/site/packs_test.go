package site

import "testing"

func TestIsPack(t *testing.T) {
	for path, want := range map[string]bool{
		PackPath: true, "packs/duoi-nuoc.html": true, "en/packs/duoi-nuoc.html": true, "zh-Hans/packs/a.html": true,
		PackListPath: false, "packs/index/index.html": false, "a/b/packs/c.html": false, "packs/khac.zip": false, "nuoc/index.html": false,
	} {
		if got := IsPack(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}
