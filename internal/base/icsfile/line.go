package icsfile

import (
	"iter"
	"strings"
)

// property is a content line.
type property struct {
	name   string // in capitals
	params string // what stands between the name and the colon, with its semicolons
	value  string
	line   int
}

// param is the value of a parameter, "" without it.
func (p property) param(name string) string {
	for rest := p.params; rest != ""; {
		var one string
		one, rest = cutOutsideQuotes(rest[1:], ';')
		if rest != "" {
			rest = ";" + rest
		}
		if key, value, ok := strings.Cut(one, "="); ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.Trim(value, `"`)
		}
	}
	return ""
}

// properties are the content lines of a calendar, unfolded (RFC 5545 §3.1).
func properties(text []byte) iter.Seq[property] {
	return func(yield func(property) bool) {
		var held strings.Builder
		start, number := 0, 0
		give := func() bool {
			p, ok := parse(held.String())
			held.Reset()
			p.line = start
			return !ok || yield(p)
		}
		for line := range strings.Lines(string(text)) {
			number++
			line = strings.TrimRight(line, "\r\n")
			if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
				held.WriteString(line[1:])
				continue
			}
			if !give() {
				return
			}
			start = number
			held.WriteString(strings.TrimPrefix(line, "\ufeff"))
		}
		give()
	}
}

func parse(line string) (p property, ok bool) {
	head, value := cutOutsideQuotes(line, ':')
	name, params := head, ""
	if i := strings.IndexByte(head, ';'); i >= 0 {
		name, params = head[:i], head[i:]
	}
	return property{name: strings.ToUpper(strings.TrimSpace(name)), params: params, value: value}, name != ""
}

// cutOutsideQuotes cuts a text at the first sign that stands in no quotes.
func cutOutsideQuotes(text string, sign byte) (before, after string) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == sign && !quoted:
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}

// unescape reads a TEXT value (§3.3.11).
func unescape(value string) string {
	if !strings.Contains(value, `\`) {
		return strings.TrimSpace(value)
	}
	var out strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' || i+1 == len(value) {
			out.WriteByte(value[i])
			continue
		}
		if i++; value[i] == 'n' || value[i] == 'N' {
			out.WriteByte('\n')
		} else {
			out.WriteByte(value[i])
		}
	}
	return strings.TrimSpace(out.String())
}
