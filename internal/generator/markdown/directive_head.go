package markdown

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"
)

// head is what stands behind the colons: name, title and attributes, as
// parts of the body.
type head struct {
	name  span
	title span
	attrs []headAttr
	bad   span // what could not be understood
}

// headAttr is key="value", #id (with the key "#") or .class (not taken).
type headAttr struct {
	key   string
	at    span // of the key
	value span
}

// sure reports whether it can be nothing but an attribute: "{x}" at the end of
// a title may be part of the title.
func (a headAttr) sure() bool { return !a.value.empty() }

// headReader reads a head from one line.
type headReader struct {
	line []byte
	base int // where line begins in the body
	pos  int
}

// readHead reads "name Title {key=value}" or "name[Title]{key=value}". ok is
// false if the line does not begin with a name.
func readHead(line []byte, base int) (h head, ok bool) {
	r := &headReader{line: bytes.TrimRight(line, " \t\r\n"), base: base}
	r.skip()
	if h.name = r.name(); h.name.empty() {
		return h, false
	}
	bracketed := r.peek() == '['
	if bracketed {
		if h.title, ok = r.bracket(); !ok {
			h.bad = r.rest()
			h.title = span{h.bad.start + 1, h.bad.stop}
			return h, true
		}
	}
	r.skip()
	if attrs, ok := r.attrs(); ok {
		h.attrs = attrs
	}
	r.skip()
	if rest := r.rest(); !rest.empty() {
		if bracketed || r.line[r.pos] == '{' {
			h.bad = rest
		} else {
			r.plainTitle(&h)
		}
	}
	return h, true
}

// mostBraces is how many "{" from the end of a line are tried as the beginning of its
// attributes: each may look through the whole line.
const mostBraces = 50

// plainTitle takes the rest of the line as the title, attributes at its end
// apart.
func (r *headReader) plainTitle(h *head) {
	h.title = r.rest()
	tries := 0
	for i := len(r.line) - 1; i > r.pos && r.line[len(r.line)-1] == '}' && len(h.attrs) == 0 && tries < mostBraces; i-- {
		if r.line[i] != '{' {
			continue
		}
		tries++
		end := &headReader{line: r.line, base: r.base, pos: i}
		if attrs, ok := end.attrs(); ok && end.pos == len(r.line) && slices.ContainsFunc(attrs, headAttr.sure) {
			h.attrs = attrs
			h.title.stop = r.base + len(bytes.TrimRight(r.line[:i], " \t"))
			return
		}
	}
	if i := bytes.LastIndexByte(r.line, '{'); i > r.pos && bytes.IndexByte(r.line[i:], '=') > 0 && len(h.attrs) == 0 {
		h.bad = span{r.base + i, r.base + len(r.line)} // attributes that are not well formed
		h.title.stop = r.base + len(bytes.TrimRight(r.line[:i], " \t"))
	}
}

func (r *headReader) peek() byte {
	if r.pos < len(r.line) {
		return r.line[r.pos]
	}
	return 0
}

func (r *headReader) skip() {
	for r.peek() == ' ' || r.peek() == '\t' {
		r.pos++
	}
}

func (r *headReader) rest() span { return span{r.base + r.pos, r.base + len(r.line)} }

// name reads letters (of any script), digits, "-" and "_".
func (r *headReader) name() span {
	start := r.pos
	for r.pos < len(r.line) {
		c, size := utf8.DecodeRune(r.line[r.pos:])
		letter := unicode.IsLetter(c) || unicode.IsMark(c)
		if !letter && (r.pos == start || !unicode.IsDigit(c) && c != '-' && c != '_') {
			break
		}
		r.pos += size
	}
	return span{r.base + start, r.base + r.pos}
}

// bracket reads [Title], in which brackets may nest.
func (r *headReader) bracket() (span, bool) {
	depth := 0
	for i := r.pos; i < len(r.line); i++ {
		switch r.line[i] {
		case '\\':
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				title := span{r.base + r.pos + 1, r.base + i}
				r.pos = i + 1
				return title, true
			}
		}
	}
	return span{}, false
}

// attrs reads {key="value" key=value #id}. If it cannot, it moves nowhere.
func (r *headReader) attrs() (attrs []headAttr, ok bool) {
	start := r.pos
	if r.peek() != '{' {
		return nil, false
	}
	r.pos++
	for {
		for r.peek() == ' ' || r.peek() == '\t' || r.peek() == ',' {
			r.pos++
		}
		if r.peek() == '}' {
			r.pos++
			return attrs, true
		}
		attr, ok := r.attr()
		if !ok {
			r.pos = start
			return nil, false
		}
		attrs = append(attrs, attr)
	}
}

func (r *headReader) attr() (a headAttr, ok bool) {
	start := r.pos
	if c := r.peek(); c == '#' || c == '.' {
		r.pos++
		a.value = r.until(" \t},")
		a.at = span{r.base + start, a.value.stop}
		if a.key = "#"; c == '.' {
			a.key = string(r.line[start:r.pos])
		}
		return a, !a.value.empty()
	}
	a.at = r.until(" \t}=,\"'{")
	a.key = string(r.line[start:r.pos])
	a.value = span{a.at.stop, a.at.stop}
	if r.peek() == '=' {
		r.pos++
		a.value, ok = r.attrValue()
		return a, ok && !a.at.empty()
	}
	return a, !a.at.empty()
}

func (r *headReader) until(stops string) span {
	start := r.pos
	for r.pos < len(r.line) && bytes.IndexByte([]byte(stops), r.line[r.pos]) < 0 {
		r.pos++
	}
	return span{r.base + start, r.base + r.pos}
}

// attrValue reads a value in quotes, also in the curly ones that word
// processors make of them, or one word without.
func (r *headReader) attrValue() (span, bool) {
	rest := r.line[r.pos:]
	for _, quotes := range [][2]string{{`"`, `"`}, {`'`, `'`}, {"“", "”"}, {"”", "”"}, {"‘", "’"}} {
		if !bytes.HasPrefix(rest, []byte(quotes[0])) {
			continue
		}
		start := r.pos + len(quotes[0])
		for i := start; i < len(r.line); i++ {
			if r.line[i] == '\\' {
				i++
			} else if bytes.HasPrefix(r.line[i:], []byte(quotes[1])) {
				r.pos = i + len(quotes[1])
				return span{r.base + start, r.base + i}, true
			}
		}
		return span{}, false
	}
	value := r.until(" \t},")
	return value, !value.empty()
}
