// Package captions reads what is written below films, SubRip (.srt) and WebVTT (.vtt),
// and writes it as WebVTT, the one form that browsers show.
//
//	track, err := captions.Read(data)
//	track.Odd        // lines whose times do not fit, for a message
//	track.WebVTT()   // UTF-8
//
// Programs and people write SubRip in many ways, so reading forgives what has one
// meaning: old encodings, times with a full stop or without hours, missing empty lines,
// marks of colour and place. Times are put in order.
package captions

import (
	"bytes"
	"cmp"
	"errors"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"loa/internal/base/pattern"
)

// Limits of a file. A film of ten hours has some 10,000 captions.
const (
	MaxSize = 4 << 20 // bytes
	MaxCues = 20_000
)

// Errors of Read.
var (
	ErrNone = errors.New("captions: no line with times is in the file")
	ErrLong = errors.New("captions: the file has more than 4 MB or 20,000 captions")
)

// Track are the captions of a film in one language.
type Track struct {
	Cues []Cue
	Odd  []int // lines from 1, in order: a caption there overlaps the one before, or ends before it begins
}

// Cue is one caption.
type Cue struct {
	Start, End time.Duration
	Settings   string // where it stands, as WebVTT says it; "" for below
	Text       string // lines, with the marks of WebVTT

	line  int
	lines []string // of the file, before they become Text
}

// Named reports whether a file's ending is that of captions.
func Named(name string) bool {
	ending := strings.ToLower(path.Ext(name))
	return ending == ".srt" || ending == ".vtt"
}

var (
	timeLine = pattern.New(`^\s*((?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\s*--?>\s*((?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)(?:\s+(.*))?$`)
	number   = pattern.New(`^\s*\d+\s*$`)
	setting  = pattern.New(`^(?:vertical:(?:rl|lr)|line:-?[\d.]+%?(?:,(?:start|center|end))?|position:[\d.]+%(?:,(?:line-left|center|line-right))?|size:[\d.]+%|align:(?:start|center|end|left|right))$`)
)

// Read reads the captions of a file of either kind.
func Read(data []byte) (*Track, error) {
	if len(data) > MaxSize {
		return nil, ErrLong
	}
	text := decode(data)
	web := strings.HasPrefix(text, "WEBVTT")
	t := &Track{}
	var open []string // lines behind an empty one that are no caption's yet
	reading := false
	for i, line := range strings.Split(text, "\n") {
		start, end, settings, ok := times(line)
		switch {
		case ok && len(t.Cues) == MaxCues:
			return nil, ErrLong
		case ok:
			if reading {
				t.dropNumber()
			}
			t.goOn(open[:beforeNumber(open)], web)
			t.Cues = append(t.Cues, Cue{Start: start, End: end, Settings: settings, line: i + 1})
			reading, open = true, nil
		case strings.TrimSpace(line) == "":
			n := beforeNumber(open) // a number may be the next caption's
			t.goOn(open[:n], web)
			reading, open = false, open[n:]
		case reading:
			last := &t.Cues[len(t.Cues)-1]
			last.lines = append(last.lines, line)
		default:
			open = append(open, line)
		}
	}
	t.goOn(open, web)
	return t, t.finish()
}

// goOn gives lines behind an empty one to the caption before: people part lines so in
// SubRip. In WebVTT they are remarks and styles.
func (t *Track) goOn(lines []string, web bool) {
	if web || len(t.Cues) == 0 {
		return
	}
	last := &t.Cues[len(t.Cues)-1]
	last.lines = append(last.lines, lines...)
}

// beforeNumber is how many lines stand before a last one that is a number; all, if it is none.
func beforeNumber(lines []string) int {
	if n := len(lines) - 1; n >= 0 && number.MatchString(lines[n]) {
		return n
	}
	return len(lines)
}

// dropNumber takes the number of the next caption from the end of the last one, where no
// empty line parts them.
func (t *Track) dropNumber() {
	last := &t.Cues[len(t.Cues)-1]
	last.lines = last.lines[:beforeNumber(last.lines)]
}

// finish brings captions into order and finds times that do not fit.
func (t *Track) finish() error {
	for i := range t.Cues {
		t.Cues[i].Text = marked(strings.Join(t.Cues[i].lines, "\n"))
		t.Cues[i].lines = nil
	}
	t.Cues = slices.DeleteFunc(t.Cues, func(c Cue) bool { return c.Text == "" })
	if len(t.Cues) == 0 {
		return ErrNone
	}
	slices.SortStableFunc(t.Cues, func(a, b Cue) int { return cmp.Compare(a.Start, b.Start) })
	for i := range t.Cues {
		c := &t.Cues[i]
		wrong := c.End <= c.Start
		if wrong { // shown for as long as one reads a short line
			c.End = c.Start + 2*time.Second
		}
		if wrong || i > 0 && t.Cues[i-1].End > c.Start {
			t.Odd = append(t.Odd, c.line)
		}
	}
	slices.Sort(t.Odd)
	return nil
}

// times reads the line that says when a caption is shown.
func times(line string) (start, end time.Duration, settings string, ok bool) {
	m := timeLine.FindStringSubmatch(line)
	if m == nil {
		return 0, 0, "", false
	}
	var kept []string
	for _, s := range strings.Fields(m[3]) {
		if setting.MatchString(s) {
			kept = append(kept, s)
		}
	}
	return clock(m[1]), clock(m[2]), strings.Join(kept, " "), true
}

// clock reads 1:02:03,4: hours may be missing.
func clock(s string) time.Duration {
	whole, part, _ := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	var all time.Duration
	for _, digits := range strings.Split(whole, ":") {
		all = all*60 + time.Duration(atoi(digits))*time.Second
	}
	return all + time.Duration(atoi((part + "000")[:3]))*time.Millisecond
}

// atoi reads at most three digits.
func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// decode is a text in UTF-8 with line feeds: of UTF-16 with its mark, and of what is no
// UTF-8 in the encoding of Vietnamese Windows.
func decode(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		data, _ = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(data) // what cannot be read is U+FFFD
	case !utf8.Valid(data):
		data, _ = charmap.Windows1258.NewDecoder().Bytes(data)
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(text)
	return norm.NFC.String(text)
}
