package markdown

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func blocksOf(body string) []string {
	var all []string
	for _, b := range Blocks([]byte(body)) {
		all = append(all, string(b))
	}
	return all
}

func TestBlocksAreCutAtHeadings(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"", ""},
		{"a\n\nb", "a b"},
		{"## A\n\nx", "/## A x"},
		{"a\n## B\nb\n### C", "a/## B b/### C"},
		{"a\n\nB\n---\nb\n\nC\n==\n", "a/B - b/C =="},
		{"a\n```\n## no\n```\n## B", "a ``` ## no ```/## B"},
		{"a\n\n---\n\nb", "a - b"},
		{"#a\n\n    ## no", "#a ## no"},
		{"B\n---\nb", "/B - b"},
	} {
		if got := strings.Join(blocksOf(c.body), "/"); got != c.want {
			t.Errorf("%q: got %q, want %q", c.body, got, c.want)
		}
	}
}

func TestBlocksHaveTitles(t *testing.T) {
	body := "a\n\n## B *b* ##\nb\n\nC c {#c}\n---\nc\n### {d}\n## \ne"
	var got []string
	for written := range Blocks([]byte(body)) {
		got = append(got, BlockTitle(written))
	}
	if want := []string{"", "B *b*", "C c", "{d}", ""}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTypographyDoesNotCount(t *testing.T) {
	same := [][]string{
		{"a b", "a  b", " a\nb ", "a\u00a0b", "a\tb\n", "a \u200bb", "a\u2009b"},
		{`"a"`, "“a”", "„a“", "«a»"},
		{"a's", "a’s"},
		{"1-2", "1–2", "1—2", "1−2", "1--2"},
		{"a...", "a…"},
		{"| a | b |", "|a|b|", "|  a |b  |"},
		{"Đuối nước", norm.NFD.String("Đuối nước")},
		{"ă â", "ă  â"},
	}
	for _, group := range same {
		for _, other := range group[1:] {
			if !slices.Equal(blocksOf(group[0]), blocksOf(other)) {
				t.Errorf("%q and %q differ: %q, %q", group[0], other, blocksOf(group[0]), blocksOf(other))
			}
		}
	}
	for i, group := range same {
		for _, other := range same[i+1:] {
			if slices.Equal(blocksOf(group[0]), blocksOf(other[0])) {
				t.Errorf("%q and %q are the same", group[0], other[0])
			}
		}
	}
}

// The fast way over bytes folds as the plain one over characters does, and
// folding twice changes nothing.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte("a \u00a0|“b” – ố\n## x"))
	f.Add(article(1, 2))
	f.Fuzz(func(t *testing.T, body []byte) {
		var slow []byte
		s := norm.NFC.Bytes(body)
		if !utf8.Valid(s) || !bytes.Equal(s, body) {
			t.Skip()
		}
		for _, c := range string(s) {
			slow = appendFoldedRune(slow, 0, foldTypography(c))
		}
		slow = bytes.TrimRight(slow, " ")
		if fast := appendFolded(nil, s); !bytes.Equal(fast, slow) {
			t.Fatalf("%q: fast %q, slow %q", body, fast, slow)
		}
		if again := appendFolded(nil, slow); !bytes.Equal(again, slow) {
			t.Fatalf("%q: once %q, twice %q", body, slow, again)
		}
		for range Blocks(body) {
		}
	})
}
