package tomlfile

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Set returns a text in which the value at a path of keys is the one given, as
// TOML writes it. Every other byte stays: comments, order, other keys, line
// ends. A comment inside the old value moves to a line above it. It reports
// false if that cannot be done, or if the text has a fault.
func Set(text []byte, path []string, value string) ([]byte, bool) {
	before, ok := sane(text)
	after, fault := parse([]byte("x = " + value))
	if !ok || fault != nil || len(path) == 0 {
		return nil, false
	}
	want := with(before, path, after["x"])
	for _, next := range settings(text, path, value) {
		if holds(text, next, want) {
			return next, true
		}
	}
	return nil, false
}

// Remove returns a text without the value at a path of keys. Every other byte
// stays; a comment behind the value becomes a line. It reports false if that
// cannot be done. A path that is not there is no fault.
func Remove(text []byte, path []string) ([]byte, bool) {
	before, ok := sane(text)
	if !ok || len(path) == 0 {
		return nil, false
	}
	s := scanText(text)
	n, parent := s.root.follow(path)
	if n == nil {
		return text, true
	}
	if n.header {
		return nil, false
	}
	next := s.without(n, parent)
	return next, holds(text, next, with(before, path, nil))
}

// Written is the value at a path of keys as the text writes it. It reports false if
// there is none, if a list is on the way, or if it is a table or a list under headers.
func Written(text []byte, path []string) (string, bool) {
	n, _ := scanText(text).root.follow(path)
	if n == nil || n.header || n.implied(text) || len(n.items) > 0 && n.items[0].header {
		return "", false
	}
	return string(text[n.value.start:n.value.end]), true
}

// Quote writes a text as a TOML string.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f:
			b.WriteString(`\u00` + strconv.FormatInt(int64(r)+0x100, 16)[1:])
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// sane parses a text without a fault.
func sane(text []byte) (map[string]any, bool) {
	doc, problems := Parse(Source{Text: text})
	return doc.values, len(problems) == 0
}

// holds reports whether a text says what it should and has kept every comment.
func holds(before, after []byte, want map[string]any) bool {
	got, ok := sane(after)
	return ok && reflect.DeepEqual(got, want) && slices.Equal(remarks(before), remarks(after))
}

// with is a copy of a table in which the value at a path is another; nil takes
// it out.
func with(table map[string]any, path []string, value any) map[string]any {
	next := maps.Clone(table)
	if next == nil {
		next = map[string]any{}
	}
	if len(path) > 1 {
		below, _ := next[path[0]].(map[string]any)
		next[path[0]] = with(below, path[1:], value)
		return next
	}
	if value == nil {
		delete(next, path[0])
	} else {
		next[path[0]] = value
	}
	return next
}

// remarks are a text's comments, sorted: a value may change places with one.
func remarks(text []byte) []string {
	var found []string
	for _, c := range comments(text) {
		found = append(found, string(text[c.start:c.end]))
	}
	slices.Sort(found)
	return found
}

func comments(text []byte) (found []span) {
	s := &scanner{text: text, current: &statement{}}
	for s.at < len(text) {
		switch c := text[s.at]; c {
		case '"', '\'':
			s.quoted(c)
		case '#':
			start := s.at
			s.skipLine()
			found = append(found, span{start, max(s.at, start+1)})
		default:
			s.at++
		}
	}
	return found
}

// follow finds the node at a path and the one that holds it; nil if there is
// none, or if a list is on the way.
func (n *node) follow(path []string) (found, parent *node) {
	for _, key := range path {
		if n == nil || len(n.items) > 0 {
			return nil, nil
		}
		parent, n = n, n.table[key]
	}
	return n, parent
}

// settings are texts in which a value is set, the best first.
func settings(text []byte, path []string, value string) [][]byte {
	s := scanText(text)
	n, _ := s.root.follow(path)
	last := len(path) - 1
	if n != nil {
		if n.header || n.implied(text) {
			return nil
		}
		return [][]byte{s.replaced(n, value)}
	}
	var all [][]byte
	parent, _ := s.root.follow(path[:last])
	switch {
	case parent == nil && last == 1:
		all = append(all, s.newTable(path[0], assign(path[last], value)))
	case parent == nil:
		return settings(text, path[:last], "{ "+assign(path[last], value)+" }")
	case last > 0 && text[parent.value.start] == '{':
		return [][]byte{s.inside(parent, assign(path[last], value))}
	}
	for depth := last; depth >= 0; depth-- { // below the header of the table, or with a dotted key
		keys := make([]string, 0, len(path)-depth)
		for _, key := range path[depth:] {
			keys = append(keys, QuoteKey(key))
		}
		if at, ok := s.endOf(path[:depth]); ok {
			all = append(all, s.line(at, strings.Join(keys, ".")+" = "+value))
		}
	}
	return all
}

