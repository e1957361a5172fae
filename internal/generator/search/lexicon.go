package search

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// lexicon finds what a word as written stands for. The words of a site are
// looked up millions of times, so their keys are made while they are cut out of
// the text, and nothing else is asked on the way.
type lexicon struct {
	slots   []slot // a power of two of them, at most half of them full
	count   int
	several [][]uint32 // what words of scripts without spaces stand for
}

type slot struct {
	key uint64 // 0 in an empty slot
	number
	word string
}

// number is what a word stands for: one number of the dictionary, or with manyMore
// the place of several in the lexicon, which may also be none.
type number uint32

const manyMore number = 1 << 31

func newLexicon() *lexicon { return &lexicon{slots: make([]slot, 1<<10)} }

func (l *lexicon) find(w written) (number, bool) {
	for i := w.home(); ; i++ {
		s := &l.slots[i&(len(l.slots)-1)]
		if s.key == w.key && len(s.word) == len(w.word) && (len(w.word) <= spelledOut || s.word == w.word) {
			return s.number, true
		}
		if s.key == 0 {
			return 0, false
		}
	}
}

// add takes in a word that is not there. It keeps the word's memory.
func (l *lexicon) add(w written, numbers []uint32) number {
	if l.count++; 2*l.count > len(l.slots) {
		old := l.slots
		l.slots = make([]slot, 2*len(old))
		for _, s := range old {
			if s.key != 0 {
				l.put(s)
			}
		}
	}
	s := slot{w.key, manyMore | number(len(l.several)), w.word}
	if len(numbers) == 1 {
		s.number = number(numbers[0])
	} else {
		l.several = append(l.several, numbers)
	}
	l.put(s)
	return s.number
}

func (l *lexicon) put(s slot) {
	i := written{s.word, s.key}.home()
	for l.slots[i&(len(l.slots)-1)].key != 0 {
		i++
	}
	l.slots[i&(len(l.slots)-1)] = s
}

// appendTo writes what a word stands for as varints.
func (l *lexicon) appendTo(out []byte, n number) []byte {
	if n < 0x80 {
		return append(out, byte(n))
	}
	if n&manyMore == 0 {
		return binary.AppendUvarint(out, uint64(n))
	}
	for _, one := range l.several[n&^manyMore] {
		out = binary.AppendUvarint(out, uint64(one))
	}
	return out
}

// written is a word as it stands in a text.
type written struct {
	word string // "" for none
	key  uint64 // not 0
}

// spelledOut is up to which length a word's bytes are its key; of a longer word
// the key is a hash.
const spelledOut = 8

func withByte(key uint64, c byte) uint64 { return bits.RotateLeft64(key, 8) ^ uint64(c) }

// home is where a word is looked for first.
func (w written) home() int { return int(w.key * 0x9e3779b97f4a7c15 >> 32) }

// cutWord returns the first word of a text and what follows it: a run of
// letters, marks and digits.
func cutWord(text string) (w written, rest string) {
	start := 0
	for start < len(text) && !ascii[text[start]] {
		if text[start] < utf8.RuneSelf {
			start++
			continue
		}
		in, size := letter(text[start:])
		if in {
			break
		}
		start += size
	}
	text = text[start:]
	at, key := uint64(between), uint64(0)
	for i := 0; i < len(text); i++ {
		before, c := at, text[i]
		if at = ways[c] >> at & 63; at == lost {
			if before == between && c < utf8.RuneSelf {
				return written{text[:i], max(key, 1)}, text[i:]
			}
			return cutAny(text)
		}
		key = withByte(key, c)
	}
	if at != between {
		return cutAny(text)
	}
	return written{text, max(key, 1)}, ""
}

// cutAny is cutWord for letters of all scripts; the text begins with one. The
// marks that part the words of Khmer or Thai end no word: readers do not type them.
// Nor do the joiners of Persian and Sinhala, which some type and some do not.
func cutAny(text string) (w written, rest string) {
	end, key := 0, uint64(0)
	for end < len(text) {
		in, size := letter(text[end:])
		if !in && !unwritten(text[end:end+size]) {
			break
		}
		for _, c := range []byte(text[end : end+size]) {
			key = withByte(key, c)
		}
		end += size
	}
	return written{text[:end], max(key, 1)}, text[end:]
}

// letter reports whether the first character of a text belongs to a word, and how
// many bytes it takes.
func letter(text string) (in bool, size int) {
	r, size := utf8.DecodeRuneInString(text)
	return inWord(r), size
}

// Where in a word a byte leaves the reader: between two letters, in one that more
// bytes belong to, or lost, because the word is over or has other letters than
// Vietnamese. Those are U+00C0 to U+023F but for × and ÷, and U+1E00 to U+1EFF.
const (
	between = 6 * iota
	lost
	beforeLast  // one byte is missing, whichever
	afterLatin  // one byte of U+00C0 to U+00FF
	afterHigher // two bytes of U+1E00 to U+1EFF
)

// ways tells for each byte where it leads to from each place: six bits each, so
// that the reader goes from byte to byte without a choice that it could guess wrong.
var ways = func() (table [256]uint64) {
	for c := range table {
		way := func(from, to uint64) { table[c] = table[c]&^(63<<from) | to<<from }
		for from := uint64(between); from <= afterHigher; from += 6 {
			way(from, lost)
		}
		switch {
		case ascii[c]:
			way(between, between)
		case c == 0xC3:
			way(between, afterLatin)
		case 0xC4 <= c && c <= 0xC8:
			way(between, beforeLast)
		case c == 0xE1:
			way(between, afterHigher)
		case c&0xC0 == 0x80:
			way(beforeLast, between)
			if c != 0x97 && c != 0xB7 {
				way(afterLatin, between)
			}
			if 0xB8 <= c && c <= 0xBB {
				way(afterHigher, beforeLast)
			}
		}
	}
	return table
}()

// ascii tells the letters and digits among the first 128 characters.
var ascii = func() (table [256]bool) {
	for c := range rune(utf8.RuneSelf) {
		table[c] = inWord(c)
	}
	return table
}()
