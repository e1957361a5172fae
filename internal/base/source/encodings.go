package source

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// utf16Order tells in which byte order a text is UTF-16, nil if it is not:
// by its byte order mark, or else because a good part of the characters are
// ASCII with their zero byte always on the same side.
func utf16Order(b []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return binary.LittleEndian
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return binary.BigEndian
	}
	sample := b[:min(len(b), 512)]
	if len(b)%2 == 1 || bytes.IndexByte(sample, 0) < 0 {
		return nil
	}
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch enough := len(sample) / 5; {
	case zeros[0] == 0 && zeros[1] > enough:
		return binary.LittleEndian
	case zeros[1] == 0 && zeros[0] > enough:
		return binary.BigEndian
	}
	return nil
}

// decodeUTF16 turns UTF-16 into UTF-8. Half a pair and half a unit become
// U+FFFD.
func decodeUTF16(b []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, 0, len(b)/2+1)
	for ; len(b) >= 2; b = b[2:] {
		units = append(units, order.Uint16(b))
	}
	if len(b) == 1 {
		units = append(units, utf8.RuneError)
	}
	return []byte(string(utf16.Decode(units)))
}

// windows1258 decodes a text that is not UTF-8, if that makes Vietnamese of it.
// Windows-1258 writes some letters with their mark behind, so the result is
// composed. Its punctuation is that of Windows-1252: a text with nothing but
// that beyond ASCII is decoded as well.
func windows1258(b []byte) ([]byte, bool) {
	if !foreign(b) {
		return nil, false
	}
	decoded, err := charmap.Windows1258.NewDecoder().Bytes(b)
	if err != nil || bytes.Contains(decoded, []byte(replacement)) {
		return nil, false
	}
	decoded = norm.NFC.Bytes(decoded)
	marked, plausible := 0, 0
	for word := range words(decoded, letter) {
		if ascii(word.text) {
			continue
		}
		marked++
		if syllable(word.text) {
			plausible++
		}
	}
	return decoded, plausible*10 >= marked*7
}

// windows1252 decodes a text the way an editor without a hint shows it.
func windows1252(b []byte) []byte {
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return nil
	}
	return decoded
}

// foreign reports whether b is likely in an 8-bit encoding rather than UTF-8
// with a damaged place: hardly anything in it is a UTF-8 sequence.
func foreign(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && size <= 1:
			bad++
		case size > 1:
			good++
		}
		i += size
	}
	return good*10 <= bad
}
