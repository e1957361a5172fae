package newsroom

import (
	"context"
	"sync"
	"time"

	"loa/internal/base/problem"
	"loa/internal/publish/deploy"
)

// step is how far a release is.
type step string

const (
	building step = "building"
	asking   step = "asking" // whether to do what was planned
	sending  step = "sending"

	done     step = "done"
	nothing  step = "nothing"  // there was nothing to do
	declined step = "declined" // by the person who was asked
	faulty   step = "faulty"   // the site has errors
	stopped  step = "stopped"  // for safety: it would remove or replace too much
	failed   step = "failed"
)

// over reports whether the release has ended.
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

// change changes a release and tells the pages that watch it.
func (j *job) change(f func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f()
	close(j.bell)
	j.bell = make(chan struct{})
}

func (j *job) finished() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.step.over()
}

// reply answers the question whether to publish; only the first answer counts.
func (j *job) reply(yes bool) {
	select {
	case j.answer <- yes:
	default: // it was answered
	}
}

// jobView is a release as a page shows it.
type jobView struct {
	ID                     int
	Target, Step, Said     string
	Over, Asking, Stopped  bool
	Open                   bool // unencrypted
	Percent                int
	Address                string
	Plan                   []string
	Remove, Lost, Withdraw []string
	Faults                 []fault
	bell                   chan struct{}
}

func viewOf(q *request, j *job) jobView {
	j.mu.Lock()
	defer j.mu.Unlock()
	v := jobView{ID: j.ID, Target: j.Target, Step: q.say("step-" + string(j.step)), Said: j.said, Over: j.step.over(), Asking: j.step == asking, Stopped: j.step == stopped, Address: j.address, bell: j.bell}
	if j.total > 0 {
		v.Percent = int(100 * j.sent / j.total)
	}
	if j.step == done {
		v.Percent = 100
	}
	if p := j.plan; !p.Nothing() && j.step != done && j.step != declined {
		v.Plan = inWords(q, p)
		v.Lost, v.Withdraw = p.Lost[:min(len(p.Lost), mostListed)], p.Withdraw
	}
	for _, p := range j.problems {
		if len(v.Faults) < mostListed && p.Severity == problem.Error {
			v.Faults = append(v.Faults, faultOf(q, p))
		}
	}
	return v
}

// inWords says what a plan does, a line each; nothing of what it does not do.
func inWords(q *request, p deploy.Plan) []string {
	var all []string
	for _, line := range []struct {
		key   string
		count int
	}{{"plan-new", p.Pages.New}, {"plan-changed", p.Pages.Changed}, {"plan-removed", p.Pages.Removed},
		{"plan-files", p.Others.New + p.Others.Changed}, {"plan-gone", p.Others.Removed}, {"plan-unchanged", p.Unchanged}} {
		if line.count > 0 {
			all = append(all, q.say(line.key, "count", line.count))
		}
	}
	return append(all, q.say("plan-line", "bytes", problem.Size(p.Bytes), "seconds", int(max(p.Time, time.Second).Seconds())))
}
