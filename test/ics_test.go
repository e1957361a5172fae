package test

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"loa/internal/build"
	"loa/internal/calendar/icsoracle"
	placed "loa/internal/site"
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
	readCalendars(t, o)
}

func readCalendars(t *testing.T, o build.Options) {
	t.Helper()
	p, err := build.Load(o)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	outputs := map[string]build.Output{}
	for _, out := range p.Outputs() {
		outputs[out.Path] = out
	}
	zone := p.Settings.Zone
	for _, e := range p.Site.Editions {
		from, to := e.Calendar.Window.In(zone)
		for _, f := range e.ICSFeeds() {
			made, err := p.Make(outputs[f.Path])
			if err != nil {
				t.Fatal(err)
			}
			got, err := icsoracle.Expand(made.HTML, zone, from, to)
			if err != nil {
				t.Errorf("%s: %v", f.Path, err)
				continue
			}
			want := e.Calendar.Between(f.Activities, e.Calendar.Window.From, e.Calendar.Window.To)
			if a, b := listed(got), shown(want); !slices.Equal(a, b) {
				t.Errorf("%s: other programs see\n%s\nthe calendar shows\n%s", f.Path, strings.Join(a, "\n"), strings.Join(b, "\n"))
			}
		}
	}
	for name := range outputs {
		if path.Ext(name) == ".ics" && outputs[name].Page != nil {
			t.Errorf("%s is a page", name)
		}
	}
}

func listed(dates []icsoracle.Date) []string {
	var lines []string
	for _, d := range dates {
		lines = append(lines, span(d.Start, d.End)+" "+d.Title)
	}
	slices.Sort(lines)
	return lines
}

func shown(dates []placed.Date) []string {
	var lines []string
	for _, d := range dates {
		lines = append(lines, span(d.Start, d.End)+" "+d.Title())
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
