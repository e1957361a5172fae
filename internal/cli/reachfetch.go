package cli

import (
	"context"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
	"loa/internal/reach/counts"
	"loa/internal/reach/intake"
)

type reachFetchCommand struct {
	Name       string   `arg:"" optional:""`
	As         string   `default:"web" placeholder:"NAME"`
	Allow      []string `sep:"none" placeholder:"PLACE"`
	AllowClear bool
}

// mostLogs is how many files of a folder are read: those of years of days.
const mostLogs = 5000

// Run counts the readers that the logs at a deploy target tell of. Nothing of them is kept
// on this machine.
func (r *reachFetchCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	if !counts.IsLog(r.As) {
		return v.misused("reach-log-name", r.As)
	}
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	release := publishing(o, s)
	release.Name, release.Dial = r.Name, v.dialler()
	asked := &deployCommand{Name: r.Name, Allow: r.Allow, AllowClear: r.AllowClear}
	release.Ask = func(needs []approval.Action) (bool, error) { return asked.permit(ctx, c, v, s, needs) }
	var taken error
	release.Look = func(ctx context.Context, place remote.Place) error {
		files, err := remote.Files(ctx, place)
		if err != nil {
			return err
		}
		taken = r.take(ctx, c, v, s, place, logsAmong(files))
		return nil
	}
	result, err := deploy.Run(ctx, release)
	var none *deploy.NoLogs
	switch {
	case errors.As(err, &none):
		return v.turnedDown("reach-no-place", problem.Args{"target": none.Target})
	case err != nil:
		return v.undeployed(err)
	case result.Stopped:
		return v.ended(result.Build.Problems, true, "reach-stopped", nil)
	case result.Declined:
		v.Tell("deploy-declined", nil)
		return status(faulty)
	}
	return taken
}

// take reads the logs of a place.
func (r *reachFetchCommand) take(ctx context.Context, c *Common, v *voice, s *Env, place remote.Place, logs []string) error {
	if len(logs) == 0 {
		return v.turnedDown("reach-no-logs", nil)
	}
	if len(logs) > mostLogs {
		return v.turnedDown("reach-many-logs", problem.Args{"count": len(logs), "most": mostLogs})
	}
	var sources []intake.Source
	for _, name := range logs {
		sources = append(sources, intake.Source{Name: name, Open: func() (io.ReadCloser, error) { return place.Open(ctx, name) }})
	}
	return v.take(ctx, c, s, r.As, sources)
}

// logsAmong are the access logs of a folder: the files whose names say so; where none
// does, as in a bucket, all but those of errors.
func logsAmong(files []remote.File) []string {
	var named, others []string
	for _, f := range files {
		switch base := strings.ToLower(path.Base(f.Path)); {
		case strings.Contains(base, "access") || strings.HasPrefix(base, "u_ex"): // u_ex is of IIS
			named = append(named, f.Path)
		case !strings.Contains(base, "error") && !strings.HasPrefix(base, "."):
			others = append(others, f.Path)
		}
	}
	if len(named) == 0 {
		named = others
	}
	slices.Sort(named)
	return named
}
