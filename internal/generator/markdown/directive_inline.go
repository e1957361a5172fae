package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"loa/internal/base/problem"
)

// checkDirectives reports directives within a line of text, where they stay text.
func (r *render) checkDirectives(start, stop int) {
	for at := start; at < stop; {
		found := bytes.Index(r.source[at:stop], []byte("::"))
		if found < 0 {
			return
		}
		mark := span{at + found, at + found + 2}
		for mark.stop < stop && r.source[mark.stop] == ':' {
			mark.stop++
		}
		at = mark.stop
		r.checkInline(mark)
	}
}

// checkInline looks whether a known name and attributes or a title follow the colons
// at once: more than a sentence, or std::vector, has there by chance.
func (r *render) checkInline(colons span) {
	before, _ := utf8.DecodeLastRune(r.source[:colons.start])
	if before == '\\' || unicode.IsLetter(before) || unicode.IsDigit(before) {
		return
	}
	line, _, _ := bytes.Cut(r.source[colons.stop:], []byte("\n"))
	h, ok := readHead(line, colons.stop)
	if !ok || h.name.start != colons.stop || h.name.stop == len(r.source) {
		return
	}
	if next := r.source[h.name.stop]; next != '{' && next != '[' {
		return
	}
	if name, known := r.m.canonical(string(h.name.of(r.source))); known {
		r.report(problem.DirectiveInline, span{colons.start, h.name.stop}, problem.Args{"name": name})
	}
}
