package tally

import "testing"

// A set with room for its hashes does not grow while they come, and is not much larger.
func TestSetFor(t *testing.T) {
	for _, n := range []int{0, 1, 47, 48, 49, 1000, 3 << 14, 100_000} {
		s := setFor(n)
		size := len(s.places)
		for hash := range uint64(n) {
			s.add(hash + 1)
		}
		if len(s.places) != size || s.n != n || size > 64 && size*3 > n*8+8 {
			t.Errorf("%d hashes: %d places, then %d", n, size, len(s.places))
		}
	}
}
