package cli

import (
	"context"
	"fmt"
	"slices"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/relay"
)

// fetcher asks other sites for their warnings, as far as the person at this machine allows
// it for the site in a folder; nil where there is no network.
func (s *Env) fetcher(dir string, named []string) *relay.Fetcher {
	if s.Public == nil {
		return nil
	}
	return &relay.Fetcher{Web: s.Public, Agent: "Loa/" + Version + " (warnings)", Allowed: func(address string) (bool, error) {
		a := fetching(address)
		if slices.Contains(named, a.String()) {
			return true, nil
		}
		return s.approvals().Allowed(dir, a)
	}}
}

func fetching(address string) approval.Action {
	return approval.Action{Kind: approval.Fetch, Target: address}
}

// relays lets a build fetch the warnings of other sites. It asks for what nobody on this
// machine has allowed yet: a person at the terminal, or the flag --allow. A no hinders
// nothing but the fetching, of which the build tells.
func (v *voice) relays(ctx context.Context, c *Common, s *Env, o *build.Options, allow []string) error {
	o.Relay = s.fetcher(o.Dir, allow)
	if o.Relay == nil {
		return nil
	}
	settings, _, err := build.Settings(*o)
	if err != nil || settings == nil { // the build says so
		return nil
	}
	store := s.approvals()
	for _, address := range settings.Warnings.From {
		if address == "" {
			continue
		}
		a := fetching(address)
		if ok, err := store.Allowed(o.Dir, a); err != nil || ok {
			continue
		}
		yes := slices.Contains(allow, a.String())
		if !yes && v.terminal && s.In != nil && c.Format != "json" {
			if yes, err = v.mayFetch(ctx, s, a); err != nil {
				return err
			}
		}
		if !yes {
			continue
		}
		if err := store.Allow(o.Dir, a, s.Now); err != nil {
			return fmt.Errorf("remembering what this site is allowed: %w", err)
		}
	}
	return nil
}

// mayFetch asks the person for one address.
func (v *voice) mayFetch(ctx context.Context, s *Env, a approval.Action) (bool, error) {
	fmt.Fprintln(v.err, v.Say("fetch-allow", problem.Args{"site": absolute(v.common.Source)})+"\n  "+a.String())
	fmt.Fprint(v.err, v.Say("fetch-allow-sure", nil)+" ")
	answer, err := read(ctx, s)
	return err == nil && yes(answer), err
}
