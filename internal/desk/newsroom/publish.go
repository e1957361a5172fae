package newsroom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
)

// publisher builds the site and sends it to a target, one release at a time.
type publisher struct {
	words   *catalogue
	options deploy.Options

	mu   sync.Mutex
	last *job // the release under way, or the last one
	next int
}

type publishPage struct {
	Targets config.Targets
	Job     *jobView
	Stopped string // the target of a release that was stopped for safety
	Errors  int
	Waits   bool         // approvals have not begun
	Allowed []permission // places that this machine allows the site
}

// targets shows where the site can be published to, and the release under way.
func (p *publisher) targets(q *request) {
	page := publishPage{Targets: q.now.Project.Settings.Deploy, Errors: problem.Count(q.now.Problems, problem.Error), Waits: approvalsWait(q)}
	if j := p.of(q.r.URL.Query().Get("job")); j != nil {
		v := viewOf(q, j)
		if t, ok := page.Targets.Find(j.Target); ok && v.Asking {
			v.Open = t.Insecure
		}
		if v.Stopped {
			page.Stopped = j.Target
		}
		page.Job = &v
	}
	var err error
	if page.Allowed, err = p.allowed(); err != nil {
		q.broken(err)
		return
	}
	q.show(http.StatusOK, "publish", sheet{Title: q.say("publish"), Here: "publish", Page: page})
}

func (p *publisher) of(id string) *job {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last != nil && strconv.Itoa(p.last.ID) == id {
		return p.last
	}
	return nil
}

// publish begins a release, answers its question, or stops it.
func (p *publisher) publish(q *request) {
	if j := p.of(q.r.PostFormValue("job")); j != nil {
		switch q.r.PostFormValue("do") {
		case "yes":
			j.reply(asking, true)
		default:
			j.stop()
		}
		q.to("publish", query("job", strconv.Itoa(j.ID)))
		return
	}
	target, ok := q.now.Project.Settings.Deploy.Find(q.r.PostFormValue("target"))
	if !ok {
		q.fail(http.StatusNotFound, "no-target")
		return
	}
	p.mu.Lock()
	j := p.last
	if j == nil || j.finished() {
		p.next++
		ctx, stop := context.WithTimeout(context.Background(), longestJob)
		j = &job{ID: p.next, Target: target.Key, step: building, stop: stop, bell: make(chan struct{}), allow: q.r.PostFormValue("allow") != ""}
		p.last = j
		go p.release(ctx, j, q.now.Project.Settings.BaseURL)
	}
	p.mu.Unlock()
	q.to("publish", query("job", strconv.Itoa(j.ID)))
}

// longestJob bounds a release, with the time that a person takes to answer.
const longestJob = 2 * time.Hour

// release builds and sends the site, whose address is home unless the target has
// one of its own.
func (p *publisher) release(ctx context.Context, j *job, home string) {
	defer j.stop()
	o := p.options
	o.Name, o.AllowRemove, o.Overwrite = j.Target, j.allow, j.allow
	o.Build.Drafts = false // what the preview shows of drafts is never published
	o.Ask = func(needs []approval.Action) (bool, error) {
		yes := j.ask(ctx, allowing, func() { j.asked = needs })
		if yes {
			j.change(func() { j.step = building })
		}
		return yes, nil
	}
	o.Confirm = func(plan deploy.Plan) (bool, error) {
		if plan.Nothing() {
			return true, nil
		}
		yes := j.ask(ctx, asking, func() { j.plan, j.total = plan, plan.Bytes })
		if yes {
			j.change(func() { j.step = sending })
		}
		return yes, nil
	}
	o.Progress = func(done, total int64) { j.change(func() { j.sent, j.total = done, total }) }
	o.Retry = func(err error, pause time.Duration) {
		j.change(func() { j.said = p.words.say("retry", "reason", err.Error(), "seconds", int(pause.Seconds())) })
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
			j.step, j.said = failed, p.failure(err)
		case result.Build.Stopped:
			j.step = faulty
		case result.Stopped:
			j.step, j.said = stopped, p.words.say("stopped-why", "remove", len(result.Plan.Remove), "foreign", len(result.Plan.Foreign))
		case result.Declined:
			j.step = declined
		case result.Plan.Nothing():
			j.step, j.address = nothing, address
		default:
			j.step, j.said, j.address = done, p.words.say("done-published", "files", len(result.Plan.Put), "bytes", problem.Size(result.Sent)), address
		}
	})
}

// failure says what went wrong.
func (p *publisher) failure(err error) string {
	var locked *deploy.Locked
	var refused *remote.Refused
	var broken *remote.Broken
	switch {
	case errors.As(err, &locked):
		return p.words.say("locked", "since", p.words.time(locked.Since.Local()))
	case errors.As(err, &refused) && refused.Reason == remote.InTheWay:
		return p.words.say("in-the-way", "path", refused.Detail)
	case errors.As(err, &refused) && p.words.words.Has("refused-"+string(refused.Reason)):
		return p.words.say("refused-"+string(refused.Reason), "detail", refused.Detail)
	case errors.As(err, &refused), errors.As(err, &broken):
		return p.words.say("line", "reason", err.Error())
	}
	return p.words.refusal(err)
}

// progress tells the page of a release, until it goes, how far it is.
func (p *publisher) progress(q *request) {
	j := p.of(q.r.URL.Query().Get("job"))
	if j == nil {
		http.NotFound(q.w, q.r)
		return
	}
	q.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	out := http.NewResponseController(q.w)
	seen := q.r.URL.Query().Get("step") // by the page that asks
	for {
		v := viewOf(q, j)
		fmt.Fprintf(q.w, "event: progress\ndata: %d\n\n", v.Percent)
		if v.Step != seen || v.Over {
			fmt.Fprint(q.w, "event: step\ndata: \n\n")
			_ = out.Flush()
			return
		}
		if out.Flush() != nil {
			return
		}
		select {
		case <-q.r.Context().Done():
			return
		case <-v.bell:
		}
	}
}
