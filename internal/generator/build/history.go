package build

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"loa/internal/base/calendar"
	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// eventsFile holds the times of all events in the last output. A build compares them
// with the new ones and reminds authors of an updated that they forgot. Without the
// file nobody is reminded; the output is the same.
const eventsFile = ".loa/events"

// history compares the times of events with those of the last output.
type history struct {
	root    *os.Root // the site's folder
	entries []*content.Entry
	sheets  []*content.Sheet
	partial map[string]bool // files that were not read in full
	today   calendar.Day
}

func (p *Project) history() history {
	h := history{root: p.root, entries: p.Shown(), sheets: sheetsOf(p.Shown()), partial: map[string]bool{}, today: p.Site.Editions[0].Calendar.Today}
	for _, found := range p.Problems {
		if found.Severity == problem.Error {
			h.partial[found.Place.File] = true
		}
	}
	return h
}

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
func rowName(sheet string, r *content.Row) string {
	return sheet + "#" + strings.Join(strings.Fields(r.ID), " ")
}

// sheetsOf lists the spreadsheets of entries, each once.
func sheetsOf(entries []*content.Entry) []*content.Sheet {
	var all []*content.Sheet
	seen := map[string]bool{}
	for _, e := range entries {
		if s := e.Sheet(); s != nil && !seen[s.Key()] {
			seen[s.Key()] = true
			all = append(all, s)
		}
	}
	return all
}

// lastDay is the day on which a row's event ends, for what is remembered of it.
func lastDay(r *content.Row) string {
	end := r.When.Start
	if r.When.End.After(end) {
		end = r.When.End
	}
	return calendar.DayOf(end).String()
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

// load returns the records of the last output, by the path of the entry.
func (h history) load() (map[string]string, error) {
	data, err := h.root.ReadFile(eventsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", eventsFile, err)
	}
	last := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if file, record, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			last[file] = record
		}
	}
	return last, nil
}

// text returns the records of this output, "" for a site without events.
func (h history) text() string {
	var b strings.Builder
	for _, e := range h.entries {
		if e.Event != nil {
			b.WriteString(e.File.Path + "\t" + times(e) + "\n")
		}
	}
	for _, s := range h.sheets {
		for i := range s.Rows {
			b.WriteString(rowName(s.Key(), &s.Rows[i]) + "\t" + rowTimes(&s.Rows[i]) + "\n")
		}
	}
	return b.String()
}

// saveEvents saves the records of an output that has been published.
func saveEvents(system disk.System, root *os.Root, text string) error {
	if text == "" {
		err := system.Remove(root, eventsFile)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	if old, err := root.ReadFile(eventsFile); err == nil && string(old) == text {
		return nil
	}
	if err := system.MkdirAll(root, path.Dir(eventsFile), 0o777); err != nil {
		return err
	}
	return system.Replace(root, eventsFile, []byte(text), 0o666)
}

// changed warns of events whose times differ from those of the last output while
// their updated does not.
func (h history) changed(last map[string]string) []problem.Problem {
	var problems []problem.Problem
	for _, e := range h.entries {
		if e.Event == nil {
			continue
		}
		if before, ok := last[e.File.Path]; ok && before != times(e) && updatedIn(before) == e.Updated.String() {
			problems = append(problems, problem.New(problem.EventUpdated, e.Place("event", e.Event.Key()), nil))
		}
	}
	for _, s := range h.sheets {
		for i := range s.Rows {
			row := &s.Rows[i]
			now := rowTimes(row)
			if before, ok := last[rowName(s.Key(), row)]; ok && !sameTimes(before, now) && updatedIn(before) == updatedIn(now) {
				problems = append(problems, problem.New(problem.SheetUpdated, row.At(s.File), problem.Args{"row": row.Line}))
			}
		}
	}
	return append(problems, h.gone(last)...)
}

// gone warns of rows that were in the last output and are in their spreadsheet no more, though
// their day is still to come: who subscribed would learn nothing of it. Nothing is said of a
// spreadsheet that is not read in full.
func (h history) gone(last map[string]string) []problem.Problem {
	sheets, files := map[string]map[string]bool{}, map[string]string{}
	for _, s := range h.sheets {
		if h.partial[s.File] {
			continue
		}
		names := map[string]bool{}
		for i := range s.Rows {
			names[rowName(s.Key(), &s.Rows[i])] = true
		}
		sheets[s.Key()], files[s.Key()] = names, s.File
	}
	today := h.today.String()
	var problems []problem.Problem
	for name, record := range last {
		sheet, id, row := strings.Cut(name, "#")
		fields := strings.Fields(record)
		if names := sheets[sheet]; !row || names == nil || names[name] || len(fields) < 3 || fields[2] < today {
			continue
		}
		problems = append(problems, problem.New(problem.SheetGone, problem.Place{File: files[sheet], Line: 1, Column: 1}, problem.Args{"name": id, "day": fields[2]}))
	}
	slices.SortFunc(problems, func(a, b problem.Problem) int { return cmp.Compare(a.Args["name"].(string), b.Args["name"].(string)) })
	return problems
}
