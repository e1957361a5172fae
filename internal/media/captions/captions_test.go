package captions

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

const simple = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nTrẻ ở dưới nước: gọi 114.\n"

func TestRead(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"SubRip", "1\r\n00:00:01,000 --> 00:00:02,500\r\nTrẻ ở dưới nước: gọi 114.\r\n", simple},
		{"mark of UTF-8", "\ufeff1\n00:00:01,000 --> 00:00:02,500\nTrẻ ở dưới nước: gọi 114.", simple},
		{"no hours, a full stop, one dash", "1\n0:01.0 -> 0:02.5\nTrẻ ở dưới nước: gọi 114.\n", simple},
		{"places of other programs", "1\n00:00:01,000 --> 00:00:02,500  X1:100 X2:200\n{\\an8}<font color=\"#ff0000\">Trẻ ở dưới nước</font>: gọi 114.\n", simple},
		{"an empty line within", "1\n00:00:01,000 --> 00:00:02,500\nTrẻ ở dưới nước:\n\ngọi 114.\n\n", strings.Replace(simple, "nước: ", "nước:\n", 1)},
		{"no empty line between", "1\n00:00:01,000 --> 00:00:02,500\nMột\n2\n00:00:03,000 --> 00:00:04,000\nHai\n",
			"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nMột\n\n00:00:03.000 --> 00:00:04.000\nHai\n"},
		{"out of order", "2\n00:00:03,000 --> 00:00:04,000\nHai\n\n1\n00:00:01,000 --> 00:00:02,500\nMột\n",
			"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nMột\n\n00:00:03.000 --> 00:00:04.000\nHai\n"},
		{"signs and marks", "1\n00:00:01,000 --> 00:00:02,500\n<i>cha & mẹ</b> <3 --> <script>x</script>\n",
			"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n<i>cha &amp; mẹ &lt;3 --&gt; x</i>\n"},
		{"WebVTT", "WEBVTT phim\nKind: captions\n\nNOTE tên người dựng\n\nSTYLE\n::cue{}\n\nmot\n00:01.000 --> 00:02.500 line:0 onclick:x align:start\n<v Lan>cha &amp; mẹ</v>\n",
			"WEBVTT\n\n00:00:01.000 --> 00:00:02.500 line:0 align:start\n<v Lan>cha &amp; mẹ</v>\n"},
		{"a number alone is said", "1\n00:00:01,000 --> 00:00:02,500\n114\n\n2\n00:00:03,000 --> 00:00:04,000\nHai\n",
			"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n114\n\n00:00:03.000 --> 00:00:04.000\nHai\n"},
		{"an empty line within, none between", "1\n00:00:01,000 --> 00:00:02,500\nMột\n\nhai\n2\n00:00:03,000 --> 00:00:04,000\nBa\n",
			"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nMột\nhai\n\n00:00:03.000 --> 00:00:04.000\nBa\n"},
		{"a number alone within", "1\n00:00:01,000 --> 00:00:02,500\nGọi\n\n114\n\n2\n\n00:00:03,000 --> 00:00:04,000\nhay số\n\n115\n\nngay\n\n111\n",
			"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nGọi\n114\n\n00:00:03.000 --> 00:00:04.000\nhay số\n115\nngay\n111\n"},
		{"line ends as entities", "1\n00:00:01,000 --> 00:00:02,500\na&#13;&#13;b&#10;&NewLine;c\n<v Lan&#13;&#10;Mai>d\n",
			"WEBVTT\n\n00:00:01.000 --> 00:00:02.500\na\nb\nc\n<v Lan Mai>d</v>\n"},
	} {
		track, err := Read([]byte(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := string(track.WebVTT()); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEncodings(t *testing.T) {
	text := "1\n00:00:01,000 --> 00:00:02,500\nTrẻ ở dưới nước: gọi 114.\n"
	old, err := charmap.Windows1258.NewEncoder().String(decomposed(text))
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]string{"Windows-1258": old, "UTF-16": wide, "NFD": norm.NFD.String(text)} {
		if track, err := Read([]byte(in)); err != nil || string(track.WebVTT()) != simple {
			t.Errorf("%s: %v, %+v", name, err, track)
		}
	}
}

// decomposed parts tones from letters, as Windows-1258 writes them.
func decomposed(s string) string {
	tones := strings.NewReplacer("ẻ", "e\u0309", "ở", "ơ\u0309", "ớ", "ơ\u0301", "ọ", "o\u0323")
	return tones.Replace(s)
}

func TestOddTimes(t *testing.T) {
	track, err := Read([]byte("1\n00:00:01,000 --> 00:00:05,000\nMột\n\n2\n00:00:04,000 --> 00:00:06,000\nHai\n\n3\n00:00:09,000 --> 00:00:08,000\nBa\n"))
	if err != nil || !slices.Equal(track.Odd, []int{6, 10}) {
		t.Fatalf("%v, %+v", err, track)
	}
	if c := track.Cues[2]; c.End <= c.Start {
		t.Errorf("%v to %v is never shown", c.Start, c.End)
	}
}

func TestRefused(t *testing.T) {
	for _, in := range []string{"", "WEBVTT\n", "Chỉ có chữ.\n", "1\n00:00:01,000 --> 00:00:02,000\n\n"} {
		if _, err := Read([]byte(in)); !errors.Is(err, ErrNone) {
			t.Errorf("%q: %v", in, err)
		}
	}
	long := strings.Repeat("00:00:01,000 --> 00:00:02,000\nx\n\n", MaxCues+1)
	if _, err := Read([]byte(long)); !errors.Is(err, ErrLong) {
		t.Errorf("%v", err)
	}
}

// FuzzRead: what is written is read again as the same, and has no line that ends a
// caption too early.
func FuzzRead(f *testing.F) {
	f.Add("1\n00:00:01,000 --> 00:00:02,500\n<i>Trẻ</i> & <v Lan>mẹ\n\n2\n0:3 --> 0:4\n<b>x\n")
	f.Add(simple)
	f.Add("1\n0:1 --> 0:2\na&#13;&#13;b&#10;\n<v A&#13;&NewLine;B>c\n")
	f.Add("1\n0:1 --> 0:2\nMột\n\n114\n\nhai\n2\n0:3 --> 0:4\nBa\n\n5\n")
	f.Fuzz(func(t *testing.T, in string) {
		first, err := Read([]byte(in))
		if err != nil {
			return
		}
		written := first.WebVTT()
		second, err := Read(written)
		if err != nil || len(second.Cues) != len(first.Cues) {
			t.Fatalf("%v: %q", err, written)
		}
		if again := second.WebVTT(); string(again) != string(written) {
			t.Fatalf("%q, then %q", written, again)
		}
	})
}
