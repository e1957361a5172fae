package search

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
)

// dictionary numbers the words of a language as they come. Each way to write a
// word (Trẻ, trẻ, TRẺ) is understood once, however often it comes.
type dictionary struct {
	mu       sync.RWMutex
	written  *lexicon // of words as written
	numbers  map[spelling]uint32
	spelling []spelling // by number
}

// The numbers that are no words: a pause stands between texts whose words are
// not neighbours, a border between the title, what the page is about, and its
// text.
const (
	pause = iota
	border
	firstWord
)

func newDictionary() *dictionary {
	return &dictionary{written: newLexicon(), numbers: map[spelling]uint32{}, spelling: make([]spelling, firstWord)}
}

// page turns the texts of a page into numbers, as varints. It also counts the
// words of the title.
func (d *dictionary) page(p Page) (words []byte, length int) {
	b := batch{d: d, out: make([]byte, 0, len(p.Text)/4+64)}
	length = count(p.Title)
	b.text(p.Title)
	b.out = append(b.out, border)
	b.text(p.Summary)
	for _, h := range p.Headings {
		b.text(h.Text)
	}
	for _, m := range p.Marks {
		b.text(m)
	}
	b.out = append(b.out, border)
	b.text(p.Text)
	return slices.Clip(b.out), length
}

// batch writes the words of one page.
type batch struct {
	d   *dictionary
	out []byte
}

// text appends the words of a text, a pause behind each line.
func (b *batch) text(s string) {
	for len(s) > 0 {
		line := s
		if i := strings.IndexByte(s, '\n'); i >= 0 {
			line, s = s[:i], s[i+1:]
		} else {
			s = ""
		}
		b.line(line)
	}
}

// line takes the lock once for all words that are known, and once more if
// some are not.
func (b *batch) line(line string) {
	if b.known(line) {
		return
	}
	b.d.mu.Lock()
	defer b.d.mu.Unlock()
	for w, rest := cutWord(line); w.word != ""; w, rest = cutWord(rest) {
		b.out = append(b.out, b.d.learn(w)...)
	}
	b.out = append(b.out, pause)
}

// known appends the words of a line if all of them are known.
func (b *batch) known(line string) bool {
	start := len(b.out)
	b.d.mu.RLock()
	defer b.d.mu.RUnlock()
	for w, rest := cutWord(line); w.word != ""; w, rest = cutWord(rest) {
		numbers, there := b.d.written.find(w)
		if !there {
			b.out = b.out[:start]
			return false
		}
		b.out = append(b.out, numbers...)
	}
	if len(b.out) > start {
		b.out = append(b.out, pause)
	}
	return true
}

func (d *dictionary) learn(w written) []byte {
	if numbers, ok := d.written.find(w); ok {
		return numbers
	}
	var numbers []byte
	for _, s := range spellings(w.word) {
		if s.folded == "" {
			continue
		}
		n, ok := d.numbers[s]
		if !ok {
			n = uint32(len(d.spelling))
			d.spelling = append(d.spelling, s)
			d.numbers[s] = n
		}
		numbers = binary.AppendUvarint(numbers, uint64(n))
	}
	w.word = strings.Clone(w.word) // it shares the memory of the whole text
	d.written.add(w, numbers)
	return numbers
}

// alphabet is a dictionary in order.
type alphabet struct {
	folded  []string // sorted
	of      []uint32 // number of a word → its place in folded
	spelled []uint32 // all numbers, by folded form, then by marks
}

func (d *dictionary) inOrder() alphabet {
	d.mu.Lock()
	defer d.mu.Unlock()
	a := alphabet{of: make([]uint32, len(d.spelling)), spelled: make([]uint32, 0, len(d.spelling))}
	for n := firstWord; n < len(d.spelling); n++ {
		a.spelled = append(a.spelled, uint32(n))
	}
	slices.SortFunc(a.spelled, func(m, n uint32) int {
		x, y := d.spelling[m], d.spelling[n]
		return cmp.Or(cmp.Compare(x.folded, y.folded), cmp.Compare(x.marks, y.marks))
	})
	for _, n := range a.spelled {
		f := d.spelling[n].folded
		if len(a.folded) == 0 || a.folded[len(a.folded)-1] != f {
			a.folded = append(a.folded, f)
		}
		a.of[n] = uint32(len(a.folded) - 1)
	}
	return a
}
