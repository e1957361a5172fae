package fold

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestNearestOfMany compares what is found quickly among many words with what is found
// by the whole table of each.
func TestNearestOfMany(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		var b strings.Builder
		for range random.IntN(12) {
			b.WriteRune([]rune("abcdđéăx-/09 ß")[random.IntN(14)])
		}
		return b.String()
	}
	found := 0
	for range 100 {
		known := make([]string, 60)
		for i := range known {
			known[i] = word()
		}
		names := NewNames(known)
		for range 40 {
			w := word()
			got, ok := names.Nearest(w)
			want, wanted := nearestByTables(w, known)
			if got != want || ok != wanted {
				t.Fatalf("Nearest(%q) among %q = %q, %v, want %q, %v", w, known, got, ok, want, wanted)
			}
			if ok {
				found++
			}
		}
	}
	if found < 300 {
		t.Errorf("only %d words were near another", found)
	}
}

func nearestByTables(word string, known []string) (nearest string, ok bool) {
	folded, best := []rune(Text(word)), tooFar
	for _, k := range known {
		if k == word {
			return k, true
		}
		other := []rune(Text(k))
		if d := distanceByTable(folded, other); d <= min((max(len(folded), len(other))+1)/3, 3) && d < best {
			nearest, best = k, d
		}
	}
	return nearest, best < tooFar
}

func distanceByTable(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// BenchmarkNearest looks for a word among 10,000 file names.
func BenchmarkNearest(b *testing.B) {
	known := make([]string, 10_000)
	for i := range known {
		known[i] = strings.Repeat("bai-viet/", i%3) + "duoi-nuoc-" + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676)) + ".md"
	}
	names := NewNames(known)
	for b.Loop() {
		names.Nearest("giao-thong/doi-mu-bao-hiem.md")
		names.Nearest("duoi-nuoc-q7r.md")
	}
}
