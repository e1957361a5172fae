package search

import (
	"bytes"
	"cmp"
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
// text: as a number, by how many places it leads on. A word behind beside stands at the
// same place as those before it: it is no neighbour.
const (
	pause = iota
	border
	beside
	firstWord
)

func newDictionary() *dictionary {
	return &dictionary{written: newLexicon(), numbers: map[spelling]uint32{}, spelling: make([]spelling, firstWord)}
}

// page turns the texts of a page into numbers, as varints. It also counts the
// words of the title.
func (d *dictionary) page(p Page) (words []byte, length int) {
	b := batches.Get().(*batch)
	defer batches.Put(b)
	b.d, b.out = d, b.out[:0]
	length = count(p.Title)
	d.mu.RLock()
	defer d.mu.RUnlock()
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
	b.out = append(b.out, pause) // for numberAt
	return bytes.Clone(b.out), length
}

// batch writes the words of one page, with the lock held for reading: but for the
// first pages of a site nearly all words are known.
type batch struct {
	d   *dictionary
	out []byte
}

var batches = sync.Pool{New: func() any { return new(batch) }}

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

func (b *batch) line(line string) {
	start := len(b.out)
	for w, rest := cutWord(line); w.word != ""; w, rest = cutWord(rest) {
		n, known := b.d.written.find(w)
		if !known {
			n = b.d.learn(w)
		}
		b.out = b.d.written.appendTo(b.out, n)
	}
	if len(b.out) > start {
		b.out = append(b.out, pause)
	}
}

// learn takes in a word. The lock is held for reading, before and after.
func (d *dictionary) learn(w written) number {
	d.mu.RUnlock()
	defer d.mu.RLock()
	d.mu.Lock()
	defer d.mu.Unlock()
	if n, ok := d.written.find(w); ok { // somebody was quicker
		return n
	}
	w.word = strings.Clone(w.word) // it shares the memory of the whole text
	var numbers []uint32
	all, joined := spellings(w.word)
	for _, s := range all {
		if s.folded != "" {
			numbers = append(numbers, d.numberOf(s))
		}
	}
	for _, s := range joined {
		if s.folded != "" {
			numbers = append(numbers, beside, d.numberOf(s))
		}
	}
	return d.written.add(w, numbers)
}

func (d *dictionary) numberOf(s spelling) uint32 {
	n, ok := d.numbers[s]
	if !ok {
		n = uint32(len(d.spelling))
		d.spelling = append(d.spelling, s)
		d.numbers[s] = n
	}
	return n
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
