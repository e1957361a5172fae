// Package sourceedit changes single keys of a front matter, or the text below it,
// and leaves every other byte of the file as it is. It puts two changes of one file
// together where they do not touch, and writes files so that no version is lost.
//
//	doc, ok := sourceedit.Parse(raw)
//	doc.Set([]string{"event", "place"}, tomlfile.Quote("Nhà văn hoá"))
//	doc.SetBody(text)
//	err := folder.Write("content/a.md", sourceedit.Sum(raw), doc.Bytes())
//
// An unchanged document returns the bytes that it was read from.
package sourceedit

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
)

// Document is a Markdown file in its parts.
type Document struct {
	head  []byte // up to and with the first line "+++"
	front []byte
	fence []byte // the second line "+++"
	body  []byte
}

// Parse takes a file apart. It reports false if the file has no front matter
// in TOML, or a faulty one, or is not in UTF-8: such a file is for an editor.
func Parse(raw []byte) (*Document, bool) {
	start, end, ok := Front(raw)
	if !ok || !utf8.Valid(raw) {
		return nil, false
	}
	after := end + len(FirstLine(raw[end:]))
	d := &Document{head: raw[:start], front: raw[start:end], fence: raw[end:after], body: raw[after:]}
	return d, d.Values() != nil
}

// Front finds the text between the two lines "+++".
func Front(text []byte) (start, end int, ok bool) {
	start = -1
	for at := 0; at < len(text); {
		line := FirstLine(text[at:])
		trimmed := strings.TrimRight(strings.TrimPrefix(string(line), "\ufeff"), " \t\r\n")
		switch {
		case trimmed == "+++" && start < 0:
			start = at + len(line)
		case trimmed == "+++":
			return start, at, true
		case trimmed != "" && start < 0:
			return 0, 0, false
		}
		at += len(line)
	}
	return 0, 0, false
}

// FirstLine is a text up to and with its first line end.
func FirstLine(text []byte) []byte {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		return text[:i+1]
	}
	return text
}

// Bytes is the file.
func (d *Document) Bytes() []byte { return slices.Concat(d.head, d.front, d.fence, d.body) }

// Values are those of the front matter, as tomlfile.Doc.Map gives them; nil if
// it has a fault.
func (d *Document) Values() map[string]any {
	text, _ := source.Normalize("", d.front)
	doc, problems := tomlfile.Parse(tomlfile.Source{Text: text.Bytes})
	if len(problems) > 0 {
		return nil
	}
	return doc.Map()
}

// Value is the value at a path of keys; nil if there is none.
func (d *Document) Value(path ...string) any {
	var value any = d.Values()
	for _, key := range path {
		table, _ := value.(map[string]any)
		value = table[key]
	}
	return value
}

// Set puts a value, as TOML writes it, at a path of keys. It reports false, and
// changes nothing, if that cannot be done without touching anything else.
func (d *Document) Set(path []string, value string) bool {
	next, ok := tomlfile.Set(d.front, path, value)
	if ok {
		d.front = next
	}
	return ok
}

// Remove takes a value out, as Set puts it in.
func (d *Document) Remove(path ...string) bool {
	next, ok := tomlfile.Remove(d.front, path)
	if ok {
		d.front = next
	}
	return ok
}

// Body is the text with plain line ends, as a form shows it.
func (d *Document) Body() string { return plain(string(d.body)) }

func plain(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// SetBody replaces the text. Lines at the beginning and the end that are the
// same stay byte for byte; new ones end as most of the file's do. What is not
// UTF-8 becomes U+FFFD, or the file could not be read again.
func (d *Document) SetBody(text string) {
	text = plain(strings.ToValidUTF8(text, "\ufffd"))
	if text == d.Body() {
		return
	}
	old, fresh := lines(string(d.body)), lines(text)
	head, tail := 0, 0
	for head < min(len(old), len(fresh)) && plain(old[head]) == fresh[head] {
		head++
	}
	for tail < min(len(old), len(fresh))-head && plain(old[len(old)-1-tail]) == fresh[len(fresh)-1-tail] {
		tail++
	}
	middle := strings.Join(fresh[head:len(fresh)-tail], "")
	if bytes.Contains(d.head, []byte("\r\n")) {
		middle = strings.ReplaceAll(middle, "\n", "\r\n")
	}
	d.body = []byte(strings.Join(old[:head], "") + middle + strings.Join(old[len(old)-tail:], ""))
	if len(d.fence) > 0 && d.fence[len(d.fence)-1] != '\n' && len(d.body) > 0 {
		d.fence = append(slices.Clip(d.fence), '\n')
	}
}

func lines(text string) []string { return strings.SplitAfter(text, "\n") }

// Place is where the value at a path of keys stands in the file, or, if it is not there,
// the table that would hold it.
func (d *Document) Place(path ...string) problem.Place { return d.places().Place(keys(path)...) }

// KeyPlace is Place for the key itself.
func (d *Document) KeyPlace(path ...string) problem.Place { return d.places().KeyPlace(keys(path)...) }

func (d *Document) places() *tomlfile.Doc {
	text, _ := source.Normalize("", d.front)
	return tomlfile.Unparsed(tomlfile.Source{Text: text.Bytes, Line: 1 + bytes.Count(d.head, []byte("\n"))})
}

func keys(path []string) []any {
	all := make([]any, len(path))
	for i, key := range path {
		all[i] = key
	}
	return all
}

// TextLine is the number of the line on which the text begins, without blank lines above
// it; of a document without text, the line below the front matter.
func (d *Document) TextLine() int {
	first := 1 + bytes.Count(d.head, []byte("\n")) + bytes.Count(d.front, []byte("\n")) + bytes.Count(d.fence, []byte("\n"))
	text := d.Body()
	return first + len(text) - len(strings.TrimLeft(text, "\n"))
}
