package problem

import (
	"bytes"
	"unicode/utf8"
)

// longestShown is the length in bytes of the longest line that a place holds.
const longestShown = 4000

// Locate returns the place of the length bytes at offset in a file's text, as
// line, column and width in characters. The width ends with the line. Offsets
// outside the text mean its end. A line too long to be shown is left out: a thousand
// problems in it would be a thousand copies.
func Locate(file string, text []byte, offset, length int) Place {
	offset = min(max(offset, 0), len(text))
	start := bytes.LastIndexByte(text[:offset], '\n') + 1
	line := text[start:]
	if n := bytes.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	marked := line[offset-start:]
	marked = marked[:min(max(length, 0), len(marked))]
	shown := line
	if len(shown) > longestShown {
		shown = nil
	}
	return Place{
		File:   file,
		Line:   bytes.Count(text[:start], []byte{'\n'}) + 1,
		Column: utf8.RuneCount(line[:offset-start]) + 1,
		Width:  utf8.RuneCount(marked),
		Text:   string(shown),
	}
}
