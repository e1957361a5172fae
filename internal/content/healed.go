package content

import (
	"bytes"
	"slices"

	"loa/internal/problem"
	"loa/internal/source"
	"loa/internal/tomlfile"
)

// Healed is an entry's text as it should lie on the disk: YAML front matter as
// TOML, slips in TOML mended. What cannot be understood stays as it is.
func Healed(text source.Text) []byte {
	front, start, fault := split(text)
	switch {
	case fault != nil && fault.Code == problem.FrontMatterYAML:
		toml := tomlForm(yamlBody(text.Bytes, len(text.Bytes)-len(bytes.TrimLeft(text.Bytes, "\n \t"))))
		return slices.Concat([]byte("+++\n"+toml+"+++\n"), text.Bytes[start:])
	case fault != nil:
		return text.Bytes
	}
	doc, _ := tomlfile.Parse(front)
	mended := doc.Text()
	at := start - len(front.Text) - len(closing(text.Bytes[:start]))
	return slices.Concat(text.Bytes[:at], mended, text.Bytes[at+len(front.Text):])
}

// closing is the last line of the front matter: +++ and what follows it.
func closing(front []byte) []byte {
	end := len(front)
	if end > 0 && front[end-1] == '\n' {
		end--
	}
	for end > 0 && front[end-1] != '\n' {
		end--
	}
	return front[end:]
}
