package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/scaffold"
	"loa/internal/desk/warningedit"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/generator/warning"
	"loa/internal/publish/deploy"
)

type warnCommands struct {
	Up    warnUp    `cmd:"" default:"withargs" hidden:""`
	List  warnList  `cmd:""`
	Renew warnRenew `cmd:""`
	End   warnEnd   `cmd:""`
	Say   warnSay   `cmd:""`
}

type warnUp struct {
	warnPublish
	Title      string            `arg:""`
	Level      string            `required:"" placeholder:"LEVEL"`
	Until      string            `required:"" placeholder:"WHEN"`
	From       string            `placeholder:"WHEN"`
	Text       string            `placeholder:"TEXT"`
	Do         []string          `sep:"none" placeholder:"TEXT"`
	Also       map[string]string `mapsep:"none" placeholder:"LANGUAGE=TITLE"`
	Call       string            `placeholder:"NUMBER"`
	Page       string            `placeholder:"FILE"`
	Units      []string          `placeholder:"KEY"`
	Author     string            `placeholder:"NAME"`
	ApprovedBy string            `placeholder:"NAME"`
	Name       string            `placeholder:"NAME"`
}

type warnRenew struct {
	warnPublish
	Name  string `arg:""`
	Until string `required:"" placeholder:"WHEN"`
}

type warnEnd struct {
	warnPublish
	Name string `arg:""`
}

// Run puts a warning up.
func (w *warnUp) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	return w.change(ctx, c, v, s, func(d *warningedit.Desk, settings *config.Settings, now time.Time) (warningedit.Change, error) {
		draft := warningedit.Draft{Level: w.Level, Call: w.Call, Page: w.Page, Units: w.Units, Author: w.Author, ApprovedBy: w.ApprovedBy}
		var err error
		if draft.Until, err = v.when("--until", w.Until, now); err != nil {
			return warningedit.Change{}, err
		}
		if draft.From, err = v.when("--from", w.From, now); err != nil {
			return warningedit.Change{}, err
		}
		draft.Words = []warning.Words{{Language: settings.DefaultLanguage, Title: w.Title, Text: w.Text, Do: w.Do}}
		for _, tag := range settings.Languages.Tags() {
			if title, ok := w.Also[tag]; ok && tag != settings.DefaultLanguage {
				draft.Words = append(draft.Words, warning.Words{Language: tag, Title: title})
			}
			delete(w.Also, tag)
		}
		for tag := range w.Also {
			return warningedit.Change{}, v.misused("warn-language", tag)
		}
		return d.Put(w.Name, "", draft)
	})
}

// Run gives a warning another end.
func (w *warnRenew) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	return w.change(ctx, c, v, s, func(d *warningedit.Desk, _ *config.Settings, now time.Time) (warningedit.Change, error) {
		until, err := v.when("--until", w.Until, now)
		if err != nil {
			return warningedit.Change{}, err
		}
		return d.Renew(w.Name, "", until)
	})
}

// Run takes a warning down.
func (w *warnEnd) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	return w.change(ctx, c, v, s, func(d *warningedit.Desk, _ *config.Settings, _ time.Time) (warningedit.Change, error) {
		return d.End(w.Name, "")
	})
}

// when reads a moment as people write it. A time of day alone is the next such one.
func (v *voice) when(flag, typed string, now time.Time) (tomlfile.Moment, error) {
	if typed == "" {
		return tomlfile.Moment{}, nil
	}
	if clock, ok := scaffold.ParseTimeOfDay(typed); ok {
		day := now
		if !clock.On(day).After(now) {
			day = day.AddDate(0, 0, 1)
		}
		m, _ := tomlfile.ParseMoment(day.Format(time.DateOnly) + " " + clock.String())
		return m, nil
	}
	m, ok := scaffold.ParseWhen(typed, now)
	if !ok {
		return m, v.refusedAt(flag, &scaffold.Refusal{Key: "no-moment", Args: problem.Args{"value": typed}})
	}
	return m, nil
}

// warnPublish is how a changed warning goes out.
type warnPublish struct {
	To         string `placeholder:"NAME"`
	Yes        bool
	NoPages    bool
	NoPublish  bool
	Allow      []string `sep:"none" placeholder:"PLACE"`
	AllowClear bool
}

// change writes a warning and publishes it: first the files of warnings alone, then, if
// that is wanted, the pages.
func (w *warnPublish) change(ctx context.Context, c *Common, v *voice, s *Env, do func(*warningedit.Desk, *config.Settings, time.Time) (warningedit.Change, error)) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	settings, err := v.settings(o, "warn-not-read")
	if err != nil {
		return err
	}
	if err := w.choose(settings, v); err != nil {
		return err
	}
	desk, err := warningedit.Open(o, time.Now)
	if err != nil {
		return err
	}
	defer desk.Close()
	changed, err := do(desk, settings, w.now(o, settings))
	if err != nil {
		return v.unwarned(err)
	}
	if err := v.ended(changed.Problems, !changed.Written, "warn-not-written", nil); err != nil {
		return err
	}
	v.Tell("warn-written", problem.Args{"file": changed.File})
	if w.NoPublish {
		return nil
	}
	if w.To == "" {
		return w.here(ctx, c, v, s, o, changed)
	}
	return w.there(ctx, c, v, s)
}

