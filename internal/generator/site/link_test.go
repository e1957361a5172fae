package site

import (
	"path"
	"strings"
	"testing"
)

func TestResolve(t *testing.T) {
	s := place(t, two, files{
		"_index.md": "", "a.md": "", "a.en.md": "slug = \"an-a\"", "b.md": "", "nhap.md": "draft = true", "an.md": "fallback = false",
		"m/_index.md": "", "m/x.md": "", "m/goi/index.md": "", "m/goi/anh.txt": "", "m/chung.txt": "", "Đơn xin.txt": "",
	})
	vi, en := s.Editions[0], s.Editions[1]
	for _, c := range []struct {
		from *Page
		dest string
		want string
	}{
		{vi.Page("a"), "b.md", "b/"},
		{vi.Page("a"), "b.md#muc", "b/"},
		{vi.Page("a"), "./m/x.md", "m/x/"},
		{vi.Page("a"), "m/_index.md", "m/"},
		{vi.Page("m/x"), "../a.md", "a/"},
		{vi.Page("m/x"), "/a.md", "a/"},
		{vi.Page("m/x"), "goi/index.md", "m/goi/"},
		{vi.Page("m/goi"), "../x.md", "m/x/"},
		{vi.Page("m/goi"), "anh.txt", "content/m/goi/anh.txt"},
		{vi.Page("m/goi"), "../chung.txt", "content/m/chung.txt"},
		{vi.Page("a"), "%C4%90%C6%A1n%20xin.txt", "content/Đơn xin.txt"},
		{vi.Page("a"), "%C4%90o%CC%9Bn%20xin.txt", "content/Đơn xin.txt"}, // as a Mac spells it
		{en.Page("a"), "b.md", "en/b/"},
		{en.Page("a"), "a.md", "en/an-a/"},
		{en.Page("a"), "a.vi.md", "a/"},
		{en.Page("a"), "an.md", "an/"}, // hidden in English: the text there is
		{vi.Page("a"), "a.en.md", "en/an-a/"},
		{vi.Page("a"), "/en/an-a/", "/en/an-a/"},
		{vi.Page("a"), "/", "/"},
		{vi.Page("a"), "#muc", "a/"},
		{vi.Page("a"), "nhap.md", "asleep"},
		{vi.Page("a"), "khong-he-co.md", ""},
		{vi.Page("a"), "../../../a.md", "a/"}, // no way out of the site
		{vi.Page("a"), "bb.md", "? b.md"},
		{vi.Page("m/x"), "../bb.md", "? /b.md"},
	} {
		got := s.Resolve(c.from, c.dest)
		said := tell(got)
		if near := s.Suggest(c.from, c.dest); said == "" && near != "" {
			said = "? " + near
		}
		if said != c.want {
			t.Errorf("%s from %s leads to %q, want %q", c.dest, c.from.Path, said, c.want)
		}
	}
}

// Links in the form of other programs lead nowhere, and the page that they mean is the
// suggestion.
func TestMeantLinks(t *testing.T) {
	s := place(t, two, files{
		"_index.md": "", "a.md": "", "b.md": "", "b.en.md": "slug = \"bee\"", "m/_index.md": "", "m/x.md": "", "m/y.md": "slug = \"khac\"", "m/goi/index.md": "",
	})
	vi := s.Editions[0]
	for _, c := range []struct{ from, dest, want string }{
		{"a", "/b", "? /b.md"}, {"a", "b", "? /b.md"}, {"a", "b/", "? /b.md"}, {"a", "b.html", "? /b.md"}, {"a", "@/b.md", "? /b.md"}, {"a", "@/m/x.md#muc", "? /m/x.md"},
		{"a", "/en/b/", "? /b.md"}, {"a", "en/b.html", "? /b.md"}, {"a", "../b/", "? /b.md"}, {"a", "/m", "? /m/_index.md"}, {"a", "m/", "? /m/_index.md"}, {"a", "m/index.html", "? /m/_index.md"},
		{"a", "/m/goi", "? /m/goi/index.md"}, {"a", "m/khac", "? /m/y.md"}, {"a", "en/bee", "? /b.en.md"},
		{"m/x", "y", "? /m/y.md"}, {"m/x", "../y/", "? /m/y.md"}, {"m/x", "../../b/", "? /b.md"}, {"m/x", "/m/y.html", "? /m/y.md"},
		{"a", "B.MD", "? b.md"}, {"a", "M/X.Md#muc", "? /m/x.md"}, {"a", "xa/lac/Y.MD", "? /m/y.md"}, {"a", "m/goi/INDEX.md", "? /m/goi/index.md"},
		{"a", "khong-he-co/", ""}, {"a", "/en/", "/en/"},
	} {
		said := tell(s.Resolve(vi.Page(c.from), c.dest))
		if near := s.Suggest(vi.Page(c.from), c.dest); said == "" && near != "" {
			said = "? " + near
		}
		if said != c.want {
			t.Errorf("%s from %s: %q, want %q", c.dest, c.from, said, c.want)
		}
	}
}

func tell(t Target) string {
	switch {
	case t.Page != nil:
		return t.Page.Path
	case t.File != nil:
		return t.File.Path
	case t.Path != "":
		return "/" + strings.TrimPrefix(t.Path, "/")
	case t.NotLive:
		return "asleep"
	}
	return ""
}

// Whatever stands in a link: no panic, and nothing but what the site has.
func FuzzResolve(f *testing.F) {
	for _, seed := range []string{"", "a.md", "/m/x.md#y?z", "../..", "%", "%00", "%2e%2e/", "//", "/..", "a.en.md", ".md", "/.md", "index.md", "m/goi/../goi/anh.txt", "\\", "?", "#", "\xff", "/en/", "_index.en.vi.md"} {
		f.Add(seed)
	}
	s := place(f, two, files{"_index.md": "", "a.md": "", "a.en.md": "", "m/_index.md": "", "m/x.md": "draft = true", "m/goi/index.md": "", "m/goi/anh.txt": ""})
	f.Fuzz(func(t *testing.T, dest string) {
		for _, e := range s.Editions {
			for _, from := range e.Pages {
				got := s.Resolve(from, dest)
				if got.Page != nil && got.Page.Edition.Page(got.Page.Key) != got.Page {
					t.Errorf("%q leads to a page that the site does not have", dest)
				}
				if got.File != nil && got.File.Path != "content/m/goi/anh.txt" {
					t.Errorf("%q leads to the file %s", dest, got.File.Path)
				}
				if got.Path != "" && got.Path != "/" && !s.Has(got.Path) {
					t.Errorf("%q leads to %s", dest, got.Path)
				}
			}
		}
	})
}

// Whatever a link names, its path is what cleaning the whole of it makes.
func TestPathOf(t *testing.T) {
	parts := []string{"", ".", "..", "a", ".b", "c.md", "..."}
	var names []string
	for _, a := range parts {
		for _, b := range parts {
			for _, c := range parts {
				names = append(names, a+"/"+b+"/"+c, b+"/"+c, c)
			}
		}
	}
	for _, folder := range []string{"", "x", "x/y"} {
		for _, dest := range names {
			whole := "/" + folder + "/" + dest
			if strings.HasPrefix(dest, "/") {
				whole = dest
			}
			if got, want := pathOf(folder, dest), strings.TrimPrefix(path.Clean(whole), "/"); dest != "" && got != want {
				t.Errorf("%q in %q: %q, want %q", dest, folder, got, want)
			}
		}
	}
}
