package markdown

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"unicode/utf8"
)

// output is HTML as it grows. It leaves out what the minifier would take away:
// white space that shows nothing, quotes and entities that HTML does not need.
type output struct {
	buf   []byte
	space bool // white space here would show nothing
	blank int  // a white space in buf that goes if the block ends here, or none
	amp   bool // buf ends in a bare "&", wrong before a letter
	openP bool // buf ends in a paragraph without its end tag

	count  int // of words
	inWord bool

	wantPlain bool
	plain     []byte
}

const none = -1

// reset makes the output ready for a new body, keeping its memory.
func (o *output) reset(wantPlain bool) {
	*o = output{buf: o.buf[:0], plain: o.plain[:0], space: true, blank: none, wantPlain: wantPlain}
}

// What a byte of text asks for.
const (
	ordinary = iota
	white
	escaped // may need another form in HTML
	marked  // may stand for something else in Markdown: a backslash, an entity
)

var classes = [256]byte{
	' ': white, '\t': white, '\n': white, '\r': white, '\f': white,
	'<': escaped, 0: escaped, '&': marked, '\\': marked,
}

// text writes text in which backslashes and entities mean something.
func (o *output) text(s []byte) { o.write(s, true) }

// literal writes text as it stands.
func (o *output) literal(s []byte) { o.write(s, false) }

func (o *output) write(s []byte, decode bool) {
	start := 0
	for i := 0; i < len(s); {
		if n, spaces := ordinaryRun(s[i:]); n > 0 && (i > start || s[i] != ' ') {
			o.count += spaces
			i += n
			continue
		}
		c := s[i]
		n := 1
		switch classes[c] {
		case ordinary:
			i++
			continue
		case white:
			if c == ' ' && i > start && i+1 < len(s) && classes[s[i+1]] == ordinary {
				o.count++ // between two words: part of the run, which is faster
				i++
				continue
			}
			o.run(s[start:i])
			o.white(c)
		case escaped:
			o.run(s[start:i])
			o.special(c)
		case marked:
			o.run(s[start:i])
			n = o.mark(s[i:], decode)
		}
		i += n
		start = i
	}
	o.run(s[start:])
}

// ordinaryRun looks at eight bytes at once, as Vietnamese has a space every few bytes and
// a loop over bytes mispredicts most of them. It returns how many of them are a run of
// words with one space between two, the first of which may be a space, too, and how many
// spaces these are; 0 if there may be anything else, or fewer than eight bytes are left.
func ordinaryRun(s []byte) (n, spaces int) {
	const (
		ones = 0x0101010101010101
		high = 0x8080808080808080
	)
	if len(s) < 8 {
		return 0, 0
	}
	x := binary.LittleEndian.Uint64(s)
	less, amp, back := x^ones*'<', x^ones*'&', x^ones*'\\'
	if (x-ones*' ')&^x&high|(less-ones)&^less&high|(amp-ones)&^amp&high|(back-ones)&^back&high != 0 {
		return 0, 0
	}
	gap := x ^ ones*' '
	gap = ^((gap&^uint64(high) + ^uint64(high)) | gap) & high // the high bit of each byte that is a space
	if gap&(gap>>8) != 0 {
		return 0, 0
	}
	if gap>>63 == 0 {
		return 8, bits.OnesCount64(gap)
	}
	return 7, bits.OnesCount64(gap) - 1 // what follows the last space is not known
}

// run writes text without any special byte.
func (o *output) run(s []byte) {
	if len(s) == 0 {
		return
	}
	if o.amp && startsReference(s[0]) {
		o.put("amp;")
	}
	o.shown()
	o.buf = append(o.buf, s...)
	if o.wantPlain {
		o.plain = append(o.plain, s...)
	}
}

// shown notes that something other than white space follows.
func (o *output) shown() {
	o.space, o.blank, o.amp = false, none, false
	if !o.inWord {
		o.count++
		o.inWord = true
	}
}

func (o *output) white(c byte) {
	o.inWord = false
	if o.space {
		return
	}
	if c != '\n' {
		c = ' '
	}
	o.blank, o.space, o.amp = len(o.buf), true, false
	o.buf = append(o.buf, c)
	if o.wantPlain {
		o.plain = append(o.plain, ' ')
	}
}

func (o *output) special(c byte) {
	o.shown()
	plain := "<"
	switch c {
	case '<':
		o.put("&lt;")
	case '&':
		o.buf = append(o.buf, '&')
		o.amp = true
		plain = "&"
	default:
		plain = "\uFFFD"
		o.buf = append(o.buf, plain...)
	}
	if o.wantPlain {
		o.plain = append(o.plain, plain...)
	}
}

// mark writes what a backslash or an ampersand stands for and returns how many
// bytes that took.
func (o *output) mark(s []byte, decode bool) int {
	if decode {
		var room [8]byte
		if decoded, n := reference(s, room[:0]); n > 0 {
			o.write(decoded, false)
			return n
		}
	}
	if s[0] == '&' {
		o.special('&')
	} else {
		o.run(s[:1])
	}
	return 1
}

