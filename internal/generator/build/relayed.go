package build

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/generator/relay"
)

// Fetched is what came of fetching the warnings of other sites.
type Fetched struct {
	Unheard  []string          // hosts that were not asked, or did not answer: what they warn of now is not known
	Problems []problem.Problem // they stop no build, also not a strict one
}

// FetchWarnings fetches the warnings of the sites that [warnings] from names, and keeps
// them for the builds that follow. The error is an I/O error.
func FetchWarnings(ctx context.Context, o Options) (Fetched, error) {
	settings, _, err := Settings(o)
	if err != nil || settings == nil {
		return Fetched{}, err
	}
	from := settings.Warnings.From
	if slices.Contains(from, "") || len(from) == 0 { // an error, of which the build tells
		return Fetched{}, nil
	}
	if o.Lists != nil || o.Relay == nil || o.Dry { // when Lists were fetched their owner knows
		var all Fetched
		for _, address := range from {
			all.Unheard = append(all.Unheard, relay.Host(address))
		}
		return all, nil
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return Fetched{}, fmt.Errorf("opening the site's folder: %w", err)
	}
	defer root.Close()
	failures, err := o.Relay.Refresh(ctx, o.Disk, root, from)
	fetched := Fetched{Problems: Unfetched(settings, failures, "loa build")}
	for _, f := range failures {
		fetched.Unheard = append(fetched.Unheard, relay.Host(from[f.Number]))
	}
	return fetched, err
}

// Unfetched are the problems of lists of [warnings] from that did not come, weighed and
// sorted. command is what takes --allow.
func Unfetched(settings *config.Settings, failures []relay.Failure, command string) []problem.Problem {
	var all []problem.Problem
	for _, f := range failures {
		at, address := settings.Place("warnings", "from", f.Number), settings.Warnings.From[f.Number]
		switch f.Fault {
		case relay.NotAllowed:
			all = append(all, problem.New(problem.WarningFromClosed, at, problem.Args{"address": approval.Action{Kind: approval.Fetch, Target: address}.String(), "command": command})) // as --allow takes it
		default:
			now := "relay-nothing"
			if f.Kept {
				now = "relay-kept"
			}
			args := problem.Args{"host": relay.Host(address), "reason": problem.Term("relay-" + string(f.Fault)), "now": problem.Term(now)}
			all = append(all, problem.New(problem.WarningFromAway, at, args))
		}
	}
	return problem.Sort(problem.Weigh(all, settings.Check.Severities))
}

// keptList reads the list of an address as it was fetched last.
func (o Options) keptList(disk fs.FS) func(address string) (relay.List, bool) {
	if o.Lists != nil {
		return o.Lists.Kept
	}
	return func(address string) (relay.List, bool) { return relay.Kept(disk, address) }
}

// listed is a digest of the lists that a site with settings shows; nil without Lists.
func (o Options) listed(settings *config.Settings) []byte {
	if o.Lists == nil {
		return nil
	}
	sum := sha256.New()
	for _, address := range settings.Warnings.From {
		data, heard := o.Lists[address]
		fmt.Fprintf(sum, "%q %v %x\n", address, heard, sha256.Sum256(data))
	}
	return sum.Sum(nil)
}

// Stops reports whether problems keep a site from being published, of which a strict run
// asks more. What another site wrote, or that it is away, stops nothing.
func Stops(problems []problem.Problem, strict bool) bool {
	limit := problem.Error
	if strict {
		limit = problem.Warning
	}
	return problem.Any(slices.DeleteFunc(slices.Clone(problems), ofOthers), limit)
}

func ofOthers(p problem.Problem) bool {
	return p.Code == problem.WarningFromRefused || p.Code == problem.WarningFromAway || p.Code == problem.WarningFromClosed
}
