package source

// clean returns the offset of the first byte that needs a closer look, or
// len(b). It knows the characters of ordinary Vietnamese and English writing:
// ASCII but for CR and NUL, composed Vietnamese letters, the usual punctuation,
// symbols, emoji. All of them are NFC whatever stands beside them, since every
// combining mark is looked at more closely. So are Latin letters and signs that
// Vietnamese does not use: TCVN3 and VNI text is made of them.
func clean(b []byte) int {
	if isClean(b) {
		return len(b)
	}
	i := 0
	for i < len(b) {
		c := b[i]
		if c < 0x80 {
			if c == '\r' || c == 0 {
				return i
			}
			i++
			continue
		}
		n := known(b[i:])
		if n == 0 {
			return i
		}
		i += n
	}
	return i
}

// known returns the length of the character that b begins with if it is one of
// the usual ones beyond ASCII, 0 otherwise.
func known(b []byte) int {
	switch {
	case b[0] == 0xE1: // U+1E80–1EFF: letters with two marks
		if len(b) > 2 && b[1]|1 == 0xBB && continues(b[2]) {
			return 3
		}
	case b[0] <= 0xC6:
		if len(b) > 1 && latin(b[0], b[1]) {
			return 2
		}
	case b[0] == 0xE2:
		if len(b) > 2 && continues(b[2]) && symbol(b[1], b[2]) {
			return 3
		}
	case b[0] == 0xEF: // U+FE0F, which asks for the coloured emoji
		if len(b) > 2 && b[1] == 0xB8 && b[2] == 0x8F {
			return 3
		}
	case b[0] == 0xF0: // U+1F000–1FFFF: emoji
		if len(b) > 3 && b[1] == 0x9F && continues(b[2]) && continues(b[3]) {
			return 4
		}
	}
	return 0
}

func continues(c byte) bool { return c&0xC0 == 0x80 }

// The second bytes that pass after 0xC2 (NBSP § « ° ² ³ ») and 0xC3 (the
// Vietnamese letters with one mark, and ×), as bits by their lower six bits.
const (
	afterC2 = 1<<0x20 | 1<<0x27 | 1<<0x2B | 1<<0x30 | 1<<0x32 | 1<<0x33 | 1<<0x3B
	upperC3 = 0xF | 7<<8 | 3<<12 | 0xF<<18 | 3<<25 | 1<<29
	afterC3 = upperC3 | upperC3<<32 | 1<<23
)

func latin(lead, next byte) bool {
	if !continues(next) {
		return false
	}
	switch lead {
	case 0xC2:
		return uint64(afterC2)>>(next&0x3F)&1 == 1
	case 0xC3:
		return uint64(afterC3)>>(next&0x3F)&1 == 1
	}
	return lead >= 0xC4 // U+0100–01BF: ă đ ĩ ũ ơ ư and their like
}

// symbol reports whether the character E2 second third needs no closer look:
// dashes, quotes, dots, currency, arrows, mathematics, boxes, dingbats. Among
// the spaces, invisible characters and letter-like signs are some that do, and
// so are the angle brackets U+2329 and U+232A.
func symbol(second, third byte) bool {
	if second == 0x80 || second == 0x82 {
		return third >= 0x90
	}
	return 0x86 <= second && second <= 0x9E && second != 0x8C
}
