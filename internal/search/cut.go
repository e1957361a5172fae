package search

import "strings"

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
	names [kinds]*[]pieceName

	kind  kind
	first string // key of the piece under way
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
	c.kind = k
	return func(key string, line []byte) {
		if len(c.line) == 0 {
			c.first, c.last = key, ""
		}
		c.line = appendKey(c.line, c.last, key)
		c.line = append(append(c.line, line...), lineEnd)
		c.last = key
		if len(c.line) >= piece {
			c.cut()
		}
	}
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
			*c.names[h.kind] = append(*c.names[h.kind], pieceName{c.w.piece(h.data), h.from})
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
	name := c.w.piece(all.String())
	for _, names := range c.names {
		*names = []pieceName{{name, ""}}
	}
}

// shown writes what is shown of pages: title, address, summary, headings (id,
// text, id, text …).
func (w *writer) shown(pages []kept) []pieceName {
	total := 0
	for _, p := range pages {
		total += p.size()
	}
	limit := pagesPiece
	if total <= wholePages {
		limit = total + 1
	}
	var all []pieceName
	for from := 0; from < len(pages); {
		to, size := from, 0
		var rows [][4]any
		for ; to < len(pages) && (to == from || size+pages[to].size() <= limit); to++ {
			size += pages[to].size()
			rows = append(rows, pages[to].row())
		}
		all = append(all, pieceName{w.piece(rows), from})
		from = to
	}
	return all
}

func (k kept) size() int { return len(k.title) + len(k.path) + len(k.summary) + len(k.headings) + 16 }

func (k kept) row() [4]any {
	headings := []string{}
	if k.headings != "" {
		headings = strings.Split(strings.TrimSuffix(k.headings, "\x00"), "\x00")
	}
	return [4]any{k.title, k.path, k.summary, headings}
}
