package test

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"loa/internal/base/calendar/icsoracle"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	placed "loa/internal/generator/site"
	"loa/themes"
)

// Other people's programs read every .ics file of the sites and see the dates that
// the calendar shows.
func TestCalendarsAreRead(t *testing.T) {
	sites, _ := filepath.Glob("sites/*/site.toml")
	for _, settings := range sites {
		folder := filepath.Dir(settings)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			days := []string{"2026-06-15"}
			if text, err := os.ReadFile(filepath.Join(folder, "days")); err == nil {
				days = strings.Fields(string(text))
			}
			for _, day := range days {
				readCalendars(t, site(t, folder, day))
			}
		})
	}
}

// The same of the project's own site.
func TestOwnCalendarsAreRead(t *testing.T) {
	o := options(t, "..", "2027-06-10")
	o.Builtin = themes.FS
	if n := readCalendars(t, o); n < 20 {
		t.Errorf("only %d files", n)
	}
}

// readCalendars holds every .ics file of a site against what the calendar shows, and returns how
// many files there are.
func readCalendars(t *testing.T, o build.Options) int {
	t.Helper()
	p, err := build.Load(o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	files := map[string]build.Output{}
	for _, out := range p.Outputs() {
		if path.Ext(out.Path) == ".ics" {
			files[out.Path] = out
		}
	}
	read, zone := 0, p.Settings.Zone
	for _, e := range p.Site.Editions {
		for _, f := range e.ICSFeeds() {
			file := files[f.Path]
			if file.Page != nil {
				t.Errorf("%s is a page", f.Path)
			}
			made, err := p.Make(file)
			if err != nil {
				t.Fatal(err)
			}
			read++
			readCalendar(t, e, f, zone, made.Data)
		}
	}
	if read != len(files) {
		t.Errorf("%d of %d files were read", read, len(files))
	}
	return read
}

// readCalendar holds one file against the calendar, in the window of feeds; that of a single
// event, which has it wherever it lies, also in the years after its start.
func readCalendar(t *testing.T, e *placed.Edition, f placed.ICSFeed, zone *time.Location, file []byte) {
	t.Helper()
	compare := func(from, to time.Time, want []string) {
		t.Helper()
		got, err := icsoracle.Expand(file, zone, from, to)
		if err != nil {
			t.Errorf("%s: %v", f.Path, err)
		} else if a := listed(got); !slices.Equal(a, want) {
			t.Errorf("%s: other programs see\n%s\nthe calendar shows\n%s", f.Path, strings.Join(a, "\n"), strings.Join(want, "\n"))
		}
	}
	w := e.Calendar.Window
	from, to := w.In(zone)
	compare(from, to, shown(e.Calendar.Between(f.Activities, w.From, w.To)))
	if !f.Single || f.Activities[0].When().Lunar != nil {
		return
	}
	a := f.Activities[0]
	from = a.When().Start
	to = from.AddDate(5, 0, 0)
	var all []placed.Date
	for _, o := range append(a.When().Between(from, to), a.When().LeftOut(from, to)...) {
		all = append(all, placed.Date{Activity: a, Occurrence: o})
	}
	if len(all) == 0 {
		t.Errorf("%s has no date", f.Path)
	}
	compare(from, to, shown(all))
}
func listed(dates []icsoracle.Date) []string {
	var lines []string
	for _, d := range dates {
		lines = append(lines, span(d.Start, d.End)+" "+d.Title)
	}
	slices.Sort(lines)
	return lines
}

// offMarks are the words of the themes for a date that a repeat leaves out, by language.
var offMarks = map[string]string{"vi": "Nghỉ buổi này", "en": "Not on this day"}

func shown(dates []placed.Date) []string {
	var lines []string
	for _, d := range dates {
		title := d.Title()
		if d.Off {
			title = offMarks[d.Page.Edition.Language.Tag] + ": " + title
		}
		lines = append(lines, span(d.Start, d.End)+" "+title)
	}
	slices.Sort(lines)
	return lines
}

func span(start, end time.Time) string {
	if end.Before(start) {
		end = start
	}
	return start.Format(time.RFC3339) + " – " + end.Format(time.RFC3339)
}

// An edit elsewhere changes no calendar; an event with new times and a new updated
// changes alone; without a new updated the build warns, once.
func TestCalendarsChangeWithTheirEvents(t *testing.T) {
	o := site(t, "sites/weekly-activity", "2026-06-15")
	run(t, o)
	before := calendars(read(t, o.Out))
	edit(t, o, "content/tin.md", "Tuần này", "Tuần này và tuần sau")
	run(t, o)
	if diff := cmp.Diff(before, calendars(read(t, o.Out))); diff != "" {
		t.Errorf("an edit of an article changed a calendar:\n%s", diff)
	}
	edit(t, o, "content/lich/hop.md", "start = 2026-01-13", "start = 2026-02-10")
	if found := codes(run(t, o)); !slices.Contains(found, problem.EventUpdated) {
		t.Errorf("nothing warns of the forgotten updated: %v", found)
	}
	if found := codes(run(t, o)); slices.Contains(found, problem.EventUpdated) {
		t.Error("a warning of what was published before")
	}
	edit(t, o, "content/lich/boi.md", "start = 2026-06-06T07:30:00\nend = 2026-06-06T09:00:00", "start = 2026-06-06T08:00:00\nend = 2026-06-06T09:30:00")
	edit(t, o, "content/lich/boi.md", "updated = 2026-05-20T08:00:00", "updated = 2026-06-15T09:00:00")
	old := events(read(t, o.Out)["lich/all.ics"])
	if found := codes(run(t, o)); slices.Contains(found, problem.EventUpdated) {
		t.Error("a warning though updated is new")
	}
	for uid, now := range events(read(t, o.Out)["lich/all.ics"]) {
		changed := now != old[uid]
		if mine := strings.Contains(uid, "lich/boi@"); changed != mine {
			t.Errorf("%s changed: %v", uid, changed)
		} else if mine && (!strings.Contains(now, "SEQUENCE:3920400") || !strings.Contains(now, "LAST-MODIFIED:20260615T020000Z")) {
			t.Errorf("no new number or date:\n%s", now)
		}
	}
}

// A row of a spreadsheet whose time changes with its updated gets a higher number,
// and keeps its name.
func TestRowsChangeWithTheirUpdated(t *testing.T) {
	o := site(t, "sites/weekly-activity", "2026-06-15")
	write(t, o.Dir, tree{"content/bang/_index.md": "+++\ntitle = \"Bảng\"\nevents_from = \"bang.csv\"\n+++\n",
		"content/bang/bang.csv": "Tên;Ngày;Cập nhật;id\nThi bơi;20/6/2026;01/6/2026;1\nThi vẽ;21/6/2026;;2\n"})
	numbers := func() map[string]string {
		run(t, o)
		found := map[string]string{}
		for uid, text := range events(read(t, o.Out)["lich/all.ics"]) {
			if name, mine := strings.CutPrefix(uid, "bang/_index/"); mine {
				_, number, _ := strings.Cut(text, "SEQUENCE:")
				found[name[:1]], _, _ = strings.Cut(number, "\r\n")
			}
		}
		return found
	}
	before := numbers()
	edit(t, o, "content/bang/bang.csv", "20/6/2026;01/6/2026", "22/6/2026;10/6/2026")
	after := numbers()
	older, _ := strconv.Atoi(before["1"])
	newer, _ := strconv.Atoi(after["1"])
	if len(after) != 2 || newer-older != 9*24*3600 || before["2"] != after["2"] {
		t.Errorf("before %v, after %v", before, after)
	}
}

// Without what is remembered of the last output, its bytes are the same.
func TestForgottenTimesChangeNothing(t *testing.T) {
	o := site(t, "sites/weekly-activity", "2026-06-15")
	run(t, o)
	before := read(t, o.Out)
	edit(t, o, "content/lich/hop.md", "count = 12", "count = 11")
	edit(t, o, "content/lich/hop.md", "count = 11", "count = 12")
	if err := os.RemoveAll(filepath.Join(o.Dir, ".loa")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(o.Out); err != nil {
		t.Fatal(err)
	}
	run(t, o)
	if diff := cmp.Diff(before, read(t, o.Out)); diff != "" {
		t.Error(diff)
	}
}

func edit(t *testing.T, o build.Options, file, old, new string) {
	t.Helper()
	name := filepath.Join(o.Dir, filepath.FromSlash(file))
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q", file, old)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(data), old, new, 1)), 0o666); err != nil {
		t.Fatal(err)
	}
}

func calendars(files tree) tree {
	only := tree{}
	for name, text := range files {
		if path.Ext(name) == ".ics" {
			only[name] = text
		}
	}
	return only
}

func codes(r build.Result) []problem.Code {
	var found []problem.Code
	for _, p := range r.Problems {
		found = append(found, p.Code)
	}
	return found
}

// events splits a calendar into its events, by UID and, of a moved date, its day.
func events(file string) map[string]string {
	all := map[string]string{}
	for i, part := range strings.Split(file, "BEGIN:VEVENT\r\n") {
		if i == 0 {
			continue
		}
		_, uid, _ := strings.Cut(part, "UID:")
		uid, _, _ = strings.Cut(uid, "\r\n")
		if strings.Contains(part, "RECURRENCE-ID") {
			uid += " moved"
		}
		all[uid] = part
	}
	return all
}
