package pdffile

import (
	"bytes"
	"strconv"
)

// lexer reads objects and operators of a part of a file (section 7.2). It never fails:
// what it cannot read is left out.
type lexer struct {
	data   []byte
	at     int
	budget *int // objects that may still be read; nil for no bound
	plain  bool // without references, as in contents
}

// keyword is a word that is no object: an operator, obj, R, ] or >>.
type keyword string

const end keyword = "" // of the data

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *lexer) space() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// token is the next object without those in it, or a keyword.
func (l *lexer) token() Object {
	l.space()
	if l.at >= len(l.data) || l.spent() {
		return end
	}
	switch c := l.data[l.at]; {
	case c == '/':
		l.at++
		return l.name()
	case c == '(':
		return l.literal()
	case c == '<' && l.peek(1) != '<':
		return l.hexadecimal()
	case c == '<' || c == '>' && l.peek(1) == '>':
		l.at += 2
		return keyword([]byte{c, c})
	case isDelimiter(c):
		l.at++
		return keyword([]byte{c})
	}
	start := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	return word(l.data[start:l.at])
}

// spent counts an object, and reports whether there may be no more.
func (l *lexer) spent() bool {
	if l.budget == nil {
		return false
	}
	*l.budget--
	return *l.budget <= 0
}

func (l *lexer) peek(n int) byte {
	if l.at+n < len(l.data) {
		return l.data[l.at+n]
	}
	return 0
}

// word is a number, a named value or a keyword.
func word(text []byte) Object {
	if c := text[0]; c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.' {
		if n, ok := number(text); ok {
			return n
		}
	}
	switch string(text) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return keyword(text)
}

// number reads a number. As other readers do, it takes 1-2 as 1 and --1 as -1.
func number(text []byte) (Object, bool) {
	sign, digits := 1.0, text
	for len(digits) > 0 && (digits[0] == '-' || digits[0] == '+') {
		if digits[0] == '-' {
			sign = -1
		}
		digits = digits[1:]
	}
	if i := bytes.IndexByte(digits, '-'); i > 0 {
		digits = digits[:i]
	}
	if len(digits) == 0 || len(digits) > 40 {
		return nil, false
	}
	if n, err := strconv.Atoi(string(digits)); err == nil {
		return n * int(sign), true
	}
	if string(digits) == "." {
		return 0, true
	}
	n, err := strconv.ParseFloat(string(digits), 64)
	if err != nil || bytes.ContainsAny(digits, "xXpPeEnNiI_") {
		return nil, false
	}
	return n * sign, true
}

func (l *lexer) name() Name {
	var out []byte
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		c := l.data[l.at]
		if c == '#' && l.at+2 < len(l.data) {
			if n, err := strconv.ParseUint(string(l.data[l.at+1:l.at+3]), 16, 8); err == nil {
				c = byte(n)
				l.at += 2
			}
		}
		out = append(out, c)
		l.at++
	}
	return Name(out)
}

// literal reads a string in parentheses (section 7.3.4.2).
func (l *lexer) literal() String {
	var out []byte
	depth := 0
	for ; l.at < len(l.data); l.at++ {
		switch c := l.data[l.at]; c {
		case '(':
			if depth++; depth > 1 {
				out = append(out, c)
			}
		case ')':
			if depth--; depth == 0 {
				l.at++
				return String(out)
			}
			out = append(out, c)
		case '\\':
			l.at++
			out = append(out, l.escape()...)
		case '\r': // an end of line in a string is a line feed
			if l.peek(1) == '\n' {
				l.at++
			}
			out = append(out, '\n')
		default:
			out = append(out, c)
		}
	}
	l.at = len(l.data) // an escape at the end would lead beyond it
	return String(out)
}

// escape reads what follows a backslash, up to its last byte.
func (l *lexer) escape() []byte {
	if l.at >= len(l.data) {
		return nil
	}
	switch c := l.data[l.at]; c {
	case 'n':
		return []byte{'\n'}
	case 'r':
		return []byte{'\r'}
	case 't':
		return []byte{'\t'}
	case 'b':
		return []byte{'\b'}
	case 'f':
		return []byte{'\f'}
	case '\n':
		return nil
	case '\r':
		if l.peek(1) == '\n' {
			l.at++
		}
		return nil
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := int(c - '0')
		for range 2 {
			if d := l.peek(1); d >= '0' && d <= '7' {
				n = n*8 + int(d-'0')
				l.at++
			}
		}
		return []byte{byte(n)}
	default:
		return []byte{c}
	}
}

func (l *lexer) hexadecimal() String {
	l.at++
	var out []byte
	high, half := byte(0), false
	for ; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		if c == '>' {
			l.at++
			break
		}
		n := bytes.IndexByte([]byte("0123456789abcdef"), c|0x20)
		if n < 0 {
			continue
		}
		if half {
			out = append(out, high<<4|byte(n))
		}
		high, half = byte(n), !half
	}
	if half {
		out = append(out, high<<4)
	}
	return String(out)
}

// object is the next object with all that is in it, or a keyword.
func (l *lexer) object(depth int) Object {
	t := l.token()
	k, ok := t.(keyword)
	if !ok {
		return l.reference(t)
	}
	if depth >= mostDepth {
		return k
	}
	switch k {
	case "[":
		list := Array{}
		for {
			o := l.object(depth + 1)
			if k, ok := o.(keyword); ok {
				if k == "]" || k == end || k == ">>" || k == "endobj" {
					return list
				}
				continue
			}
			list = append(list, o)
		}
	case "<<":
		return l.dict(depth)
	}
	return k
}

func (l *lexer) dict(depth int) Dict {
	d := Dict{}
	for {
		key := l.token()
		switch key := key.(type) {
		case keyword:
			if key == ">>" || key == end || key == "endobj" || key == "stream" {
				return d
			}
		case Name:
			value := l.object(depth + 1)
			if k, ok := value.(keyword); ok {
				if k == ">>" || k == end || k == "endobj" {
					return d
				}
				continue
			}
			d[key] = value
		}
	}
}

// reference reads the rest of “12 0 R” behind a whole number.
func (l *lexer) reference(first Object) Object {
	number, ok := first.(int)
	if !ok || number < 0 || l.plain {
		return first
	}
	before := l.at
	l.space()
	start := l.at
	for l.at < len(l.data) && l.at-start < 6 && l.data[l.at] >= '0' && l.data[l.at] <= '9' {
		l.at++
	}
	if generation, err := strconv.Atoi(string(l.data[start:l.at])); err == nil && isSpace(l.peek(0)) {
		l.space()
		if l.peek(0) == 'R' && (l.at+1 >= len(l.data) || isSpace(l.peek(1)) || isDelimiter(l.peek(1))) {
			l.at++
			return Ref{number, generation}
		}
	}
	l.at = before
	return first
}
