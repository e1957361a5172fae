package cli

import (
	"context"
	"errors"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/publish/pack"
)

type packCommand struct {
	Topic        string `placeholder:"KEY"`
	OnlyLanguage string `name:"only-language" placeholder:"TAG"`
	Single       string `placeholder:"PATH|KEY"`
	Force        bool
	Strict       bool
	Jobs         int `placeholder:"N"`
}

// Run packs the site for a disk.
func (p *packCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	if p.Single != "" && p.Topic != "" {
		return v.misused("single-topic", p.Topic)
	}
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	o.Strict, o.Workers, o.Entries = p.Strict, p.Jobs, build.LimitMemory
	begun := time.Now()
	if v.terminal && !c.Quiet && c.Format != "json" {
		bar := newBar(v, begun)
		o.Progress = bar.show
		defer bar.clear()
	}
	result, err := pack.Run(ctx, pack.Options{Build: o, Out: c.Out, Topic: p.Topic, Language: p.OnlyLanguage, Single: p.Single, Force: p.Force})
	if err != nil {
		return v.unpacked(err)
	}
	return v.packed(result, time.Since(begun))
}

// packed tells what was packed.
func (v *voice) packed(r pack.Result, took time.Duration) error {
	if err := v.ended(r.Problems, r.Stopped, "pack-stopped", nil); err != nil {
		return err
	}
	v.Tell("packed", problem.Args{"file": r.File, "size": problem.Size(r.Size), "pages": r.Pages, "seconds": v.seconds(took), "line": v.onSlowLine(r.Size)})
	return nil
}

// unpacked tells why nothing could be packed.
func (v *voice) unpacked(err error) error {
	var refusal *pack.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	return v.turnedDown(refusal.Key, refusal.Args)
}
