package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"syscall"
	"time"

	"loa/internal/base/diskproblem"
	"loa/internal/base/output"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/generator/linkcheck"
	"loa/internal/publish/pack"
	"loa/internal/reach/intake"
)

// Report shows problems: as text on standard error, or all of them as JSON on
// standard output.
func (v *voice) Report(problems []problem.Problem) error {
	if v.common.Format == "json" {
		return problem.WriteJSON(v.out, problems, v.problems)
	}
	return problem.WriteText(v.err, problems, v.problems)
}

// Tell writes a line of the result, unless the person asked for quiet or for
// JSON.
func (v *voice) Tell(key string, args problem.Args) {
	if !v.common.Quiet && v.common.Format != "json" {
		fmt.Fprintln(v.out, v.Say(key, args))
	}
}

// say writes a line of what is under way, for a person.
func (v *voice) say(key string) {
	if !v.common.Quiet && v.common.Format != "json" {
		fmt.Fprintln(v.err, v.Say(key, nil))
	}
}

// Summary tells how many errors and warnings there were, if any; of a long list
// also how many of each kind, the worst and the most first.
func (v *voice) Summary(problems []problem.Problem) {
	errors := problem.Count(problems, problem.Error)
	warnings := problem.Count(problems, problem.Warning) - errors
	if v.common.Format == "json" || errors+warnings == 0 {
		return
	}
	if len(problems) >= long {
		v.kinds(problems)
	}
	fmt.Fprintln(v.err, v.Say("summary", problem.Args{"errors": errors, "warnings": warnings}))
}

// long is from how many problems on a list is summed up by kinds.
const long = 10

// widest is how many characters of a kind's sentence are shown.
const widest = 72

func (v *voice) kinds(problems []problem.Problem) {
	counts := map[problem.Code]int{}
	severity := map[problem.Code]problem.Severity{}
	for _, p := range problems {
		counts[p.Code]++
		severity[p.Code] = p.Severity
	}
	codes := slices.SortedFunc(maps.Keys(counts), func(a, b problem.Code) int {
		return cmp.Or(cmp.Compare(severity[b], severity[a]), cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	fmt.Fprintln(v.err)
	for _, code := range codes {
		sentence := []rune(v.problems.Shape(string(code)))
		if len(sentence) > widest {
			sentence = append(sentence[:widest], '…')
		}
		fmt.Fprintf(v.err, "%5d  %s: %s [%s]\n", counts[code], v.Say("severity."+severity[code].String(), nil), string(sentence), code)
	}
	fmt.Fprintln(v.err, v.Say("explain-more", nil))
}

// unknownFlag matches what kong says of a flag or a command that does not exist.
var unknownFlag = pattern.New(`unknown flag (\S+?),?(?: did you mean "(\S+)"\?)?$`)
var badValue = pattern.New(`^(--[a-z-]+):? (?:must be one of|expected|missing)`)
var incomplete = pattern.New(`^expected (?:one of )?"`)
var unexpected = pattern.New(`unexpected argument (\S+?)(?:, did you mean "(\S+)"\?)?$`)

// Misuse tells of a command line that cannot be read, and where help is.
func (v *voice) Misuse(err error, topic string) string {
	text := err.Error()
	said := v.Say("misuse", problem.Args{"reason": text})
	if m := unknownFlag.FindStringSubmatch(text); m != nil {
		said = v.Say("unknown-flag", problem.Args{"flag": m[1]})
	} else if m := badValue.FindStringSubmatch(text); m != nil {
		said = v.Say("bad-value", problem.Args{"flag": m[1], "reason": text})
	} else if incomplete.MatchString(text) {
		said = v.Say("incomplete", nil)
	} else if m := unexpected.FindStringSubmatch(text); m != nil {
		said = v.Say("unknown-command", problem.Args{"word": m[1]})
	}
	if v.Has("help." + topic) {
		return said + "\n" + v.Say("see-help-on", problem.Args{"command": topic})
	}
	return said + "\n" + v.Say("see-help", nil)
}

// addressTakenOnWindows is WSAEADDRINUSE, which package syscall does not know as
// EADDRINUSE.
const addressTakenOnWindows = syscall.Errno(10048)

// Hinder tells of an I/O error: as a problem if the disk refused what a person can
// mend, else in words where it is a thing that people meet, with the system's own
// words behind.
func (v *voice) Hinder(err error) {
	if p, ok := diskproblem.Of(err); ok {
		_ = v.Report([]problem.Problem{p}) // the exit status tells as well
		return
	}
	fmt.Fprintln(v.err, v.hindrance(err))
}

func (v *voice) hindrance(err error) string {
	key, args := "hindered", problem.Args{"reason": err.Error()}
	var busy *output.Busy
	switch {
	case errors.As(err, &busy) && busy.Who != "":
		key, args = "busy-by", problem.Args{"who": busy.Who, "out": busy.Out, "since": busy.Since.Local().Format(minuteOfDay)}
	case errors.As(err, &busy):
		key = "busy"
	case errors.Is(err, linkcheck.ErrNoNetwork):
		key = "no-network"
	case errors.Is(err, fs.ErrPermission):
		key = "no-permission"
	case errors.Is(err, syscall.EADDRINUSE), errors.Is(err, addressTakenOnWindows):
		key = "port-taken"
	case errors.Is(err, fs.ErrNotExist):
		key = "not-there"
	}
	return v.Say("severity.error", nil) + ": " + v.Say(key, args)
}

// minuteOfDay is how a moment is told.
const minuteOfDay = "15:04 02/01/2006"

// options are the build's, from the common flags. The error is a wrong use, and
// told.
func (c *Common) options(v *voice, s *Env) (build.Options, error) {
	_ = intake.Forget(c.Source, s.Disk, s.Now) // what is known of readers must not stay; loa reach says what is in the way
	o := build.Options{Speech: func() build.Speech { return s.speech(c.Source) }, Dir: c.Source, Out: c.Out, Builtin: s.Themes, Now: s.Now, Drafts: c.Drafts, Version: Version, Packs: pack.Offer, Disk: s.Disk, Readable: s.readable(c.Source)}
	if s.Program != nil {
		o.Memory = &build.Memory{Program: s.Program, Clock: time.Now}
	}
	if o.Out == "" {
		o.Out = outIn(c.Source)
	}
	if c.Lang != "" && known(c.Lang) == "" {
		return o, v.misused("bad-lang", c.Lang)
	}
	if c.BaseURL != "" {
		address, ok := config.NormalURL(c.BaseURL)
		if !ok {
			return o, v.misused("bad-base-url", c.BaseURL)
		}
		o.BaseURL = address
	}
	if c.Now != "" {
		day, err := time.Parse(time.DateOnly, strings.TrimSpace(c.Now))
		if err != nil {
			return o, v.misused("bad-date", c.Now)
		}
		o.Now, o.Fixed = day, true
	}
	return o, nil
}

// misused tells of a flag's value that means nothing.
func (v *voice) misused(key, value string) error {
	fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say(key, problem.Args{"value": value}))
	return status(misused)
}
