// Package tomlfile reads strict TOML and knows where in the file everything
// stands.
//
//	doc, problems := tomlfile.Parse(tomlfile.Source{File: "site.toml", Text: text, Area: "site"})
//	problems = append(problems, doc.Decode(&settings)...)
//	at := doc.Place("hotlines", 0, "number")
//
// A healthy file costs one pass. Positions are looked for only when somebody
// asks for one, that is, when there is a problem to show. A file with small
// slips (curly quotes as delimiters, 1/6/2026, title: "x") is healed first; a
// file with faults loses the faulty lines, and each becomes a problem.
package tomlfile

import (
	"loa/internal/problem"
)

// Source is a text to parse and where it comes from.
type Source struct {
	File string // slash-separated, from the site's folder
	Text []byte
	Line int    // the number of the first line in File; 0 means 1
	Area string // "front-matter", "site", "data": whose words tell of an unknown key
}

// Doc is a parsed text. It may be incomplete where the text had faults, but
// it is never nil.
type Doc struct {
	src    Source // as written; positions refer to it
	text   []byte // as parsed: healed, faulty lines blanked; the same lines
	values map[string]any
	healed []string
	index  *node // made when a position is first asked for
}

// Map returns the whole document: strings, int64, float64, bool, Moment,
// Clock, []any and map[string]any. The caller must not change it.
func (d *Doc) Map() map[string]any { return d.values }

// Healed lists the lines that were healed, as they should be written; empty
// for a text that needed none.
func (d *Doc) Healed() []string { return d.healed }

// Text returns the source with its healed lines: what "loa fmt" writes.
// Without healing it is the source itself.
func (d *Doc) Text() []byte { return d.src.Text }

// Place returns where the value at a path of keys and indexes stands, as in
// Place("sources", 0, "url"). A path that is missing gives its nearest parent.
func (d *Doc) Place(path ...any) problem.Place { return problem.Place{File: d.src.File} }

// KeyPlace returns where the key (or the table's header) at a path stands.
func (d *Doc) KeyPlace(path ...any) problem.Place { return problem.Place{File: d.src.File} }

// Keys lists the keys of the table at a path in the order of the file.
func (d *Doc) Keys(path ...any) []string { return nil }

// Parse reads a text. The document holds all that could be read.
func Parse(src Source) (*Doc, []problem.Problem) { return &Doc{src: src}, nil }

// Decode fills the struct that into points to, by its fields' tags
// `toml:"name"`. It tells of everything that does not fit: unknown keys, wrong
// types, and whatever a type's own DecodeTOML finds. A field of type
// map[string]any takes anything; a single value is taken for a list of one.
func (d *Doc) Decode(into any) []problem.Problem { return nil }

// Locate finds the value at a path without parsing: for a place that is asked
// for long after the document was dropped.
func Locate(src Source, path ...any) problem.Place {
	return (&Doc{src: src, text: src.Text}).Place(path...)
}

// LocateKey is Locate for the key itself.
func LocateKey(src Source, path ...any) problem.Place {
	return (&Doc{src: src, text: src.Text}).KeyPlace(path...)
}

type node struct{}
