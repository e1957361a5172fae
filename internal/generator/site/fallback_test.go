package site

import (
	"strings"
	"testing"
)

func TestFallback(t *testing.T) {
	s := place(t, two, files{
		"_index.md": "", "a.md": "", "a.en.md": "", "b.md": "", "c.md": "fallback = false", "chi-anh.en.md": "",
		"m/_index.md": "cascade = { fallback = false }", "m/d.md": "", "m/e.en.md": "",
		"nhap.md": "", "nhap.en.md": "draft = true",
	})
	vi, en := s.Editions[0], s.Editions[1]
	for key, want := range map[string][2]string{ // own, fallback or nothing, in Vietnamese and English
		"_index": {"own", "fallback"}, "a": {"own", "own"}, "b": {"own", "fallback"}, "c": {"own", ""},
		"chi-anh": {"", "own"}, "m/_index": {"own", "fallback"}, "m/d": {"own", ""}, "m/e": {"", "own"},
		"nhap": {"own", "fallback"},
	} {
		if got := [2]string{state(vi.Page(key)), state(en.Page(key))}; got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if p := en.Page("b"); p.Source() != vi.Page("b") || p.Indexed() || len(p.Versions()) != 2 {
		t.Error("a fallback page does not know its source")
	}
}

func state(p *Page) string {
	switch {
	case p == nil:
		return ""
	case p.Fallback:
		return "fallback"
	}
	return "own"
}

// A language that shows nothing foreign still has all that is written in it,
// with a home page and the sections on the way.
func TestNoFallback(t *testing.T) {
	s := place(t, none, files{"_index.md": "", "m/_index.md": "", "m/a.md": "", "m/b.en.md": "", "n/_index.md": "", "n/c.md": "", "d.en.md": "", "o/e.md": ""})
	en := s.Editions[1]
	if en.Home == nil {
		t.Fatal("no home page")
	}
	for key, want := range map[string]bool{"m/_index": true, "m/a": false, "m/b": true, "n/_index": false, "n/c": false, "d": true, "o/_index": false} {
		if got := en.Page(key) != nil; got != want {
			t.Errorf("%s is in English: %v", key, got)
		}
	}
}

// A section that keeps to itself keeps what lies below it, but from a language
// that has the section.
func TestUntranslatedBelowASectionOfItsOwn(t *testing.T) {
	s := place(t, two+"[languages.fr]\n", files{
		"_index.md": "", "_index.en.md": "", "_index.fr.md": "",
		"m/_index.md": "fallback = false", "m/_index.en.md": "", "m/a.md": "", "m/n/_index.md": "", "m/n/b.md": "", "c.md": "",
	})
	for key, want := range map[string]string{"m/_index": "", "m/a": "en", "m/n/_index": "en", "m/n/b": "en", "c": "en fr"} {
		if got := strings.Join(s.Editions[0].Page(key).Untranslated(), " "); got != want {
			t.Errorf("%s lacks %q, want %q", key, got, want)
		}
	}
}
