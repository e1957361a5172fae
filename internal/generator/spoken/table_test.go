package spoken

import (
	"os"
	"strings"
	"testing"
	"unicode"
)

// plain is a text as phrases are compared: small letters, no punctuation, single spaces.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.Is(unicode.M, r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// TestPhrases compares phrases with the forms that are right; testdata/spoken-*.tsv has
// written form, tab, said forms parted by |.
func TestPhrases(t *testing.T) {
	for _, language := range []string{"vi", "en"} {
		speaker := New(language, nil)
		files, _ := os.ReadDir("testdata")
		for _, file := range files {
			if !strings.HasSuffix(file.Name(), "-"+language+".tsv") {
				continue
			}
			text, err := os.ReadFile("testdata/" + file.Name())
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(text)) {
				written, forms, ok := strings.Cut(strings.TrimSpace(line), "\t")
				if !ok || strings.HasPrefix(line, "#") {
					continue
				}
				got, _ := speaker.Say(written)
				right := false
				for form := range strings.SplitSeq(forms, "|") {
					right = right || plain(got) == plain(form)
				}
				if !right {
					t.Errorf("%s %q is said %q, not %q", language, written, got, forms)
				}
			}
		}
	}
}
