package tomlfile

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
)

// diagnose says what is wrong with a statement in words of our own where the
// mistake is a usual one. Number -1 is none: then only the place is known. Of the
// library it takes the place alone: its sentences change with its versions.
func (d *Doc) diagnose(i int, refused *fault) problem.Problem {
	if i < 0 {
		return d.problem(problem.TOMLSyntax, refused.at, nil)
	}
	s := d.scan.statements[i]
	switch {
	case s.flaw == sound && d.twice(s, refused):
		return d.duplicate(s, refused)
	case timeForm.MatchString(d.at(refused.at)):
		return d.problem(problem.TOMLBadDate, refused.at, problem.Args{"value": d.at(refused.at)})
	case d.inKey(s, refused):
		return d.bareKey(s, refused)
	case s.flaw != openQuote && d.badEscape(s, refused):
		return d.backslash(s, refused)
	}
	return d.flawed(s, refused)
}

func (d *Doc) problem(code problem.Code, at span, args problem.Args) problem.Problem {
	return problem.New(code, d.placeOf(at), args)
}

func (d *Doc) at(s span) string { return string(d.text[s.start:s.end]) }

// flawed tells of what the scanner saw.
func (d *Doc) flawed(s statement, refused *fault) problem.Problem {
	key := s.key()
	switch s.flaw {
	case noEquals:
		return d.problem(problem.TOMLNoEquals, s.at, problem.Args{"text": d.at(s.at)})
	case noValue:
		return d.problem(problem.TOMLNoValue, span{s.start, s.end}, problem.Args{"key": key})
	case openHeader:
		return d.problem(problem.TOMLOpenHeader, s.at, problem.Args{"text": d.at(s.at)})
	case openBracket:
		return d.problem(problem.TOMLOpenBracket, s.at, problem.Args{"key": key, "bracket": d.at(s.at)})
	case openQuote:
		return d.problem(problem.TOMLOpenQuote, s.at, problem.Args{"key": key})
	case moreText:
		return d.moreText(s)
	}
	if value, ok := d.unquoted(s.node); ok {
		return d.noQuotes(key, value)
	}
	return d.problem(problem.TOMLSyntax, refused.at, nil)
}

// moreText tells why something follows a value: the value had quotes inside,
// or none at all.
func (d *Doc) moreText(s statement) problem.Problem {
	if s.node == nil || s.node.header {
		return d.problem(problem.TOMLSyntax, s.at, nil)
	}
	if strings.IndexByte(`"'`, d.text[s.node.value.start]) < 0 {
		if value, ok := d.unquoted(s.node); ok {
			return d.noQuotes(s.key(), value)
		}
		return d.problem(problem.TOMLSyntax, s.at, nil)
	}
	args := problem.Args{"key": s.key()}
	whole := d.at(span{s.node.value.start, s.at.end})
	if whole[len(whole)-1] == '"' && strings.Count(whole, `"`)%2 == 0 {
		args["suggestion"] = s.key() + " = " + curlyInside(whole)
	}
	return d.problem(problem.TOMLInnerQuotes, span{s.node.value.end - 1, s.at.end}, args)
}

// curlyInside turns the quotes inside a quoted text into curly ones, by turns
// opening and closing.
func curlyInside(quoted string) string {
	var b strings.Builder
	opening := true
	for _, r := range quoted[1 : len(quoted)-1] {
		switch {
		case r != '"':
			b.WriteRune(r)
		case opening:
			b.WriteString("“")
			opening = false
		default:
			b.WriteString("”")
			opening = true
		}
	}
	return `"` + b.String() + `"`
}

// unquoted finds a value, in the node or below it, that is a text without
// quotes.
func (d *Doc) unquoted(n *node) (span, bool) {
	if n == nil {
		return span{}, false
	}
	for _, item := range n.items {
		if at, ok := d.unquoted(item); ok {
			return at, true
		}
	}
	for _, key := range n.order {
		if at, ok := d.unquoted(n.table[key]); ok {
			return at, true
		}
	}
	return n.value, len(n.items) == 0 && n.table == nil && isWords(d.at(n.value))
}

var scalar = pattern.New(`^(true|false|[+-]?(inf|nan)|[+-]?\d[\dA-Za-z_.+:-]*( \d\d:\d\d[\d:.+Z-]*)?)$`)

// isWords reports whether a value can only be meant as a text.
func isWords(value string) bool {
	return value != "" && strings.IndexByte("\"'[{", value[0]) < 0 && !scalar.MatchString(value)
}

