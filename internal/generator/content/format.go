package content

import (
	"bytes"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
)

// Formatted is an entry's text as it should lie on the disk: YAML front matter as
// TOML, slips in TOML mended, the keys in order. What cannot be understood stays
// as it is; of YAML that is a problem.
func Formatted(text source.Text) ([]byte, []problem.Problem) {
	front, start, fault := split(text)
	switch {
	case fault != nil && fault.Code == problem.FrontMatterYAML:
		blank := len(text.Bytes) - len(bytes.TrimLeft(text.Bytes, "\n \t"))
		toml, err := tomlForm(yamlBody(text.Bytes, blank))
		if err != nil || !closed(text.Bytes[blank:start]) {
			return text.Bytes, []problem.Problem{*fault}
		}
		doc, _ := tomlfile.Parse(tomlfile.Source{Text: []byte(toml)})
		return slices.Concat([]byte("+++\n"), doc.Arranged(order()), []byte("+++\n"), text.Bytes[start:]), nil
	case fault != nil:
		return text.Bytes, nil
	}
	doc, _ := tomlfile.Parse(front)
	mended := doc.Arranged(order())
	at := start - len(front.Text) - len(closing(text.Bytes[:start]))
	return slices.Concat(text.Bytes[:at], mended, text.Bytes[at+len(front.Text):]), nil
}

// closed reports whether YAML front matter has its last line.
func closed(front []byte) bool {
	_, rest, _ := bytes.Cut(front, []byte("\n"))
	return yamlEnding.Match(rest)
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
