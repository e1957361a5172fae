package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/network/store"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
)

// told tells what came of a run.
func (d *deployCommand) told(c *Common, v *voice, s *Env, r deploy.Result) error {
	report := v.Report
	if c.Format == "json" {
		report = func([]problem.Problem) error { return v.deployJSON(d, r) }
	}
	if err := report(r.Build.Problems); err != nil {
		return err
	}
	v.Summary(r.Build.Problems)
	if err := v.conf(s.Disk, r.Build.Conf, filepath.Join(c.Source, ".loa", "deploy")); err != nil {
		return err
	}
	v.carried(r.Carried)
	switch {
	case r.Build.Stopped && r.Target.Key == "":
		v.Tell("deploy-not-read", nil)
		return status(faulty)
	case r.Build.Stopped:
		v.Tell("deploy-not-built", problem.Args{"target": r.Target.Key})
		return status(faulty)
	case r.Declined:
		v.Tell("deploy-declined", nil)
		return status(faulty)
	case d.DryRun:
		v.plan(r.Plan)
		v.Tell("deploy-dry", nil)
		if v.forbidden(d, r) {
			return status(faulty)
		}
	case r.Stopped:
		v.plan(r.Plan)
		v.forbidden(d, r)
		return status(faulty)
	case d.Verify && r.Verified:
		v.deployed(r)
		return v.faults(r)
	default:
		v.deployed(r)
	}
	return nil
}

// carried tells of warnings of other sites that this machine did not fetch.
func (v *voice) carried(c deploy.Carried) {
	args := problem.Args{"count": c.Count, "hosts": c.Hosts}
	if c.Count > 0 {
		v.Tell("deploy-carried", args)
	}
	if c.Lost {
		fmt.Fprintln(v.err, v.Say("severity.warning", nil)+": "+v.Say("deploy-uncarried", args))
	}
}

// deployed tells what was sent.
func (v *voice) deployed(r deploy.Result) {
	if r.Plan.Nothing() && r.Plan.Warnings {
		v.Tell("deploy-nothing-warnings", problem.Args{"target": r.Target.Key})
	} else if r.Plan.Nothing() {
		v.Tell("deploy-nothing", problem.Args{"target": r.Target.Key})
	} else if r.Plan.Warnings {
		v.Tell("deployed-warnings", problem.Args{"target": r.Target.Key, "files": len(r.Plan.Put), "bytes": problem.Size(r.Sent), "seconds": v.seconds(r.Took)})
	} else {
		v.Tell("deployed", problem.Args{"target": r.Target.Key, "files": len(r.Plan.Put), "bytes": problem.Size(r.Sent), "seconds": v.seconds(r.Took)})
	}
	if r.Build.BaseURL != "" {
		v.Tell("deploy-address", problem.Args{"address": r.Build.BaseURL})
	}
}

// faults tells what the host does wrong, and with which settings it would not.
func (v *voice) faults(r deploy.Result) error {
	if len(r.Faults) == 0 {
		v.Tell("verified", nil)
		return nil
	}
	serious := false
	for _, f := range r.Faults {
		severity := "severity.warning"
		if f.Serious() {
			severity, serious = "severity.error", true
		}
		fmt.Fprintln(v.err, v.problems.Say(severity, nil)+": "+v.Say("fault."+string(f.Kind), problem.Args{"path": "/" + f.Path, "detail": f.Detail}))
	}
	key := "fault-server"
	if r.Target.Server == "" {
		key = "fault-no-server"
	}
	v.Tell(key, problem.Args{"server": r.Target.Server, "target": r.Target.Key})
	if serious {
		return status(faulty)
	}
	return nil
}

// namedAtMost is how many paths or addresses a message names.
const namedAtMost = 20

// plan tells what will be done, in plain words.
func (v *voice) plan(p deploy.Plan) {
	if p.Damaged {
		v.Tell("deploy-torn", nil)
	}
	if p.Nothing() {
		return
	}
	if p.Warnings {
		v.Tell("deploy-plan-warnings", problem.Args{"files": len(p.Put), "gone": len(p.Remove), "bytes": problem.Size(p.Bytes)})
		return
	}
	v.Tell("deploy-plan", problem.Args{
		"new": p.Pages.New, "changed": p.Pages.Changed, "removed": p.Pages.Removed,
		"files": p.Others.New + p.Others.Changed, "gone": p.Others.Removed, "unchanged": p.Unchanged,
	})
	key := "deploy-line"
	if p.Measured {
		key = "deploy-line-measured"
	}
	v.Tell(key, problem.Args{"bytes": problem.Size(p.Bytes), "seconds": v.seconds(max(p.Time, time.Second).Round(time.Second))})
	if len(p.Withdraw) > 0 {
		v.Tell("deploy-withdraw", problem.Args{"files": strings.Join(p.Withdraw, ", ")})
	}
	if len(p.Lost) > 0 {
		v.Tell("deploy-lost", problem.Args{"count": len(p.Lost)})
		v.names(p.Lost)
	}
}

