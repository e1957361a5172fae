// Package deploy builds a site and publishes it to a target of site.toml, so
// that visitors never see a site that is half replaced:
//
//	result, err := deploy.Run(ctx, deploy.Options{Build: …, Target: target, …})
//
// # What it promises
//
// At any moment, also when the connection breaks, each page at the place is whole and
// every file that it names is there: what pages load goes first, then the pages,
// then the entry points that lead to them, and only then what the site no longer has is
// removed. The one exception is a picture whose consent was withdrawn: it goes
// before anything else.
//
// Only what changed is sent. What does not come from Loa is not replaced and
// never removed. A release that was cut off is finished by the next one.
//
// # How
//
// The place remembers in its folder _loa what it has (manifest.gz), what was
// changed since that was written (changes.gz), what the release before had
// (previous.gz, with the replaced files themselves in kept/, named after their
// bytes), and who is publishing (lock). Before the first file goes out,
// changes.gz says what is about to be written, so that after a cut only those
// files are in doubt.
//
// What readers must get at once (output.First) may go by itself between two releases. It
// is no release of its own, and a return leaves it as it is.
package deploy

import (
	"context"
	"errors"
	"time"

	"loa/internal/base/approval"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/publish/remote"
)

// Options say what to publish and where to.
type Options struct {
	Build   build.Options // the site; Out is chosen by deploy
	Name    string        // of the target
	Environ func(string) string
	Home    string // the person's folder
	Clock   func() time.Time
	Wait    func(context.Context, time.Duration) error // until then, or an error if the context ends first
	Dial    func(context.Context, remote.Address) (remote.Place, error)

	AllowRemove bool // more than a tenth of the site may go
	Overwrite   bool // files of others at our paths may be replaced
	Unlock      bool // take the lock, also if another release holds it
	Rollback    bool // instead: back to the release before
	Warnings    bool // instead: only what changes for a warning, see warnings.go
	DryRun      bool // only the plan
	Try         bool // only whether files can be written there; nothing of the site is built
	Verify      bool // afterwards the host is asked for a part of the site

	Fetch Fetcher // asks the host; only with Verify

	// Look, if set, is called instead, with the folder of the target's access logs as the
	// place. It only reads there.
	Look func(context.Context, remote.Place) error

	// Approvals remember what the person at this machine has allowed the site.
	Approvals approval.Store
	// Ask is asked, before anything is opened, whether the site may do what nobody has
	// allowed it yet. False ends the run; if Ask is nil, the error is *NotAllowed.
	Ask func([]approval.Action) (bool, error)
	// Confirm is asked before the first change. False ends the run without one.
	Confirm func(Plan) (bool, error)
	// Progress, if set, is told how many of the plan's bytes are sent.
	Progress func(done, total int64)
	// Watch, if set, is told of a lock that may be that of a machine which died, and
	// how long Loa watches whether somebody renews it.
	Watch func(pause time.Duration)
	// Retry, if set, is told of a line that was cut, before Loa waits; Recovered, if set,
	// that the place answers again, be it with a no.
	Retry     func(Retry)
	Recovered func()
	// Step, if set, is told what the run does from now on.
	Step func(Step)

	// Secrets, if set, keeps what people typed.
	Secrets Secrets
	// AskSecrets, if set, is asked for secrets that the place does not find or does not
	// accept. False ends the run with the place's error.
	AskSecrets func(Question) (Answer, bool)
	// Unkept, if set, is told that the machine could not keep secrets after this run, or
	// if they were not to last, could not remove the older ones.
	Unkept func(lasting bool)

	// Made, if set, is the site, which was built before. Nothing is built.
	Made *Made

	// Pages are the pages of the site by title, for plans that name them; nil for none.
	Pages []Page
}

// Retry is one of several tries on a line that was cut.
type Retry struct {
	Err    error
	Number int           // of the try that follows: 1 for the first one
	Pause  time.Duration // until then
}

// Step is a part of a run.
type Step string

// The steps of a run.
const (
	Building   Step = "building"
	Connecting Step = "connecting"
	Comparing  Step = "comparing"
	Sending    Step = "sending"
)

func (o Options) step(s Step) {
	if o.Step != nil {
		o.Step(s)
	}
}