// put writes HTML as it is, within a tag or behind one.
func (o *output) put(s string) { o.buf = append(o.buf, s...) }

// tag writes an inline start tag.
func (o *output) tag(s string) {
	o.put(s)
	o.blank, o.amp = none, false
}

// end writes an inline end tag.
func (o *output) end(s string) {
	o.put(s)
	o.amp = false
}

// object ends an inline tag that counts as something shown, like <img>.
func (o *output) object() {
	o.buf = append(o.buf, '>')
	o.space, o.blank, o.amp, o.inWord = false, none, false, false
}

// block writes a tag around which white space shows nothing.
func (o *output) block(s string) {
	o.close()
	o.put(s)
	o.openP = false
}

// close ends the text of a block: white space at its end goes.
func (o *output) close() {
	if o.blank != none {
		o.buf = append(o.buf[:o.blank], o.buf[o.blank+1:]...)
	}
	o.space, o.blank, o.amp, o.inWord = true, none, false, false
	if n := len(o.plain); o.wantPlain && n > 0 && o.plain[n-1] != '\n' {
		if o.plain[n-1] == ' ' {
			o.plain = o.plain[:n-1]
		}
		o.plain = append(o.plain, '\n')
	}
}

// foreign writes HTML of a template or of the author, before which a paragraph may
// have to end.
func (o *output) foreign(s string) {
	o.close()
	if s != "" {
		o.endParagraph(s)
	}
	o.put(s)
}

// endParagraph ends an open paragraph before HTML that does not do so itself.
func (o *output) endParagraph(next string) {
	if o.openP && !endsParagraph(next) {
		o.put("</p>")
	}
	o.openP = false
}

// paragraph writes text as it stands in a paragraph of its own.
func (o *output) paragraph(text []byte) {
	o.block("<p>")
	o.literal(text)
	o.close()
	o.openP = true
}

// lineBreak writes <br>, around which white space shows nothing.
func (o *output) lineBreak() {
	if o.blank != none {
		o.buf = append(o.buf[:o.blank], o.buf[o.blank+1:]...)
	}
	o.tag("<br>")
	o.space, o.inWord = true, false
	if n := len(o.plain); o.wantPlain && n > 0 && o.plain[n-1] > ' ' {
		o.plain = append(o.plain, ' ')
	}
}

// code writes code, in which white space counts.
func (o *output) code(line []byte) {
	for i, c := range line {
		switch {
		case c == '<':
			o.put("&lt;")
		case c == '&' && i+1 < len(line) && startsReference(line[i+1]):
			o.put("&amp;")
		case c == 0:
			o.put("\uFFFD")
		default:
			o.buf = append(o.buf, c)
		}
	}
	if o.wantPlain {
		o.plain = append(o.plain, line...)
	}
}

func startsReference(c byte) bool {
	return c == '#' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// What a byte of an attribute's value asks for.
const (
	quoted = iota + 1 // the value must be quoted
	double
	single
	coded // the byte may need another form
)

var attrClasses = [256]byte{
	' ': quoted, '\t': quoted, '\n': quoted, '\f': quoted, '\r': quoted, '<': quoted, '=': quoted, '>': quoted, '`': quoted,
	'"': double, '\'': single, '&': coded, 0: coded,
}

// attr writes an attribute in its shortest form; the value is plain text.
func (o *output) attr(name, value string) {
	o.buf = append(append(o.buf, ' '), name...)
	if value == "" {
		return
	}
	var found [5]int
	for i := range len(value) {
		found[attrClasses[value[i]]]++
	}
	switch {
	case found[0] == len(value):
		o.buf = append(append(o.buf, '='), value...)
	case found[quoted]+found[double]+found[single] == 0:
		o.buf = append(o.buf, '=')
		o.buf = appendValue(o.buf, value, 0)
	default:
		quote := byte('"')
		if found[double] > found[single] {
			quote = '\''
		}
		o.buf = append(o.buf, '=', quote)
		o.buf = appendValue(o.buf, value, quote)
		o.buf = append(o.buf, quote)
	}
}

// appendValue appends an attribute's value; quote, if any, stands around it.
func appendValue(buf []byte, value string, quote byte) []byte {
	for i := range len(value) {
		c := value[i]
		switch {
		case c == '&' && i+1 < len(value) && startsReference(value[i+1]):
			buf = append(buf, "&amp;"...)
		case c == 0:
			buf = utf8.AppendRune(buf, utf8.RuneError)
		case c == quote:
			buf = append(buf, "&#"...)
			buf = strconv.AppendInt(buf, int64(c), 10)
			buf = append(buf, ';')
		default:
			buf = append(buf, c)
		}
	}
	return buf
}
