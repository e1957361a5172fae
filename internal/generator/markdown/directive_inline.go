package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/problem"
)

// checkDirectives reports directives within a line of text, where they stay text.
func (i *inline) checkDirectives(start, stop int) {
	for at := start; at < stop; {
		found := bytes.Index(i.source[at:stop], []byte("::"))
		if found < 0 {
			return
		}
		mark := span{at + found, at + found + 2}
		for mark.stop < stop && i.source[mark.stop] == ':' {
			mark.stop++
		}
		at = mark.stop
		i.checkInline(mark)
	}
}

// checkInline looks whether a known name and attributes or a title follow the colons
// at once: more than a sentence, or std::vector, has there by chance.
func (i *inline) checkInline(colons span) {
	before, _ := utf8.DecodeLastRune(i.source[:colons.start])
	if before == '\\' || unicode.IsLetter(before) || unicode.IsDigit(before) {
		return
	}
	r := headReader{line: i.source[colons.stop:], base: colons.stop}
	written := r.name()
	if next := r.peek(); written.empty() || next != '{' && next != '[' {
		return
	}
	if name, known := i.m.canonical(string(written.of(i.source))); known {
		i.report(problem.DirectiveInline, span{colons.start, written.stop}, problem.Args{"name": name})
	}
}
