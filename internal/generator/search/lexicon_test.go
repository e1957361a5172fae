package search

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// The words are those that the script's expression finds, one after the other.
func TestCutWord(t *testing.T) {
	const text = "Đuối nước, 777/KH-UBND: ví\u0323 dụ “an toàn”… a÷b ÷ × a×b ሀገር 水 Bắc水 ĐƯỜNG ǖ ɐ ḍồng… aሀ 10€ e\u0301\xc3 \xe1\xba z\n"
	want := strings.FieldsFunc(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
	var got []string
	for w, rest := cutWord(text); w.word != ""; w, rest = cutWord(rest) {
		if w.key == 0 {
			t.Errorf("%q has no key", w.word)
		}
		got = append(got, w.word)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLexicon(t *testing.T) {
	l := newLexicon()
	oracle := map[string]uint32{}
	for i := range uint32(20_000) { // far more than it begins with room for
		w, _ := cutWord(fmt.Sprint("từ", i%9000))
		n, ok := l.find(w)
		if want, there := oracle[w.word]; ok != there || ok && n != number(want) {
			t.Fatalf("%s: %d %v, want %d %v", w.word, n, ok, want, there)
		}
		if !ok {
			oracle[w.word] = i
			l.add(w, []uint32{i})
		}
	}
	same := written{"nghiêng ngả", 1} // two long words of one key
	l.add(written{"nghiêng-ngả", 1}, []uint32{1})
	if _, ok := l.find(same); ok {
		t.Error("a word was taken for another")
	}
}

// A word may stand for one number of any length, for several, and for none.
func TestLexiconNumbers(t *testing.T) {
	l := newLexicon()
	for i, numbers := range [][]uint32{{5}, {0x80}, {0x12345}, {}, {1, 0x300, 2}, {7, 8}} {
		var want []byte
		for _, n := range numbers {
			want = binary.AppendUvarint(want, uint64(n))
		}
		w, _ := cutWord(fmt.Sprint("từ", i))
		l.add(w, numbers)
		n, ok := l.find(w)
		if got := l.appendTo(nil, n); !ok || !bytes.Equal(got, want) {
			t.Errorf("%v: %x, want %x", numbers, got, want)
		}
	}
}

// Words of few letters have keys of their own.
func TestCutWordKey(t *testing.T) {
	seen := map[uint64]string{}
	for _, a := range "aăâbcdđeêáàảãạ019" {
		for _, b := range "aăâbcdđeêáàảãạ019" {
			for _, c := range "mnữẫ5" {
				w, _ := cutWord(string([]rune{a, b, c}))
				if other := seen[w.key]; other != "" {
					t.Errorf("%s and %s: %x", other, w.word, w.key)
				}
				seen[w.key] = w.word
			}
		}
	}
}