// noQuotes tells of a text without quotes. One that is all digits and marks was
// meant as a date, and would have been repaired if there were such a day.
func (d *Doc) noQuotes(key string, value span) problem.Problem {
	text := d.at(value)
	if strings.Trim(text, "0123456789/.-: Th") == "" {
		return d.problem(problem.TOMLBadDate, value, problem.Args{"value": text})
	}
	suggestion := `"` + strings.ReplaceAll(strings.ReplaceAll(text, `\`, `/`), `"`, `'`) + `"`
	return d.problem(problem.TOMLNoQuotes, value, problem.Args{"key": key, "value": text, "suggestion": suggestion})
}

// inKey reports whether the library stopped at a letter of a key that must be
// quoted.
func (d *Doc) inKey(s statement, refused *fault) bool {
	at := refused.at.start
	return at < len(d.text) && d.text[at] >= 0x80 && s.flaw == sound && s.node != nil && at < s.node.key.end
}

// bareKey tells of a key with marks, and names one without.
func (d *Doc) bareKey(s statement, refused *fault) problem.Problem {
	at := s.node.key
	if refused.at.start < at.start {
		at = refused.at
	}
	return d.problem(problem.TOMLBareKey, at, problem.Args{"key": d.at(at), "suggestion": fold.Slug(d.at(at))})
}

// timeForm is a value that is meant as a date or a time of day.
var timeForm = pattern.New(`^\d+[-:][\dTtZz:.+ -]*$`)

// twice reports whether a statement is sound by itself, or was refused at a key
// that its inline table has twice: then a key or a table is there already.
func (d *Doc) twice(s statement, refused *fault) bool {
	if s.twice == refused.at && s.twice.end > 0 {
		return true
	}
	if refused.at.start >= s.end {
		return false
	}
	line := lineAt(d.text, s.end)
	_, fault := parse(d.text[s.start : s.end+len(line)])
	return fault == nil
}

// badEscape reports whether the library stopped in a text that has a backslash
// which means nothing.
func (d *Doc) badEscape(s statement, refused *fault) bool {
	_, text := d.stringAt(s, refused.at.start)
	if !strings.HasPrefix(text, `"`) {
		return false
	}
	for {
		_, after, found := strings.Cut(text, `\`)
		if !found {
			return false
		}
		size := escape(after)
		if size == 0 {
			return true
		}
		text = after[size:]
	}
}

// escape returns the length of what may stand behind a backslash, 0 if it means
// nothing.
func escape(after string) int {
	if after == "" {
		return 0
	}
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[after[0]]
	switch {
	case digits > 0:
		if len(after) <= digits {
			return 0
		}
		n, err := strconv.ParseUint(after[1:1+digits], 16, 32)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return 0
		}
		return 1 + digits
	case strings.IndexByte("btnfre\"\\", after[0]) >= 0:
		return 1
	}
	if line, _, more := strings.Cut(after, "\n"); more && strings.TrimRight(line, " \t\r") == "" { // the line goes on
		return len(line) + 1
	}
	return 0
}

// backslash tells of a Windows path, or another text with a \ that means
// nothing.
func (d *Doc) backslash(s statement, refused *fault) problem.Problem {
	args := problem.Args{"key": s.key()}
	value, line := d.stringAt(s, refused.at.start)
	if strings.Contains(line, `\`) {
		args["suggestion"] = strings.ReplaceAll(strings.ReplaceAll(line, `\\`, `/`), `\`, `/`)
		at := value.start + strings.IndexByte(line, '\\')
		return d.problem(problem.TOMLBackslash, span{at, at + 1}, args)
	}
	return d.problem(problem.TOMLBackslash, refused.at, args)
}

// stringAt finds the string of a statement that holds an offset.
func (d *Doc) stringAt(s statement, at int) (span, string) {
	found := span{s.start, s.end}
	var walk func(n *node)
	walk = func(n *node) {
		if n == nil || at < n.value.start || at > n.value.end {
			return
		}
		if len(n.items) == 0 && n.table == nil {
			found = n.value
		}
		for _, item := range n.items {
			walk(item)
		}
		for _, below := range n.table {
			walk(below)
		}
	}
	walk(s.node)
	return found, d.at(found)
}

// duplicate tells of a key, or a table, that is there twice.
func (d *Doc) duplicate(s statement, refused *fault) problem.Problem {
	at := refused.at
	if s.node != nil && s.node.header {
		at = s.node.key
	}
	key := strings.Trim(d.at(at), `"'[]`)
	args := problem.Args{"key": key}
	if first := d.firstOf(s); first > 0 {
		args["line"] = first
	}
	return d.problem(problem.TOMLDuplicateKey, at, args)
}

// firstOf returns the line of the statement that had the same path before, 0
// if none.
func (d *Doc) firstOf(s statement) int {
	for _, earlier := range d.scan.statements {
		if earlier.start >= s.start {
			break
		}
		if len(s.path) > 0 && strings.Join(earlier.path, "\x00") == strings.Join(s.path, "\x00") {
			return max(d.src.Line, 1) + bytes.Count(d.text[:earlier.start], []byte{'\n'})
		}
	}
	return 0
}

// key is the statement's key as an author would name it.
func (s statement) key() string {
	if len(s.path) == 0 {
		return ""
	}
	return s.path[len(s.path)-1]
}