// names lists paths, one a line.
func (v *voice) names(paths []string) {
	if v.common.Quiet || v.common.Format == "json" {
		return
	}
	for _, path := range paths[:min(namedAtMost, len(paths))] {
		fmt.Fprintln(v.out, "  "+path)
	}
	if more := len(paths) - namedAtMost; more > 0 {
		fmt.Fprintln(v.out, "  "+v.Say("serve-more", problem.Args{"count": more}))
	}
}

// forbidden tells why a plan is not carried out, and what would allow it. It
// reports whether there is such a reason.
func (v *voice) forbidden(d *deployCommand, r deploy.Result) bool {
	say := func(key string, args problem.Args) {
		fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say(key, args))
	}
	removes, replaces := r.Plan.TooMany() && !d.AllowRemove, len(r.Plan.Foreign) > 0 && !d.Overwrite
	if removes {
		say("deploy-too-many", problem.Args{"count": len(r.Plan.Remove)})
	}
	if replaces {
		say("deploy-foreign", problem.Args{"count": len(r.Plan.Foreign), "target": r.Target.Key})
		v.names(r.Plan.Foreign)
	}
	return removes || replaces
}

// trouble says what is the matter with a line, and what the system said of it.
func (v *voice) trouble(err error) string {
	var broken *remote.Broken
	if errors.As(err, &broken) {
		err = broken.Err
	}
	return v.Say("trouble."+string(remote.TroubleOf(err)), problem.Args{"detail": err.Error()})
}

// undeployed gives what went wrong its words.
func (v *voice) undeployed(err error) error {
	var none *deploy.NoTarget
	var locked *deploy.Locked
	var other *deploy.OtherForm
	var notKept *deploy.NotKept
	var inSite *deploy.InSite
	var refused *remote.Refused
	var broken *remote.Broken
	var elsewhere *deploy.OtherAddress
	var unavailable *deploy.Unavailable
	key, args, code := "", problem.Args{"reason": err.Error()}, status(hindered)
	switch {
	case errors.As(err, &none):
		key, args, code = "deploy-no-target", problem.Args{"name": none.Name, "known": none.Known}, status(misused)
		if len(none.Known) == 0 {
			key = "deploy-no-targets"
		} else if none.Name == "" {
			key = "deploy-which"
		}
	case errors.As(err, &elsewhere):
		key, args, code = "deploy-other-address", problem.Args{"built": elsewhere.Built, "target": elsewhere.Target}, status(misused)
	case errors.As(err, &inSite):
		key, args, code = "deploy-in-site", problem.Args{"path": inSite.Path}, status(misused)
	case errors.Is(err, deploy.Unpublished{}):
		key, code = "deploy-unpublished", status(misused)
	case errors.Is(err, deploy.Unshown{}):
		key, code = "warn-unshown", status(misused)
	case errors.Is(err, deploy.NoWayBack{}):
		key, code = "deploy-no-way-back", status(misused)
	case errors.As(err, &other):
		key, args = "deploy-other-form", problem.Args{"form": other.Form}
	case errors.Is(err, store.ErrOtherBytes):
		key = "network-other-bytes"
	case errors.As(err, &notKept):
		key, args = "deploy-not-kept", problem.Args{"count": len(notKept.Paths), "path": notKept.Paths[0]}
	case errors.Is(err, context.Canceled):
		key = "deploy-interrupted"
	case errors.As(err, &locked):
		key, args = "deploy-locked", problem.Args{"since": locked.Since.Local().Format(minuteOfDay)}
	case errors.As(err, &unavailable):
		key, args = "deploy-unavailable", problem.Args{"path": "/" + unavailable.Path, "status": unavailable.Status}
	case errors.As(err, &refused):
		key, args = "deploy-"+string(refused.Reason), problem.Args{"detail": refused.Detail}
	case errors.As(err, &broken) && disk.Why(err) == 0: // else it is told what to do about a drive
		key, args = "deploy-broken", problem.Args{"reason": v.trouble(err)}
		if remote.TroubleOf(err) == remote.ClosedPort {
			key = "deploy-closed-port"
		}
	default:
		return err
	}
	fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say(key, args))
	return code
}
