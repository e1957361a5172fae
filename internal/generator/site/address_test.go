package site

import (
	"fmt"
	"testing"

	"loa/internal/base/problem"
)

func TestAddresses(t *testing.T) {
	s := place(t, two, files{
		"Đuối nước/_index.md": "", "Đuối nước/_index.en.md": "slug = \"drowning\"",
		"Đuối nước/Vùng an toàn.md": "", "Đuối nước/Vùng an toàn.en.md": "slug = \"safe-zone\"",
		"Đuối nước/hoc-boi/index.md": "",
		"bao-cao.v2.md":              "",
		"khong/nhan.md":              "",
	})
	for key, want := range map[string][2]string{
		"_index":                 {"", "en/"},
		"Đuối nước/_index":       {"duoi-nuoc/", "en/drowning/"},
		"Đuối nước/Vùng an toàn": {"duoi-nuoc/vung-an-toan/", "en/drowning/safe-zone/"},
		"Đuối nước/hoc-boi":      {"duoi-nuoc/hoc-boi/", "en/drowning/hoc-boi/"},
		"bao-cao.v2":             {"bao-cao-v2/", "en/bao-cao-v2/"},
		"khong/_index":           {"khong/", "en/khong/"},
		"khong/nhan":             {"khong/nhan/", "en/khong/nhan/"},
	} {
		for i, e := range s.Editions {
			if p := e.Page(key); p == nil || p.Path != want[i] {
				t.Errorf("%s in %s: %+v, want %s", key, e.Language.Tag, p, want[i])
			}
		}
	}
}

// A page of a file never takes the place of one that the program makes.
func TestPagesNamedLikeSpecialOnes(t *testing.T) {
	s := place(t, plain, files{"404.md": "", "offline.md": "", "search.md": "", "topic.md": ""})
	e := s.Editions[0]
	for _, name := range []string{"404", "offline", "search"} {
		if p := e.Page(name); p == nil || p.Kind != Article {
			t.Errorf("%s.md is %+v", name, p)
		}
	}
	for _, path := range []string{"404/", "404.html", "offline/", "ngoai-tuyen/", "search/", "tim-kiem/"} {
		if !s.Has(path) {
			t.Errorf("nothing is at %s", path)
		}
	}
}

func TestPager(t *testing.T) {
	for n, want := range map[int]int{0: 1, 1: 1, 3: 1, 4: 2, 6: 2, 7: 3} {
		all := files{"m/_index.md": ""}
		for i := range n {
			all[fmt.Sprintf("m/bai-%d.md", i)] = ""
		}
		s := place(t, plain+"[lists]\npage_size = 3\n", all)
		list := s.Editions[0].Page("m/_index")
		if got := list.PageCount(); got != want {
			t.Errorf("%d items need %d pages, not %d", n, want, got)
		}
		shown := 0
		for page := range list.PageCount() {
			shown += len(list.On(page + 1))
		}
		if shown != n || len(list.On(want+1)) != 0 {
			t.Errorf("of %d items %d are shown", n, shown)
		}
	}
}

func TestConflicts(t *testing.T) {
	for name, c := range map[string]struct {
		entries files
		code    problem.Code
		file    string
	}{
		"slug":     {files{"a.md": "", "b.md": "slug = \"a\""}, problem.AddressTaken, "content/b.md"},
		"capitals": {files{"a.md": "", "b.md": "slug = \"A\""}, problem.AddressTaken, "content/b.md"},
		"alias":    {files{"a.md": "", "b.md": "aliases = [\"/a/\"]"}, problem.AddressTaken, "content/b.md"},
		"aliases":  {files{"a.md": "aliases = [\"/x\"]", "b.md": "aliases = [\"/x/\"]"}, problem.AddressTaken, "content/b.md"},
		"special":  {files{"ngoai-tuyen.md": ""}, problem.AddressTaken, ""},
		"device":   {files{"a.md": "slug = \"con\""}, problem.AddressUnusable, "content/a.md"},
	} {
		_, problems := New(input(t, plain, c.entries))
		if len(problems) != 1 || problems[0].Code != c.code || problems[0].Place.File != c.file {
			t.Errorf("%s: %v", name, problems)
		}
	}
	for _, alias := range []string{"/a/", "/a", "/A/", "/a/index.html"} { // its own address is no other's
		s, problems := New(input(t, plain, files{"a.md": "aliases = [\"" + alias + "\", \"/cu/\"]"}))
		if len(problems) > 0 || len(s.Editions[0].Moved) != 1 {
			t.Errorf("%s: %v, %v", alias, problems, s.Editions[0].Moved)
		}
	}
}
