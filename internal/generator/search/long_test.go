package search

import (
	"fmt"
	"strings"
	"testing"
)

func longOf(x *Index) string {
	a := x.words.inOrder()
	s := look(x.inOrder(), x.words, a)
	return s.longWords(x.words, a)
}

// What may have been meant are words of titles and of what pages are about: long enough,
// and no numbers.
func TestLongWords(t *testing.T) {
	x := New()
	x.Add(Page{Number: 0, Title: "Helmets 12345 bỏng", Summary: "Đường phố", Text: "bicycles"})
	x.Add(Page{Number: 1, Title: "Helmet", Marks: []string{"swimming"}})
	if got, want := longOf(x), "#bong!#duong!#helmet!)s!#swimming!"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A list that is too long for a slow line keeps the words of most pages.
func TestLongWordsHaveABound(t *testing.T) {
	x := New()
	for i := range 6000 {
		x.Add(Page{Number: i, Title: fmt.Sprintf("rare%dword common%dword", i, i%50)})
	}
	got := longOf(x)
	if len(got) > longLimit || !strings.Contains(got, "common") || strings.Contains(got, "rare") {
		t.Errorf("%d bytes: %.80q", len(got), got)
	}
}

// The file of names carries what a script knows of the language.
func TestLanguageIsInTheNames(t *testing.T) {
	x := New()
	x.Add(Page{Title: "Mũ"})
	got := string(x.Whole(Language{Tag: "vi", Little: []string{"con tôi"}, Same: [][]string{{"mũ", "nón"}}, Others: []Other{{"en", "English", "ltr"}}}))
	if want := `"little":["con tôi"],"same":[["mũ","nón"]],"others":[["en","English","ltr"]]`; !strings.Contains(got, want) {
		t.Errorf("%s not in %s", want, got)
	}
}
