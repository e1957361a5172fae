package tomlfile

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"
)

// Arranged is the source, repaired, with its top-level keys and its tables in an
// order; those that it does not name come behind, as they stood. Comments and
// empty lines go with what follows them. A text with a fault, or whose meaning
// would change, stays as it is.
func (d *Doc) Arranged(order []string) []byte {
	text := d.Text()
	values, fault := parse(text)
	if fault != nil {
		return text
	}
	arranged := arrange(text, order)
	if again, fault := parse(arranged); fault != nil || !reflect.DeepEqual(values, again) {
		return text
	}
	return arranged
}

// block is a statement with what stands above it; a table with all its keys.
type block struct {
	lines []byte
	table bool
	place int // in the order
}

func arrange(text []byte, order []string) []byte {
	head, blocks, tail := blocksOf(text, order)
	if slices.IsSortedFunc(blocks, byPlace) {
		return text
	}
	first := blocks[0].lines
	slices.SortStableFunc(blocks, byPlace)
	out := bytes.Clone(head)
	for i, b := range blocks {
		if i == 0 && &b.lines[0] != &first[0] { // it came from further down
			b.lines = bytes.TrimLeft(b.lines, "\n")
		}
		out = append(out, b.lines...)
	}
	return append(out, tail...)
}

func byPlace(a, b block) int {
	switch {
	case a.table == b.table:
		return cmp.Compare(a.place, b.place)
	case b.table:
		return -1
	}
	return 1
}

// blocksOf cuts a text up. head is what stands above the first statement and
// speaks of the whole: comments up to an empty line. tail stands below the last.
func blocksOf(text []byte, order []string) (head []byte, blocks []block, tail []byte) {
	at := 0
	for i, s := range scanText(text).statements {
		end := len(text)
		if n := bytes.IndexByte(text[s.end:], '\n'); n >= 0 {
			end = s.end + n + 1
		}
		if i == 0 {
			if n := bytes.LastIndex(text[:s.start], []byte("\n\n")); n >= 0 {
				head, at = text[:n+2], n+2
			}
		}
		lines := text[at:end]
		at = end
		if header := text[s.start] == '['; header || len(blocks) == 0 || !blocks[len(blocks)-1].table {
			blocks = append(blocks, block{lines: lines, table: header, place: placeIn(order, s.path)})
			continue
		}
		last := &blocks[len(blocks)-1]
		last.lines = last.lines[:len(last.lines)+len(lines)] // they stand one behind the other
	}
	return head, blocks, text[at:]
}

// placeIn is where the first part of a path stands in an order.
func placeIn(order, path []string) int {
	if len(path) == 0 {
		return len(order)
	}
	if i := slices.Index(order, path[0]); i >= 0 {
		return i
	}
	return len(order)
}
