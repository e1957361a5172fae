package cli

import (
	"fmt"

	"loa/internal/base/problem"
	"loa/internal/desk/warningedit"
	"loa/internal/generator/build"
	"loa/internal/generator/channel"
)

type warnSay struct {
	Name string `arg:""`
}

// Run writes a warning as it is read out and sent by other channels.
func (w *warnSay) Run(c *Common, v *voice, s *Env) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	made, err := build.MakeUrgent(o, nil)
	if err != nil {
		return err
	}
	if made.Stopped {
		return v.ended(made.Problems, true, "warn-list-broken", nil)
	}
	var names []string
	for _, one := range made.Warnings {
		name := warningedit.NameOf(one.At().File)
		if name != warningedit.NameOf(w.Name) {
			names = append(names, name)
			continue
		}
		for _, a := range made.Announcements(one) {
			v.announced("warn-loud", a.Language, nil, a.Loud)
			v.announced("warn-zalo", a.Language, nil, a.Post)
			for _, m := range []channel.Message{a.Plain, a.Marked} {
				v.announced("warn-sms", a.Language, problem.Args{"parts": m.Parts, "encoding": m.Encoding}, m.Text)
			}
		}
		return nil
	}
	return v.unwarned(warningedit.MissingAmong(w.Name, names))
}

// announced writes one text below what it is.
func (v *voice) announced(key, language string, args problem.Args, text string) {
	if args == nil {
		args = problem.Args{}
	}
	args["language"] = language
	fmt.Fprintf(v.out, "── %s\n%s\n\n", v.Say(key, args), text)
}
