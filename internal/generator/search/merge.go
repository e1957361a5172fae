package search

import "encoding/binary"

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
			switch word, i = numberAt(p.words, i); {
			case word == beside:
				word, i = numberAt(p.words, i)
			case word < firstWord:
				place, before = place+int(word), none
				continue
			default:
				if before != none {
					s.behind[before]++
					s.total++
				}
				before = a.of[word]
			}
			if lastSpelled[word] == page+1 {
				continue
			}
			lastSpelled[word] = page + 1
			s.found[word][place].add(page)
			if folded := a.of[word]; lastFolded[folded] != page+1 {
				lastFolded[folded] = page + 1
				s.spread[folded]++
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
		if s.found[n][inTitle].count+s.found[n][inAbout].count+s.found[n][inText].count > 0 { // else a page had it that is another now
			line = append(append(line, variants), d.spelling[n].marks...)
			line = appendLists(line, s.found[n][:])
		}
		if next := i + 1; next == len(a.spelled) || a.of[a.spelled[next]] != a.of[n] {
			if len(line) > 0 {
				put(a.folded[a.of[n]], line)
			}
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
