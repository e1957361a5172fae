package content

import (
	"bytes"
	"html"
	"net/url"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/generator/config"
)

// asIs writes a field as it stands.
func asIs(_ []byte, _ localWord, value string) string { return value }

// seen is how many bytes of a line before a word are looked at.
const seen = 1000

// inMarkdown writes what a field says so that Markdown reads it as nothing but text,
// wherever it stands: in a sentence, in the address of a link, in a tag of HTML.
func inMarkdown(before []byte, w localWord, value string) string {
	before = before[max(len(before)-seen, 0):]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	switch {
	case w.alone:
		return aloneInLine(value)
	case destination.Match(line):
		return inDestination(string(line), value)
	case openTag.Match(line):
		return html.EscapeString(value)
	}
	value = escaped(value)
	if len(line) < seen && lineStart.Match(line) {
		value = begins.ReplaceAllString(value, `$1\$2`)
	}
	return value
}

var (
	// begins is what makes a list, a heading or a rule of a line that it begins.
	begins = pattern.New(`^(\d*)([#+.):-])`)

	lineStart   = pattern.New(`^[ \t>]*(?:(?:[-+*]|\d+[.)]) +)*$`)
	destination = pattern.New(`\]\(<?[^\s()<>]*$`)
	openTag     = pattern.New(`</?[A-Za-z][^<>]*$`)

	phoneAlone = pattern.New(`^(?:` + config.PhoneForm.String() + `)$`)
)

// escaped puts a backslash before the characters by which Markdown and directives mark
// something. A colon of an address stays, so that the address becomes a link.
func escaped(value string) string {
	var b strings.Builder
	for i, c := range value {
		if strings.ContainsRune("\\`*_{}[]<>|~&$^=\"'!", c) || c == ':' && !strings.HasPrefix(value[i:], "://") {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// inDestination writes a value in the address of a link: whole if the address is nothing
// else, a number to be dialled after tel: or sms:, else as a part of a path.
func inDestination(line, value string) string {
	switch before := line[strings.LastIndex(line, "](")+2:]; before {
	case "", "<":
		return addressMarks.Replace(value)
	case "tel:", "sms:", "<tel:", "<sms:":
		return dialled(value)
	}
	return strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
}

var addressMarks = strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `\`, "%5C", `"`, "%22", "`", "%60")

// dialled is a number without what only makes it easy to read.
func dialled(value string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, value)
}

// aloneInLine writes what ::unit shows: a telephone number and an address of the Web as a
// link, all else as text.
func aloneInLine(value string) string {
	shown := begins.ReplaceAllString(escaped(value), `$1\$2`)
	switch {
	case phoneAlone.MatchString(value):
		return "[" + shown + "](tel:" + dialled(value) + ")"
	case strings.HasPrefix(value, "https://") && !strings.ContainsAny(value, " \t"):
		return "[" + shown + "](" + addressMarks.Replace(value) + ")"
	}
	return shown
}
