package newsroom

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/config"
	"loa/internal/publish/deploy"
)

// publisher builds the site and sends it to a target, one release at a time.
type publisher struct {
	words   *catalogue
	options deploy.Options
	store   *store

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
	Warns   bool         // there are warnings, which can go alone
	Allowed []permission // places that this machine allows the site
	Week    []*happening // days of the next week on which the site changes by itself
	Monday  time.Time
	At      string // leads to the site on that Monday
}

// targets shows where the site can be published to, and the release under way.
func (p *publisher) targets(q *request) {
	page := publishPage{Targets: q.now.Project.Settings.Deploy, Errors: problem.Count(q.now.Problems, problem.Error), Waits: approvalsWait(q), Warns: q.now.Project.Site != nil && len(q.now.Project.Site.Warnings) > 0}
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
	page.Week = happenings(q, q.today().AddDate(0, 0, week))
	page.Monday = nextMonday(q.today())
	page.At = dayAddress(q, page.Monday)
	q.show(http.StatusOK, "publish", sheet{Title: q.say("publish"), Here: "publish", Page: page})
}

// week is how many days the page of publishing looks ahead.
const week = 7

// nextMonday is the first Monday after a day.
func nextMonday(day time.Time) time.Time {
	return day.AddDate(0, 0, (int(time.Monday)-int(day.Weekday())+week-1)%week+1)
}

func (p *publisher) of(id string) *job {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last != nil && p.last.number() == id {
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
		q.to("publish", query("job", j.number()))
		return
	}
	target, ok := q.now.Project.Settings.Deploy.Find(q.r.PostFormValue("target"))
	if !ok {
		q.fail(http.StatusNotFound, "no-target")
		return
	}
	j, _ := p.begin(q, target.Key, taskOf(q.r.PostFormValue("do")))
	q.to("publish", query("job", j.number()))
}

// begin begins a job at a target. It reports false, with the job that is under way, if
// there is one. Warnings do not wait for one that only waits for a person's answer: that
// one is stopped.
func (p *publisher) begin(q *request, target string, what task) (j *job, begun bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.last
	instead := ""
	if before != nil && !before.finished() {
		if what != warnings || !before.giveUp() {
			return before, false
		}
		instead = before.Target
	}
	p.next++
	ctx, stop := context.WithTimeout(context.Background(), longestJob)
	p.last = &job{ID: p.next, Target: target, task: what, step: preparing, stop: stop, bell: make(chan struct{}), ended: make(chan struct{}), allow: q.r.PostFormValue("allow") != "", instead: instead}
	go func(j *job) {
		if before != nil {
			<-before.ended // it lets go of the place
		}
		p.release(ctx, j, q.now.Project)
	}(p.last)
	return p.last, true
}

// longestJob bounds a release, with the time that a person takes to answer.
const longestJob = 2 * time.Hour

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
		fmt.Fprintf(q.w, "event: progress\ndata: %d\n\nevent: waiting\ndata: %s\n\n", v.Percent, v.Waiting)
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
