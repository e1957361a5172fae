package spoken

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

// viValue reads a Vietnamese number in words.
func viValue(t *testing.T, words string) uint64 {
	names := map[string]uint64{"lăm": 5, "tư": 4, "mốt": 1}
	for i, name := range viDigits {
		names[name] = uint64(i)
	}
	var total, group, ones uint64
	for word := range strings.FieldsSeq(words) {
		switch word {
		case "linh":
		case "mười":
			group += 10
		case "mươi":
			group, ones = group+10*ones, 0
		case "trăm":
			group, ones = group+100*ones, 0
		case "nghìn":
			total, group, ones = total+1e3*(group+ones), 0, 0
		case "triệu":
			total, group, ones = total+1e6*(group+ones), 0, 0
		case "tỷ":
			total, group, ones = 1e9*(total+group+ones), 0, 0
		default:
			n, ok := names[word]
			if !ok {
				t.Fatalf("%q in %q", word, words)
			}
			ones = n
			continue
		}
	}
	return total + group + ones
}

// enValue reads an English number in words.
func enValue(t *testing.T, words string) uint64 {
	names := map[string]uint64{}
	for i, name := range enSmall {
		names[name] = uint64(i)
	}
	for i, name := range enTens {
		names[name] = uint64(10 * i)
	}
	large := map[string]uint64{"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
	var total, group uint64
	for word := range strings.FieldsSeq(words) {
		switch {
		case word == "and":
		case word == "hundred":
			group *= 100
		case large[word] > 0:
			total, group = total+large[word]*group, 0
		default:
			n, ok := names[word]
			if !ok {
				t.Fatalf("%q in %q", word, words)
			}
			group += n
		}
	}
	return total + group
}

// TestNumbersKeepTheirValue reads spoken numbers back, from 0 to 10^12.
func TestNumbersKeepTheirValue(t *testing.T) {
	check := func(n uint64) {
		if got := viValue(t, viCardinal(n)); got != n {
			t.Fatalf("%d is said %q, which is %d", n, viCardinal(n), got)
		}
		if got := enValue(t, enCardinal(n)); got != n {
			t.Fatalf("%d is said %q, which is %d", n, enCardinal(n), got)
		}
	}
	for n := range uint64(120_000) {
		check(n)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		check(random.Uint64N([]uint64{1e6, 1e9, 1e12 + 1}[random.IntN(3)]))
	}
	for n := uint64(1); n <= 1e12; n *= 10 {
		check(n)
		check(n + 1)
		check(n - 1)
		check(5 * n / 10)
	}
}

// pieces are what the texts of the property tests are made of.
var pieces = strings.Split("8h30|30/6|01/6/2024|3/4|49/2024/NĐ-CP|777/KH-UBND|UBND|TP.|v.v.|5–10|-5°C|60 km/h|2 lần/ngày|0203.3825.115|111|1900 1234|1.248.000|2,5|2.5|quý III|thứ 2, 4, 6|cha/mẹ|(|)|,|.| - |½|≥|%|Km 45+200|A4|COVID-19|ABC|https://a.vn/b|a@b.vn|em|Trẻ|nghe|10'|x|/|+84 912 345 678|#3|T2|và|đến|từ|tháng 4|19:45|№|“|”|…|1/2|24/7|$5|e.g.|Dr.|June 1, 2024|1st|1990s|\u200b|\u00a0", "|")

// TestNoFigureIsLeft makes texts of pieces: nothing that is said has a figure or a sign
// that nobody reads, and what is in words already stays as it is.
func TestNoFigureIsLeft(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, language := range []string{"vi", "en"} {
		speaker := New(language, nil)
		for range 20_000 {
			var b strings.Builder
			for range 1 + random.IntN(8) {
				b.WriteString(pieces[random.IntN(len(pieces))])
				if random.IntN(3) > 0 {
					b.WriteByte(' ')
				}
			}
			said, doubts := speaker.Say(b.String())
			if i := strings.IndexFunc(said, func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune("/%°+=<>@#$&_½()", r) }); i >= 0 {
				t.Fatalf("%s: %q is said %q, with %q", language, b.String(), said, said[i:])
			}
			if again, _ := speaker.Say(said); again != said {
				t.Fatalf("%s: %q is said %q, and that %q", language, b.String(), said, again)
			}
			for _, d := range doubts {
				if !strings.HasPrefix(b.String()[d.Offset:], d.Written) {
					t.Fatalf("%q: the doubt %+v is not there", b.String(), d)
				}
			}
		}
	}
}

func FuzzSay(f *testing.F) {
	for _, p := range pieces {
		f.Add(p, true)
	}
	vi, en := New("vi", nil), New("en", nil)
	f.Fuzz(func(t *testing.T, text string, first bool) {
		speaker := en
		if first {
			speaker = vi
		}
		said, _ := speaker.Say(text)
		if i := strings.IndexFunc(said, func(r rune) bool { return '0' <= r && r <= '9' }); i >= 0 {
			t.Fatalf("%q is said %q", text, said)
		}
		if len(said) > 64*len(text)+64 {
			t.Fatalf("%d bytes are said in %d", len(text), len(said))
		}
	})
}

func BenchmarkSay(b *testing.B) {
	text := "Ngày 30/6/2026, UBND xã tổ chức lớp bơi cho 105 em từ 6–15 tuổi; cha mẹ đưa trẻ đến lúc 8h30, gọi 111 khi cần. Không để trẻ một mình gần ao, hồ, sông, suối."
	speaker := New("vi", nil)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		speaker.Say(text)
	}
}
