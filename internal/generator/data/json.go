package data

import (
	"encoding/json"
	"errors"

	"loa/internal/base/problem"
	"loa/internal/base/source"
)

func readJSON(text source.Text, left *room) (any, []problem.Problem) {
	n, refused := measure(text, *left)
	if refused != nil {
		return nil, refused
	}
	*left -= n
	var value any
	err := json.Unmarshal(text.Bytes, &value)
	if err == nil {
		return value, addresses(value, func([]any) problem.Place { return problem.Place{File: text.Path} })
	}
	at := text.Place(0, 1)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = text.Place(max(int(syntax.Offset)-1, 0), 1)
	}
	return nil, unreadable(at, "JSON")
}

// measure counts the marks of JSON that a value begins after: , [ and {. It refuses a
// text with more of them than room, or with lists and tables that stand too deep.
func measure(text source.Text, left room) (n room, refused []problem.Problem) {
	depth, quoted := 0, false
	for i := 0; i < len(text.Bytes); i++ {
		switch c := text.Bytes[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
			continue
		case quoted:
			continue
		case c == '[', c == '{':
			depth++
			n++
		case c == ',':
			n++
		case c == ']', c == '}':
			depth--
		}
		switch {
		case depth > problem.MaxKeyDepth.Most:
			return n, []problem.Problem{problem.MaxKeyDepth.Over(text.Place(i, 1))}
		case n > left:
			return n, full(text, i)
		}
	}
	return n, nil
}
