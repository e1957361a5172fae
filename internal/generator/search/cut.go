package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// kind is what a piece of the index holds.
type kind int

const (
	words kind = iota
	pairs
	kinds
)

// cutter cuts lines into pieces. It holds them back until it is clear that the
// index is too large for one.
type cutter struct {
	w     *writer
	names [kinds]*[]string

	kind  kind
	first string // from where on keys are in the piece under way
	last  string // key of the line before
	line  []byte // the piece under way
	held  []held
	size  int // of what is held
	cutUp bool
}

type held struct {
	kind kind
	from string
	data string
}

// to returns the function that takes the lines of a kind.
func (c *cutter) to(k kind) func(key string, line []byte) {
	c.cut()
	c.kind, c.last = k, ""
	return func(key string, line []byte) {
		if len(c.line)+len(line) > pieceLimit[k] {
			c.cut()
		}
		before := c.last
		if len(c.line) == 0 {
			c.first, before = apart(c.last, key), ""
		}
		c.line = appendKey(c.line, before, key)
		c.line = append(append(c.line, line...), lineEnd)
		c.last = key
	}
}

// apart is the shortest beginning of a key that is greater than the key before.
func apart(before, key string) string {
	n := 0
	for n < len(before) && n < len(key) && before[n] == key[n] {
		n++
	}
	for n++; n < len(key) && !utf8.RuneStart(key[n]); n++ {
	}
	return key[:min(n, len(key))]
}

// cut ends the piece under way.
func (c *cutter) cut() {
	if len(c.line) == 0 {
		return
	}
	c.held = append(c.held, held{c.kind, c.first, string(c.line)})
	c.size += len(c.line)
	c.line = c.line[:0]
	if c.size > whole {
		c.cutUp = true
	}
	if c.cutUp {
		for _, h := range c.held {
			*c.names[h.kind] = append(*c.names[h.kind], c.w.text(h.data)+h.from)
		}
		c.held = nil
	}
}

// finish writes what is held: everything, in one piece, or nothing.
func (c *cutter) finish() {
	c.cut()
	if c.cutUp || len(c.held) == 0 {
		return
	}
	var all strings.Builder
	for _, h := range c.held {
		all.WriteString(h.data)
	}
	name := c.w.text(all.String())
	for _, names := range c.names {
		*names = []string{name}
	}
}

// shown writes what is shown of pages, the same number of pages in each piece.
func (w *writer) shown(pages []kept) (names []string, each int) {
	each = shownTogether
	total := 0
	for _, p := range pages {
		total += p.size()
	}
	if total <= wholePages {
		each = max(len(pages), 1)
	}
	for some := range slices.Chunk(pages, each) {
		rows := w.list()
		for i := range some {
			rows = some[i].appendRow(next(rows))
		}
		names = append(names, w.piece(append(rows, ']')))
	}
	return names, each
}

func (k kept) size() int {
	return len(k.title) + len(k.note) + len(k.path) + len(k.summary) + len(k.headings) + 16
}
