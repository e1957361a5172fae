package search

import (
	"crypto/sha256"
	"encoding/hex"
)

// A list of page numbers is written as the gaps between them, each gap as digits
// of half of an alphabet of 88 characters and a last digit of the other half:
// '#' to '[' and ']' to '{', so that a script needs no escapes. What separates
// words, spellings and lists ('!', '|', '~') is not among them.
const (
	half      = 44
	lineEnd   = '!'
	variants  = '|'
	lists     = '~'
	everyPage = '}' // instead of a list: the text of most pages has the word
)

func digit(v int) byte {
	if v < 57 {
		return byte('#' + v)
	}
	return byte(']' + v - 57)
}

// appendGap writes a number.
func appendGap(out []byte, n int) []byte {
	if n >= half {
		out = appendHigh(out, n/half)
	}
	return append(out, digit(n%half))
}

func appendHigh(out []byte, n int) []byte {
	if n >= half {
		out = appendHigh(out, n/half)
	}
	return append(out, digit(half+n%half))
}

// list is a list of page numbers as it grows.
type list struct {
	next  int // the least number that may come
	count int
	gaps  []byte
}

func (l *list) add(page int) {
	if page < l.next {
		return
	}
	l.gaps = appendGap(l.gaps, page-l.next)
	l.next = page + 1
	l.count++
}

// appendKey writes a key without the part that it shares with the one before.
func appendKey(out []byte, before, key string) []byte {
	n := 0
	for n < len(before) && n < len(key) && before[n] == key[n] && n < 56 {
		n++
	}
	for n > 0 && n < len(key) && key[n]&0xC0 == 0x80 { // the script counts characters
		n--
	}
	return append(append(out, digit(characters(key[:n]))), key[n:]...)
}

func characters(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}

// nameOf is the first eight digits of the bytes' hash.
func nameOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:4])
}
