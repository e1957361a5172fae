package problem

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Screen is a writer for what a person reads, on a terminal or in a log. Names of
// files, texts and answers of hosts come from strangers, and a terminal obeys some
// characters instead of showing them: they move its cursor, set its title, fill its
// clipboard, or turn the order of letters. Screen writes these out as \u001b, also
// within JSON, where it means the same. Line ends (\n) and tabs pass.
func Screen(out io.Writer) io.Writer { return screen{out} }

type screen struct{ out io.Writer }

// Write writes p whole: a character must not be divided between two calls.
func (s screen) Write(p []byte) (int, error) {
	if _, err := io.WriteString(s.out, visible(string(p), "\n\t")); err != nil {
		return 0, err
	}
	return len(p), nil
}

// oneLine writes out all control characters, line ends too: the name of a file must
// not begin a line that looks like another message.
func oneLine(text string) string { return visible(text, "") }

// visible writes out the control characters of a text but for some.
func visible(text, but string) string {
	hidden := func(r rune) bool { return obeyed(r) && !strings.ContainsRune(but, r) }
	if utf8.ValidString(text) && !strings.ContainsFunc(text, hidden) {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)): // no UTF-8
			fmt.Fprintf(&b, "\\u00%02x", text[i])
		case hidden(r):
			fmt.Fprintf(&b, "\\u%04x", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// obeyed reports whether terminals do something at a character: the control
// characters of ASCII (C0) and of ISO 6429 (C1), and the overrides and isolates of the
// Unicode bidirectional algorithm.
func obeyed(r rune) bool {
	return r < ' ' || 0x7F <= r && r <= 0x9F || 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}
