package check

import (
	"math/rand/v2"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

func TestAnchors(t *testing.T) {
	a, b := &site.Page{Path: "a/"}, &site.Page{Path: "b/"}
	parts := NewParts()
	ids := map[*site.Page][]string{a: {"o-nha", "ngoai-dong"}}
	parts.Add(a, ids[a])
	parts.Add(b, nil)
	for _, c := range []struct {
		page       *site.Page
		fragment   string
		suggestion any
		fine       bool
	}{
		{a, "o-nha", nil, true},
		{a, "ngoai-dong", nil, true},
		{a, "main", nil, true}, // of the page's frame
		{b, "main", nil, true},
		{a, "o-nhaa", "o-nha", false},
		{a, "nha", nil, false}, // a part of an id is none
		{a, "o-nha ngoai-dong", nil, false},
		{b, "o-nha", nil, false},
	} {
		at := problem.Place{File: "content/x.md", Line: 7, Column: 3}
		problems := parts.Anchors([]render.Anchor{{Page: c.page, Fragment: c.fragment, At: at}}, func(p *site.Page) []string { return ids[p] })
		if c.fine != (len(problems) == 0) {
			t.Errorf("%s#%s: %v", c.page.Path, c.fragment, problems)
		} else if !c.fine && (problems[0].Place != at || problems[0].Args["target"] != "/"+c.page.Path) {
			t.Errorf("%+v", problems[0])
		}
		if c.suggestion != nil && problems[0].Args["suggestion"] != c.suggestion {
			t.Errorf("%s: %v", c.fragment, problems[0].Args)
		}
	}
}

// A page with many dead links into it is rendered once more, not once for each.
func TestAnchorsAskOnce(t *testing.T) {
	a := &site.Page{Path: "a/"}
	asked := 0
	links := make([]render.Anchor, 100)
	for i := range links {
		links[i] = render.Anchor{Page: a, Fragment: "khong-co"}
	}
	problems := NewParts().Anchors(links, func(*site.Page) []string { asked++; return []string{"co"} })
	if len(problems) != 100 || asked != 1 {
		t.Errorf("%d problems, asked %d times", len(problems), asked)
	}
}

func TestUnused(t *testing.T) {
	a, b := source.File{Path: "content/a.jpg"}, source.File{Path: "content/b.jpg"}
	problems := Unused([]source.File{a, b}, []*render.Published{{Source: b}}, func([]source.File) map[string]bool { return nil })
	for file, want := range map[string]string{"content/bai.MD": "bai.md", "content/b/bai.md.txt": "bai.md", "content/a.markdown": "a.md", "content/a.txt": "", "content/a.pdf": ""} {
		if got := meantAsPage(file); got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
	if len(problems) != 1 || problems[0].Place.File != a.Path || problems[0].Code != problem.FileUnused {
		t.Error(problems)
	}
}

func TestWeight(t *testing.T) {
	noise := make([]byte, 2000)
	for i := range noise {
		noise[i] = byte(rand.IntN(256))
	}
	for name, c := range map[string]struct {
		html  []byte
		limit int64
		heavy bool
	}{
		"small":                    {noise[:100], 200, false},
		"as long as the limit":     {noise, 2000, false},
		"large and incompressible": {noise, 1500, true},
		"large and compressible":   {make([]byte, 100_000), 1000, false},
		"no limit":                 {noise, 0, false},
	} {
		problems := Weight(&site.Page{Path: "a/"}, c.html, c.limit)
		if c.heavy != (len(problems) == 1) {
			t.Errorf("%s: %v", name, problems)
		}
	}
}
