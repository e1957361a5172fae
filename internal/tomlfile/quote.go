package tomlfile

import (
	"fmt"
	"strings"
)

// Quote is a text as TOML writes it, on one line.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(text, "") {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// QuoteAll is texts as TOML writes them.
func QuoteAll(texts []string) string {
	parts := make([]string, len(texts))
	for i, text := range texts {
		parts[i] = Quote(text)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
