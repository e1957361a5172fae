package search

import (
	"encoding/binary"
	"slices"
)

// Where a word stands, the best place first. Neighbours know two: the title or
// what the page is about, and the text.
const (
	inTitle = iota
	inAbout
	inText
	places
)

// numberAt reads the number that begins at i and tells where the next one does.
// Nearly all have one or two bytes, and which of it nobody can guess: there is no
// choice to be made between the two. A page ends in a pause, so that there is a
// byte behind each number.
func numberAt(words []byte, i int) (number uint32, next int) {
	two := binary.LittleEndian.Uint16(words[i:])
	if two&0x8080 == 0x8080 {
		return longNumber(words, i)
	}
	more := two >> 7 & 1
	return uint32(two&0x7F | two>>1&^0x7F&-more), i + 1 + int(more)
}

func longNumber(words []byte, i int) (number uint32, next int) {
	long, size := binary.Uvarint(words[i:])
	return uint32(long), i + size
}

// survey is what one look at all pages tells of their words.
type survey struct {
	found  [][places]list // by number of a word: the pages that have it in their title, are about it, and have it in their text; each page once, at its best place
	spread []int          // by folded word: how many pages have it
	behind []int          // by folded word: how many neighbours stand behind it
	total  int            // of neighbours
}

func look(pages []kept, d *dictionary, a alphabet) survey {
	s := survey{found: make([][places]list, len(d.spelling)), spread: make([]int, len(a.folded)), behind: make([]int, len(a.folded))}
	lastSpelled, lastFolded := make([]int, len(d.spelling)), make([]int, len(a.folded)) // the number of the last page that has it, from 1
	for page, p := range pages {
		place, before := inTitle, none
		for i := 0; i < len(p.words)-1; {
			var word uint32
			if word, i = numberAt(p.words, i); word < firstWord {
				place, before = place+int(word), none
				continue
			}
			if before != none {
				s.behind[before]++
				s.total++
			}
			before = a.of[word]
			if lastSpelled[word] == page+1 {
				continue
			}
			lastSpelled[word] = page + 1
			s.found[word][place].add(page)
			if lastFolded[before] != page+1 {
				lastFolded[before] = page + 1
				s.spread[before]++
			}
		}
	}
	return s
}

// none stands for a folded word where there is none before.
const none = ^uint32(0)

// wordLines makes the lines of the words: the folded form, and for each way it
// is spelled the lists of its pages.
func (s *survey) wordLines(pages []kept, d *dictionary, a alphabet, put func(key string, line []byte)) {
	var line []byte
	for i, n := range a.spelled {
		if text := &s.found[n][inText]; len(pages) >= manyPages && 2*text.count > len(pages) {
			text.gaps = []byte{everyPage}
		}
		line = append(append(line, variants), d.spelling[n].marks...)
		line = appendLists(line, s.found[n][:])
		if next := i + 1; next == len(a.spelled) || a.of[a.spelled[next]] != a.of[n] {
			put(a.folded[a.of[n]], line)
			line = line[:0]
		}
	}
	s.found = nil
}

// manyPages is from how many pages on a word that most of them have tells them no
// longer apart: its list would cost every query kilobytes.
const manyPages = 500

// appendLists writes lists without the empty ones at the end.
func appendLists(line []byte, all []list) []byte {
	for len(all) > 0 && len(all[len(all)-1].gaps) == 0 {
		all = all[:len(all)-1]
	}
	for _, l := range all {
		line = append(append(line, lists), l.gaps...)
	}
	return line
}

// neighbour is a word behind another on a page, and whether only the text has
// the two: those of a first word come in the order of the pages, a page's best
// place first.
type neighbour struct {
	second uint32
	at     uint32 // the page, and 1 for only the text in the last bit
}

func (n neighbour) page() int      { return int(n.at >> 1) }
func (n neighbour) onlyText() bool { return n.at&1 != 0 }

// rounds is in how many parts the neighbours are gathered, so that only one part
// takes room at a time.
const rounds = 2

// fewPairs take so little room that they need no rounds.
const fewPairs = 1 << 19

