package check

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// A page that is not compressed because of its letters would not have been too
// heavy: texts of few and of many letters, of words, and of both.
func TestByLetters(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("<p>Trẻ em dưới sáu tuổi phải có người lớn trông khi ở gần nước <a href=/vi/duoi-nuoc/> </a> <li> ao hồ</p>")
	for size := 200; size < 40_000; size = size*3/2 + 7 {
		for letters := 1; letters <= 256; letters = letters*3/2 + 1 {
			for _, part := range []int{0, 50, 100} { // of words
				var text []byte
				for len(text) < size {
					if random.IntN(100) < part {
						text = append(append(text, words[random.IntN(len(words))]...), ' ')
					} else {
						text = append(text, byte(random.IntN(letters)))
					}
				}
				if size, most := compressed(text), byLetters(text); size > max(most, int64(len(text)/2)) {
					t.Errorf("%d bytes of %d letters, %d%% words: %d compressed, %d by its letters", len(text), letters, part, size, most)
				}
			}
		}
	}
}
