package cli

import (
	"context"
	"errors"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/linkcheck"
)

type checkCommand struct {
	Strict       bool
	External     bool
	Translations bool
}

// Run finds all problems and writes nothing.
func (k *checkCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	o.Entries = build.LimitMemory
	if k.External {
		o.LinkChecker = &linkcheck.Checker{Web: s.Web, Now: time.Now, Sleep: linkcheck.Sleep, Agent: "Loa/" + Version + " (link check)"}
		v.say("asking-outside")
	}
	result, hindered := build.Check(ctx, o)
	if hindered != nil && !errors.Is(hindered, linkcheck.ErrNoNetwork) {
		return hindered
	}
	if k.Translations {
		return v.translations(result)
	}
	if err := v.Report(result.Problems); err != nil {
		return err
	}
	if hindered != nil { // what was found without the network is told
		return hindered
	}
	if !c.Quiet && c.Format != "json" { // each of them was told above
		v.table(standings(result))
	}
	v.Summary(result.Problems)
	if build.Stops(result.Problems, k.Strict) {
		return status(faulty)
	}
	v.Tell("checked", problem.Args{"pages": result.Pages})
	return nil
}