// implied reports whether a table is there only because of keys below it.
func (n *node) implied(text []byte) bool {
	return n.table != nil && (n.value == n.key || text[n.value.start] != '{')
}

func assign(key, value string) string { return QuoteKey(key) + " = " + value }

// QuoteKey writes a key as TOML does, with quotes only where it needs them.
func QuoteKey(key string) string {
	for i := range len(key) {
		if !isBare(key[i]) || key[i] >= 0x80 {
			return Quote(key)
		}
	}
	if key == "" {
		return Quote(key)
	}
	return key
}

// replaced puts a value in the place of another.
func (s *scanner) replaced(n *node, value string) []byte {
	old := s.text[n.value.start:n.value.end]
	above := s.lineStart(s.statementAt(n.value.start).start)
	var kept []byte
	for _, c := range comments(old) {
		kept = append(append(kept, old[c.start:c.end]...), s.lineEnd()...)
	}
	return slices.Concat(s.text[:above], kept, s.text[above:n.value.start], []byte(value), s.text[n.value.end:])
}

// without takes a value out, with its key.
func (s *scanner) without(n, parent *node) []byte {
	if parent.table != nil && parent != s.root && parent.value.end > parent.value.start && s.text[parent.value.start] == '{' {
		return s.withoutInside(n, parent)
	}
	statement := s.statementAt(n.key.start)
	start, end := s.lineStart(statement.start), statement.end
	var kept []byte
	for _, c := range comments(s.text[start:statement.end]) {
		kept = append(append(kept, s.text[start+c.start:start+c.end]...), s.lineEnd()...)
	}
	rest := bytes.TrimLeft(s.text[end:], " \t\r")
	if len(rest) > 0 && rest[0] == '#' {
		return slices.Concat(s.text[:start], kept, rest)
	}
	if i := bytes.IndexByte(s.text[end:], '\n'); i >= 0 {
		end += i + 1
	} else {
		end = len(s.text)
	}
	return slices.Concat(s.text[:start], kept, s.text[end:])
}

// withoutInside takes a key out of a table in braces, with one comma.
func (s *scanner) withoutInside(n, parent *node) []byte {
	i := slices.IndexFunc(parent.order, func(key string) bool { return parent.table[key] == n })
	start, end := n.key.start, n.value.end
	switch {
	case i+1 < len(parent.order):
		end = parent.table[parent.order[i+1]].key.start
	case i > 0:
		start = parent.table[parent.order[i-1]].value.end
	}
	return slices.Concat(s.text[:start], s.text[end:])
}

// inside adds a key to a table in braces.
func (s *scanner) inside(table *node, assignment string) []byte {
	at, text := table.value.start+1, " "+assignment
	if len(table.order) > 0 {
		at, text = table.table[table.order[len(table.order)-1]].value.end, ", "+assignment
	} else if s.text[at] == '}' {
		text += " "
	}
	return slices.Concat(s.text[:at], []byte(text), s.text[at:])
}

// newTable adds a table below everything.
func (s *scanner) newTable(name, assignment string) []byte {
	end := s.lineEnd()
	var b bytes.Buffer
	b.Write(s.text)
	if len(s.text) > 0 && s.text[len(s.text)-1] != '\n' {
		b.WriteString(end)
	}
	b.WriteString(end + "[" + QuoteKey(name) + "]" + end + assignment + end)
	return b.Bytes()
}

// endOf is the offset behind the last line of the table with a header, or of
// the top.
func (s *scanner) endOf(path []string) (at int, ok bool) {
	ok = len(path) == 0
	for _, st := range s.statements {
		if s.text[st.start] == '[' {
			if ok {
				return at, true
			}
			ok = slices.Equal(st.path, path) && !bytes.HasPrefix(s.text[st.start:], []byte("[["))
		}
		if ok {
			at = s.nextLine(st.end)
		}
	}
	return at, ok
}

// line adds a line at an offset where one begins.
func (s *scanner) line(at int, text string) []byte {
	end := s.lineEnd()
	if at > 0 && s.text[at-1] != '\n' {
		text = end + text
	}
	return slices.Concat(s.text[:at], []byte(text+end), s.text[at:])
}

func (s *scanner) statementAt(offset int) statement {
	for _, st := range s.statements {
		if st.start <= offset && offset < st.end {
			return st
		}
	}
	return statement{span: span{offset, offset}}
}

func (s *scanner) lineStart(at int) int { return bytes.LastIndexByte(s.text[:at], '\n') + 1 }

func (s *scanner) nextLine(at int) int {
	if i := bytes.IndexByte(s.text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(s.text)
}

func (s *scanner) lineEnd() string {
	if bytes.Contains(s.text, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}
