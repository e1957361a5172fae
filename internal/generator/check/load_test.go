package check

import (
	"strings"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/generator/site"
)

func TestLoad(t *testing.T) {
	html := []byte(`<link rel=stylesheet href=/s.css><img src="/a b.jpg" alt=""><a href=/plan.jpg>x</a>` + strings.Repeat("x", 2000))
	style, photo, linked := File{"/s.css", 10_000}, File{"/a b.jpg", 80_000}, File{"/plan.jpg", 900_000}
	for _, c := range []struct {
		files []File
		limit int64
		heavy string // the file that is blamed
	}{
		{nil, 1_000, "none"},
		{[]File{style, photo, linked}, 100_000, ""}, // what is only linked does not count
		{[]File{style, photo}, 80_000, "a b.jpg"},
		{[]File{style, photo}, 0, ""},
		{[]File{style}, 9_000, "s.css"},
	} {
		if c.heavy == "none" {
			if found := Load(&site.Page{}, []byte(strings.Repeat("x", 10)), c.files[:len(c.files)/2], c.files[len(c.files)/2:], c.limit); found != nil {
				t.Errorf("a page of ten bytes: %v", found)
			}
			continue
		}
		found := Load(&site.Page{}, html, c.files[:len(c.files)/2], c.files[len(c.files)/2:], c.limit)
		switch {
		case c.heavy == "" && len(found) > 0:
			t.Errorf("%d: %v", c.limit, found)
		case c.heavy != "" && (len(found) != 1 || found[0].Code != problem.BudgetPage || found[0].Args["file"] != c.heavy):
			t.Errorf("%d: %v, want one for %s", c.limit, found, c.heavy)
		}
	}
}
