package i18n

import (
	"fmt"
	"testing"

	"loa/internal/base/tomlfile"
)

func TestMismatches(t *testing.T) {
	read := func(tag, text string) *Catalogue {
		c, problems := ParseCatalogue(tag, tomlfile.Source{File: tag, Text: []byte(text)})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return c
	}
	const vi = "[a]\ntext = \"trang {number}\"\n[n]\nother = \"{count} bài\"\n[date-long]\ntext = \"ngày {day}\"\n"
	const en = "[a]\ntext = \"page {number}\"\n[n]\none = \"an article\"\nother = \"{count} articles\"\n[date-long]\ntext = \"{day} {monthname}\"\n"
	for _, c := range []struct{ tag, text, reference, referenceTag, want string }{
		{"en", en, vi, "vi", "[]"},
		{"vi", vi, en, "en", "[]"},
		{"tyz", vi, en, "en", "[]"}, // unknown to CLDR: one form
		{"vi", "[n]\ntext = \"{count} bài\"\n", en, "en", "[]"},
		{"en", "[a]\ntext = \"page {nummer}\"\n", vi, "vi", "[{a [{nummer} {number}] []}]"},
		{"en", "[a]\ntext = \"page\"\n", vi, "vi", "[{a [{number}] []}]"},
		{"en", "[n]\nother = \"{count} articles\"\n", vi, "vi", "[{n [] [one other]}]"},
		{"en", "[n]\none = \"{count} article\"\n", vi, "vi", "[{n [] [one other]}]"},
		{"vi", "[n]\none = \"{count} bài\"\nother = \"{count} bài\"\n", en, "en", "[{n [] [other]}]"},
		{"ru", "[n]\none = \"{count}\"\nother = \"{count}\"\n", en, "en", "[{n [] [few many one other]}]"},
		{"ru", "[n]\ntext = \"{count}\"\n", en, "en", "[{n [] [few many one other]}]"},
		{"fr", "[n]\none = \"un\"\nother = \"{count}\"\n", en, "en", "[]"},
		{"en", "[mine]\ntext = \"{x}\"\n", vi, "vi", "[]"},
	} {
		got := fmt.Sprint(read(c.tag, c.text).Mismatches(read(c.referenceTag, c.reference)))
		if got != c.want {
			t.Errorf("%s %q: %s, want %s", c.tag, c.text, got, c.want)
		}
	}
}
