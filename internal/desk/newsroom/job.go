package newsroom

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/publish/deploy"
)

// step is how far a release is.
type step string

const (
	preparing  step = "preparing"
	building   step = step(deploy.Building)
	connecting step = step(deploy.Connecting)
	comparing  step = step(deploy.Comparing)
	sending    step = step(deploy.Sending)
	allowing   step = "allowing"  // whether the site may publish there at all
	unlocking  step = "unlocking" // for the password
	asking     step = "asking"    // whether to do what was planned

	done     step = "done"
	tried    step = "tried"    // the place can be reached and written
	nothing  step = "nothing"  // there was nothing to do
	declined step = "declined" // by the person who was asked
	faulty   step = "faulty"   // the site has errors
	stopped  step = "stopped"  // for safety: it would remove or replace too much
	failed   step = "failed"
)

// over reports whether the release has ended.
func (s step) over() bool {
	return !slices.Contains([]step{preparing, building, connecting, comparing, sending, allowing, unlocking, asking}, s)
}

// job is one release.
type job struct {
	mu       sync.Mutex
	ID       int
	Target   string
	task     task
	step     step
	plan     deploy.Plan
	sent     int64
	total    int64
	address  string
	said     string
	waiting  string // for what; "" if the line works
	unkept   string // what the machine could not do with a password; "" if it did all
	problems []problem.Problem
	allow    bool              // more may be removed or replaced than a careful release does
	asked    []approval.Action // that nobody on this machine has allowed yet
	question deploy.Question   // for what the place needs
	typed    deploy.Answer     // to that
	answer   chan bool         // takes one answer to the question of the step; nil if none is open
	stop     context.CancelFunc
	ended    chan struct{} // closed when nothing of the job is under way any more
	instead  string        // of a warning: the target of the release that made way for it; "" for none
	bell     chan struct{} // closed at each change
}

// number names the job in addresses.
func (j *job) number() string { return strconv.Itoa(j.ID) }

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

// ask goes to a step that waits for the person's word, and returns their answer; false
// if they stop the release instead.
func (j *job) ask(ctx context.Context, to step, prepare func()) bool {
	answer := make(chan bool, 1)
	j.change(func() {
		j.step, j.answer = to, answer
		prepare()
	})
	select {
	case yes := <-answer:
		return yes
	case <-ctx.Done():
		return false
	}
}

// reply answers the question of a step. An answer to a question that is not open counts
// for nothing: nobody can say yes to what they were not shown.
func (j *job) reply(to step, yes bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.step == to && j.answer != nil {
		j.answer <- yes
		j.answer = nil
	}
}

// giveUp stops a job that waits for a person's answer. It reports false, and does nothing,
// if the job does not wait.
func (j *job) giveUp() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.answer == nil || j.step.over() {
		return false
	}
	j.answer = nil // an answer that comes now is too late
	j.stop()
	return true
}

// places names what the release asks leave for, and whether others can read one of the
// lines.
func (j *job) places() (names []string, clear bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, a := range j.asked {
		names, clear = append(names, a.String()), clear || a.Clear
	}
	return names, clear
}

// jobView is a release as a page shows it.
type jobView struct {
	ID                     int
	Target, Step, Said     string
	Task                   task
	Waiting, Unkept        string
	Instead                string // the target of the release that made way
	Over, Asking, Stopped  bool
	Unlocking              *secretsPage
	Open                   bool // unencrypted
	Allowing               []permission
	Percent                int
	Address                string
	Plan                   []string
	Pages                  []pagesGroup
	Remove, Lost, Withdraw []string
	Faults                 []fault
	bell                   chan struct{}
}

func viewOf(q *request, j *job) jobView {
	j.mu.Lock()
	defer j.mu.Unlock()
	v := jobView{ID: j.ID, Target: j.Target, Task: j.task, Step: stepWords(q, j), Said: j.said, Waiting: j.waiting, Unkept: j.unkept, Instead: j.instead, Over: j.step.over(), Asking: j.step == asking, Stopped: j.step == stopped, Address: j.address, bell: j.bell}
	if j.total > 0 {
		v.Percent = int(100 * j.sent / j.total)
	}
	if j.step == done {
		v.Percent = 100
	}
	if j.step == allowing {
		for _, a := range j.asked {
			v.Allowing = append(v.Allowing, permission{Place: a.String(), Kind: a.Kind, Secret: a.Secret, Clear: a.Clear})
		}
	}
	if j.step == unlocking {
		v.Unlocking = secretsOf(j.question)
	}
	if p := j.plan; !p.Nothing() && j.step != done && j.step != declined {
		v.Plan, v.Pages = inWords(q, p), groupsOf(q, j.task, p.Changes)
		v.Lost, v.Withdraw = p.Lost[:min(len(p.Lost), mostListed)], p.Withdraw
	}
	for _, p := range j.problems {
		if len(v.Faults) < mostListed && p.Severity == problem.Error {
			v.Faults = append(v.Faults, faultOf(q, p))
		}
	}
	return v
}

// stepWords says how far a job is. What is asked of the person stays the same step while
// it waits; a line that is tried again is another one.
func stepWords(q *request, j *job) string {
	for _, key := range []string{"step-" + string(j.task) + "-" + string(j.step), "step-" + string(j.step)} {
		if q.words.Has(key) {
			return q.say(key)
		}
	}
	return string(j.step)
}

// inWords says what a plan does, a line each; nothing of what it does not do. Pages are
// counted only where none of them has a name.
func inWords(q *request, p deploy.Plan) []string {
	var all []string
	for _, line := range []struct {
		key   string
		count int
	}{{"plan-new", p.Pages.New}, {"plan-changed", p.Pages.Changed}, {"plan-removed", p.Pages.Removed},
		{"plan-files", p.Others.New + p.Others.Changed}, {"plan-gone", p.Others.Removed}, {"plan-unchanged", p.Unchanged}} {
		if line.count > 0 && (len(p.Changes) == 0 || !slices.Contains([]string{"plan-new", "plan-changed", "plan-removed"}, line.key)) {
			all = append(all, q.say(line.key, "count", line.count))
		}
	}
	return append(all, q.say("plan-line", "bytes", problem.Size(p.Bytes), "seconds", int(max(p.Time, time.Second).Seconds())))
}
