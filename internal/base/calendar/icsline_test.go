package calendar

import (
	"strings"
	"testing"
)

func TestTextsWithNothingToEscapeStayAsTheyAre(t *testing.T) {
	for text, want := range map[string]string{
		"Lớp học bơi": "Lớp học bơi", "": "",
		"a;b": `a\;b`, "a,b": `a\,b`, `a\b`: `a\\b`, "a\nb": `a\nb`, "a\r\nb": `a\nb`, "a\x07b": "ab", "a\x7Fb": "ab", "a\tb": "a\tb",
		"a\xFFb": "a\uFFFDb", "đ\xC3": "đ\uFFFD",
	} {
		if got := escapeText(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		if plain(text) && strings.Map(dropControls, textEscapes.Replace(strings.ToValidUTF8(text, "\uFFFD"))) != text {
			t.Errorf("%q is not plain", text)
		}
	}
}