// Result is what a run did.
type Result struct {
	Build     build.Result // of a rollback, empty
	Target    config.Target
	Plan      Plan
	Stopped   bool // problems of the site, or a Plan that may not be carried out, kept the place as it was
	Declined  bool // the person said no
	Published bool
	Carried   Carried // warnings of other sites that the place goes on showing
	Verified  bool    // the host was asked
	Faults    []Fault // and does this wrong
	Sent      int64   // bytes
	Took      time.Duration
}

// Run publishes. Nothing is opened before the person at this machine has allowed the
// place and the kind of line: no name is looked up, no folder made, no password sent,
// also of a run that only plans. An error is an I/O error (network, disk, permission) or one
// of this package's types; what is wrong in the site is in the result.
func Run(ctx context.Context, o Options) (Result, error) {
	to, home, err := target(o)
	var faulty *broken
	if errors.As(err, &faulty) {
		return Result{Target: to, Build: build.Result{Problems: faulty.problems, Stopped: true}, Stopped: true}, nil
	}
	if err != nil {
		return Result{}, err
	}
	if o.Look != nil {
		if to.Logs == "" {
			return Result{}, &NoLogs{to.Key}
		}
		to.Path = to.Logs // also in what the person at this machine allows
	}
	result := Result{Target: to}
	w, err := openWorkspace(o, to)
	if err != nil {
		return result, err
	}
	defer w.close()
	address := w.address(to)
	if err := w.apart(address); err != nil {
		return result, err
	}
	if o.Made != nil && !o.Rollback && home != "" && home != o.Made.BaseURL { // another site, or one that was built for elsewhere
		return result, &OtherAddress{o.Made.BaseURL, home}
	}
	if !o.Verify || o.Rollback || o.Warnings || o.Try || o.Look != nil {
		home = ""
	}
	if yes, err := w.permit(needs(to, address, home)); err != nil || !yes {
		result.Declined = err == nil
		return result, err
	}
	var local site
	if !o.Rollback && !o.Try && o.Look == nil {
		o.step(Building)
		make := w.build
		if o.Made != nil {
			make = w.takeMade
		}
		if o.Warnings {
			make = w.makeUrgent
		}
		local, result.Build, err = make(ctx, to)
		if result.Stopped = result.Build.Stopped; err != nil || result.Stopped {
			return result, err
		}
	}
	r := &release{options: o, local: local, target: to, speed: w.speed(), pages: w.readPages()}
	if err := r.connect(ctx, address); err != nil {
		return result, err
	}
	defer r.place.Close()
	if o.Try {
		return result, r.try(ctx)
	}
	if o.Look != nil {
		return result, o.Look(ctx, r.place)
	}
	if !o.DryRun {
		locked, unlock, err := w.lock(ctx, r)
		if err != nil {
			return result, err
		}
		defer unlock()
		ctx = locked
	}
	if err := r.publish(ctx, &result); err != nil || !result.Published {
		var taken *Locked
		if errors.As(context.Cause(ctx), &taken) {
			err = taken
		}
		return result, err
	}
	if o.Warnings {
		return result, nil
	}
	if err := errors.Join(w.remember(result.Sent, result.Took), w.keepPages(r)); err != nil || !o.Verify || o.Rollback {
		return result, err
	}
	result.Faults, err = r.verify(ctx, home, o.Fetch)
	result.Verified = err == nil
	return result, err
}

// publish plans, asks and works.
func (r *release) publish(ctx context.Context, result *Result) error {
	if err := r.load(ctx); err != nil {
		return err
	}
	if r.options.Rollback {
		if err := r.goBack(ctx); err != nil {
			return err
		}
	}
	if !r.options.Rollback {
		unheard, err := r.unheard(ctx)
		if err != nil {
			return err
		}
		if result.Carried, err = r.carry(ctx, append(unheard, result.Build.Unheard...)); err != nil {
			return err
		}
	}
	plan, apply := r.makePlan, r.apply
	if r.options.Warnings {
		plan, apply = r.planUrgent, r.applyUrgent
	}
	if err := plan(ctx); err != nil {
		return err
	}
	r.plan.Changes = r.changes()
	result.Plan = r.plan
	if r.options.DryRun {
		return nil
	}
	if result.Stopped = r.plan.Forbidden(r.options); result.Stopped {
		return nil
	}
	if yes, err := r.options.Confirm(r.plan); err != nil || !yes {
		result.Declined = err == nil
		return err
	}
	r.options.step(Sending)
	begun := r.options.Clock()
	err := apply(ctx)
	result.Sent, result.Took = r.sent.Load(), r.options.Clock().Sub(begun)
	result.Published = err == nil
	return err
}
