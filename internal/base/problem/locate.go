package problem

import (
	"bytes"
	"sort"
	"sync"
	"unicode/utf8"
)

// longestShown is the length in bytes of the longest line that a place holds.
const longestShown = 4000

// Locate returns the place of the length bytes at offset in a file's text, as
// line, column and width in characters. The width ends with the line. Offsets
// outside the text mean its end, one within a character its beginning. A line too long
// to be shown is left out.
func Locate(file string, text []byte, offset, length int) Place {
	return new(Locator).Locate(file, text, offset, length)
}

// Locator finds many places in one text. The first costs as much as the text before it;
// for the second the text is indexed, so that any number of problems costs little more
// than the text is long. It is safe for concurrent use. The zero Locator is ready.
type Locator struct {
	mu    sync.Mutex
	asked bool
	marks []mark // nil until the second place is asked for
	line  int    // where the line begins that is kept in shown
	shown string // shared by all places in it
}

// mark is what the index knows of an offset.
type mark struct {
	at     int
	lines  int // newlines before it
	start  int // of its line
	column int // characters from start
}

// stride is how many bytes lie between two marks, or a few more.
const stride = 4096

// Locate is the function Locate for the locator's text, which must be the same each time.
func (l *Locator) Locate(file string, text []byte, offset, length int) Place {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.index(text)
	offset = min(max(offset, 0), len(text))
	for back := 0; back < utf8.UTFMax-1 && offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]); back++ {
		offset, length = offset-1, length+1
	}
	from := l.before(text, offset)
	end := l.lineEnd(text, from)
	p := Place{File: file, Line: from.lines + 1, Column: from.column + 1}
	stop := min(offset+max(length, 0), end)
	for on := 0; on < utf8.UTFMax-1 && stop < end && !utf8.RuneStart(text[stop]); on++ {
		stop++
	}
	if stop-offset <= stride {
		p.Width = utf8.RuneCount(text[offset:max(stop, offset)])
	} else {
		p.Width = l.before(text, stop).column - from.column
	}
	if end-from.start <= longestShown {
		p.Text = l.show(text, from.start, end)
	}
	return p
}

// Line returns where a line begins and ends, counted from 0; the last if there are fewer.
func (l *Locator) Line(text []byte, number int) (start, end int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.index(text)
	i := sort.Search(len(l.marks), func(i int) bool { return l.marks[i].lines >= number })
	var from mark
	if i > 0 {
		from = l.marks[i-1]
	}
	for ; from.lines < number; from.lines++ {
		next := bytes.IndexByte(text[from.at:], '\n')
		if next < 0 {
			break
		}
		from.at += next + 1
		from.start = from.at
	}
	return from.start, l.lineEnd(text, from)
}

// index makes the marks when a place is asked for the second time.
func (l *Locator) index(text []byte) {
	if !l.asked || l.marks != nil {
		l.asked = true
		return
	}
	l.marks = []mark{{}}
	for last := l.marks[0]; last.at+stride < len(text); {
		next := last.at + stride
		for next < len(text) && !utf8.RuneStart(text[next]) {
			next++
		}
		last = last.until(text, next)
		l.marks = append(l.marks, last)
	}
}

// before is the mark of an offset.
func (l *Locator) before(text []byte, offset int) mark {
	var near mark
	if i := sort.Search(len(l.marks), func(i int) bool { return l.marks[i].at > offset }); i > 0 {
		near = l.marks[i-1]
	}
	return near.until(text, offset)
}

// until is the mark of an offset behind it.
func (m mark) until(text []byte, offset int) mark {
	between := text[m.at:offset]
	next := mark{at: offset, lines: m.lines + bytes.Count(between, []byte{'\n'}), start: m.start, column: m.column}
	if i := bytes.LastIndexByte(between, '\n'); i >= 0 {
		next.start, next.column, between = m.at+i+1, 0, between[i+1:]
	}
	next.column += utf8.RuneCount(between)
	return next
}

// lineEnd is where the line of a mark ends.
func (l *Locator) lineEnd(text []byte, from mark) int {
	at := from.at
	if i := sort.Search(len(l.marks), func(i int) bool { return l.marks[i].lines > from.lines }); i > 0 && i <= len(l.marks) {
		at = max(at, l.marks[i-1].at)
	}
	if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(text)
}

func (l *Locator) show(text []byte, start, end int) string {
	if l.line != start || len(l.shown) != end-start {
		l.line, l.shown = start, string(text[start:end])
	}
	return l.shown
}
