package cli

import (
	"context"

	"loa/internal/build"
	"loa/internal/problem"
)

type checkCommand struct {
	Strict       bool
	Translations bool
}

// Run finds all problems and writes nothing.
func (k *checkCommand) Run(ctx context.Context, c *Common, v *voice, s *Surroundings) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	result, err := build.Check(ctx, o)
	if err != nil {
		return err
	}
	if k.Translations {
		return v.translations(result)
	}
	if err := v.Report(result.Problems); err != nil {
		return err
	}
	if !c.Quiet && c.Format != "json" {
		if err := v.translations(result); err != nil {
			return err
		}
	}
	v.Summary(result.Problems)
	limit := problem.Error
	if k.Strict {
		limit = problem.Warning
	}
	if problem.Any(result.Problems, limit) {
		return status(faulty)
	}
	v.Tell("checked", problem.Args{"pages": result.Pages})
	return nil
}
