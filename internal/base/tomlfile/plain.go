package tomlfile

import (
	"strings"
	"unicode/utf8"
)

// parsePlain reads the TOML that front matter is mostly made of: bare keys,
// texts without backslashes, plain numbers, dates, times, lists, tables on one line,
// headers of one word. It takes a tenth of the library's time (docs/decisions/0031). At
// anything else, mistakes included, it gives up and the library decides; what
// it does read is what the library reads (FuzzPlain).
func parsePlain(text []byte) (values map[string]any, ok bool) {
	if !utf8.Valid(text) {
		return nil, false
	}
	p := plain{rest: string(text)}
	values = make(map[string]any, 12)
	table := values
	for p.rest != "" {
		p.space()
		switch p.next() {
		case '\n', '#', 0:
		case '[':
			if table, ok = p.header(values); !ok {
				return nil, false
			}
		default:
			if !p.pair(table, 0) {
				return nil, false
			}
		}
		if !p.endOfLine() {
			return nil, false
		}
	}
	return values, true
}

// plain walks over a text.
type plain struct{ rest string }

func (p *plain) next() byte {
	if p.rest == "" {
		return 0
	}
	return p.rest[0]
}

// take passes one byte if it is the wanted one.
func (p *plain) take(c byte) bool {
	if p.next() != c || p.rest == "" {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

func (p *plain) space() {
	for p.next() == ' ' || p.next() == '\t' {
		p.rest = p.rest[1:]
	}
}

// cut takes what stands before an index.
func (p *plain) cut(i int) string {
	before := p.rest[:i]
	p.rest = p.rest[i:]
	return before
}

// endOfLine passes space, a comment and the line's end.
func (p *plain) endOfLine() bool {
	p.space()
	if p.next() == '#' {
		end := strings.IndexByte(p.rest, '\n')
		if end < 0 {
			end = len(p.rest)
		}
		if hasControl(p.cut(end)) {
			return false
		}
	}
	return p.rest == "" || p.take('\n')
}

func hasControl(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' && s[i] != '\t' || s[i] == 0x7f {
			return true
		}
	}
	return false
}

// header opens [name], which must be new.
func (p *plain) header(top map[string]any) (table map[string]any, ok bool) {
	p.take('[')
	name := p.key()
	if _, twice := top[name]; twice || name == "" || !p.take(']') {
		return nil, false
	}
	table = map[string]any{}
	top[name] = table
	return table, true
}

func (p *plain) key() string {
	i := 0
	for i < len(p.rest) && p.rest[i] < 0x80 && isBare(p.rest[i]) {
		i++
	}
	return p.cut(i)
}

// pair reads key = value into a table.
func (p *plain) pair(table map[string]any, depth int) bool {
	key := p.key()
	p.space()
	if _, twice := table[key]; twice || key == "" || !p.take('=') {
		return false
	}
	p.space()
	value, ok := p.value(depth)
	table[key] = value
	return ok
}

// deepest is how far lists and tables may stand in each other here.
const deepest = 8

func (p *plain) value(depth int) (value any, ok bool) {
	if depth > deepest {
		return nil, false
	}
	switch c := p.next(); {
	case c == '"':
		return p.text()
	case c == '[':
		return p.list(depth + 1)
	case c == '{':
		return p.table(depth + 1)
	case c >= '0' && c <= '9' || c == '-' || c == 't' || c == 'f':
		end := strings.IndexAny(p.rest, " \t\n,]}#")
		if end < 0 {
			end = len(p.rest)
		}
		return plainWord(p.cut(end))
	}
	return nil, false
}

func (p *plain) text() (any, bool) {
	end := strings.IndexAny(p.rest[1:], "\"\\\n") + 1
	if end == 0 || p.rest[end] != '"' || strings.HasPrefix(p.rest, `"""`) {
		return nil, false
	}
	text := p.cut(end + 1)[1:end]
	return text, !hasControl(text)
}

func (p *plain) list(depth int) (any, bool) {
	p.take('[')
	list := []any{}
	for {
		if !p.gap() {
			return nil, false
		}
		if p.take(']') {
			return list, true
		}
		value, ok := p.value(depth)
		if !ok {
			return nil, false
		}
		list = append(list, value)
		if !p.gap() || !p.take(',') && p.next() != ']' {
			return nil, false
		}
	}
}

// gap passes what may stand between the values of a list: lines may end there.
func (p *plain) gap() bool {
	for p.space(); p.next() == '\n' || p.next() == '#'; p.space() {
		if !p.endOfLine() {
			return false
		}
	}
	return true
}

func (p *plain) table(depth int) (any, bool) {
	p.take('{')
	table := map[string]any{}
	for p.space(); !p.take('}'); p.space() {
		if !p.pair(table, depth) {
			return nil, false
		}
		p.space()
		if !p.take(',') && p.next() != '}' {
			return nil, false
		}
	}
	return table, true
}
