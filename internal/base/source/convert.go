package source

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// Convert turns the words of a text that are in a legacy encoding into Unicode
// (NFC). An encoding belongs to a word, not to a file: a word that is sound as it
// stands is decoded only where the words around it on its line are legacy too, so
// a text of both can be converted. Capitals with tones come out small from TCVN3,
// where only the font told them apart. An unknown encoding changes nothing.
func Convert(from Encoding, text []byte) []byte {
	c := NewConverter(from, string(text))
	out := make([]byte, 0, len(text)+len(text)/4)
	for line := range bytes.Lines(text) {
		out = append(out, c.Line(string(line))[0]...)
	}
	return out
}

// Converter turns lines of one text into Unicode, as Convert does.
type Converter struct {
	from  Encoding
	font  bool // a font says that all of the text is in the encoding
	whole bool // the text is so plainly legacy that a line without a sign of it is taken to be so, too
}

// NewConverter returns a converter for the lines of a text whose font says nothing
// of its encoding.
func NewConverter(from Encoding, text string) Converter {
	c := Converter{from: from}
	var sum tally
	legacyLines, otherLines := 0, 0
	for line := range strings.Lines(text) {
		here := tallyOf(c.words(line))
		sum.legacy, sum.sound, sum.modern = sum.legacy+here.legacy, sum.sound+here.sound, sum.modern+here.modern
		switch {
		case here.legacy > 0:
			legacyLines++
		case here.open > 0:
			otherLines++
		}
	}
	c.whole = sum.modern == 0 && sum.legacy >= 10*sum.sound && legacyLines >= 3 && legacyLines >= 3*otherLines
	return c
}

// NewFontConverter returns a converter for text whose font says that it is in the
// encoding. text is all of it in a document: where it is plainly Unicode, and the font
// only a name that a template left, nothing is decoded.
func NewFontConverter(from Encoding, text string) Converter {
	c := Converter{from: from, font: true}
	if sum := tallyOf(c.words(text)); sum.modern+sum.sound > sum.legacy {
		c.font = false
	}
	return c
}

// Fonts reports whether the text is in the encoding that its font says.
func (c Converter) Fonts() bool { return c.font }

// Line converts one line or paragraph that is cut into pieces, as by changes of
// its look. A word may go over several pieces. As many pieces come back.
func (c Converter) Line(pieces ...string) []string {
	line := strings.Join(pieces, "")
	all := c.words(line)
	c.choose(all)
	if !slices.ContainsFunc(all, func(w reading) bool { return w.decoded }) {
		return slices.Clone(pieces)
	}
	out := cut{text: line, pieces: make([]strings.Builder, len(pieces))}
	for end, i := 0, 0; i < len(pieces); i++ {
		end += len(pieces[i])
		out.ends = append(out.ends, end)
	}
	for _, w := range all {
		if w.decoded {
			out.keep(w.offset)
			c.put(&out, w)
		}
	}
	out.keep(len(line))
	return out.all()
}

// put writes what a word means, each part into the piece in which its signs stood.
func (c Converter) put(out *cut, w reading) {
	for meant := w.meant; out.done < w.offset+len(w.text); {
		at := c.boundary(w, min(len(w.text), out.end()-w.offset))
		part := strings.TrimSuffix(meant, strings.TrimPrefix(w.meant, c.from.decode(w.text[:at])))
		out.pieces[out.piece].WriteString(part)
		meant = meant[len(part):]
		out.done = w.offset + at
	}
}

// boundary moves a cut in a word behind the marks that belong to its left side.
func (c Converter) boundary(w reading, at int) int {
	for at < len(w.text) && !strings.HasPrefix(w.meant, c.from.decode(w.text[:at])) {
		_, size := utf8.DecodeRuneInString(w.text[at:])
		at += size
	}
	return at
}

// cut is a line that is written anew in the pieces that it had.
type cut struct {
	text   string
	ends   []int // of the pieces
	pieces []strings.Builder
	piece  int // the one that is being written
	done   int // up to where
}

// end moves to the piece that is to be written next, and returns its end.
func (c *cut) end() int {
	for c.piece < len(c.ends)-1 && c.ends[c.piece] <= c.done {
		c.piece++
	}
	return c.ends[c.piece]
}

