package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/quantity"
)

// Recorded is [recordings.vi]: what a recording of the text says.
type Recorded struct {
	From    Mark     `toml:"from"`    // the text as it was when it was recorded
	Numbers []string `toml:"numbers"` // the numbers of that text, as they were written
	MadeBy  string   `toml:"made_by"` // the program whose voice it is; "" for a person
}

// Recordings are those of a text, by language. Its keys are tags in small letters.
type Recordings map[string]Recorded

// DecodeTOML reads [recordings].
func (r *Recordings) DecodeTOML(v tomlfile.Value) []problem.Problem {
	table, ok := v.Raw.(map[string]any)
	if !ok {
		return v.WrongType("table")
	}
	*r = make(Recordings, len(table))
	var problems []problem.Problem
	for tag := range table {
		var one Recorded
		problems = append(problems, v.At(tag).Decode(&one)...)
		(*r)[strings.ToLower(tag)] = one
	}
	return problems
}

// Told says how a recording stands to a text.
type Told struct {
	Stale bool
	// Gone are the numbers that the recording says and the text does not, New those of
	// the text that the recording does not say. Both as they are written.
	Gone, New []string
}

// Compare compares a recording with the entry's text as it is now, and with the numbers
// that the site has for its directives (see withFacts), in its settings and in tables,
// those of data/. The error is an I/O error.
func (e *Entry) Compare(r Recorded, tables map[string]any) (Told, error) {
	stamp, _, err := e.Stamp()
	if err != nil {
		return Told{}, err
	}
	numbers, err := e.reader.Numbers(e.File, tables)
	if err != nil || uint32(r.From) == stamp.Whole && containsAll(numbers, r.Numbers) {
		return Told{}, err
	}
	var then, now quantity.Block
	for _, text := range r.Numbers {
		then.Read(text, strings.ToLower(text), e.Language, 0)
	}
	for _, text := range numbers {
		now.Read(text, strings.ToLower(text), e.Language, 0)
	}
	d := quantity.Compare(then, now)
	return Told{Stale: true, Gone: asWritten(d.Source), New: asWritten(d.Translation)}, nil
}

// containsAll reports whether all that was written still is. Where the text is the same,
// only what its directives stand for may be other.
func containsAll(now, then []string) bool {
	return !slices.ContainsFunc(then, func(n string) bool { return !slices.Contains(now, n) })
}

func asWritten(found []quantity.Found) []string {
	var all []string
	for _, f := range found {
		all = append(all, f.Text)
	}
	return all
}

// unsaid is what of a text is written and not said: where links lead, which files are
// shown, code.
var unsaid = regexp.MustCompile("(?s)\\]\\([^)\n]*\\)|\\b(?:src|id|href|poster|captions|transcript)=\"[^\"\n]*\"|```.*?```|<[^>\n]*>|https?://\\S+")

// spokenKeys are the keys of front matter that are read aloud.
var spokenKeys = []string{"title", "summary", "hotlines", "event"}

// Numbers are the numbers of an entry that a reader would say aloud, each once, in the
// order of the file and as they are written; also those of the hotlines, emergencies and
// figures that the text names by a directive, from the settings and from tables, those of
// data/. The error is an I/O error.
func (r *Reader) Numbers(f source.File, tables map[string]any) ([]string, error) {
	text, _, err := source.Read(r.files, f)
	if err != nil {
		return nil, err
	}
	front, start, _ := split(text)
	doc, _ := tomlfile.Parse(front)
	var said []string
	for _, key := range spokenKeys {
		said = appendTexts(said, doc.Map()[key])
	}
	language := r.Name(f).Language
	said = append(said, unsaid.ReplaceAllString(r.withFacts(string(text.Bytes[start:]), language, tables), " "))
	var all []string
	for _, s := range said {
		for _, q := range quantity.Of(s, language) {
			if (q.Phone != "" || q.Value != 0) && !slices.Contains(all, q.Text) {
				all = append(all, q.Text)
			}
		}
	}
	return all, nil
}

// appendTexts appends the texts of a value of front matter, and days as they are written.
func appendTexts(all []string, value any) []string {
	switch value := value.(type) {
	case string:
		return append(all, value)
	case nil:
	case []any:
		for _, one := range value {
			all = appendTexts(all, one)
		}
	case map[string]any:
		keys := make([]string, 0, len(value))
		for key := range value {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			all = appendTexts(all, value[key])
		}
	default:
		all = append(all, fmt.Sprint(value))
	}
	return all
}
