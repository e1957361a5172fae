package cli

import (
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/scaffold"
)

func text(into *string) func(string) error {
	return func(answer string) error {
		*into = answer
		return nil
	}
}

func list(into *[]string) func(string) error {
	return func(answer string) error {
		*into = strings.Split(answer, ",")
		return nil
	}
}

// day takes a date without a time of day.
func (e *entry) day(into *tomlfile.Moment) func(string) error {
	return func(answer string) error {
		m, ok := scaffold.ParseWhen(answer, e.form.Today)
		if !ok || m.HasTime {
			return &scaffold.Refusal{Key: "no-day", Args: problem.Args{"value": answer}}
		}
		return e.fits(m, into)
	}
}

// moment takes a date with or without a time of day; the end of something may
// be the time alone.
func (e *entry) moment(into *tomlfile.Moment, end bool) func(string) error {
	return func(answer string) error {
		m, ok := scaffold.ParseWhen(answer, e.form.Today)
		if clock, timed := scaffold.ParseTimeOfDay(answer); end && timed {
			first := e.form.Start.In(time.UTC)
			m, ok = tomlfile.ParseMoment(first.Format(time.DateOnly) + " " + clock.String())
		}
		if !ok {
			return &scaffold.Refusal{Key: "no-moment", Args: problem.Args{"value": answer}}
		}
		return e.fits(m, into)
	}
}

// fits sets a moment, and takes it back if the form then makes no sense.
func (e *entry) fits(m tomlfile.Moment, into *tomlfile.Moment) error {
	before := *into
	*into = m
	err := e.form.Doubt(e.site.Settings().Zone)
	if err != nil {
		*into = before
	}
	return err
}

func (e *entry) repeat(answer string) error {
	r, ok := scaffold.ParseRepeat(answer, e.form.Today)
	if !ok {
		return &scaffold.Refusal{Key: "no-repeat", Args: problem.Args{"value": answer}}
	}
	e.form.Repeat = r
	err := e.form.Doubt(e.site.Settings().Zone)
	if err != nil {
		e.form.Repeat = scaffold.Repetition{}
	}
	return err
}

// files takes names of files, with semicolons between; a path may have commas.
func (e *entry) files(answer string) error {
	var files []string
	for one := range strings.SplitSeq(answer, ";") {
		if one = strings.TrimSpace(one); one != "" {
			files = append(files, one)
		}
	}
	if err := e.site.Attachable(e.file, files); err != nil {
		return err
	}
	e.form.Files = files
	return nil
}
