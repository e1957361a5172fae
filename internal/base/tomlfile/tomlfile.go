// Package tomlfile reads strict TOML and keeps the position in the file of every key
// and value.
//
//	doc, problems := tomlfile.Parse(tomlfile.Source{File: "site.toml", Text: text, Area: "site"})
//	problems = append(problems, doc.Decode(&settings)...)
//	at := doc.Place("hotlines", 0, "number")
//
// A file without faults is parsed once. Positions are computed when Place is
// called, that is, when there is a problem to show. A file with small
// slips (curly quotes as delimiters, 1/6/2026, title: "x") is repaired first; a
// file with faults loses the faulty lines, and each becomes a problem.
package tomlfile

import (
	"bytes"

	"loa/internal/base/problem"
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
	src      Source // as written; positions refer to it
	text     []byte // as parsed: repaired, faulty lines blanked; the same lines
	values   map[string]any
	repaired []string
	scan     *scanner         // made when a position is first asked for
	written  problem.Locator  // of src.Text
	parsed   *problem.Locator // of text; nil unless changed
	changed  bool             // text is not src.Text
}

// Parse reads a text. The document holds all that could be read.
func Parse(src Source) (*Doc, []problem.Problem) {
	src.Text = withoutMark(src.Text)
	d := &Doc{src: src, text: src.Text}
	return d, d.parse()
}

func (d *Doc) parse() []problem.Problem {
	src := d.src
	if most := problem.MaxTableValues.Most; len(src.Text) > most {
		if _, beyond := Values(src.Text, most); beyond >= 0 {
			return d.refuse(problem.MaxTableValues, span{beyond, beyond + 1})
		}
	}
	if values, ok := parsePlain(src.Text); ok {
		d.values = values
		return nil
	}
	if at, deep := tooDeepAt(src.Text); deep {
		return d.refuse(problem.MaxKeyDepth, at)
	}
	values, fault := parse(src.Text)
	if fault == nil {
		d.values = values
		return nil
	}
	return d.salvage()
}

// refuse leaves the document empty, because of what stands beyond a limit.
func (d *Doc) refuse(limit problem.Limit, at span) []problem.Problem {
	d.values, d.scan = map[string]any{}, scanText(nil)
	return []problem.Problem{limit.Over(d.placeOf(at))}
}

// tooDeepAt finds what stands deeper than the limit. A text with few brackets and points
// has nothing so deep, and is not scanned.
func tooDeepAt(text []byte) (span, bool) {
	marks := 0
	for _, mark := range []string{"[", "{", "."} {
		marks = max(marks, bytes.Count(text, []byte(mark)))
	}
	if marks <= problem.MaxKeyDepth.Most/2 {
		return span{}, false
	}
	s := scanText(text)
	if n := len(s.statements); n > 0 && s.statements[n-1].flaw == tooDeep {
		return s.statements[n-1].at, true
	}
	return span{}, false
}

// withoutMark takes off byte order marks, which the library passes over in
// silence and without counting them.
func withoutMark(text []byte) []byte {
	for _, mark := range []string{"\uFEFF", "\xff\xfe", "\xfe\xff"} {
		if rest, found := bytes.CutPrefix(text, []byte(mark)); found {
			return withoutMark(rest)
		}
	}
	return text
}

// Map returns the whole document: string, int64, float64, bool, Moment, Clock,
// []any and map[string]any. The caller must not change it.
func (d *Doc) Map() map[string]any { return d.values }

// Repaired lists the lines that were repaired, as they should have been written;
// empty for a text that needed none.
func (d *Doc) Repaired() []string { return d.repaired }

// Text returns the source with its repaired lines, for writing back. Faulty
// lines stand as the author wrote them.
func (d *Doc) Text() []byte {
	if len(d.repaired) == 0 {
		return d.src.Text
	}
	repaired, _ := repair(d.src.Text)
	return repaired
}

// Decode fills the struct that into points to, by its fields' tags
// `toml:"name"`. It tells of everything that does not fit: unknown keys, wrong
// types, and whatever a type's own DecodeTOML finds. A field of type
// map[string]any takes anything; a single value is taken for a list of one.
func (d *Doc) Decode(into any) []problem.Problem { return d.Top().Decode(into) }

// Top is the whole document as a value, for a type that reads itself from it.
func (d *Doc) Top() Value { return Value{Raw: d.values, doc: d} }
