package htmlimport

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"loa/internal/generator/markdown"
)

// However looks are nested beside signs, in links and in parts of words, no mark
// of them is ever shown: what cannot be read back is left out.
func TestMarksAreNeverShown(t *testing.T) {
	for seed := range uint64(400) {
		m := looks{rand: rand.New(rand.NewPCG(seed, 7))}
		m.some(0, false)
		for _, in := range []string{"<p>" + m.out.String() + "</p>", "<h2>" + m.out.String() + "</h2>"} {
			text := Convert(in).Markdown
			page := markdown.New(markdown.Dialect{}).Render(markdown.Input{Text: []byte(text)})
			if got, want := unspaced(t, string(page.HTML)), unspaced(t, in); got != want {
				t.Fatalf("%s\n%q\nreads as %q\nnot as   %q", in, text, got, want)
			}
		}
	}
}

func unspaced(t *testing.T, html string) string {
	return strings.Join(strings.Fields(visibleText(t, html)), "")
}

// looks writes words and signs in looks of random shape.
type looks struct {
	rand *rand.Rand
	out  strings.Builder
}

func (m *looks) some(depth int, linked bool) {
	for range 1 + m.rand.IntN(3) {
		tag := []string{"b", "i", "s", "a", "", "", "", "", ""}[m.rand.IntN(9)]
		if tag == "" || depth == 4 || tag == "a" && linked {
			m.out.WriteString([]string{"a", "b", ".", "“", ":", " ", "(", "*", "~", "_", "a b", "<br>", "]", "[", "<code>c</code>"}[m.rand.IntN(15)])
			continue
		}
		m.out.WriteString("<" + tag + map[string]string{"a": " href=https://a.vn/"}[tag] + ">")
		m.some(depth+1, linked || tag == "a")
		m.out.WriteString("</" + tag + ">")
	}
}

// A paragraph that is four times as long takes four times the memory, not sixteen
// times: each word is not copied with all before it.
func TestLongParagraph(t *testing.T) {
	for _, part := range []string{"chữ ", "a<b>.</b>", "<i>.</i><s>~</s>", "a <b>b</b> ", "<sup>5</sup>"} { // also of looks that leave no mark
		if short, long := bytesFor(strings.Repeat(part, 2000)), bytesFor(strings.Repeat(part, 8000)); long > 6*short {
			t.Errorf("%q: %d bytes for 2000, %d for 8000", part, short, long)
		}
	}
}

// bytesFor is how much memory a conversion takes in all.
func bytesFor(text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	Convert(text)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// Khmer and Thai part words by a character that is dirt among Latin letters.
func TestUnseenMarks(t *testing.T) {
	for in, want := range map[string]string{
		"<p>ការ\u200bការពារ\u200b</p>": "ការ\u200bការពារ\n",
		"<p>trẻ\u200b em\u2060</p>":    "trẻ em\n",
	} {
		if got := Convert(in).Markdown; got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// Letters that were moved by hand in Word stand above or below the line; those that were only nudged do not.
func TestMovedByHand(t *testing.T) {
	for raise, want := range map[string]string{"6.0pt": "10⁵", "-3pt": "10₅", "1.0pt": "105", "0": "105", "x": "105"} {
		if got := Convert(`<p>10<span style="position:relative;top:-1pt;mso-text-raise:` + raise + `">5</span></p>`).Markdown; got != want+"\n" {
			t.Errorf("%s: %q", raise, got)
		}
	}
}
