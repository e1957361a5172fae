// Package content understands one entry: a Markdown file as its author wrote
// it, in one language. It reads the front matter, checks every value that can
// be checked without other entries, and forgets the body, which is read again
// when its page is rendered.
package content

import (
	"bytes"
	"reflect"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
)

// Kind is what an entry is, by the table in its front matter.
type Kind string

const (
	Article  Kind = "article"
	Event    Kind = "event"
	Campaign Kind = "campaign"
	Document Kind = "document"
	Section  Kind = "section" // _index.md; in the content folder itself: the home page
)

// Entry is one file, understood. It is not changed after Read.
type Entry struct {
	Name
	Front
	File source.File
	Kind Kind
	Lead string // the summary, or the first paragraph as plain text

	// Unapproved says that the site asks for an approval and the entry has none.
	Unapproved bool

	// Sum stands for all that translations are made from; 0 unless the entry was
	// read with ReadSource.
	Sum uint32

	Face Face

	bodyStart int32 // offset of the body in the normalized text
	reader    *Reader
	optional  *optional // nil for most entries
	known     *Known    // nil if the entry cannot be recalled
}

// optional is what few entries have.
type optional struct {
	sheet  *Sheet
	cites  []string
	allows []Allow
}

// Sheet is the spreadsheet of events that a section names; nil if none.
func (e *Entry) Sheet() *Sheet {
	if e.optional == nil {
		return nil
	}
	return e.optional.sheet
}

// Cites are the numbers of the documents that the text cites.
func (e *Entry) Cites() []string {
	if e.optional == nil {
		return nil
	}
	return e.optional.cites
}

// On returns the day or moment by which lists order the entry: an event's
// start, else the date of publication.
func (e *Entry) On(zone *time.Location) time.Time {
	if e.Event != nil && !e.Event.Start.IsZero() {
		return e.Event.Start.In(zone)
	}
	return e.Date.In(zone)
}

// Live reports whether the entry is on the site on a day (midnight in the
// site's zone): published by then, and not yet expired. An entry that lacks an
// approval is treated as a draft.
func (e *Entry) Live(day time.Time, drafts bool) bool {
	if (e.Draft || e.Unapproved) && !drafts {
		return false
	}
	if !e.Publish.IsZero() && dayOf(e.Publish, day.Location()).After(day) {
		return false
	}
	return e.Expires.IsZero() || !dayOf(e.Expires, day.Location()).Before(day)
}

// NextChange returns the first day after the given one on which the entry goes
// up or comes down by itself, zero if none, and whether it goes up.
func (e *Entry) NextChange(day time.Time) (on time.Time, up bool) {
	if e.Draft || e.Unapproved {
		return time.Time{}, false
	}
	if p := dayOf(e.Publish, day.Location()); !e.Publish.IsZero() && p.After(day) {
		return p, true
	}
	if !e.Expires.IsZero() {
		if gone := dayOf(e.Expires, day.Location()).AddDate(0, 0, 1); gone.After(day) {
			return gone, false
		}
	}
	return time.Time{}, false
}

func dayOf(m tomlfile.Moment, zone *time.Location) time.Time {
	t := m.In(zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
}

// SameFront reports whether two readings of a file differ in nothing but the
// text below the front matter, and not in what lists show of it.
func (e *Entry) SameFront(other *Entry) bool {
	return e.bodyStart == other.bodyStart && e.Kind == other.Kind && e.Unapproved == other.Unapproved && e.Name == other.Name && e.Lead == other.Lead &&
		reflect.DeepEqual(e.optional, other.optional) && reflect.DeepEqual(e.Front, other.Front)
}

// Under returns the entry's text under the front matter of an earlier reading,
// for as long as its own cannot be used.
func (e *Entry) Under(earlier *Entry) *Entry {
	kept := *earlier
	kept.File, kept.bodyStart, kept.optional = e.File, e.bodyStart, e.optional
	return &kept
}

// Place returns where a front matter value stands. It reads the file again: it
// is called only when there is a problem to show.
func (e *Entry) Place(path ...any) problem.Place {
	front, ok := e.reader.front(e.File)
	if !ok {
		return problem.Place{File: e.File.Path}
	}
	return tomlfile.Locate(front, path...)
}

// Places is Place for several values: the file is read once, when the first place is
// asked for.
func (e *Entry) Places() func(path ...any) problem.Place {
	var doc *tomlfile.Doc
	return func(path ...any) problem.Place {
		if doc == nil {
			front, _ := e.reader.front(e.File)
			doc = tomlfile.Unparsed(front)
		}
		return doc.Place(path...)
	}
}

// Body returns an entry's text, with the words of the site's unit where it asks for them,
// and the offset at which the body begins. The text is valid until the caller uses the buffer again. It belongs to the reader and
// not to the entry, so that whoever has the pages of a site cannot reach their texts:
// what is made of pages alone stays the same while texts change (see Face).
func (r *Reader) Body(e *Entry, buffer *[]byte) (source.Text, int, error) {
	text, _, err := source.ReadInto(buffer, r.files, e.File)
	if err != nil {
		return text, 0, err
	}
	start := int(e.bodyStart)
	if !startsBody(text.Bytes, start) { // written since it was understood, or never whole
		_, start, _ = split(text)
	}
	text, _ = r.local(e, text, start)
	return text, start, nil
}

// startsBody reports whether front matter ends at an offset.
func startsBody(text []byte, at int) bool {
	if at == 0 || at > len(text) {
		return at == 0
	}
	front := bytes.TrimRight(text[:at], " \t\n")
	return bytes.HasSuffix(front, fence) && (at == len(text) || text[at-1] == '\n')
}
