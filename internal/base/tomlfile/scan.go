package tomlfile

import (
	"bytes"

	"loa/internal/base/problem"
)

// span is a stretch of a text, in bytes.
type span struct{ start, end int }

// node is a table, a list or a value, and where it stands.
type node struct {
	key, value span
	header     bool // stands under a header [table] or [[table]]
	table      map[string]*node
	order      []string // the table's keys in the order of the text
	items      []*node
}

// statement is one header, or one key with its value; it may span lines.
type statement struct {
	span
	path []string // of keys, from the top
	node *node    // nil for a header that could not be read
	flaw flaw
	at   span // of the flaw
	// twice is the first key that an inline table has for the second time.
	twice span
}

// flaw is what the scanner itself saw to be wrong in a statement.
type flaw uint8

const (
	sound flaw = iota
	noEquals
	noValue
	openQuote
	openBracket
	openHeader
	moreText // something follows the value
	tooDeep  // more keys, lists or tables in each other than the limit
)

// scanner finds where keys and values stand. It accepts every text: of one
// with faults it makes what it can, and notes the flaws. Of two values for one
// key it keeps the first.
type scanner struct {
	text       []byte
	at         int
	root       *node
	here       *node    // the table that the last header opened
	prefix     []string // its path
	statements []statement
	keys       [][]string // every key, in the order of the text
	current    *statement
}

func scanText(text []byte) *scanner {
	root := &node{}
	s := &scanner{text: text, root: root, here: root}
	for s.skipBlank(); s.at < len(text); s.skipBlank() {
		s.statement()
	}
	return s
}

func (s *scanner) statement() {
	next := statement{span: span{start: s.at}}
	s.current = &next
	if s.peek() == '[' {
		s.header()
	} else {
		s.assignment(s.here, s.prefix, 0)
	}
	s.skipSpace()
	if rest := s.restOfLine(); rest.end > rest.start && s.text[rest.start] != '#' {
		s.flawed(moreText, rest)
		s.at = rest.end
	}
	next.end = s.at
	s.skipLine()
	s.statements = append(s.statements, next)
	if next.flaw == tooDeep {
		s.at = len(s.text)
	}
}

// flawed notes the first flaw of the statement; later ones follow from it.
func (s *scanner) flawed(f flaw, at span) {
	if s.current.flaw == sound {
		s.current.flaw, s.current.at = f, at
	}
}

// tooDeep reports whether something stands too deep. The scanner reads no further then,
// since each level costs as much as all above it.
func (s *scanner) tooDeep(depth int, at span) bool {
	if depth <= problem.MaxKeyDepth.Most {
		return false
	}
	s.current.flaw, s.current.at = tooDeep, at
	s.at = len(s.text)
	return true
}

// header reads [a.b] or [[a.b]].
func (s *scanner) header() {
	start := s.at
	list := bytes.HasPrefix(s.text[s.at:], []byte("[["))
	width := 1
	if list {
		width = 2
	}
	s.at += width
	parts := s.dottedKey()
	s.skipSpace()
	if !bytes.HasPrefix(s.text[s.at:], []byte("]]")[:width]) || len(parts) == 0 {
		rest := s.restOfLine()
		s.flawed(openHeader, span{start, max(rest.end, start+1)})
		s.at = rest.end
		return
	}
	s.at += width
	s.open(parts, list, span{start, s.at})
}

func (s *scanner) open(parts []part, list bool, at span) {
	table := s.root
	s.prefix = nil
	for _, p := range parts[:len(parts)-1] {
		table = table.child(p).last()
		s.prefix = append(s.prefix, p.name)
	}
	last := parts[len(parts)-1]
	s.prefix = append(s.prefix, last.name)
	next := table.child(last)
	if list {
		next.value = at
		next.items = append(next.items, &node{key: last.span, value: at, header: true})
		next = next.items[len(next.items)-1]
	} else {
		next = next.last()
		next.key, next.value, next.header = last.span, at, true
	}
	s.here = next
	s.keys = append(s.keys, s.prefix)
	s.current.path, s.current.node = s.prefix, next
}

// assignment reads key = value into a table. Depth is how many brackets stand
// open around it.
func (s *scanner) assignment(table *node, prefix []string, depth int) {
	start := s.at
	parts := s.dottedKey()
	s.skipSpace()
	if s.peek() != '=' || len(parts) == 0 {
		rest := s.restOfLine()
		s.flawed(noEquals, span{start, max(rest.end, start+1)})
		s.at = max(rest.end, start+1)
		return
	}
	s.at++
	path := prefix[:len(prefix):len(prefix)]
	for _, p := range parts[:len(parts)-1] {
		table = table.child(p).last()
		path = append(path, p.name)
	}
	last := parts[len(parts)-1]
	path = append(path, last.name)
	s.keys = append(s.keys, path)
	if depth == 0 {
		s.current.path = path
	}
	value := s.value(path, depth)
	value.key = last.span
	if depth > 0 && table.table[last.name] != nil && s.current.twice.end == 0 {
		s.current.twice = last.span
	}
	table.adopt(last.name, value)
	if depth == 0 {
		s.current.node = value
	}
}

func (n *node) child(p part) *node {
	if below := n.table[p.name]; below != nil {
		return below
	}
	below := &node{key: p.span, value: p.span}
	n.adopt(p.name, below)
	return below
}

func (n *node) adopt(name string, below *node) {
	if n.table == nil {
		n.table = map[string]*node{}
	}
	if n.table[name] == nil {
		n.table[name] = below
		n.order = append(n.order, name)
	}
}

// last is the node into which a header's next part goes: of a list the last
// table.
func (n *node) last() *node {
	if len(n.items) > 0 {
		return n.items[len(n.items)-1]
	}
	return n
}