func (w *warnPublish) now(o build.Options, settings *config.Settings) time.Time {
	if o.Fixed {
		return time.Date(o.Now.Year(), o.Now.Month(), o.Now.Day(), 0, 0, 0, 0, settings.Zone)
	}
	return o.Now.In(settings.Zone)
}

// choose finds the target, before anything is written.
func (w *warnPublish) choose(settings *config.Settings, v *voice) error {
	if w.NoPublish {
		return nil
	}
	var known []string
	for _, t := range settings.Deploy {
		known = append(known, t.Key)
	}
	if w.To == "" && len(known) == 1 {
		w.To = known[0]
	}
	if _, ok := settings.Deploy.Find(w.To); !ok && (w.To != "" || len(known) > 0) {
		return v.undeployed(&deploy.NoTarget{Name: w.To, Known: known})
	}
	return nil
}

// here publishes into the output folder, of a site that has no other place.
func (w *warnPublish) here(ctx context.Context, c *Common, v *voice, s *Env, o build.Options, changed warningedit.Change) error {
	made := changed.Urgent
	if made.Stopped { // by another file: what is wrong in this one has been told
		others := slices.DeleteFunc(slices.Clone(made.Problems), func(p problem.Problem) bool { return p.Place.File == changed.File })
		return v.waiting(v.ended(others, true, "build-stopped", problem.Args{"out": o.Out}), "loa build --only warnings")
	}
	done, err := v.putUrgent(ctx, o, made)
	if err != nil {
		return v.waiting(err, "loa build --only warnings")
	}
	switch {
	case done && w.NoPages:
		return nil
	case w.NoPages:
		err = v.turnedDown("build-unbuilt", problem.Args{"out": o.Out})
	default:
		err = (&buildCommand{}).Run(ctx, c, v, s)
	}
	if done {
		return err
	}
	return v.waiting(err, "loa build")
}

// there publishes to the target.
func (w *warnPublish) there(ctx context.Context, c *Common, v *voice, s *Env) error {
	silent := !w.Yes && (!v.terminal || s.In == nil || c.Format == "json") // nobody can be asked
	first := &deployCommand{Name: w.To, Only: "warnings", Yes: true, urgent: true, Allow: w.Allow, AllowClear: w.AllowClear}
	again := *s // what people are told to run, with a flag more, must not write the warning again
	again.Args = []string{"deploy", w.To, "--only", "warnings", "--source", c.Source}
	result, err := first.publish(ctx, c, v, &again)
	none := errors.Is(err, deploy.Unpublished{})
	switch {
	case err == nil:
		err = first.told(c, v, s, result)
	case none && !w.NoPages && !silent: // then all goes at once
		err = nil
	default:
		err = v.undeployed(err)
	}
	if err != nil {
		command := "loa deploy " + w.To
		if !none {
			command += " --only warnings"
		}
		return v.waiting(err, command)
	}
	if w.NoPages {
		return nil
	}
	if silent {
		v.Tell("warn-pages", problem.Args{"target": w.To})
		return nil
	}
	err = (&deployCommand{Name: w.To, Yes: w.Yes, Allow: w.Allow, AllowClear: w.AllowClear}).Run(ctx, c, v, s)
	if none {
		return v.waiting(err, "loa deploy "+w.To)
	}
	return err
}

// waiting tells, of a publication that failed, that the file is written all the same, and
// what sends it: the same command again would make a second warning.
func (v *voice) waiting(err error, command string) error {
	if err != nil {
		fmt.Fprintln(v.err, v.Say("warn-waiting", problem.Args{"command": command}))
	}
	return err
}

// unwarned gives what went wrong its words.
func (v *voice) unwarned(err error) error {
	var missing *warningedit.Missing
	switch {
	case errors.As(err, &missing):
		args := problem.Args{"name": missing.Name}
		if missing.Nearest != "" {
			args["suggestion"] = missing.Nearest
		}
		return v.turnedDown("warn-missing", args)
	case errors.Is(err, warningedit.ErrUnclear):
		return v.turnedDown("warn-unclear", nil)
	case errors.Is(err, warningedit.ErrUnshown):
		return v.turnedDown("warn-unshown", nil)
	}
	return err
}

// settings reads site.toml for a command that needs it without an error. word is what the
// command says where there is one, with the problems.
func (v *voice) settings(o build.Options, word string) (*config.Settings, error) {
	settings, found, err := build.Settings(o)
	if err != nil {
		return nil, err
	}
	if settings == nil || problem.Any(found, problem.Error) {
		return nil, v.ended(found, true, word, nil)
	}
	return settings, nil
}
