package tomlfile

import (
	"bytes"
	"slices"
	"strings"

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

// placeOf turns a span of the parsed text into a place in the source. Both
// have the same lines; within a repaired line the columns may differ.
func (d *Doc) placeOf(at span) problem.Place {
	if !d.changed {
		return d.locate(at)
	}
	number := d.parsed.Locate("", d.text, at.start, 0).Line - 1
	start, end := d.parsed.Line(d.text, number)
	parsed := withoutReturn(d.text[start:end])
	begin, end := d.written.Line(d.src.Text, number)
	line := withoutReturn(d.src.Text[begin:end])
	if len(line) > longestRepaired {
		return d.locate(span{begin + min(at.start-start, len(line)), begin + min(at.end-start, len(line))})
	}
	from := offset(line, parsed, min(at.start-start, len(parsed)))
	to := offset(line, parsed, min(at.end-start, len(parsed)))
	return d.locate(span{begin + from, begin + to})
}

// longestRepaired is the length in bytes of the longest line that is repaired once more
// to find a column in it. In a longer one the column may be off by what was repaired.
const longestRepaired = 4000

// locate is a span of the text as written, as a place in the file.
func (d *Doc) locate(at span) problem.Place {
	place := d.written.Locate(d.src.File, d.src.Text, at.start, at.end-at.start)
	place.Line += max(d.src.Line, 1) - 1
	place.Width = max(place.Width, 1)
	place.Text = strings.TrimSuffix(place.Text, "\r")
	return place
}

// become takes a text with the same lines as the source in its place.
func (d *Doc) become(text []byte) {
	d.text, d.scan, d.changed, d.parsed = text, nil, true, new(problem.Locator)
}

// line is one line of a text without its end.
type line []byte

func lineAt(text []byte, start int) line {
	rest := text[start:]
	if end := bytes.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	return withoutReturn(rest)
}

func withoutReturn(text []byte) line { return line(bytes.TrimSuffix(text, []byte{'\r'})) }

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
