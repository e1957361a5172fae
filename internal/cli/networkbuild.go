package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/relay"
	"loa/internal/network/shard"
	"loa/internal/network/sitebuild"
	"loa/internal/network/store"
)

type networkCheck struct {
	chosen
	Shard  string `placeholder:"I/N" filled:""`
	Strict bool
}

type networkBuild struct {
	chosen
	allowance
	Shard  string `placeholder:"I/N" filled:""`
	Strict bool
	Jobs   int `placeholder:"N"`
}

// Run checks the sites, one after the other.
func (k *networkCheck) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	mine, n, err := v.shardSites(c, s, k.chosen, k.Shard)
	if err != nil {
		return err
	}
	b, err := n.newBuilder(c)
	if err != nil {
		return err
	}
	var all []problem.Problem
	for _, u := range n.sites {
		found, err := b.Check(ctx, u)
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	all = problem.Sort(all)
	if err := v.ended(all, build.Stops(all, k.Strict), "network-faulty", problem.Args{"sites": len(n.sites)}); err != nil {
		return err
	}
	v.Tell("network-checked", problem.Args{"sites": len(n.sites), "shard": mine.String()})
	return n.ended()
}

// shardSites are the sites of one shard among the chosen ones.
func (v *voice) shardSites(c *Common, s *Env, which chosen, flag string) (shard.Shard, *network, error) {
	mine, err := v.shardOf(flag, s)
	if err != nil {
		return mine, nil, err
	}
	n, err := v.network(c, s, which)
	if err != nil {
		return mine, nil, err
	}
	n.share(mine)
	return mine, n, n.rows(v)
}

// Run builds the sites of a shard into the store.
func (b *networkBuild) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	mine, n, err := v.shardSites(c, s, b.chosen, b.Shard)
	if err != nil {
		return err
	}
	n.options.Strict, n.options.Workers = b.Strict, b.Jobs
	if err := n.open(ctx, c, v, s, b.allowance); err != nil {
		return v.undeployed(err)
	}
	defer n.store.Close()
	begun := time.Now()
	builder, err := n.heard(ctx, c, v, s, b.Allow)
	if err != nil {
		return v.undeployed(err)
	}
	t, err := n.buildAll(ctx, v, builder)
	if err != nil {
		return err
	}
	v.Tell("network-built", problem.Args{
		"shard": mine.String(), "sites": len(n.sites), "built": t.built, "known": t.known, "faulty": len(t.faulty),
		"hindered": len(t.hindered), "seconds": v.seconds(time.Since(begun)),
	})
	t.rows = n.ended()
	return v.tallied(c, t)
}

// heard is a builder that has fetched the warnings of other sites which the sites show, once
// for all of them, as far as the person at this machine allows it for the network. What did
// not come is told and stops nothing.
func (n *network) heard(ctx context.Context, c *Common, v *voice, s *Env, allow []string) (*sitebuild.Builder, error) {
	b, err := n.newBuilder(c)
	if err != nil {
		return nil, err
	}
	var fetcher *relay.Fetcher
	if s.Public != nil {
		if allow, err = v.mayFetchAll(ctx, c, s, b.Lists(n.sites), allow); err != nil {
			return nil, err
		}
		fetcher = s.fetcher(c.Source, allow)
	}
	found, err := b.Hear(ctx, n.sites, fetcher, s.Now)
	if err != nil {
		return nil, err
	}
	return b, v.Report(found)
}

// tally is what came of the sites of a shard.
type tally struct {
	built, known int
	faulty       []*store.Record
	hindered     []string // keys of sites that an I/O error kept from being built
	untried      int
	rows         error // the exit status of faulty rows, else nil
}

// inARow is after how many sites in a row with an I/O error a shard gives up: the disk is
// full then, or the store away.
const inARow = 3

// buildAll builds one site after the other. What is wrong with one keeps no other.
func (n *network) buildAll(ctx context.Context, v *voice, b *sitebuild.Builder) (t tally, err error) {
	row := 0
	for i, u := range n.sites {
		made, err := b.Make(ctx, u)
		if ctx.Err() != nil {
			return t, ctx.Err()
		}
		if err != nil {
			fmt.Fprintln(v.err, v.Say("network-hindered", problem.Args{"key": u.Key}))
			v.told(err)
			t.hindered = append(t.hindered, u.Key)
			if row++; row == inARow {
				t.untried = len(n.sites) - i - 1
				break
			}
			continue
		}
		row = 0
		switch {
		case made.Known:
			t.known++
		default:
			t.built++
			v.Tell("network-site", problem.Args{"key": u.Key, "pages": made.Record.Pages, "made": made.Record.Pages - made.Kept, "files": len(made.Record.Files)})
		}
		if made.Record.Stopped {
			t.faulty = append(t.faulty, made.Record)
		}
	}
	return t, nil
}

// told tells of an I/O error as a command does that ends with it.
func (v *voice) told(err error) {
	if err = v.undeployed(err); !errors.As(err, new(status)) {
		v.Hinder(err)
	}
}

// tallied tells the problems of sites that were not published, and gives the exit status:
// that of the surroundings before that of the contents, since to try again helps there.
func (v *voice) tallied(c *Common, t tally) error {
	var all []problem.Problem
	for _, r := range t.faulty {
		for _, p := range r.Problems {
			all = append(all, p.Problem())
		}
		if c.Format != "json" {
			fmt.Fprintln(v.err, v.Say("network-site-faulty", problem.Args{"key": r.Key}))
		}
	}
	if err := v.Report(problem.Sort(all)); err != nil {
		return err
	}
	if len(t.hindered) > 0 {
		fmt.Fprintln(v.err, v.Say("network-again", problem.Args{"count": len(t.hindered) + t.untried, "keys": some20(t.hindered)}))
		return status(hindered)
	}
	if len(t.faulty) > 0 {
		return status(faulty)
	}
	return t.rows
}

// some20 are the first of many names.
func some20(names []string) []string {
	if len(names) <= namedAtMost {
		return names
	}
	return append(slices.Clone(names[:namedAtMost]), "…")
}
