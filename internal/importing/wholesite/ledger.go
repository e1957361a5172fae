package wholesite

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
)

// Ledger is where a site keeps what was brought in. No template sees it.
const Ledger = "data/imported.toml"

// row is a page that was brought in.
type row struct {
	From  string `toml:"from"`  // its file in the source
	Hash  string `toml:"hash"`  // of what it was made of
	Entry string `toml:"entry"` // what it became
	Wrote string `toml:"wrote"` // the sum of the entry's bytes as they were written
}

type ledger struct {
	rows    []row
	byFrom  map[string]int
	changed bool
}

// load reads the ledger; one that is not there is empty.
func load(files fs.FS) (*ledger, error) {
	l := &ledger{byFrom: map[string]int{}}
	text, _, err := source.Read(files, source.File{Path: Ledger, Name: Ledger})
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return nil, err
	}
	doc, _ := tomlfile.Parse(tomlfile.Source{File: Ledger, Text: text.Bytes, Area: "imported"})
	var all struct {
		Pages []row `toml:"page"`
	}
	doc.Decode(&all)
	for _, one := range all.Pages {
		l.put(one)
	}
	l.changed = false
	return l, nil
}

func (l *ledger) of(from string) (row, bool) {
	i, ok := l.byFrom[from]
	if !ok {
		return row{}, false
	}
	return l.rows[i], true
}

func (l *ledger) put(one row) {
	l.changed = true
	if i, ok := l.byFrom[one.From]; ok {
		l.rows[i] = one
		return
	}
	l.byFrom[one.From] = len(l.rows)
	l.rows = append(l.rows, one)
}

// save writes the ledger, whole or not at all.
func (l *ledger) save(into Site, system disk.System) error {
	if !l.changed {
		return nil
	}
	slices.SortFunc(l.rows, func(a, b row) int { return cmp.Compare(a.From, b.From) })
	var out strings.Builder
	for i, one := range l.rows {
		l.byFrom[one.From] = i
		fmt.Fprintf(&out, "[[page]]\nfrom = %s\nhash = %s\nentry = %s\nwrote = %s\n", tomlfile.Quote(one.From), tomlfile.Quote(one.Hash), tomlfile.Quote(one.Entry), tomlfile.Quote(one.Wrote))
	}
	if err := system.MkdirAll(into.Root, "data", 0o777); err != nil {
		return fmt.Errorf("writing %s: %w", Ledger, err)
	}
	if err := system.Replace(into.Root, Ledger, []byte(out.String()), 0o666); err != nil {
		return fmt.Errorf("writing %s: %w", Ledger, err)
	}
	l.changed = false
	return nil
}
