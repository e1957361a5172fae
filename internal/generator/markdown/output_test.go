package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTextOfManyShapes writes texts whose spaces, line ends and special bytes stand at
// every distance from each other, and compares the HTML and the number of words with what
// the standard library's fields say.
func TestTextOfManyShapes(t *testing.T) {
	alphabet := []string{"a", "bơi", "nước", " ", " ", "  ", "\n", "\t", "<", "áo", "1", "abcdefgh", "'", "\r\n"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var text strings.Builder
		for range r.IntN(20) {
			text.WriteString(alphabet[r.IntN(len(alphabet))])
		}
		var o output
		o.reset(true)
		o.literal([]byte(text.String()))
		o.close()
		words := strings.Fields(text.String())
		if o.count != len(words) {
			t.Fatalf("%q: %d words, want %d", text.String(), o.count, len(words))
		}
		want := strings.ReplaceAll(strings.Join(words, " "), "<", "&lt;")
		if got := strings.Join(strings.Fields(string(o.buf)), " "); got != want || len(o.buf) != len(want) {
			t.Fatalf("%q: %q, want %q", text.String(), o.buf, want)
		}
		if got := strings.Join(strings.Fields(string(o.plain)), " "); got != strings.Join(words, " ") {
			t.Fatalf("%q: plain %q", text.String(), o.plain)
		}
	}
}
