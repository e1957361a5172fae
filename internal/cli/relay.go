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
		if isNamed(named, a) {
			return true, nil
		}
		return s.approvals().Allowed(dir, a)
	}}
}

// isNamed reports whether a person named an action after --allow: as it is shown, or by
// the address as a browser has it.
func isNamed(named []string, a approval.Action) bool {
	return slices.Contains(named, a.String()) || slices.ContainsFunc(named, func(one string) bool {
		address, ok := relay.Address(one)
		return ok && address == a.Target
	})
}

func fetching(address string) approval.Action {
	return approval.Action{Kind: approval.Fetch, Target: address}
}

// relays lets a build fetch the warnings of other sites. It asks for what nobody on this
// machine has allowed yet: a person at the terminal, or the flag --allow. A no hinders
// nothing but the fetching, of which the build tells.
func (v *voice) relays(ctx context.Context, c *Common, s *Env, o *build.Options, allow []string) error {
	if o.Relay = s.fetcher(o.Dir, allow); o.Relay == nil {
		return nil
	}
	settings, _, err := build.Settings(*o)
	if err != nil || settings == nil { // the build says so
		return nil
	}
	allow, err = v.mayFetchAll(ctx, c, s, settings.Warnings.From, allow)
	o.Relay = s.fetcher(o.Dir, allow)
	return err
}

// mayFetchAll asks for the addresses of lists that nobody on this machine has allowed for the
// folder of the command, and remembers the answers. It returns allow with what is allowed now.
func (v *voice) mayFetchAll(ctx context.Context, c *Common, s *Env, addresses, allow []string) ([]string, error) {
	store := s.approvals()
	for _, address := range addresses {
		if address == "" {
			continue
		}
		a := fetching(address)
		if ok, err := store.Allowed(c.Source, a); err != nil || ok {
			continue
		}
		yes := isNamed(allow, a)
		if !yes && v.terminal && s.In != nil && c.Format != "json" {
			var err error
			if yes, err = v.mayFetch(ctx, s, a); err != nil {
				return allow, err
			}
		}
		if !yes {
			continue
		}
		allow = append(slices.Clip(allow), a.String())
		if err := store.Allow(c.Source, a, s.Now); err != nil { // in a folder of another account, say
			fmt.Fprintln(v.err, v.Say("severity.warning", nil)+": "+v.Say("fetch-unremembered", problem.Args{"reason": err.Error()}))
		}
	}
	return allow, nil
}

// mayFetch asks the person for one address.
func (v *voice) mayFetch(ctx context.Context, s *Env, a approval.Action) (bool, error) {
	fmt.Fprintln(v.err, v.Say("fetch-allow", problem.Args{"site": absolute(v.common.Source)})+"\n  "+a.String())
	fmt.Fprint(v.err, v.Say("fetch-allow-sure", nil)+" ")
	answer, err := read(ctx, s)
	return err == nil && yes(answer), err
}
