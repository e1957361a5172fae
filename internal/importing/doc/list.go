package doc

import (
	"strings"
	"unicode/utf16"

	"loa/internal/importing/docx"
)

// lists are the lists of a document and how far they have counted.
type lists struct {
	levels  map[int][]level // by the number of a list
	entries []listEntry     // as paragraphs name them, from 1 on
	counts  map[int][]int
	begun   map[int]bool // entries
}

// listEntry is a list as paragraphs name it, with numbers that it begins anew (section 2.9.131).
type listEntry struct {
	list   int
	starts map[int]int
}

// level is how the items of a level are counted (section 2.9.150).
type level struct {
	start, format int
	legal         bool // all numbers in digits
	restart       int  // behind which levels it begins anew; -1: behind all
	text          []uint16
}

const mostLevels = 9

// bulletFormat and noFormat are formats of items without a number.
const (
	bulletFormat = 23
	noFormat     = 255
)

// formats are the names of formats (section 2.2.1.3, MSONFC).
var formats = map[int]string{1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 22: "decimalZero", noFormat: "none"}

// readLists reads the lists (sections 2.9.136 and 2.9.137).
func (f *file) readLists() lists {
	l := lists{levels: map[int][]level{}, counts: map[int][]int{}, begun: map[int]bool{}}
	const atLists, entry, levelHead = 0x2E2, 28, 28
	table := f.part(73)
	rest := cut(f.table, f.long(f.main, atLists)+len(table), len(f.table)) // levels stand behind the table
	for i := range min(f.short(table, 0), len(table)/entry) {
		head := cut(table, 2+entry*i, entry)
		number, count := f.long(head, 0), mostLevels
		if len(head) == entry && head[26]&1 != 0 {
			count = 1
		}
		for range count {
			if len(rest) < levelHead+2 {
				break
			}
			at := levelHead + int(rest[24]) + int(rest[25])
			one := level{start: f.long(rest, 0), format: int(rest[4]), legal: rest[5]&4 != 0, restart: -1}
			if rest[5]&8 != 0 {
				one.restart = int(rest[26])
			}
			length := f.short(rest, at)
			for k := range min(length, 64) {
				one.text = append(one.text, uint16(f.short(rest, at+2+2*k)))
			}
			l.levels[number] = append(l.levels[number], one)
			rest = rest[min(len(rest), at+2+2*length):]
		}
	}
	l.entries = f.readEntries(f.part(74))
	return l
}

func (f *file) readEntries(table []byte) []listEntry {
	const head, width = 4, 16
	count := min(max(f.long(table, 0), 0), len(table)/width)
	all := make([]listEntry, count)
	rest := cut(table, head+width*count, len(table))
	for i := range all {
		one := cut(table, head+width*i, width)
		all[i] = listEntry{f.long(one, 0), map[int]int{}}
		if len(one) < width || len(rest) < 4 {
			continue
		}
		rest = rest[4:]
		for range int(one[12]) {
			if len(rest) < 8 {
				break
			}
			flags := int(rest[4])
			if flags&0x10 != 0 {
				all[i].starts[flags&0xF] = f.long(rest, 0)
			}
			rest = rest[8:]
			if flags&0x20 != 0 && len(rest) > 28 { // a level of its own
				at := 28 + int(rest[24]) + int(rest[25])
				rest = rest[min(len(rest), at+2+2*f.short(rest, at)):]
			}
		}
	}
	return all
}

// bullet is the mark of an item without a number.
const bullet = "·"

// next counts an item of a list and returns its mark; "" if there is no such list.
func (l lists) next(entry, depth int) string {
	if entry < 1 || entry > len(l.entries) || depth < 0 || depth >= mostLevels {
		return ""
	}
	e := l.entries[entry-1]
	levels := l.levels[e.list]
	if depth >= len(levels) {
		return ""
	}
	counts := l.counts[e.list]
	if counts == nil {
		counts = make([]int, mostLevels)
		for i, one := range levels {
			counts[i] = one.start - 1
		}
		l.counts[e.list] = counts
	}
	if !l.begun[entry] {
		l.begun[entry] = true
		for at, start := range e.starts {
			if at < mostLevels {
				counts[at] = start - 1
			}
		}
	}
	counts[depth]++
	for i := depth + 1; i < len(levels); i++ {
		if r := levels[i].restart; r < 0 || depth < r {
			counts[i] = levels[i].start - 1
		}
	}
	return levels[depth].mark(levels, counts)
}

func (one level) mark(levels []level, counts []int) string {
	if one.format == bulletFormat {
		return bullet
	}
	var out strings.Builder
	for _, unit := range one.text {
		at := int(unit)
		if at >= mostLevels {
			out.WriteString(string(utf16.Decode([]uint16{unit})))
			continue
		}
		if at >= len(levels) {
			continue
		}
		format := levels[at].format
		if one.legal && format != noFormat {
			format = 0
		}
		out.WriteString(docx.Number(formats[format], max(counts[at], levels[at].start)))
	}
	return out.String()
}
