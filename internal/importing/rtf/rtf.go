// Package rtf reads the text of a Rich Text file as HTML in the form that Word puts on the
// clipboard, so that one package understands it, as package docx does for .docx.
//
//	document, err := rtf.Read(data)
//	result := htmlimport.Options{Picture: document.Picture}.Convert(document.HTML)
//
// Marks of lists are those that the file holds beside each item. A file is not trusted: it is
// read once from its beginning, groups are not followed beyond a depth, and what is written has a
// bound. Names of control words are those of the Rich Text Format Specification 1.9.1.
package rtf

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"loa/internal/base/officefile"
)

// Bounds of a file; beyond them it is refused.
const (
	deepest      = 512
	mostHTML     = 48 << 20
	mostPicture  = 32 << 20
	mostPictures = 2_000
)

// Document is a Rich Text file.
type Document struct {
	HTML     string
	pictures map[string][]byte
	unread   []string
}

// Picture returns a picture of the document by the source that HTML names.
func (d *Document) Picture(src string) ([]byte, bool) {
	data, ok := d.pictures[src]
	return data, ok && len(data) > 0
}

// Unread are the pictures that were left out as they are too large or too many.
func (d *Document) Unread() []string { return d.unread }

// Is reports whether a file begins as Rich Text does.
func Is(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n\ufeff"), []byte(`{\rtf`))
}

// Read reads a document. The error is one of package officefile.
func Read(data []byte) (*Document, error) {
	if !Is(data) {
		return nil, officefile.ErrNot
	}
	d := &Document{pictures: map[string][]byte{}}
	r := &reader{d: d, rest: data, styles: map[int]styleOf{}, fonts: map[int]font{}, page: 1252, counts: map[string]int{}}
	r.body = newPart("body")
	r.parts = []*part{r.body}
	r.group = group{state: state{uc: 1}, to: r.body}
	if err := r.run(); err != nil {
		return nil, err
	}
	d.HTML = r.document()
	return d, nil
}

// reader goes through a file once.
type reader struct {
	d       *Document
	rest    []byte
	group   group
	outer   []group // the groups around it
	body    *part
	parts   []*part // headers, footers, notes and remarks, in order
	styles  map[int]styleOf
	fonts   map[int]font
	page    int // the code page of the file
	skip    int // characters that stand for the last \u
	pending []byte
	high    rune // the first half of a character of two \u
	counts  map[string]int
	wrote   int
	alts    []string // names of pictures and their words, one after the other
}

// run reads signs, control words and text until the first group ends.
func (r *reader) run() error {
	for len(r.rest) > 0 {
		if r.wrote > mostHTML {
			return officefile.ErrTooLarge
		}
		switch c := r.rest[0]; c {
		case '{':
			r.flush()
			if r.rest = r.rest[1:]; len(r.outer) >= deepest {
				return fmt.Errorf("%w: groups in groups", officefile.ErrTooLarge)
			}
			r.outer = append(r.outer, r.group)
			r.group.begun, r.skip = false, 0
			if r.group.math != nil {
				r.group.math = &formula{}
			}
		case '}':
			r.flush()
			if r.rest = r.rest[1:]; len(r.outer) == 0 {
				return nil
			}
			inner := r.group
			r.group, r.outer, r.skip = r.outer[len(r.outer)-1], r.outer[:len(r.outer)-1], 0
			r.ended(inner)
			if len(r.outer) == 0 {
				return nil
			}
		case '\\':
			r.control()
		case '\r', '\n', 0:
			r.rest = r.rest[1:]
		default:
			r.rest = r.rest[1:]
			r.char(c)
		}
	}
	r.flush()
	if len(r.outer) > 0 {
		return fmt.Errorf("%w: the file ends in a group", officefile.ErrNot)
	}
	return nil
}

// control reads a control word or a control symbol.
func (r *reader) control() {
	r.rest = r.rest[1:]
	if len(r.rest) == 0 {
		return
	}
	c := r.rest[0]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		i := 0
		for i < len(r.rest) && i < 32 && (r.rest[i] >= 'a' && r.rest[i] <= 'z' || r.rest[i] >= 'A' && r.rest[i] <= 'Z') {
			i++
		}
		name := string(r.rest[:i])
		start := i
		if i < len(r.rest) && r.rest[i] == '-' {
			i++
		}
		for i < len(r.rest) && i-start < 11 && r.rest[i] >= '0' && r.rest[i] <= '9' {
			i++
		}
		number, err := strconv.Atoi(string(r.rest[start:i]))
		if r.rest = r.rest[i:]; len(r.rest) > 0 && r.rest[0] == ' ' {
			r.rest = r.rest[1:]
		}
		if name != "u" {
			r.flush()
		}
		r.word(name, number, err == nil)
		r.group.begun = true
		return
	}
	r.rest = r.rest[1:]
	switch c {
	case '\'':
		if len(r.rest) >= 2 {
			value, err := strconv.ParseUint(string(r.rest[:2]), 16, 8)
			if r.rest = r.rest[2:]; err == nil {
				r.char(byte(value))
			}
		}
	case '*':
		r.group.optional = true
	case '~':
		r.put("\u00a0")
	case '-': // also the letter ư of TCVN3
		r.put("\u00ad")
	case '_':
		r.put("-")
	case '\\', '{', '}':
		r.char(c)
	case '\r', '\n':
		r.flush()
		r.word("par", 0, false)
	}
}

// char takes one byte of text in the code page of its font.
func (r *reader) char(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	r.pending = append(r.pending, c)
}

// flush decodes the bytes that came one after the other.
func (r *reader) flush() {
	if len(r.pending) == 0 {
		return
	}
	text := r.decode(r.pending)
	r.pending = r.pending[:0]
	r.put(text)
}

// put takes text to where the group leads.
func (r *reader) put(text string) {
	r.flush()
	r.group.begun = true
	switch g := &r.group; g.kind {
	case body:
		r.text(text)
	case collect:
		if g.into.Len() < mostHTML/8 {
			g.into.WriteString(text)
		}
	case picture:
		g.picture.hex(text)
	}
}

// unicode takes a character of \u, which may be a half.
func (r *reader) unicode(number int) {
	code := rune(uint16(int16(number)))
	switch {
	case 0xD800 <= code && code < 0xDC00:
		r.high = code
	case 0xDC00 <= code && code < 0xE000:
		if r.high != 0 {
			r.put(string((r.high-0xD800)<<10 + code - 0xDC00 + 0x10000))
		}
		r.high = 0
	case code != 0:
		r.put(string(code))
	}
	r.skip = r.group.uc
}

// named are control words that stand for characters.
var named = map[string]string{
	"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
	"emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "tab": "\t",
}

// styleOf is a style of paragraphs.
type styleOf struct {
	name    string
	outline int // 1 for the highest; 0 for none
}

// heading is the level of a heading by the name of its style, in English and in Vietnamese Word; 0
// is a title, -1 none.
func (s styleOf) heading() int {
	name := strings.ToLower(strings.TrimSpace(s.name))
	for _, prefix := range []string{"heading ", "đề mục ", "đầu đề "} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			if level, err := strconv.Atoi(rest); err == nil && level > 0 && level < 10 {
				return level
			}
		}
	}
	switch {
	case name == "title", name == "tiêu đề":
		return 0
	case s.outline > 0:
		return s.outline
	}
	return -1
}
