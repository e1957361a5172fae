package i18n

import (
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/base/tomlfile"
)

const strings1 = `
[date-short]
text = "{day}/{month}/{year}"
[date-long]
text = "{weekday}, ngày {dd} tháng {month0} năm {year}"
[date-named]
text = "{day} {monthname}"
[month-6]
text = "June"
[weekday-1]
text = "thứ Hai"
[weekday-7]
text = "Chủ nhật"
[page]
text = "trang {number}"
[articles]
one = "{count} article"
other = "{count} articles"
[counted]
few = "{count} few"
other = "{count} other"
`

func catalogue(t *testing.T, tag, text string) *Catalogue {
	t.Helper()
	c, problems := ParseCatalogue(tag, tomlfile.Source{File: "strings/" + tag + ".toml", Text: []byte(text)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return c
}

func TestDates(t *testing.T) {
	c := catalogue(t, "vi", strings1)
	monday := time.Date(2026, 6, 1, 8, 5, 0, 0, time.UTC)
	for style, want := range map[string]string{
		"short": "1/6/2026", "long": "thứ Hai, ngày 01 tháng 6 năm 2026", "named": "1 June", "iso": "2026-06-01", "time": "08:05",
	} {
		if got, err := c.Date(monday, style); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", style, got, err, want)
		}
	}
	if got, _ := c.Date(monday.AddDate(0, 0, 6), "long"); !strings.HasPrefix(got, "Chủ nhật") {
		t.Error("a Sunday is", got)
	}
	if got, err := c.DateForm("long"); got != "{thứ Hai||||||Chủ nhật}, ngày {dd} tháng {month0} năm {year}" || err != nil {
		t.Error("for scripts:", got, err)
	}
	if got, _ := c.DateForm("named"); got != "{day} {|||||June||||||}" {
		t.Error("for scripts:", got)
	}
	if _, err := c.DateForm("fancy"); err == nil {
		t.Error("a form that is not there")
	}
	if got, err := c.Date(time.Time{}, "short"); got != "" || err != nil {
		t.Error("no date is", got, err)
	}
	if _, err := c.Date(monday, "fancy"); err == nil {
		t.Error("a style that the catalogue does not have is no error")
	}
}

func TestNumbers(t *testing.T) {
	vi, en, tyz := catalogue(t, "vi", ""), catalogue(t, "en", ""), catalogue(t, "tyz", "")
	for _, c := range []struct {
		in   *Catalogue
		n    any
		want string
	}{
		{vi, 0, "0"}, {vi, 999, "999"}, {vi, 1234, "1.234"}, {vi, -1234567, "-1.234.567"}, {vi, 3.5, "3,5"},
		{en, 1234, "1,234"}, {en, 3.5, "3.5"}, {tyz, 12, "12"},
		{catalogue(t, "ar", ""), 1234, "1,234"}, {catalogue(t, "fa", ""), 12, "12"}, {catalogue(t, "bn", ""), 1234567, "12,34,567"},
		{tyz.Over(vi), 1234, "1.234"}, {tyz.Over(tyz.Over(vi)), 1234.5, "1.234,5"}, {en.Over(vi), 1234, "1,234"},
	} {
		if got := c.in.Number(c.n); got != c.want {
			t.Errorf("%v in %s is %s, want %s", c.n, c.in.Tag, got, c.want)
		}
	}
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1 KB", 14_499: "14 KB", 999_999: "1.000 KB", 3_440_000: "3,4 MB"} {
		if got := vi.Bytes(n); got != want {
			t.Errorf("%d bytes are %s, want %s", n, got, want)
		}
	}
}

func TestSay(t *testing.T) {
	en, ru, vi := catalogue(t, "en", strings1), catalogue(t, "ru", strings1), catalogue(t, "vi", strings1)
	for _, c := range []struct {
		in    *Catalogue
		key   string
		pairs []any
		want  string
	}{
		{en, "page", []any{"number", 1234}, "trang 1,234"},
		{en, "articles", []any{"count", 1}, "1 article"},
		{en, "articles", []any{"count", 2}, "2 articles"},
		{vi, "articles", []any{"count", 1}, "1 articles"}, // Vietnamese has one form
		{ru, "counted", []any{"count", 3}, "3 few"},
		{ru, "counted", []any{"count", 5}, "5 other"},
	} {
		if got, err := c.in.Say(c.key, c.pairs...); err != nil || got != c.want {
			t.Errorf("%s %s %v: %q, %v", c.in.Tag, c.key, c.pairs, got, err)
		}
	}
	if _, err := en.Say("nothing"); err == nil {
		t.Error("a key that nobody wrote is no error")
	}
	if _, err := en.Say("page", "number"); err == nil {
		t.Error("a name without its value is no error")
	}
}

func TestOver(t *testing.T) {
	own, below := catalogue(t, "vi", "[a]\ntext = \"của mình\"\n"), catalogue(t, "en", "[a]\ntext = \"a\"\n[b]\ntext = \"b\"\n")
	both := own.Over(below)
	for key, want := range map[string]string{"a": "của mình", "b": "b"} {
		if got, err := both.Say(key); err != nil || got != want {
			t.Errorf("%s is %q, %v", key, got, err)
		}
	}
	if own.Has("b") || both.Tag != "vi" {
		t.Error("the catalogues were mixed up")
	}
}

// A string that another language lends is said by that language's rules.
func TestLentPlurals(t *testing.T) {
	en := catalogue(t, "en", "[n]\none = \"one\"\nother = \"{count}\"\n")
	lent := catalogue(t, "tyz", "").Over(catalogue(t, "vi", "").Over(en))
	if got, err := lent.Say("n", "count", 1); got != "one" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

func TestPluralForms(t *testing.T) {
	for tag, want := range map[string]string{ // for 0, 1, 2, 5
		"vi": "other other other other", "en": "other one other other", "ru": "many one few many", "ar": "zero one two few", "tyz": "other other other other",
	} {
		var got []string
		for _, n := range []int{0, 1, 2, 5} {
			got = append(got, PluralForm(tag, n))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v", tag, got)
		}
	}
}

// The letters of the Vietnamese alphabet, in its order, then the tones.
func TestSorting(t *testing.T) {
	want := strings.Fields("an ăn ân ba ca da đa đá e ê i la oa oan ô ơ ta u ư va xa ya")
	got := slices.Clone(want)
	slices.Reverse(got)
	s := NewSorter("vi")
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(s.Key(a), s.Key(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if s.Key("Đuối nước") == s.Key("Duoi nuoc") {
		t.Error("words with and without marks are one")
	}
}

// A language that CLDR does not know is sorted like the one it stands beside.
func TestSortedAlike(t *testing.T) {
	for tag, want := range map[string]string{"tyz": "vi", "hnj": "vi", "cjm": "vi", "en": "en", "en-xa": "en-xa", "km": "km", "ar": "ar", "vi-VN": "vi-VN"} {
		if got := Like(tag, "vi"); got != want {
			t.Errorf("%s is sorted like %s, want %s", tag, got, want)
		}
	}
}

func TestDirection(t *testing.T) {
	for tag, want := range map[string]string{"vi": "ltr", "ar": "rtl", "he": "rtl", "tyz": "ltr", "ur-PK": "rtl", "az-Arab": "rtl", "cjm": "ltr"} {
		if got := DirectionOf(tag); got != want {
			t.Errorf("%s runs %s", tag, got)
		}
	}
}
