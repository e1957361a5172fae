package tomlfile

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"loa/internal/base/problem"
)

// Place returns where the value at a path of keys and indexes stands, as in
// Place("sources", 0, "url"). A path that is missing gives its nearest parent,
// the empty path the beginning of the text.
func (d *Doc) Place(path ...any) problem.Place {
	if n := d.nearest(path); n != nil {
		return d.placeOf(n.value)
	}
	return d.placeOf(span{0, 0})
}

// KeyPlace returns where the key at a path stands; of an item in a list, the
// item itself or the header of its table.
func (d *Doc) KeyPlace(path ...any) problem.Place {
	if n := d.nearest(path); n != nil {
		return d.placeOf(n.key)
	}
	return d.placeOf(span{0, 0})
}

// Keys lists the keys of the table at a path in the order of the file.
func (d *Doc) Keys(path ...any) []string {
	n, found := d.find(path)
	if !found {
		return nil
	}
	return slices.Clone(n.order)
}

// Unparsed is a document without values, for many places.
func Unparsed(src Source) *Doc { return &Doc{src: src, text: src.Text} }

// Locate finds the value at a path of a text that was parsed earlier, without
// parsing it again.
func Locate(src Source, path ...any) problem.Place {
	return Unparsed(src).Place(path...)
}

// LocateKey is Locate for the key itself.
func LocateKey(src Source, path ...any) problem.Place {
	return Unparsed(src).KeyPlace(path...)
}

func (d *Doc) scanned() *scanner {
	if d.scan == nil {
		d.scan = scanText(d.text)
	}
	return d.scan
}

// nearest finds the node at a path, or its nearest parent; nil for the top.
func (d *Doc) nearest(path []any) *node {
	n, _ := d.find(path)
	if n == d.scan.root {
		return nil
	}
	return n
}

func (d *Doc) find(path []any) (n *node, found bool) {
	n = d.scanned().root
	for _, step := range path {
		var below *node
		switch step := step.(type) {
		case string:
			below = n.table[step]
		case int:
			if step >= 0 && step < len(n.items) {
				below = n.items[step]
			}
		}
		if below == nil {
			return n, false
		}
		n = below
	}
	return n, true
}

// longestShown is the length in bytes of the longest line that a place holds.
const longestShown = 4000

// placeOf turns a span of the parsed text into a place in the source. Both
// have the same lines; within a repaired line the columns may differ.
func (d *Doc) placeOf(at span) problem.Place {
	number := bytes.Count(d.text[:at.start], []byte{'\n'})
	start := bytes.LastIndexByte(d.text[:at.start], '\n') + 1
	parsed, written := lineAt(d.text, start), lineNumber(d.src.Text, number)
	from := offset(written, parsed, min(at.start-start, len(parsed)))
	to := offset(written, parsed, min(at.end-start, len(parsed)))
	shown := written
	if len(shown) > longestShown {
		shown = nil
	}
	return problem.Place{
		File:   d.src.File,
		Line:   max(d.src.Line, 1) + number,
		Column: utf8.RuneCount(written[:from]) + 1,
		Width:  max(utf8.RuneCount(written[from:max(from, to)]), 1),
		Text:   string(shown),
	}
}

// line is one line of a text without its end.
type line []byte

func lineAt(text []byte, start int) line {
	rest := text[start:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	return line(bytes.TrimSuffix(rest, []byte{'\r'}))
}

func lineNumber(text []byte, number int) line {
	start := 0
	for ; number > 0; number-- {
		start += bytes.IndexByte(text[start:], '\n') + 1
	}
	return lineAt(text, start)
}

// offset finds in a line as written the place of an offset in the line as
// parsed, by repairing it once more.
func offset(written, parsed line, at int) int {
	same := 0
	for same < min(len(written), len(parsed)) && written[same] == parsed[same] {
		same++
	}
	if at <= same {
		return at
	}
	h := newRepairer(string(written))
	for h.rest != "" {
		out, read := h.out.Len(), h.read()
		h.step()
		if at < h.out.Len() {
			return min(read+at-out, h.read())
		}
	}
	return len(written)
}
