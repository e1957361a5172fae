package build

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path"
	"strings"

	"loa/internal/generator/content"
)

// timesFile remembers when events took place in the last output, so that the
// author of a change is told of an updated that was forgotten. Without it nothing
// is told, and no byte of the output differs.
const timesFile = ".loa/events"

// times is what is remembered of an event: its updated and a fingerprint of all
// that says when it takes place.
func times(e *content.Entry) string {
	h := fnv.New64a()
	t := e.Event
	fmt.Fprintln(h, t.Start, t.End, t.Lunar, t.Length, t.State)
	if t.From != nil {
		fmt.Fprint(h, *t.From)
	}
	if t.To != nil {
		fmt.Fprint(h, *t.To)
	}
	if t.Repeat != nil {
		fmt.Fprintf(h, "%v", *t.Repeat)
	}
	return e.Updated.String() + " " + fmt.Sprintf("%x", h.Sum64())
}

// rowTimes is the same of a row of a spreadsheet, with the day on which it ends.
func rowTimes(r *content.Row) string {
	h := fnv.New64a()
	w := r.When
	fmt.Fprintln(h, w.Start, w.End, w.AllDay, r.State)
	if w.Repeat != nil {
		fmt.Fprintf(h, "%v", *w.Repeat)
	}
	if w.Lunar != nil {
		fmt.Fprintf(h, "%v", *w.Lunar)
	}
	return strings.ReplaceAll(r.Updated.String(), " ", "_") + " " + fmt.Sprintf("%x", h.Sum64()) + " " + lastDay(r)
}

// rowName is under which name a row is remembered. One without a code of its own is
// named by its first date: with another it is another event.
func rowName(file string, r *content.Row) string {
	return file + "#" + strings.Join(strings.Fields(r.ID), " ")
}

// sheets lists the spreadsheets, each once.
func (p *Project) sheets() []*content.Sheet {
	var all []*content.Sheet
	seen := map[string]bool{}
	for _, e := range p.Entries {
		if s := e.Sheet(); s != nil && !seen[s.File] {
			seen[s.File] = true
			all = append(all, s)
		}
	}
	return all
}

// sameTimes reports whether two records tell of the same times.
func sameTimes(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 1 && len(y) > 1 && x[1] == y[1]
}

func updatedIn(record string) string {
	updated, _, _ := strings.Cut(record, " ")
	return updated
}

// lastTimes reads what was remembered, by the path of the entry.
func (p *Project) lastTimes() (map[string]string, error) {
	data, err := p.root.ReadFile(timesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", timesFile, err)
	}
	last := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if file, record, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			last[file] = record
		}
	}
	return last, nil
}

// allTimes is what is to be remembered of this output, "" for a site without events.
func (p *Project) allTimes() string {
	var b strings.Builder
	for _, e := range p.Entries {
		if e.Event != nil {
			b.WriteString(e.File.Path + "\t" + times(e) + "\n")
		}
	}
	for _, s := range p.sheets() {
		for i := range s.Rows {
			b.WriteString(rowName(s.File, &s.Rows[i]) + "\t" + rowTimes(&s.Rows[i]) + "\n")
		}
	}
	return b.String()
}

// keepTimes remembers the events of an output that has been published.
func keepTimes(root *os.Root, text string) error {
	if text == "" {
		err := root.Remove(timesFile)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	if old, err := root.ReadFile(timesFile); err == nil && string(old) == text {
		return nil
	}
	if err := root.MkdirAll(path.Dir(timesFile), 0o777); err != nil {
		return err
	}
	return root.WriteFile(timesFile, []byte(text), 0o666)
}
