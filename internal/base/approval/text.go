package approval

import (
	"fmt"
	"strings"
	"unicode"

	"loa/internal/base/pattern"
)

// String names an action in one word of a command line: the folder, or the user and the
// host, with the key behind “#”. Of a command it names the words, one space between them, and
// the program that is run behind “#”; a person who writes that puts it in quotes. It is what a person reads before they allow an action,
// and what they write to allow it without being asked. Where a site could hide something
// (quotes, spaces, control and direction characters, foreign letters in a host), there
// are percent signs with the byte's number, so that two actions never look alike.
func (a Action) String() string {
	text := visiblePath(a.Target)
	if a.Kind == Command {
		text = words(a.Target)
	}
	if scheme, rest, ok := strings.Cut(a.Target, "://"); ok && a.Kind != Command {
		host, path, _ := strings.Cut(rest, "/")
		text = scheme + "://"
		if a.User != "" {
			text += visible(a.User, userSigns, true) + "@"
		}
		text += visible(host, hostSigns, true) + "/" + visiblePath(path)
	}
	if a.Key != "" {
		text += "#" + visible(a.Key, pathSigns, false)
	}
	return text
}

// The signs, beside letters and digits, that are shown: no shell gives them a meaning
// within a word.
const (
	pathSigns = `/\:._-+@=~`
	hostSigns = ":.-_[]"
	userSigns = "._-+"
)

// words are those of a command. None has a space in it that shows.
func words(target string) string {
	all := strings.Split(target, "\x00")
	for i := range all {
		all[i] = visible(all[i], pathSigns+"{}", false)
	}
	return strings.Join(all, " ")
}

// heading is a word in braces, for which a network puts in the cell of a unit's row.
var heading = pattern.New(`\{[\pL\pN_-]+\}`)

// visiblePath is visible of a path. A heading stays as it is written: no shell gives it a
// meaning between quotation marks.
func visiblePath(text string) string {
	var b strings.Builder
	end := 0
	for _, at := range heading.FindAllStringIndex(text, -1) {
		b.WriteString(visible(text[end:at[0]], pathSigns, false) + text[at[0]:at[1]])
		end = at[1]
	}
	return b.String() + visible(text[end:], pathSigns, false)
}

// visible writes out every character that does not show itself or that a shell reads.
func visible(text, signs string, ascii bool) string {
	var b strings.Builder
	for _, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if letter && (r <= unicode.MaxASCII || !ascii) || strings.ContainsRune(signs, r) {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(string(r)) {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
