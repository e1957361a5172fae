package search

import "unicode/utf8"

// lexicon finds what a word as written stands for. The words of a site are
// looked up millions of times, so their hash is made while they are cut out of
// the text, and nothing else is asked on the way.
type lexicon struct {
	slots []slot // a power of two of them, at most half of them full
	count int
}

type slot struct {
	hash    uint32 // 0 in an empty slot
	word    string
	numbers []byte // of the dictionary, as varints
}

func newLexicon() *lexicon { return &lexicon{slots: make([]slot, 1<<10)} }

func (l *lexicon) find(w written) ([]byte, bool) {
	for i := int(w.hash); ; i++ {
		s := &l.slots[i&(len(l.slots)-1)]
		if s.hash == w.hash && s.word == w.word {
			return s.numbers, true
		}
		if s.hash == 0 {
			return nil, false
		}
	}
}

// add takes in a word that is not there. It keeps the word's memory.
func (l *lexicon) add(w written, numbers []byte) {
	if l.count++; 2*l.count > len(l.slots) {
		old := l.slots
		l.slots = make([]slot, 2*len(old))
		for _, s := range old {
			if s.hash != 0 {
				l.put(s)
			}
		}
	}
	l.put(slot{w.hash, w.word, numbers})
}

func (l *lexicon) put(s slot) {
	i := int(s.hash)
	for l.slots[i&(len(l.slots)-1)].hash != 0 {
		i++
	}
	l.slots[i&(len(l.slots)-1)] = s
}

// written is a word as it stands in a text.
type written struct {
	word string // "" for none
	hash uint32 // not 0
}

// cutWord returns the first word of a text and what follows it: a run of
// letters, marks and digits. The script's twin is the expression in words().
func cutWord(text string) (w written, rest string) {
	start, hash := -1, uint32(2166136261) // FNV-1a
	for i := 0; i < len(text); {
		in, size := ascii[text[i]], 1
		if text[i] >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			in = inWord(r)
		}
		if in {
			if start < 0 {
				start = i
			}
			for _, c := range []byte(text[i : i+size]) {
				hash = (hash ^ uint32(c)) * 16777619
			}
		} else if start >= 0 {
			return written{text[start:i], hash | 1}, text[i:]
		}
		i += size
	}
	if start < 0 {
		return written{}, ""
	}
	return written{text[start:], hash | 1}, ""
}

// ascii tells the letters and digits among the first 128 characters.
var ascii = func() (table [256]bool) {
	for c := range rune(utf8.RuneSelf) {
		table[c] = inWord(c)
	}
	return table
}()
