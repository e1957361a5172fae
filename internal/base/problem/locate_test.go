package problem

import (
	"strings"
	"testing"
)

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
		{2, 1, Place{Line: 1, Column: 2, Width: 1, Text: "Một"}}, // within ộ
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

// A place that is found with the index is the one that is found without it.
func TestLocator(t *testing.T) {
	texts := []string{
		"", "\n", "một\nhai\n\nba", strings.Repeat("ă", 9000), strings.Repeat("một hai ba\n", 2000),
		strings.Repeat("“ba” bốn", 1500) + "\n" + strings.Repeat("x", 5000) + "\n" + strings.Repeat("\x80", 9000) + "\n",
	}
	for _, text := range texts {
		var l Locator
		for i := 0; i <= 300; i++ {
			offset, length := i*len(text)/300, i*i%9000
			want := Locate("a.md", []byte(text), offset, length)
			if got := l.Locate("a.md", []byte(text), offset, length); got != want {
				t.Fatalf("%.20q: Locate(%d, %d) = %+v, want %+v", text, offset, length, got, want)
			}
		}
		for i, line := range strings.Split(text, "\n") {
			if from, to := l.Line([]byte(text), i); text[from:to] != line {
				t.Fatalf("%.20q: line %d is %.20q, want %.20q", text, i, text[from:to], line)
			}
		}
	}
}