// keep writes the text up to a place as it is.
func (c *cut) keep(to int) {
	for c.done < to {
		stop := min(to, c.end())
		c.pieces[c.piece].WriteString(c.text[c.done:stop])
		c.done = stop
	}
}

func (c *cut) all() []string {
	all := make([]string, len(c.pieces))
	for i := range all {
		all[i] = c.pieces[i].String()
	}
	return all
}

// reading is a word with what it would be in the encoding.
type reading struct {
	word
	meant   string
	sort    sort
	decoded bool // it is taken to be in the encoding
}

// sort is what a word says of the encoding that it is in.
type sort uint8

const (
	plain  sort = iota // the same in both
	legacy             // possible in the encoding alone
	sound              // possible in Unicode alone, or usual there and never meant in the encoding
	modern             // with a letter that no legacy encoding has
	both               // possible in both, like bé, which may mean bộ
	none               // possible in neither, like names of other languages and H§ND
)

func (c Converter) words(text string) []reading {
	var all []reading
	for w := range words([]byte(text), letterOrSign) {
		r := reading{word: w}
		switch r.meant = c.from.decode(w.text); {
		case strings.ContainsFunc(w.text, modernLetter):
			r.sort = modern
		case r.meant == w.text:
			r.sort = plain
		case !syllable(w.text):
			r.sort = none
			if syllable(r.meant) && signed(w.text) {
				r.sort = legacy
			}
		case !syllable(r.meant) || usual(w.text):
			r.sort = sound
		default:
			r.sort = both
		}
		all = append(all, r)
	}
	return all
}

// tally counts the words of a text by what they say.
type tally struct{ legacy, sound, modern, open int }

func tallyOf(all []reading) (t tally) {
	for _, w := range all {
		switch w.sort {
		case legacy:
			t.legacy++
		case sound:
			t.sound++
		case modern:
			t.modern++
		case both, none:
			t.open++
		}
	}
	return t
}

// choose decides which words of a line are in the encoding.
func (c Converter) choose(all []reading) {
	t := tallyOf(all)
	every := c.font && (t.legacy > 0 || t.sound+t.modern == 0) ||
		t.legacy > 0 && t.sound+t.modern == 0 ||
		c.whole && t.sound+t.modern == 0
	left, right := telling(all)
	for i, w := range all {
		switch w.sort {
		case legacy:
			all[i].decoded = true
		case both:
			all[i].decoded = every || left[i] == legacy && right[i] == legacy
		case none:
			all[i].decoded = every || left[i] == legacy && right[i] <= legacy || left[i] == plain && right[i] == legacy
		case sound:
			all[i].decoded = t.legacy >= 5*t.sound && left[i] == legacy && right[i] == legacy && syllable(w.meant)
		}
	}
}

// telling returns for each word what the nearest words on its left and on its right
// say that say anything; plain for none.
func telling(all []reading) (left, right []sort) {
	left, right = make([]sort, len(all)), make([]sort, len(all))
	last := plain
	note := func(side []sort, i int) {
		side[i] = last
		if s := all[i].sort; s == legacy || s == sound || s == modern {
			last = s
		}
	}
	for i := range all {
		note(left, i)
	}
	last = plain
	for i := len(all) - 1; i >= 0; i-- {
		note(right, i)
	}
	return left, right
}

// usual reports whether a word is so frequent that it is taken for itself, though a
// legacy encoding could mean another, rare one by the same signs (không is khụng
// in TCVN3).
func usual(word string) bool {
	return strings.Contains(usualWords, " "+strings.ToLower(word)+" ")
}

const usualWords = " không có thì tên trên thêm còn xã lên tháng mã tìm bên thông nên công nó nhìn ngôn phòng chú quá chép khóa phép thôn kín nén" +
	" khó chân hôm án sân nhân rõ lái gói kèm dân nhóm khám cái nôn dán sáng âm nâng khô trí khí thái nhãn bóng hóa cán giám trùng xóm xâm phí nông môi" +
	" góc trái tròn bán sông khói trò thân trán thôi châm phóng tám tóm xóa tân vân bình mình tình trình nhà là và "
