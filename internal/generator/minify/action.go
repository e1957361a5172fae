package minify

import (
	"bytes"
	"errors"
)

var errUnclosed = errors.New("minify: a template action is not closed by }}")

// opening is the length of what begins an action: the braces, the mark that
// trims, the sign of a comment. After it a line end means nothing.
func opening(action []byte) int {
	n := len("{{")
	if bytes.HasPrefix(action[n:], []byte("- ")) || bytes.HasPrefix(action[n:], []byte("-\n")) {
		n += len("- ")
	}
	if bytes.HasPrefix(action[n:], []byte("/*")) {
		n += len("/*")
	}
	return n
}

// actionLength is the length of the action that a text begins with, as
// text/template reads it: strings, characters and comments may hold braces.
func actionLength(text []byte) (int, error) {
	n := opening(text)
	if bytes.HasSuffix(text[:n], []byte("/*")) {
		end := bytes.Index(text[n:], []byte("*/"))
		if end < 0 {
			return 0, errUnclosed
		}
		n += end
	}
	for n < len(text) {
		switch c := text[n]; {
		case bytes.HasPrefix(text[n:], []byte("}}")):
			return n + len("}}"), nil
		case c == '"' || c == '\'' || c == '`':
			n += quoted(text[n:])
		default:
			n++
		}
	}
	return 0, errUnclosed
}

// quoted is the length of the string or character that a text begins with.
func quoted(text []byte) int {
	quote := text[0]
	for n := 1; n < len(text); n++ {
		switch {
		case text[n] == quote:
			return n + 1
		case text[n] == '\\' && quote != '`':
			n++
		}
	}
	return len(text)
}
