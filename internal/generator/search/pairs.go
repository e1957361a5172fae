package search

import (
	"math/bits"
	"slices"
)

// neighbour is a word behind another on a page in one number: the second word, then
// the page, then in the last bit whether only the text has the two. Those of a first
// word come in the order of the pages, a page's best place first. There are millions
// of them, so they are as short as a site allows.
type neighbour interface{ uint32 | uint64 }

// layout is how many bits stand behind the word.
type layout uint

func layoutFor(pages int) layout { return layout(bits.Len(uint(2 * pages))) }

// short reports whether neighbours of so many words have 32 bits.
func (l layout) short(words int) bool { return int(l)+bits.Len(uint(words)) <= 32 }

func second[N neighbour](l layout, n N) int { return int(n >> l) }

func place[N neighbour](l layout, n N) (page int, onlyText bool) {
	at := int(n & (1<<l - 1))
	return at >> 1, at&1 != 0
}

// rounds is in how many parts the neighbours are gathered, so that only one part
// takes room at a time.
const rounds = 2

// fewPairs take so little room, 32 MiB, that they need no rounds.
const fewPairs = 1 << 23

// pairLines makes the lines of neighbouring words: both folded, then the pages
// that have them in the title or are about them, and those whose text has them.
func (s *survey) pairLines(pages []kept, a alphabet, put func(key string, line []byte)) {
	if l := layoutFor(len(pages)); l.short(len(a.folded)) {
		pairLines[uint32](s, l, pages, a, fewPairs, put)
	} else {
		pairLines[uint64](s, l, pages, a, fewPairs, put)
	}
}

func pairLines[N neighbour](s *survey, l layout, pages []kept, a alphabet, few int, put func(key string, line []byte)) {
	var room []N
	sorter := newSorter[N](l, len(a.folded))
	for from := 0; from < len(a.folded); {
		to, size := from, 0
		for to < len(a.folded) && (to == from || size+s.behind[to] <= max(s.total/rounds, few)) {
			size += s.behind[to]
			to++
		}
		room = resized(room, size)
		gatherPairs(l, pages, a, from, to, s.behind, room)
		start := 0
		for first := from; first < to; first++ {
			group := sorter.bySecond(room[start : start+s.behind[first]])
			writePairs(l, a, first, group, s.spread, put)
			start += s.behind[first]
		}
		from = to
	}
}

// resized is room for so many, with anything in it. A new slice comes from make:
// slices.Grow clears tens of megabytes in one go, during which no collection can
// begin and every processor waits for it.
func resized[N neighbour](room []N, size int) []N {
	if cap(room) < size {
		return make([]N, size)
	}
	return room[:size]
}

// sorter brings neighbours into the order of their second words. It counts
// instead of comparing: there are many neighbours and few words.
type sorter[N neighbour] struct {
	layout
	places  []int // by word: how many, then where the next one goes
	seconds []int // the words that have any
	sorted  []N
}

func newSorter[N neighbour](l layout, words int) *sorter[N] {
	return &sorter[N]{layout: l, places: make([]int, words)}
}

// bySecond returns the neighbours in order; those of one word stay as they
// stood. The result is good until the next call.
func (s *sorter[N]) bySecond(group []N) []N {
	s.seconds = s.seconds[:0]
	for _, n := range group {
		word := second(s.layout, n)
		if s.places[word] == 0 {
			s.seconds = append(s.seconds, word)
		}
		s.places[word]++
	}
	slices.Sort(s.seconds)
	next := 0
	for _, word := range s.seconds {
		s.places[word], next = next, next+s.places[word]
	}
	s.sorted = resized(s.sorted, len(group))
	for _, n := range group {
		word := second(s.layout, n)
		s.sorted[s.places[word]] = n
		s.places[word]++
	}
	for _, word := range s.seconds {
		s.places[word] = 0
	}
	return s.sorted
}

// gatherPairs puts the neighbours behind the words from up to to into room, one
// word's after the other's.
func gatherPairs[N neighbour](l layout, pages []kept, a alphabet, from, to int, behind []int, room []N) {
	next := make([]int, to-from)
	for i := 1; i < len(next); i++ {
		next[i] = next[i-1] + behind[from+i-1]
	}
	for page, p := range pages {
		place, before := inTitle, none
		at := N(page) << 1
		for i := 0; i < len(p.words)-1; {
			var word uint32
			if word, i = numberAt(p.words, i); word == beside {
				_, i = numberAt(p.words, i)
				continue
			}
			if word < firstWord {
				place, before = place+int(word), none
				if place == inText {
					at |= 1
				}
				continue
			}
			first, second := int(before)-from, a.of[word]
			before = second
			if uint(first) >= uint(len(next)) { // none, or of another round
				continue
			}
			room[next[first]] = N(second)<<l | at
			next[first]++
		}
	}
}

// writePairs makes the lines of the neighbours behind a word. Where the text of
// most pages with the rarer word has the pair, or where a rare word has it once, the
// pair says little that the word does not: it is left out, and with it most of
// all pairs.
func writePairs[N neighbour](l layout, a alphabet, first int, group []N, spread []int, put func(key string, line []byte)) {
	var line []byte
	var found [2]list
	for i := 0; i < len(group); {
		word := second(l, group[i])
		found = [2]list{{gaps: found[0].gaps[:0]}, {gaps: found[1].gaps[:0]}}
		count := 0
		for ; i < len(group) && second(l, group[i]) == word; i++ {
			page, onlyText := place(l, group[i])
			if !onlyText {
				found[0].add(page)
			} else if found[0].next != page+1 && found[1].next != page+1 {
				found[1].add(page)
				count++
			}
		}
		if rarer := min(spread[first], spread[word]); 2*count >= rarer || count == 1 && rarer < 8 {
			found[1].gaps = found[1].gaps[:0]
		}
		if line = appendLists(line[:0], found[:]); len(line) > 0 {
			put(a.folded[first]+" "+a.folded[word], line)
		}
	}
}
