package htmlimport

import (
	"strings"
	"testing"
)

// A picture beside the text is asked for and cleaned once, however often it is
// shown, also one that is not to be had.
func TestAskedOnce(t *testing.T) {
	asked, cleaned := map[string]int{}, 0
	result := Options{
		Picture: func(src string) (File, bool) {
			asked[src]++
			return File{Name: "a.png", Data: []byte(src)}, src != "none"
		},
		Clean: func(f File) (File, bool) { cleaned++; return f, true },
	}.Convert(strings.Repeat(`<p><img src="one" alt="x"><img src="two" alt="x"><img src="none" alt="x"></p>`, 50))
	if asked["one"] != 1 || asked["two"] != 1 || asked["none"] != 1 || cleaned != 2 {
		t.Errorf("asked %v, cleaned %d", asked, cleaned)
	}
	if len(result.Files) != 2 || result.Files[1].Name != "a-2.png" || len(result.Lost) != 50 || strings.Count(result.Markdown, "![x](a-2.png)") != 50 {
		t.Errorf("%+v, %d lost", result.Files, len(result.Lost))
	}
}
