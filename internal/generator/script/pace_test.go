package script

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestSyllables(t *testing.T) {
	for _, c := range []struct {
		language, said string
		want           int
	}{
		{"vi", "Gọi một một năm.", 4}, {"vi", "", 0}, {"vi", "ki lô mét", 3},
		{"en", "Children do not swim alone.", 7}, {"en", "time are people", 4}, {"en", "the", 1},
	} {
		if got := NewVoice(c.language, nil).syllables(c.said); got != c.want {
			t.Errorf("%q has %d syllables, not %d", c.said, got, c.want)
		}
	}
}

// TestMeasure fails if a text is measured otherwise than character by character.
func TestMeasure(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, language := range []string{"vi", "en"} {
		v := NewVoice(language, nil)
		check := func(text string) {
			want := measured{}
			for _, word := range strings.FieldsFunc(text, parts) {
				if want.syllables++; language == "en" {
					want.syllables += ofEnglish(word) - 1
				}
			}
			for _, r := range text {
				switch {
				case strings.ContainsRune(",–—", r):
					want.commas++
				case strings.ContainsRune(";:", r):
					want.colons++
				case strings.ContainsRune(".!?…", r):
					want.stops++
				}
			}
			if got := v.measure(text); got != want {
				t.Errorf("%s: %q is %+v, not %+v", language, text, got, want)
			}
		}
		for r := rune(1); r < 0x3100; r++ {
			check("a" + string(r) + "b")
		}
		signs := []rune(" ,.;:!?…–—'’“”×÷aáàạẠđĐơƯỹẽẞeẼy\u0301")
		for range 2000 {
			text := make([]rune, random.IntN(12))
			for i := range text {
				text[i] = signs[random.IntN(len(signs))]
			}
			check(string(text))
		}
	}
}

// TestFilled fails if a value is looked into, or a name is lost that has none.
func TestFilled(t *testing.T) {
	if got, want := filled("{a}, {b}: {c} {", []string{"{a}", "{b}", "{b}", "2"}), "{b}, 2: {c} {"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

// speed is the option -s of espeak-ng at which it says a syllable a minute, measured
// over words without any sign.
var speed = map[string]float64{"vi": 0.624, "en": 0.546}

// TestLengthOfEspeak compares lengths with those of espeak-ng at the same pace: no more
// than a tenth apart.
func TestLengthOfEspeak(t *testing.T) {
	program, err := exec.LookPath("espeak-ng")
	if err != nil {
		t.Skip("espeak-ng is not installed")
	}
	for _, language := range []string{"vi", "en"} {
		body, err := os.ReadFile("testdata/" + language + ".md")
		if err != nil {
			t.Fatal(err)
		}
		voice := NewVoice(language, nil)
		script := Of(dialect().Outline(body), voice, known[language])
		for _, pace := range []int{160, 200, 240} {
			file := filepath.Join(t.TempDir(), "a.wav")
			text := strings.ReplaceAll(string(Bulletin{Paragraphs: script.Paragraphs}.Text(nil)), "…”", "”.")
			say := exec.Command(program, "-v", language, "-s", strconv.Itoa(int(float64(pace)*speed[language]+0.5)), "-w", file)
			say.Stdin = strings.NewReader(text)
			if out, err := say.CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			sound, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			real := time.Duration(sound.Size()-44) * time.Second / (22050 * 2) // 16 bits, one channel
			var got time.Duration
			for _, p := range script.Paragraphs {
				got += voice.Length(p, Pace{pace})
			}
			t.Logf("%s at %d: %v, espeak-ng takes %v (%+.1f %%)", language, pace, got.Round(time.Second), real.Round(time.Second), 100*(got.Seconds()/real.Seconds()-1))
			if ratio := got.Seconds() / real.Seconds(); ratio < 0.9 || ratio > 1.1 {
				t.Errorf("%s at %d syllables a minute: %v, and espeak-ng takes %v", language, pace, got, real)
			}
		}
	}
}
