package accesslog

import (
	"bytes"

	"loa/internal/base/pattern"
)

// Looks names what a line of another kind looks like, as a key for words: "error-log",
// "awstats", "html" …; "" for nothing that is known.
func Looks(line []byte) string {
	line = bytes.TrimPrefix(line, []byte("\uFEFF"))
	for _, m := range magics {
		if bytes.HasPrefix(line, []byte(m.begins)) {
			return m.name
		}
	}
	for _, l := range looks {
		if l.like.Match(line[:min(len(line), 400)]) {
			return l.name
		}
	}
	return ""
}

var looks = []struct {
	name string
	like *pattern.Pattern
}{
	{"awstats", pattern.New(`^AWSTATS DATA FILE`)},
	{"goaccess", pattern.New(`^\{\s*"general"\s*:`)},
	{"error-log", pattern.New(`^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d \[\w+\]|^\[\w{3} \w{3} +\d+ [\d:.]+ \d{4}\] \[`)},
	{"html", pattern.New(`(?i)^\s*<(!doctype|html|\?xml)`)},
	{"syslog", pattern.New(`^(<\d+>)?(\d )?([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.+Z-]+) \S+ [\w./-]+(\[\d+\])?:`)},
	{"ftp-log", pattern.New(`^\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4} \d+ \S+ \d+ /`)},
	{"json", pattern.New(`^\s*[\[{]`)},
	{"w3c", pattern.New(`^\d{4}-\d\d-\d\d[ \t]\d\d:\d\d:\d\d[ \t]`)},
	{"common", pattern.New(`^\S+ \S+ .*\[\d\d/\w{3}/\d{4}:`)},
}

// magics are how files begin that are no texts.
var magics = []struct{ name, begins string }{
	{"zip", "PK\x03\x04"}, {"compressed", "BZh"}, {"compressed", "\xFD7zXZ"}, {"compressed", "\x28\xB5\x2F\xFD"}, {"compressed", "7z\xBC\xAF"},
	{"utf-16", "\xFF\xFE"}, {"utf-16", "\xFE\xFF"},
}
