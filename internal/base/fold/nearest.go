package fold

import "slices"

// Nearest returns the known word that an author who wrote word most likely
// meant. The words are compared folded; among equally near ones the first in
// known wins, except that a word spelt exactly alike is always itself. ok is
// false when nothing is near: more than one edit in three letters, or more than
// three in all, is another word. Of a text that is too long for a word nobody means another.
func Nearest(word string, known []string) (nearest string, ok bool) {
	if len(word) > longestWord {
		if slices.Contains(known, word) {
			return word, true
		}
		return "", false
	}
	folded := []rune(Text(word))
	best := tooFar
	for _, k := range known {
		if k == word {
			return k, true
		}
		if abs(len(k)-len(word)) > longestWord {
			continue
		}
		candidate := []rune(Text(k))
		limit := min((max(len(folded), len(candidate))+1)/3, 3)
		if abs(len(folded)-len(candidate)) > limit {
			continue
		}
		if d := distance(folded, candidate); d <= limit && d < best {
			nearest, best = k, d
		}
	}
	return nearest, best < tooFar
}

const (
	tooFar      = 4
	longestWord = 300 // in bytes: comparing takes time with the product of the lengths
)

func abs(n int) int { return max(n, -n) }

// distance is the Damerau–Levenshtein distance in its restricted form (optimal
// string alignment): insertions, deletions, substitutions and swaps of two
// neighbours, no piece edited twice.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
