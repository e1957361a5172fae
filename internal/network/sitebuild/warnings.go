package sitebuild

import (
	"context"
	"path"
	"slices"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/relay"
	"loa/internal/network/store"
	"loa/internal/network/units"
)

// named is an address of [warnings] from, with the site that names it first.
type named struct {
	address string
	inputs  build.Inputs
	unit    units.Unit
}

// namedBy are the addresses of lists that some sites show, each once. A site whose settings
// cannot be read names none: its build tells.
func (b *Builder) namedBy(sites []units.Unit) []named {
	var all []named
	seen := map[string]bool{"": true}
	for _, u := range sites {
		in, err := build.InputsOf(b.site(u))
		if err != nil || in.Settings == nil {
			continue
		}
		for _, address := range in.Settings.Warnings.From {
			if !seen[address] {
				seen[address] = true
				all = append(all, named{address, in, u})
			}
		}
	}
	return all
}

// Lists are the addresses of the lists of warnings that some sites show beside their own.
func (b *Builder) Lists(sites []units.Unit) []string {
	var all []string
	for _, n := range b.namedBy(sites) {
		all = append(all, n.address)
	}
	return all
}

// shown are the lists that a site was made with.
func (b *Builder) shown(o build.Options) []store.List {
	in, err := build.InputsOf(o)
	if err != nil || in.Settings == nil {
		return nil
	}
	var all []store.List
	for _, address := range in.Settings.Warnings.From {
		if address != "" {
			all = append(all, store.ListOf(o.Lists, address))
		}
	}
	return all
}

// Hear gives sites the warnings of other sites that they show. It fetches each list once and
// keeps it in the store, as asked for now, for other shards and for the day when its host is
// away; without a fetcher it takes those of the store. The problems are of lists that did not
// come. The error is an I/O error.
func (b *Builder) Hear(ctx context.Context, sites []units.Unit, fetcher *relay.Fetcher, now time.Time) ([]problem.Problem, error) {
	all := b.namedBy(sites)
	addresses := make([]string, len(all))
	for i, n := range all {
		addresses[i] = n.address
	}
	var failures []relay.Failure
	if fetcher != nil {
		came, failed, err := fetcher.Fetch(ctx, addresses)
		if err == nil {
			err = b.options.Store.PutLists(ctx, came, now)
		}
		if err != nil {
			return nil, err
		}
		failures = failed
	}
	lists, err := b.options.Store.Lists(ctx, addresses)
	if err != nil {
		return nil, err
	}
	b.options.Build.Lists = lists
	var problems []problem.Problem
	for _, f := range failures {
		n := all[f.Number]
		f.Number = slices.Index(n.inputs.Settings.Warnings.From, n.address)
		_, f.Kept = lists[n.address]
		for _, p := range build.Unfetched(n.inputs.Settings, []relay.Failure{f}, "loa network build") {
			p.Place.File = path.Join(n.unit.Dir, p.Place.File)
			problems = append(problems, p)
		}
	}
	return problem.Sort(problems), nil
}
