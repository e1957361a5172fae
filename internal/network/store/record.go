package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"loa/internal/base/output"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/publish/remote"
)

// Form is the form of records that this program writes and reads.
const Form = 1

// Record is what a site became: its files by their contents, and its problems. It depends on
// the site's inputs, the program and the day alone, so that two machines write the same
// bytes.
type Record struct {
	Form     int    `json:"form"`
	Key      string `json:"key"`
	Name     string `json:"name"`
	Province string `json:"province,omitempty"`
	Digest   string `json:"digest"` // of all inputs, the program and the day
	Day      string `json:"day"`    // 2026-11-30, in the site's time zone
	BaseURL  string `json:"base_url"`
	Pages    int    `json:"pages"`
	// Stopped says that problems keep the site from being published. Then it has no files.
	Stopped   bool            `json:"stopped"`
	Files     []File          `json:"files"`
	Problems  []problem.Saved `json:"problems"`
	Withdrawn Withdrawn       `json:"withdrawn"`
	Lists     []List          `json:"lists,omitempty"` // of the warnings of other sites that it shows
	Titles    []Title         `json:"titles,omitempty"`
	Events    []Event         `json:"events,omitempty"`
	LeftDates int             `json:"left_dates,omitempty"` // more of Events than a record lists
}

// File is one file of a site.
type File struct {
	Path   string       `json:"path"`
	SHA256 string       `json:"sha256"`
	Size   int64        `json:"size"`
	Class  output.Class `json:"class"`
}

// Withdrawn are the pictures that must be taken away from a place before anything else, as
// build.Withdrawn has them.
type Withdrawn struct {
	Files []string `json:"files,omitempty"`
	Stems []string `json:"stems,omitempty"`
	Packs bool     `json:"packs,omitempty"`
}

// List is a list of warnings of another site, as a record was made with it.
type List struct {
	Address string `json:"address"`
	SHA256  string `json:"sha256,omitempty"` // "" for none: it had never come
}

// Title is a page that the network's front finds by its title.
type Title struct {
	Title    string `json:"title"`
	Language string `json:"language"`
	Path     string `json:"path"` // from BaseURL
}

// Event is a date ahead on which an event takes place, for the network's calendar.
type Event struct {
	Title string `json:"title"`
	Place string `json:"place,omitempty"`
	Start string `json:"start"`         // 2026-11-30, or with a time: 2026-11-30T08:00:00+07:00
	End   string `json:"end,omitempty"` // likewise; of days the last one
	Path  string `json:"path"`          // from BaseURL
}

// ErrDamaged is the error of a record that is cut short, of another form, or of another
// site than its name says.
var ErrDamaged = errors.New("store: the record is damaged")

// encode writes a record; equal records give equal bytes.
func (r *Record) encode() ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(r)
	return out.Bytes(), err
}

var digestForm = pattern.New(`^[0-9a-f]{64}$`)

// decode reads a record and checks that it is whole and that of a name.
func decode(data []byte, key, digest string) (*Record, error) {
	var r Record
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, err.Error())
	}
	switch {
	case r.Form != Form:
		return nil, fmt.Errorf("%w: form %d", ErrDamaged, r.Form)
	case r.Key != key || r.Digest != digest:
		return nil, fmt.Errorf("%w: it is that of %s/%s", ErrDamaged, r.Key, r.Digest)
	case r.Stopped != (len(r.Files) == 0):
		return nil, fmt.Errorf("%w: %d files", ErrDamaged, len(r.Files))
	case slices.ContainsFunc(r.Files, func(f File) bool { return !f.valid() }):
		return nil, fmt.Errorf("%w: a file that cannot be", ErrDamaged)
	}
	return &r, nil
}

// valid reports whether a file may be published by its record: the record may come from
// another machine.
func (f File) valid() bool {
	return remote.Check(f.Path) == nil && output.Check(f.Path) == nil && digestForm.MatchString(f.SHA256) && f.Size >= 0 && slices.Contains(output.Order(), f.Class)
}
