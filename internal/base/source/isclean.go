package source

// isClean reports whether b is clean, without the offset of what is not. It may
// return false for a clean text. Most files are read by this loop alone. It has
// no branches: Vietnamese has a marked letter every few bytes, and a plain loop
// mispredicts many of them. Each byte has a row of ten six-bit fields, one a
// state, holding the next state as the place of its field. Shifting the row by
// the state brings the next one down. (The technique is known as shift-based
// DFA; the states are those of known in clean.go, without its rarer cases.)
func isClean(b []byte) bool {
	s := uint64(start)
	for _, c := range b {
		s = rows[c] >> (s & 63)
	}
	return s&63 == start
}

// The states: between characters, after a byte that ends the matter, and
// within a character by what may follow.
const (
	start   = 6 * iota
	refused // for good
	last    // any continuation
	lastTwo // two of them
	inC2
	inC3
	inE1
	inE2
	inE2Low // the third byte of U+2010–203F, U+2090–20BF
	inF0
	states = iota
)

var rows = cleanRows()

func cleanRows() (rows [256]uint64) {
	for c := range rows {
		for s := range states {
			rows[c] |= uint64(next(6*s, byte(c))) << (6 * s)
		}
	}
	return rows
}

func next(state int, c byte) int {
	then := func(ok bool, state int) int {
		if ok {
			return state
		}
		return refused
	}
	switch state {
	case start:
		return first(c)
	case last:
		return then(continues(c), start)
	case lastTwo:
		return then(continues(c), last)
	case inC2:
		return then(latin(0xC2, c), start)
	case inC3:
		return then(latin(0xC3, c), start)
	case inE1:
		return then(c == 0xBA || c == 0xBB, last)
	case inE2:
		if c == 0x80 || c == 0x82 {
			return inE2Low
		}
		return then(symbol(c, 0x80), last)
	case inE2Low:
		return then(continues(c) && c >= 0x90, start)
	case inF0:
		return then(c == 0x9F, lastTwo)
	}
	return refused
}

func first(c byte) int {
	switch c {
	case 0, '\r':
		return refused
	case 0xC2:
		return inC2
	case 0xC3:
		return inC3
	case 0xC4, 0xC5, 0xC6:
		return last
	case 0xE1:
		return inE1
	case 0xE2:
		return inE2
	case 0xF0:
		return inF0
	}
	if c < 0x80 {
		return start
	}
	return refused
}
