package build

import (
	"context"
	"fmt"
	"os"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/generator/relay"
)

// FetchWarnings fetches the warnings of the sites that [warnings] from names, and keeps
// them for the builds that follow. The problems tell of sites that could not be asked:
// none of them stops a build, also not a strict one. The error is an I/O error.
func FetchWarnings(ctx context.Context, o Options) ([]problem.Problem, error) {
	if o.Relay == nil || o.Dry {
		return nil, nil
	}
	settings, _, err := Settings(o)
	if err != nil || settings == nil || len(settings.Warnings.From) == 0 {
		return nil, err
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the site's folder: %w", err)
	}
	defer root.Close()
	from := settings.Warnings.From
	if slices.Contains(from, "") { // an error, of which the build tells
		return nil, nil
	}
	failures, err := o.Relay.Refresh(ctx, o.Disk, root, from)
	var all []problem.Problem
	for _, f := range failures {
		at, address := settings.Place("warnings", "from", f.Number), from[f.Number]
		switch f.Fault {
		case relay.NotAllowed:
			all = append(all, problem.New(problem.WarningFromClosed, at, problem.Args{"address": address}))
		default:
			now := "relay-nothing"
			if f.Kept {
				now = "relay-kept"
			}
			args := problem.Args{"host": relay.Host(address), "reason": problem.Term("relay-" + string(f.Fault)), "now": problem.Term(now)}
			all = append(all, problem.New(problem.WarningFromAway, at, args))
		}
	}
	return problem.Sort(problem.Weigh(all, settings.Check.Severities)), err
}

// ofOthers reports whether a problem is about what another site wrote, which stops no
// build, also not a strict one.
func ofOthers(p problem.Problem) bool { return p.Code == problem.WarningFromRefused }
