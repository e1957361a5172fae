package htmlimport

import "testing"

// Parameters that say who followed a link are taken out and told once; those that a page needs stay as they are.
func TestTrackers(t *testing.T) {
	for href, want := range map[string]string{
		"https://xa.example/a?fbclid=IwAR0x":                                               "https://xa.example/a",
		"https://xa.example/a?id=7&amp;utm_source=zalo&amp;UTM_Medium=x#b":                 "https://xa.example/a?id=7#b",
		"https://xa.example/a.aspx?ItemID=1%2c2&amp;zarsrc=30&amp;q=a+b":                   "https://xa.example/a.aspx?ItemID=1%2c2&q=a+b",
		"https://l.facebook.com/l.php?u=https%3A%2F%2Fxa.example%2Fa%3Ffbclid%3D1&amp;h=2": "https://xa.example/a",
		"https://xa.example/a?":                       "https://xa.example/a?",
		"https://xa.example/a?ga=1&amp;utm=2&amp;f":   "https://xa.example/a?ga=1&utm=2&f",
		"https://xa.example/a#x?fbclid=1":             "https://xa.example/a#x?fbclid=1",
		"mailto:a@xa.example?subject=a&amp;utm_id=1b": "mailto:a@xa.example?subject=a&utm_id=1b",
	} {
		got := Convert(`<p><a href="` + href + `">a</a></p><p><a href="` + href + `">b</a>`)
		if want := "[a](" + want + ")\n\n[b](" + want + ")\n"; got.Markdown != want {
			t.Errorf("%s: %swant %s", href, got.Markdown, want)
		}
		if len(got.Lost) > 1 {
			t.Errorf("%s: %v", href, got.Lost)
		}
	}
	got := Convert(`<a href="https://a.example/?utm_source=x&fbclid=1">a</a><a href="https://a.example/b?fbclid=2">b</a>`)
	if len(got.Lost) != 1 || got.Lost[0].Kind != Tracking || got.Lost[0].Text != "fbclid, utm_source" {
		t.Error(got.Lost)
	}
}
