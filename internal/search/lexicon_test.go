package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// The words are those that the script's expression finds, one after the other.
func TestCutWord(t *testing.T) {
	const text = "Đuối nước, 777/KH-UBND: ví\u0323 dụ “an toàn”… ÷ × ሀገር 水 e\u0301\n"
	want := strings.FieldsFunc(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
	var got []string
	for w, rest := cutWord(text); w.word != ""; w, rest = cutWord(rest) {
		if w.hash == 0 {
			t.Errorf("%q has no hash", w.word)
		}
		got = append(got, w.word)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLexicon(t *testing.T) {
	l := newLexicon()
	oracle := map[string]string{}
	for i := range 20_000 { // far more than it begins with room for
		w, _ := cutWord(fmt.Sprint("từ", i%9000))
		numbers, ok := l.find(w)
		if want, there := oracle[w.word]; ok != there || string(numbers) != want {
			t.Fatalf("%s: %q %v, want %q %v", w.word, numbers, ok, want, there)
		}
		if !ok {
			oracle[w.word] = fmt.Sprint(i)
			l.add(w, []byte(oracle[w.word]))
		}
	}
	same := written{"khác", 1} // two words of one hash
	l.add(written{"một", 1}, []byte("1"))
	if _, ok := l.find(same); ok {
		t.Error("a word was taken for another")
	}
}

// Neighbours come out as a stable sort by their second words puts them.
func TestSorter(t *testing.T) {
	s := newSorter(50)
	for round := range 3 {
		var group []neighbour
		for i := range uint32(1000) {
			group = append(group, neighbour{second: i * i * 7 % 50, at: i + uint32(round)})
		}
		want := slices.Clone(group)
		slices.SortStableFunc(want, func(a, b neighbour) int { return int(a.second) - int(b.second) })
		if got := s.bySecond(group); !slices.Equal(got, want) {
			t.Fatalf("round %d: not in order", round)
		}
	}
}
