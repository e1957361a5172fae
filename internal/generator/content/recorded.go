package content

import (
	"fmt"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/quantity"
)

// Recorded is [recordings.vi]: what a recording of the text says.
type Recorded struct {
	From    Mark     `toml:"from"`    // the text as it was when it was recorded
	Numbers []string `toml:"numbers"` // the numbers of that text, as they were written
	Dates   []string `toml:"dates"`   // the dates that its ::events listed, see Stated
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
	// Gone are the numbers and dates that the recording says and the text does not, New
	// those of the text that the recording does not say. Both as they are written.
	Gone, New []string
}

// Compare compares a recording with the entry's text as it is now, and with what the site
// states for its directives. The error is an I/O error.
func (e *Entry) Compare(r Recorded, stated Stated) (Told, error) {
	stamp, _, err := e.Stamp()
	if err != nil {
		return Told{}, err
	}
	said, err := e.reader.Said(e.File, stated)
	if err != nil {
		return Told{}, err
	}
	moved := said.missing(r.Dates)
	if uint32(r.From) == stamp.Whole && containsAll(said.Numbers, r.Numbers) && len(moved) == 0 {
		return Told{}, nil
	}
	var then, now quantity.Block
	for _, text := range r.Numbers {
		then.Read(text, strings.ToLower(text), e.Language, 0)
	}
	for _, text := range said.Numbers {
		now.Read(text, strings.ToLower(text), e.Language, 0)
	}
	d := quantity.Compare(then, now)
	return Told{Stale: true, Gone: append(asWritten(d.Source), moved...), New: append(asWritten(d.Translation), said.instead(moved)...)}, nil
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
var unsaid = pattern.New("(?s)\\]\\([^)\n]*\\)|\\b(?:src|id|href|poster|captions|transcript)=\"[^\"\n]*\"|```.*?```|<[^>\n]*>|https?://\\S+")

// spokenKeys are the keys of front matter that are read aloud.
var spokenKeys = []string{"title", "summary", "hotlines", "event"}

// Said is what of a text a reader would say aloud and can be compared.
type Said struct {
	Numbers []string // each once, in the order of the file and as they are written
	Dates   []string // those that its ::events list

	ahead []string // the dates that they would list in time
	today string
}

// Said reads an entry: its numbers, also those of the hotlines, emergencies, figures and
// documents that the text names by a directive, and the dates of its events. The error is
// an I/O error.
func (r *Reader) Said(f source.File, stated Stated) (Said, error) {
	text, _, err := source.Read(r.files, f)
	if err != nil {
		return Said{}, err
	}
	front, start, _ := split(text)
	doc, _ := tomlfile.Parse(front)
	var texts []string
	for _, key := range spokenKeys {
		texts = appendTexts(texts, doc.Map()[key])
	}
	language, written := r.Name(f).Language, text.Bytes[start:]
	if local, _ := doc.Map()["local"].(bool); local {
		written = unitOf{r.settings, language}.said(texts, written)
	}
	body, events := r.withFacts(string(written), language, stated)
	texts = append(texts, unsaid.ReplaceAllString(body, " "))
	said := Said{today: stated.Today}
	for _, s := range texts {
		for _, q := range quantity.Of(s, language) {
			if (q.Phone != "" || q.Value != 0) && !slices.Contains(said.Numbers, q.Text) {
				said.Numbers = append(said.Numbers, q.Text)
			}
		}
	}
	for _, u := range events {
		if stated.Upcoming != nil {
			said.Dates = append(said.Dates, stated.Upcoming(u.value)...)
			said.ahead = append(said.ahead, stated.Ahead(u.value)...)
		}
	}
	return said, nil
}

// dayAndTime is the part of a date that is compared: another title is no other date.
var dayAndTime = pattern.New(`^\d{4}-\d\d-\d\d(?: \d\d:\d\d)?`)

// missing are those of some dates that no event has now. What was before today is over, and
// nothing is wrong with it.
func (s Said) missing(dates []string) []string {
	now := map[string]int{}
	for _, d := range s.ahead {
		now[dayAndTime.FindString(d)]++
	}
	var missing []string
	for _, d := range dates {
		at := dayAndTime.FindString(d)
		if now[at]--; now[at] < 0 && at >= s.today {
			missing = append(missing, d)
		}
	}
	return missing
}

// instead are the dates that the events of missing ones have now, by their titles: the next
// of each.
func (s Said) instead(missing []string) []string {
	var now []string
	for _, gone := range missing {
		title := strings.TrimPrefix(gone, dayAndTime.FindString(gone))
		i := slices.IndexFunc(s.ahead, func(d string) bool { return strings.TrimPrefix(d, dayAndTime.FindString(d)) == title })
		if i >= 0 && !slices.Contains(now, s.ahead[i]) {
			now = append(now, s.ahead[i])
		}
	}
	return now
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
