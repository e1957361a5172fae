package search

import (
	"maps"
	"slices"
	"testing"
)

// Neighbours come out as a stable sort by their second words puts them.
func TestSorter(t *testing.T) {
	l := layoutFor(1001)
	s := newSorter[uint32](l, 50)
	for round := range 3 {
		var group []uint32
		for i := range uint32(1000) {
			group = append(group, i*i*7%50<<l|i+uint32(round))
		}
		want := slices.Clone(group)
		slices.SortStableFunc(want, func(a, b uint32) int { return int(a>>l) - int(b>>l) })
		if got := s.bySecond(group); !slices.Equal(got, want) {
			t.Fatalf("round %d: not in order", round)
		}
	}
}

// Short neighbours and long ones make the same lines, gathered at once or in rounds.
func TestNeighbours(t *testing.T) {
	x := New()
	for _, p := range many(300) {
		x.Add(p)
	}
	pages, a := x.inOrder(), x.words.inOrder()
	s := look(pages, x.words, a)
	l := layoutFor(len(pages))
	if !l.short(len(a.folded)) || l.short(1<<30) {
		t.Error("which neighbours are short")
	}
	short, long, parts := map[string]string{}, map[string]string{}, map[string]string{}
	into := func(lines map[string]string) func(string, []byte) {
		return func(key string, line []byte) { lines[key] = string(line) }
	}
	pairLines[uint32](&s, l, pages, a, fewPairs, into(short))
	pairLines[uint64](&s, l, pages, a, fewPairs, into(long))
	pairLines[uint32](&s, l, pages, a, 1, into(parts))
	if len(short) == 0 || !maps.Equal(short, long) || !maps.Equal(short, parts) {
		t.Errorf("%d lines, %d and %d", len(short), len(long), len(parts))
	}
}

// The neighbours of a word with joiners are those of its parts. The form without joiners is found, and is nobody's
// neighbour.
func TestNeighboursOfJoined(t *testing.T) {
	x := New()
	x.Add(Page{Title: "من می\u200cخواهم که", Path: "a/", Text: "کتاب\u200cها\u200cی ما"})
	pages, a := x.inOrder(), x.words.inOrder()
	s := look(pages, x.words, a)
	found := map[string]bool{}
	pairLines[uint32](&s, layoutFor(len(pages)), pages, a, fewPairs, func(key string, _ []byte) { found[key] = true })
	want := []string{"خواهم که", "من می", "می خواهم"} // a pair of the text alone says no more than its words do
	if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, want) || s.total != 6 {
		t.Errorf("%q of %d, want %q of 6", got, s.total, want)
	}
	for _, word := range []string{"میخواهم", "کتابهای"} {
		if n, ok := x.words.numbers[spell(word)]; !ok || s.spread[a.of[n]] != 1 {
			t.Errorf("%s is not found", word)
		}
	}
}
