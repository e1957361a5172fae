package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/media/speech"
)

type audioCommand struct {
	Allow  string `placeholder:"COMMAND"`
	Forget bool
}

// Run lets builds on this machine run the command of [audio] in site.toml, once a person
// has seen it. The command is not run.
func (a *audioCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	if a.Forget {
		if a.Allow != "" {
			return v.misused("audio-both", "")
		}
		return forgetCommands(c, v, s)
	}
	command, err := s.speaker(c.Source)
	var fault *speech.Error
	switch {
	case errors.As(err, &fault):
		return v.turnedDown("audio-unusable", problem.Args{"program": fault.Program, "reason": v.problems.Say("term."+string(fault.Fault), nil)})
	case err != nil:
		return err
	case command == nil:
		return v.turnedDown("audio-none", nil)
	}
	action, store := speaking(command), s.approvals()
	ok, err := store.Allowed(c.Source, action)
	if err != nil {
		return err
	}
	if !ok {
		if ok, err = a.permit(ctx, v, s, action); err != nil || !ok {
			return err
		}
		if err := store.Allow(c.Source, action, s.Now); err != nil {
			return err
		}
	}
	v.Tell("audio-allowed", problem.Args{"command": action.String(), "site": absolute(c.Source)})
	return nil
}

// forgetCommands takes back all commands that the site may run here, also those that its
// settings do not name any more. Places and addresses stay allowed.
func forgetCommands(c *Common, v *voice, s *Env) error {
	n, err := s.approvals().Forget(c.Source, approval.Command)
	if err != nil {
		return err
	}
	v.Tell("audio-forgot", problem.Args{"count": n, "site": absolute(c.Source)})
	return nil
}

// permit asks the person at a terminal; elsewhere the command line must name the command.
func (a *audioCommand) permit(ctx context.Context, v *voice, s *Env, action approval.Action) (bool, error) {
	if a.Allow == action.String() {
		return true, nil
	}
	if !v.terminal || s.In == nil || v.common.Format == "json" {
		fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say("audio-not-allowed", problem.Args{"command": action.String()}))
		fmt.Fprintln(v.err, v.Say("audio-allow-by", problem.Args{"command": allowing(withoutAllow(s.Args), []approval.Action{action})}))
		return false, status(misused)
	}
	fmt.Fprintln(v.err, v.Say("audio-allow", problem.Args{"site": absolute(v.common.Source)})+"\n  "+action.String())
	fmt.Fprint(v.err, v.Say("audio-allow-sure", nil)+" ")
	answer, err := read(ctx, s)
	if err == nil && !yes(answer) {
		v.Tell("audio-refused", nil)
	}
	return err == nil && yes(answer), err
}

// withoutAllow are the words of a command line without what they allow.
func withoutAllow(args []string) []string {
	at := slices.IndexFunc(args, func(arg string) bool { return arg == "--allow" || strings.HasPrefix(arg, "--allow=") })
	if at < 0 {
		return args
	}
	rest := slices.Clone(args)
	if rest[at] == "--allow" && at+1 < len(rest) {
		return slices.Delete(rest, at, at+2)
	}
	return slices.Delete(rest, at, at+1)
}

// speaking is the running of a command: of this program, with these words.
func speaking(c *speech.Command) approval.Action {
	return approval.Action{Kind: approval.Command, Target: strings.Join(c.Words, "\x00"), Key: c.Program}
}

// speaker is the command of a site; nil without one. It may only be run if a person has
// allowed it. With an error it does nothing but tell so.
func (s *Env) speaker(source string) (*speech.Command, error) {
	settings, _, err := build.Settings(build.Options{Dir: source, Disk: s.Disk})
	if err != nil || settings == nil || len(settings.Audio.Command) == 0 {
		return nil, nil // told by those who read the site
	}
	return speech.Find(settings.Audio.Command, source, s.Look, s.Environ)
}

// speech is the command of a site that builds run; nil for none, and where nobody has
// allowed it.
func (s *Env) speech(source string) build.Speech {
	command, err := s.speaker(source)
	if command == nil {
		return nil
	}
	if err == nil { // else nothing is run
		if ok, err := s.approvals().Allowed(source, speaking(command)); err != nil || !ok {
			return nil
		}
	}
	return command
}
