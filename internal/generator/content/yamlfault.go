package content

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/source"
)

// yamlFault is why YAML has no form in TOML: at a line of it, from 1; 0 for all of it.
type yamlFault struct {
	line int
	kind string // the argument of the hint that says what to do
	key  string // the key that stands twice
}

func (f *yamlFault) Error() string { return fmt.Sprintf("line %d: %s", f.line, f.kind) }

// The kinds of faults.
const (
	yamlReference = "reference" // an anchor or what refers to one
	yamlTwice     = "twice"     // a key that stands twice
	yamlBroken    = "broken"    // no YAML, and it is not known why
)

// Why a line is no YAML, as far as the line alone tells.
const (
	yamlTab     = "tab"     // it is indented with a tab (YAML 1.2, section 6.1)
	yamlNoKey   = "nokey"   // it has no colon with a space behind it
	yamlQuote   = "quote"   // quotes are not closed, or not at the end
	yamlSlash   = "slash"   // a backslash within double quotes begins no escape
	yamlBracket = "bracket" // brackets are not closed, or not in order
	yamlSign    = "sign"    // the value begins with a sign that YAML keeps for itself (section 5.3)
	yamlColon   = "colon"   // a colon with a space behind it stands within the value
)

// whyBroken is the kind of fault of a line that is no YAML. It gives a reason only where the
// line shows one.
func whyBroken(line string) string {
	inner := strings.TrimLeft(line, " \t")
	if strings.Contains(line[:len(line)-len(inner)], "\t") {
		return yamlTab
	}
	item, isItem := strings.CutPrefix(inner, "- ")
	_, value, there := strings.Cut(item+" ", ": ")
	if !there {
		if !isItem {
			return yamlNoKey
		}
		value = item
	}
	if value = strings.TrimSpace(value); value == "" {
		return yamlBroken
	}
	switch first := value[:1]; {
	case first == `"` || first == "'":
		return whyBrokenQuotes(value)
	case strings.Contains("[]{}", first):
		if strings.Count(value, "[") != strings.Count(value, "]") || strings.Count(value, "{") != strings.Count(value, "}") || first == "]" || first == "}" {
			return yamlBracket
		}
	case strings.Contains("@`%", first):
		return yamlSign
	case strings.Contains(value, ": ") || strings.HasSuffix(value, ":"):
		return yamlColon
	}
	return yamlBroken
}

// whyBrokenQuotes is whyBroken of a value that begins with a quote.
func whyBrokenQuotes(value string) string {
	quote, inner := value[:1], value[1:]
	closed := strings.HasSuffix(inner, quote) && strings.Count(inner, quote) == 1
	switch {
	case !closed:
		return yamlQuote
	case quote == `"` && strings.Contains(inner, `\`):
		return yamlSlash
	}
	return yamlBroken
}

// explain adds to a problem what is wrong with YAML, and where.
func (f *yamlFault) explain(p *problem.Problem, text source.Text, start int) {
	if f.line == 0 {
		return
	}
	at := start
	for range f.line { // the first line of YAML stands below ---
		next := strings.IndexByte(string(text.Bytes[at:]), '\n')
		if next < 0 {
			return
		}
		at += next + 1
	}
	line, _, _ := strings.Cut(string(text.Bytes[at:]), "\n")
	p.Place = text.Place(at, len(line))
	if f.kind == yamlBroken {
		f.kind = whyBroken(strings.TrimRight(line, "\r"))
	}
	p.Args[f.kind] = p.Place.Line
	p.Args["text"] = strings.TrimSpace(line)
	p.Args["key"] = f.key
}

// faultOf turns an error of the library into a fault.
func faultOf(err error) *yamlFault {
	f := &yamlFault{kind: yamlBroken}
	var known yaml.Error
	if !errors.As(err, &known) {
		return f
	}
	if t := known.GetToken(); t != nil && t.Position != nil {
		f.line = t.Position.Line
		if strings.Contains(known.GetMessage(), "already defined") { // the parser has no type of its own for it
			f.kind, f.key = yamlTwice, t.Value
		}
	}
	return f
}

var (
	zeroFirst  = pattern.New(`^([-+]?)0+([0-9]+)$`)
	abroad     = pattern.New(`^\+[0-9]{9,15}$`) // a number of a telephone
	yamlMoment = pattern.New(`^(\d{4})-(\d\d?)-(\d\d?)(?:[Tt]|[ \t]+)(\d\d?):(\d\d)(?::(\d\d)(?:\.\d*)?)?(?:[ \t]*(?:([Zz]|UTC)|([-+])(\d\d?)(?::?(\d\d))?))?$`)
)

// longNumber is from how many digits on a number with a zero before it is rather one of a
// telephone or a document, which keeps its zero.
const longNumber = 9

// decimals writes the whole numbers of YAML as version 1.2 (section 10.3.2) means them: 010
// is ten, whatever older readers make of it. It refuses anchors and references.
func decimals(text string) (string, error) {
	lines := strings.SplitAfter(text, "\n")
	moved := map[int]int{} // by line: how much longer it became
	for _, t := range lexer.Tokenize(text) {
		asText := t.Prev != nil && t.Prev.Type == token.TagType && t.Prev.Value == "!!str"
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return "", &yamlFault{line: t.Position.Line, kind: yamlReference}
		case token.IntegerType, token.OctetIntegerType, token.FloatType, token.StringType:
		default:
			continue
		}
		m := zeroFirst.FindStringSubmatch(t.Value)
		line := t.Position.Line - 1
		asText = asText && m != nil || abroad.MatchString(t.Value) || m != nil && len(t.Value) >= longNumber
		if m == nil && !asText || line < 0 || line >= len(lines) {
			continue
		}
		runes := []rune(lines[line])
		at := t.Position.Column - 1 + moved[line]
		if at >= 0 && at < len(runes) && runes[at] == ' ' { // behind a tag the library counts one too few
			moved[line]++
			at++
		}
		if at < 0 || at+len(t.Value) > len(runes) || string(runes[at:at+len(t.Value)]) != t.Value {
			continue
		}
		number := `"` + t.Value + `"`
		if !asText {
			number = m[1] + m[2]
		}
		lines[line] = string(runes[:at]) + number + string(runes[at+len(t.Value):])
		moved[line] += len(number) - len(t.Value)
	}
	return strings.Join(lines, ""), nil
}

// moment writes a time of YAML 1.1 (a space before the zone is allowed there, as Jekyll
// has it) as TOML writes it; "" for another text.
func moment(text string) string {
	m := yamlMoment.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	two := func(digits string) string { return fmt.Sprintf("%02s", digits) }
	out := m[1] + "-" + two(m[2]) + "-" + two(m[3]) + "T" + two(m[4]) + ":" + m[5] + ":" + two(m[6])
	switch {
	case m[7] != "":
		out += "Z"
	case m[8] != "":
		out += m[8] + two(m[9]) + ":" + two(m[10])
	}
	if !isoDate.MatchString(out) {
		return ""
	}
	return out
}
