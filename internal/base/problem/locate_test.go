package problem

import "testing"

func TestLocate(t *testing.T) {
	const text = "Một\nhai “ba” bốn\n"
	for _, c := range []struct {
		offset, length int
		want           Place
	}{
		{0, 5, Place{Line: 1, Column: 1, Width: 3, Text: "Một"}},
		{6, 7, Place{Line: 2, Column: 1, Width: 5, Text: "hai “ba” bốn"}},
		{13, 2, Place{Line: 2, Column: 6, Width: 2, Text: "hai “ba” bốn"}},
		{13, 99, Place{Line: 2, Column: 6, Width: 7, Text: "hai “ba” bốn"}},
		{5, 1, Place{Line: 1, Column: 4, Width: 0, Text: "Một"}},
		{25, 0, Place{Line: 3, Column: 1}},
		{99, 1, Place{Line: 3, Column: 1}},
		{-1, 1, Place{Line: 1, Column: 1, Width: 1, Text: "Một"}},
	} {
		c.want.File = "a.md"
		if got := Locate("a.md", []byte(text), c.offset, c.length); got != c.want {
			t.Errorf("Locate(%d, %d) = %+v, want %+v", c.offset, c.length, got, c.want)
		}
	}
}
