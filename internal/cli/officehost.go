package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/office/host"
	"loa/internal/publish/keyring"
)

// tokenVariable is the environment variable with the token, for machines without a person.
const tokenVariable = "LOA_OFFICE_TOKEN"

// askingHost is what a person allows once for a site: to ask the host of its reviews.
func askingHost(at host.Place) approval.Action {
	return approval.Action{Kind: approval.Host, Target: at.String(), Clear: at.Clear()}
}

// hostOf returns the settings of a site and the project at its host.
func (v *voice) hostOf(c *Common, s *Env) (build.Options, *config.Settings, host.Place, error) {
	o, err := c.options(v, s)
	if err != nil {
		return o, nil, host.Place{}, err
	}
	settings, found, err := build.Settings(o)
	switch {
	case err != nil:
		return o, nil, host.Place{}, err
	case settings == nil || problem.Any(found, problem.Error):
		return o, nil, host.Place{}, v.ended(found, true, "office-unread", nil)
	}
	at, ok := settings.Office.Project()
	if !ok {
		return o, nil, at, v.turnedDown("office-no-host", nil)
	}
	return o, settings, at, nil
}

// token is that of a host: of the environment, or what the machine keeps.
func (s *Env) token(at host.Place) string {
	if text := s.Environ(tokenVariable); text != "" || s.Keyring == nil {
		return text
	}
	return s.Keyring.Read(at.String())["token"]
}

// host is the host of a site, as far as a person has allowed to ask it.
func (s *Env) host(at host.Place) host.Host {
	return host.New(at, host.Options{Token: s.token(at), Web: s.Web, Agent: "Loa/" + Version, Clock: time.Now})
}

// refusal tells an error of a host in words; any other error stays.
func (v *voice) refusal(err error, at host.Place) error {
	message, hint, ok := host.Said(host.Words(v.Language), err, at)
	if !ok {
		return err
	}
	fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+message+"\n  "+hint)
	return status(faulty)
}

type officeCheck struct {
	Allow      []string `sep:"none" placeholder:"PLACE"`
	AllowClear bool
}

// Run tells what works at the host, and what it forbids.
func (k *officeCheck) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	o, settings, at, err := v.hostOf(c, s)
	if err != nil {
		return err
	}
	a := askingHost(at)
	allowed, err := s.approvals().Allowed(o.Dir, a)
	if err != nil {
		return err
	}
	if !allowed && (!slices.Contains(k.Allow, a.String()) || a.Clear && !k.AllowClear) {
		return v.turnedDown("office-host-not-allowed", problem.Args{"place": a.String()})
	}
	h := s.host(at)
	v.Tell("office-check-at", problem.Args{"place": at.String(), "kind": string(at.Kind)})
	who, err := h.Who(ctx)
	if err != nil {
		return v.refusal(err, at)
	}
	v.Tell("office-check-who", problem.Args{"name": who.Full, "account": who.Name})
	rules, err := h.Rules(ctx, settings.Office.Branch)
	if err != nil {
		return v.refusal(err, at)
	}
	return v.judged(who, rules, settings.Office.Branch)
}

// judged tells what the rights of an account and the rules of a branch mean for reviews.
func (v *voice) judged(who host.Account, rules host.Rules, branch string) error {
	args := problem.Args{"branch": branch, "count": rules.Approvals}
	faults := 0
	for _, point := range []struct {
		good      bool
		yes, no   string
		hindrance bool
	}{
		{who.Push, "office-check-push", "office-check-no-push", true},
		{rules.Protected, "office-check-protected", "office-check-unprotected", true},
		{!rules.Push, "office-check-closed", "office-check-open", false},
		{rules.Approvals != 0, "office-check-approvals", "office-check-no-approvals", true},
		{!rules.NoCommitters, "", "office-check-committers", true},
		{!rules.Kept, "", "office-check-kept", false},
	} {
		key := point.yes
		switch {
		case !point.good:
			key = point.no
			if point.hindrance {
				faults++
			}
		case rules.Approvals < 0 && key == "office-check-approvals":
			key = "office-check-unknown"
		}
		if key != "" {
			v.Tell(key, args)
		}
	}
	if faults > 0 {
		return status(faulty)
	}
	return nil
}

type officeToken struct {
	Forget     bool
	AllowClear bool
}

// Run explains where to get a token, takes it and keeps it where the system keeps its
// passwords. Who enters a token for a host allows the site to ask that host.
func (k *officeToken) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	o, _, at, err := v.hostOf(c, s)
	switch {
	case err != nil:
		return err
	case s.Keyring == nil:
		return v.turnedDown("office-token-nowhere", problem.Args{"variable": tokenVariable})
	case k.Forget:
		if err := s.Keyring.Forget(at.String()); err != nil {
			return err
		}
		v.Tell("office-token-forgotten", problem.Args{"host": at.Address})
		return nil
	case at.Clear() && !k.AllowClear:
		return v.turnedDown("office-token-clear", problem.Args{"host": at.Address})
	case s.In == nil:
		return v.turnedDown("office-token-nobody", nil)
	}
	fmt.Fprintln(v.err, v.Say("office-token-"+string(at.Kind), problem.Args{"host": at.Address}))
	fmt.Fprint(v.err, v.Say("office-token-ask", problem.Args{"place": askingHost(at).String()})+" ")
	typed, err := read(ctx, s)
	if err != nil {
		return err
	}
	typed = strings.TrimSpace(typed)
	if typed == "" || len(typed) > keyring.Longest || strings.ContainsAny(typed, " \t\r") {
		return v.turnedDown("office-token-none", nil)
	}
	trial := host.New(at, host.Options{Token: typed, Web: s.Web, Agent: "Loa/" + Version, Clock: time.Now})
	who, err := trial.Who(ctx)
	if err != nil {
		return v.refusal(err, at)
	}
	if err := s.approvals().Allow(o.Dir, askingHost(at), s.Now); err != nil {
		return err
	}
	done := "office-token-kept"
	if !s.Keyring.Keep(at.String(), map[string]string{"user": who.Name, "token": typed}) {
		done = "office-token-lost"
	}
	v.Tell(done, problem.Args{"name": who.Full, "account": who.Name, "variable": tokenVariable})
	return nil
}
