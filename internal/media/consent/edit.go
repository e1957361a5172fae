package consent

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"loa/internal/base/tomlfile"
)

// lists are the tables of a ledger that hold entries.
var lists = []string{"picture", "recording"}

// Append adds an entry to the text of a ledger, below what stands in it. lines are the
// keys of the entry besides its file.
func Append(text []byte, file, lines string) []byte {
	next := bytes.Clone(text)
	if len(next) > 0 {
		if next[len(next)-1] != '\n' {
			next = append(next, '\n')
		}
		next = append(next, '\n')
	}
	return append(next, NewEntry(file, lines)...)
}

// NewEntry is an entry as Append writes it.
func NewEntry(file, lines string) string {
	return "[[picture]]\nfile = " + tomlfile.Quote(file) + "\n" + lines
}

// Withdraw returns the text of a ledger in which no agreement for a file holds from a day
// on: every entry of the file says so, or a new one if there is none. It reports false if
// the text has a fault, or writes its entries in another way than as tables.
func Withdraw(text []byte, file string, day time.Time) ([]byte, bool) {
	from := day.Format(time.DateOnly)
	found := false
	next, ok := eachEntry(text, file, func(list string, e Entry, row []byte) ([]byte, bool) {
		found = true
		if !e.Withdrawn.IsZero() && !dayOf(e.Withdrawn, day.Location()).After(day) {
			return row, true
		}
		return tomlfile.Set(row, []string{list, "withdrawn"}, from)
	})
	if !ok || found {
		return next, ok
	}
	return Append(text, file, "children = false\nwithdrawn = "+from+"\n"), true
}

// Named are the entries of a file in the text of a ledger. It reports false as Withdraw does.
func Named(text []byte, file string) ([]Entry, bool) {
	var all []Entry
	_, ok := eachEntry(text, file, func(_ string, e Entry, row []byte) ([]byte, bool) {
		all = append(all, e)
		return row, true
	})
	return all, ok
}

// Renew returns the text of a ledger in which one agreement for a file holds again: the one
// of that number among those that Named returns, from 0. An entry without the number of a
// paper says nothing of who is in the picture: it needs lines, as Append takes them. It
// reports false as Withdraw does, and if no such agreement was withdrawn.
func Renew(text []byte, file string, number int, lines string) ([]byte, bool) {
	i, found := -1, false
	next, ok := eachEntry(text, file, func(list string, e Entry, row []byte) ([]byte, bool) {
		i++
		if i != number || e.Withdrawn.IsZero() {
			return row, true
		}
		found = true
		if e.Consent == "" {
			var ok bool
			if row, ok = answered(list, row, lines); !ok {
				return nil, false
			}
		}
		return tomlfile.Remove(row, []string{list, "withdrawn"})
	})
	return next, ok && found
}

// answered is a row that says of the people in its picture what lines say, and nothing
// else of them.
func answered(list string, row []byte, lines string) (_ []byte, ok bool) {
	said := map[string]string{}
	for line := range strings.Lines(lines) {
		if key, value, is := strings.Cut(strings.TrimSpace(line), " = "); is {
			said[key] = value
		}
	}
	for _, key := range []string{"children", "consent", "until", "scope"} {
		at := []string{list, key}
		if value, is := said[key]; is {
			row, ok = tomlfile.Set(row, at, value)
		} else {
			row, ok = tomlfile.Remove(row, at)
		}
		if !ok {
			return nil, false
		}
	}
	return row, len(said) > 0
}

// eachEntry changes the entries of a file. Rows are read one by one, so that all else keeps
// its bytes.
func eachEntry(text []byte, file string, change func(list string, e Entry, row []byte) ([]byte, bool)) ([]byte, bool) {
	for _, list := range lists {
		rows, ok := tomlfile.Rows(text, list)
		if !ok {
			return nil, false
		}
		next := slices.Clone(rows)
		for i, row := range rows {
			e, ok := entryOf(list, row)
			if !ok {
				return nil, false
			}
			if e.File != clean(file) {
				continue
			}
			if next[i], ok = change(list, e, row); !ok {
				return nil, false
			}
		}
		if len(rows) == 0 {
			continue
		}
		if text, ok = tomlfile.SetRows(text, list, next); !ok {
			return nil, false
		}
	}
	return text, true
}

// entryOf reads one row.
func entryOf(list string, row []byte) (Entry, bool) {
	doc, problems := tomlfile.Parse(tomlfile.Source{File: File, Text: row, Area: "consent"})
	if len(problems) > 0 {
		return Entry{}, false
	}
	var read struct {
		Picture   Entry `toml:"picture"`
		Recording Entry `toml:"recording"`
	}
	doc.Decode(&read) // its problems are told where the ledger is read
	if list == "recording" {
		return read.Recording, true
	}
	return read.Picture, true
}
