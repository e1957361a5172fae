package tomlfile

import "strings"

// QuoteAll writes texts as a list of TOML strings.
func QuoteAll(texts []string) string {
	parts := make([]string, len(texts))
	for i, text := range texts {
		parts[i] = Quote(text)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
