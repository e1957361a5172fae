package fold

import (
	"math/bits"
	"slices"
)

// Nearest returns the known word that an author who wrote word most likely
// meant. The words are compared folded; among equally near ones the first in
// known wins, except that a word spelt exactly alike is always itself. ok is
// false when nothing is near: more than one edit in three letters, or more than
// three in all, is another word. Of a text that is too long for a word nobody means another.
func Nearest(word string, known []string) (nearest string, ok bool) {
	return NewNames(known).Nearest(word)
}

// Names are words among which many others are looked for, see Nearest.
type Names struct {
	words  []string
	exact  map[string]bool
	folded [][]rune
	looks  []look
}

// look is what tells most words from another: how many letters a word has, and which,
// a bit for each of those that are equal modulo 64.
type look struct {
	length  int
	letters uint64
}

func lookOf(folded []rune) look {
	l := look{length: len(folded)}
	for _, r := range folded {
		l.letters |= 1 << (r % 64)
	}
	return l
}

// limit is how many edits may part two words of which one is to be the other.
func (l look) limit(other look) int { return min((max(l.length, other.length)+1)/3, 3) }

// far reports whether more edits part two words than the limit. An edit adds a letter,
// takes one away or both.
func (l look) far(other look, limit int) bool {
	return abs(l.length-other.length) > limit || bits.OnesCount64(l.letters^other.letters) > 2*limit
}

// NewNames prepares known words, in the order in which equally near ones win.
func NewNames(known []string) *Names {
	n := &Names{known, make(map[string]bool, len(known)), make([][]rune, len(known)), make([]look, len(known))}
	for i, k := range known {
		n.exact[k] = true
		n.folded[i] = []rune(Text(k))
		n.looks[i] = lookOf(n.folded[i])
	}
	return n
}

// Nearest is the function of this name, for one of many words.
func (n *Names) Nearest(word string) (nearest string, ok bool) {
	if n.exact[word] {
		return word, true
	}
	if len(word) > longestWord {
		return "", false
	}
	folded := []rune(Text(word))
	if len(folded) > longestWord {
		return "", false
	}
	l, best := lookOf(folded), tooFar
	var rows rows
	for i, other := range n.looks {
		if best == 0 {
			break
		}
		limit := min(l.limit(other), best-1)
		if l.far(other, limit) {
			continue
		}
		if d := rows.distance(folded, n.folded[i], limit); d <= limit {
			nearest, best = n.words[i], d
		}
	}
	return nearest, best < tooFar
}

const (
	tooFar      = 4
	longestWord = 300 // in bytes and in letters: comparing takes time with the product of the lengths
)

func abs(n int) int { return max(n, -n) }

// rows are those of the table that distance fills.
type rows [3][longestWord + tooFar + 1]int

// distance is the Damerau–Levenshtein distance in its restricted form (optimal
// string alignment): insertions, deletions, substitutions and swaps of two
// neighbours, no piece edited twice. Of words that are further from another than the
// limit it is any number above that.
func (r *rows) distance(a, b []rune, limit int) int {
	a, b = withoutEnds(a, b)
	before, last, row := r[0][:len(b)+1], r[1][:len(b)+1], r[2][:len(b)+1]
	for j := range last {
		last[j] = j
	}
	nearest := 0
	for i := range a {
		row[0] = i + 1
		nearestBefore := nearest
		nearest = row[0]
		for j := range b {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			nearest = min(nearest, row[j+1])
		}
		if min(nearest, nearestBefore+1) > limit { // what comes is made of these two rows
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// withoutEnds gives two words without the beginning and the end that both have.
func withoutEnds(a, b []rune) (restA, restB []rune) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return slices.Clip(a), slices.Clip(b)
}
