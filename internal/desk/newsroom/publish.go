package newsroom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
)

// jobs is the release under way, or the last one: there is one at a time.
type jobs struct {
	mu   sync.Mutex
	last *job
	next int
}

// step is how far a release is.
type step string

const (
	building step = "building"
	asking   step = "asking" // whether to do what was planned
	sending  step = "sending"

	done     step = "done"
	nothing  step = "nothing"  // there was nothing to do
	declined step = "declined" // by whoever was asked
	faulty   step = "faulty"   // the site has errors
	stopped  step = "stopped"  // for safety: it would remove or replace too much
	failed   step = "failed"
)

// over reports whether nothing more comes.
func (s step) over() bool { return s != building && s != asking && s != sending }

// job is one release.
type job struct {
	mu       sync.Mutex
	ID       int
	Target   string
	step     step
	plan     deploy.Plan
	sent     int64
	total    int64
	address  string
	said     string
	problems []problem.Problem
	allow    bool // more may be removed or replaced than a careful release does
	answer   chan bool
	stop     context.CancelFunc
	bell     chan struct{} // closed at each change
}

func (j *job) change(f func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f()
	close(j.bell)
	j.bell = make(chan struct{})
}

// jobView is a release as a page shows it.
type jobView struct {
	ID                     int
	Target, Step, Said     string
	Over, Asking, Stopped  bool
	Open                   bool // to everybody on the way: without encryption
	Percent                int
	Address                string
	Plan                   []string
	Remove, Lost, Withdraw []string
	Faults                 []fault
	bell                   chan struct{}
}

func (a ask) jobView(j *job) jobView {
	j.mu.Lock()
	defer j.mu.Unlock()
	v := jobView{ID: j.ID, Target: j.Target, Step: a.say("step-" + string(j.step)), Said: j.said, Over: j.step.over(), Asking: j.step == asking, Stopped: j.step == stopped, Address: j.address, bell: j.bell}
	if j.total > 0 {
		v.Percent = int(100 * j.sent / j.total)
	}
	if j.step == done {
		v.Percent = 100
	}
	if p := j.plan; !p.Nothing() && j.step != done && j.step != declined {
		v.Plan = a.inWords(p)
		v.Lost, v.Withdraw = p.Lost[:min(len(p.Lost), mostListed)], p.Withdraw
	}
	for _, p := range j.problems {
		if len(v.Faults) < mostListed && p.Severity == problem.Error {
			v.Faults = append(v.Faults, a.fault(p))
		}
	}
	return v
}

// inWords says what a plan does, a line each; nothing of what it does not do.
func (a ask) inWords(p deploy.Plan) []string {
	var all []string
	for _, line := range []struct {
		key   string
		count int
	}{{"plan-new", p.Pages.New}, {"plan-changed", p.Pages.Changed}, {"plan-removed", p.Pages.Removed},
		{"plan-files", p.Others.New + p.Others.Changed}, {"plan-gone", p.Others.Removed}, {"plan-unchanged", p.Unchanged}} {
		if line.count > 0 {
			all = append(all, a.say(line.key, "count", line.count))
		}
	}
	return append(all, a.say("plan-line", "bytes", problem.Size(p.Bytes), "seconds", int(max(p.Time, time.Second).Seconds())))
}

type publishPage struct {
	Targets config.Targets
	Job     *jobView
	Stopped string // the target of a release that was stopped for safety
	Errors  int
}

// targets shows where the site can be published to, and the release under way.
func (a ask) targets() {
	page := publishPage{Targets: a.now.Project.Settings.Deploy, Errors: problem.Count(a.now.Problems, problem.Error)}
	if j := a.jobs.of(a.r.URL.Query().Get("job")); j != nil {
		v := a.jobView(j)
		if t, ok := page.Targets.Find(j.Target); ok && v.Asking {
			v.Open = t.Insecure
		}
		if v.Stopped {
			page.Stopped = j.Target
		}
		page.Job = &v
	}
	a.show(http.StatusOK, "publish", sheet{Title: a.say("publish"), Here: "publish", Page: page})
}

func (j *jobs) of(id string) *job {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.last != nil && strconv.Itoa(j.last.ID) == id {
		return j.last
	}
	return nil
}