// pairLines makes the lines of neighbouring words: both folded, then the pages
// that have them in the title or are about them, and those whose text has them.
func (s *survey) pairLines(pages []kept, a alphabet, put func(key string, line []byte)) {
	var room []neighbour
	sorter := newSorter(len(a.folded))
	for from := 0; from < len(a.folded); {
		to, size := from, 0
		for to < len(a.folded) && (to == from || size+s.behind[to] <= max(s.total/rounds, fewPairs)) {
			size += s.behind[to]
			to++
		}
		room = slices.Grow(room[:0], size)[:size]
		gatherPairs(pages, a, from, to, s.behind, room)
		start := 0
		for first := from; first < to; first++ {
			group := sorter.bySecond(room[start : start+s.behind[first]])
			writePairs(a, uint32(first), group, s.spread, put)
			start += s.behind[first]
		}
		from = to
	}
}

// sorter brings neighbours into the order of their second words. It counts
// instead of comparing: there are many neighbours and few words.
type sorter struct {
	places  []int    // by word: how many, then where the next one goes
	seconds []uint32 // the words that have any
	sorted  []neighbour
}

func newSorter(words int) *sorter { return &sorter{places: make([]int, words)} }

// bySecond returns the neighbours in order; those of one word stay as they
// stood. The result is good until the next call.
func (s *sorter) bySecond(group []neighbour) []neighbour {
	s.seconds = s.seconds[:0]
	for _, n := range group {
		if s.places[n.second] == 0 {
			s.seconds = append(s.seconds, n.second)
		}
		s.places[n.second]++
	}
	slices.Sort(s.seconds)
	next := 0
	for _, second := range s.seconds {
		s.places[second], next = next, next+s.places[second]
	}
	s.sorted = slices.Grow(s.sorted[:0], len(group))[:len(group)]
	for _, n := range group {
		s.sorted[s.places[n.second]] = n
		s.places[n.second]++
	}
	for _, second := range s.seconds {
		s.places[second] = 0
	}
	return s.sorted
}

// gatherPairs puts the neighbours behind the words from up to to into room, one
// word's after the other's.
func gatherPairs(pages []kept, a alphabet, from, to int, behind []int, room []neighbour) {
	next := make([]int, to-from)
	for i := 1; i < len(next); i++ {
		next[i] = next[i-1] + behind[from+i-1]
	}
	for page, p := range pages {
		place, before := inTitle, none
		for i := 0; i < len(p.words)-1; {
			var word uint32
			if word, i = numberAt(p.words, i); word < firstWord {
				place, before = place+int(word), none
				continue
			}
			first, second := int(before)-from, a.of[word]
			before = second
			if uint(first) >= uint(len(next)) { // none, or of another round
				continue
			}
			n := neighbour{second: second, at: uint32(page) << 1}
			if place == inText {
				n.at |= 1
			}
			room[next[first]] = n
			next[first]++
		}
	}
}

// writePairs makes the lines of the neighbours behind a word. Where the text of
// most pages with the rarer word has the pair, or where a rare word has it once, the
// pair says little that the word does not: it is left out, and with it most of
// all pairs.
func writePairs(a alphabet, first uint32, group []neighbour, spread []int, put func(key string, line []byte)) {
	var line []byte
	var found [2]list
	for i := 0; i < len(group); {
		second := group[i].second
		found = [2]list{{gaps: found[0].gaps[:0]}, {gaps: found[1].gaps[:0]}}
		count := 0
		for ; i < len(group) && group[i].second == second; i++ {
			page := group[i].page()
			if !group[i].onlyText() {
				found[0].add(page)
			} else if found[0].next != page+1 && found[1].next != page+1 {
				found[1].add(page)
				count++
			}
		}
		if rarer := min(spread[first], spread[second]); 2*count >= rarer || count == 1 && rarer < 8 {
			found[1].gaps = found[1].gaps[:0]
		}
		if line = appendLists(line[:0], found[:]); len(line) > 0 {
			put(a.folded[first]+" "+a.folded[second], line)
		}
	}
}
