package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"loa/internal/base/approval"
	"loa/internal/base/layers"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

type layersCommand struct {
	Allow []string `sep:"none" placeholder:"FOLDER"`
}

// Run shows the folders of which the site consists, and lets the site read those outside
// of its own once a person has seen them.
func (l *layersCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	settings, _, err := build.Settings(build.Options{Dir: c.Source, Disk: s.Disk})
	if err != nil {
		return err
	}
	if settings == nil || len(settings.Layers()) == 0 {
		return v.turnedDown("layers-none", nil)
	}
	lists := settings.Layers()
	for _, list := range lists {
		v.Tell("layers-list", problem.Args{"at": list.At, "folders": list.Folders})
	}
	outside, err := layers.Outside(layers.Options{Dir: c.Source, Disk: s.Disk}, lists)
	if err != nil {
		return err
	}
	var open []approval.Action
	for _, folder := range outside {
		a := approval.Action{Kind: approval.Read, Target: folder}
		ok, err := s.approvals().Allowed(c.Source, a)
		if err != nil {
			return err
		}
		if !ok && !slices.Contains(open, a) {
			open = append(open, a)
		}
	}
	return l.permit(ctx, v, s, open)
}

// permit asks the person at a terminal for each folder; elsewhere the command line must
// name them all.
func (l *layersCommand) permit(ctx context.Context, v *voice, s *Env, open []approval.Action) error {
	unnamed := slices.DeleteFunc(slices.Clone(open), func(a approval.Action) bool {
		return slices.ContainsFunc(l.Allow, func(typed string) bool {
			return typed == a.String() || sameFolder(typed, a.Target, filepath.Separator)
		})
	})
	if len(unnamed) > 0 && (!v.terminal || s.In == nil || v.common.Format == "json") {
		for _, a := range unnamed {
			fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say("layers-not-allowed", problem.Args{"folder": a.String()}))
		}
		v.relativePlaces(l.Allow)
		fmt.Fprintln(v.err, v.Say("layers-allow-by", problem.Args{"command": allowing(s.Args, unnamed)}))
		return status(misused)
	}
	for _, a := range unnamed {
		fmt.Fprintln(v.err, v.Say("layers-allow", problem.Args{"site": absolute(v.common.Source)})+"\n  "+a.String())
		fmt.Fprint(v.err, v.Say("layers-allow-sure", nil)+" ")
		answer, err := read(ctx, s)
		if err != nil {
			return err
		}
		if !yes(answer) {
			v.Tell("layers-refused", nil)
			return nil
		}
	}
	for _, a := range open {
		if err := s.approvals().Allow(v.common.Source, a, s.Now); err != nil {
			return err
		}
	}
	v.Tell("layers-allowed", problem.Args{"site": absolute(v.common.Source)})
	return nil
}

// readable reports whether the person at this machine allows the site in a folder to read
// another folder.
func (s *Env) readable(site string) func(folder string) (bool, error) {
	return func(folder string) (bool, error) {
		return s.approvals().Allowed(site, approval.Action{Kind: approval.Read, Target: folder})
	}
}