// publish begins a release, answers its question, or stops it.
func (a ask) publish() {
	if j := a.jobs.of(a.r.PostFormValue("job")); j != nil {
		switch a.r.PostFormValue("do") {
		case "yes":
			a.answerTo(j, true)
		default:
			a.answerTo(j, false)
			j.stop()
		}
		a.to("publish", query("job", strconv.Itoa(j.ID)))
		return
	}
	target, ok := a.now.Project.Settings.Deploy.Find(a.r.PostFormValue("target"))
	if !ok {
		a.fail(http.StatusNotFound, "no-target")
		return
	}
	a.jobs.mu.Lock()
	j := a.jobs.last
	if j == nil || j.finished() {
		a.jobs.next++
		ctx, stop := context.WithTimeout(context.Background(), longestJob)
		j = &job{ID: a.jobs.next, Target: target.Key, step: building, answer: make(chan bool, 1), stop: stop, bell: make(chan struct{}), allow: a.r.PostFormValue("allow") != ""}
		a.jobs.last = j
		go a.release(ctx, j, a.now.Project.Settings.BaseURL)
	}
	a.jobs.mu.Unlock()
	a.to("publish", query("job", strconv.Itoa(j.ID)))
}

func (j *job) finished() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.step.over()
}

// longestJob bounds a release, with the time that a person takes to answer.
const longestJob = 2 * time.Hour

func (a ask) answerTo(j *job, yes bool) {
	select {
	case j.answer <- yes:
	default: // it was answered
	}
}

// release builds and sends the site, whose address is home unless the target has
// one of its own.
func (d *Desk) release(ctx context.Context, j *job, home string) {
	defer j.stop()
	o := d.options.Deploy
	o.Name, o.AllowRemove, o.Overwrite = j.Target, j.allow, j.allow
	o.Build.Entries = build.Frugal
	o.Build.Drafts = false // what the preview shows of drafts is never published
	o.Confirm = func(p deploy.Plan) (bool, error) {
		if p.Nothing() {
			return true, nil
		}
		j.change(func() { j.step, j.plan, j.total = asking, p, p.Bytes })
		select {
		case yes := <-j.answer:
			if yes {
				j.change(func() { j.step = sending })
			}
			return yes, nil
		case <-ctx.Done():
			return false, nil
		}
	}
	o.Progress = func(done, total int64) { j.change(func() { j.sent, j.total = done, total }) }
	o.Retry = func(err error, pause time.Duration) {
		j.change(func() { j.said = d.say("retry", "reason", err.Error(), "seconds", int(pause.Seconds())) })
	}
	result, err := deploy.Run(ctx, o)
	address := result.Target.BaseURL
	if address == "" && home != placeholder {
		address = home
	}
	j.change(func() {
		j.problems, j.plan = result.Build.Problems, result.Plan
		switch {
		case err != nil:
			j.step, j.said = failed, d.undeployed(err)
		case result.Build.Stopped:
			j.step = faulty
		case result.Stopped:
			j.step, j.said = stopped, d.say("stopped-why", "remove", len(result.Plan.Remove), "foreign", len(result.Plan.Foreign))
		case result.Declined:
			j.step = declined
		case result.Plan.Nothing():
			j.step, j.address = nothing, address
		default:
			j.step, j.said, j.address = done, d.say("done-published", "files", len(result.Plan.Put), "bytes", problem.Size(result.Sent)), address
		}
	})
}

// undeployed says what went wrong.
func (d *Desk) undeployed(err error) string {
	var locked *deploy.Locked
	var refused *remote.Refused
	var broken *remote.Broken
	switch {
	case errors.As(err, &locked):
		return d.say("locked", "since", d.time(locked.Since.Local()))
	case errors.As(err, &refused) && refused.Reason == remote.InTheWay:
		return d.say("in-the-way", "path", refused.Detail)
	case errors.As(err, &refused), errors.As(err, &broken):
		return d.say("line", "reason", err.Error())
	}
	return d.say("broken", "reason", err.Error())
}

// progress tells the page of a release, until it goes, how far it is.
func (a ask) progress() {
	j := a.jobs.of(a.r.URL.Query().Get("job"))
	if j == nil {
		http.NotFound(a.w, a.r)
		return
	}
	a.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	out := http.NewResponseController(a.w)
	seen := a.r.URL.Query().Get("step") // by the page that asks
	for {
		v := a.jobView(j)
		fmt.Fprintf(a.w, "event: progress\ndata: %d\n\n", v.Percent)
		if v.Step != seen || v.Over {
			fmt.Fprint(a.w, "event: step\ndata: \n\n")
			_ = out.Flush()
			return
		}
		if out.Flush() != nil {
			return
		}
		select {
		case <-a.r.Context().Done():
			return
		case <-v.bell:
		}
	}
}
