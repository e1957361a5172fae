package render

import (
	"testing"

	"loa/internal/generator/minify"
)

// TestShort: what is not given to the minifier is what the minifier would leave.
func TestShort(t *testing.T) {
	for html, want := range map[string]bool{
		`<time datetime=2026-11-30>30/11/2026</time>`:              true,
		`<time datetime=2026-11-30>Thứ Hai, 30 tháng 11</time>`:    true,
		`<p class=date><time datetime=2026-11-30>30/11</time></p>`: true,
		``:                              true,
		`<time datetime="2026-11-30">`:  false,
		`<p class='date'>30/11`:         false,
		`<dd>30/11 </dd>`:               false,
		`<b> 30</b>`:                    false,
		`30  tháng 11`:                  false,
		"30\n11":                        false,
		`<p>a &amp; b`:                  false,
		`<time datetime=2026-11-30> 30`: false,
		`ngày <b>30</b>`:                false,
	} {
		if got := short([]byte(html)); got != want {
			t.Errorf("short(%q) = %v", html, got)
		}
		small, err := minify.Fragment([]byte(html))
		if err != nil {
			t.Fatal(err)
		}
		if want && string(small) != html {
			t.Errorf("%q is called short, and minified is %q", html, small)
		}
	}
}
