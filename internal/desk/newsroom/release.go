package newsroom

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/desk/sourceedit"
	"loa/internal/generator/build"
	"loa/internal/generator/site"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
)

// task is what a job does.
type task string

const (
	publishing task = "publish"
	goingBack  task = "back"     // to the release before
	trying     task = "try"      // whether the place can be reached and written
	warnings   task = "warnings" // only what changes for a warning
)

// taskOf is the task of the button that was pressed.
func taskOf(do string) task {
	switch t := task(do); t {
	case goingBack, trying, warnings:
		return t
	}
	return publishing
}

// titledLists are the kinds of pages made from lists alone that are known by their title.
var titledLists = []site.Kind{site.Topic, site.Audience, site.Level, site.Unit}

// pagesOf are the pages of a site as plans name them: those that have a title of their
// own, each once, with its language where that is not the site's first. A text that cannot
// be read has no sum: whether it changed is not known then.
func (p *publisher) pagesOf(project *build.Project) []deploy.Page {
	if project.Site == nil {
		return nil
	}
	var all []deploy.Page
	for i, e := range project.Site.Editions {
		for _, page := range e.Pages {
			if page.Fallback || page.Title == "" || page.Entry == nil && !slices.Contains(titledLists, page.Kind) {
				continue
			}
			named := deploy.Page{Path: page.File(), Title: page.Title}
			if i > 0 {
				named.Title += " (" + languageName(project, e.Language.Tag) + ")"
			}
			if page.Entry != nil {
				named.File = page.Entry.File.Name
				if text, err := p.store.folder.Read(named.File); err == nil {
					named.Sum = sourceedit.Sum(text)
				}
			}
			all = append(all, named)
		}
	}
	return all
}

// release does a job at a target.
func (p *publisher) release(ctx context.Context, j *job, project *build.Project) {
	defer close(j.ended)
	defer j.stop()
	o := p.options
	o.Name, o.AllowRemove, o.Overwrite = j.Target, j.allow, j.allow
	o.Rollback, o.Try, o.Pages = j.task == goingBack, j.task == trying, p.pagesOf(project)
	if o.Warnings = j.task == warnings; o.Warnings {
		o.Build.Relay = nil // a warning that was just written does not wait for other sites
	}
	o.Build.Drafts = false // what the preview shows of drafts is never published
	p.questions(ctx, j, &o)
	p.tidings(j, &o)
	result, err := deploy.Run(ctx, o)
	if err != nil && ctx.Err() != nil {
		err = ctx.Err() // whatever was under way said of it
	}
	address := result.Target.BaseURL
	if home := project.Settings.BaseURL; address == "" && home != placeholder {
		address = home
	}
	j.change(func() {
		j.problems, j.plan, j.waiting = result.Build.Problems, result.Plan, ""
		switch {
		case err != nil:
			j.step, j.said = failed, p.failure(err)
		case result.Build.Stopped:
			j.step = faulty
		case result.Stopped:
			j.step, j.said = stopped, p.words.say("stopped-why", "remove", len(result.Plan.Remove), "foreign", len(result.Plan.Foreign))
		case result.Declined:
			j.step = declined
		case j.task == trying:
			j.step = tried
		case result.Plan.Nothing():
			j.step, j.address = nothing, address
		default:
			j.step, j.said, j.address = done, p.words.say("done-published", "files", len(result.Plan.Put), "bytes", problem.Size(result.Sent))+p.carried(result.Carried), address
		}
	})
}

// carried tells of warnings of other sites that this machine did not fetch.
func (p *publisher) carried(c deploy.Carried) string {
	switch {
	case c.Lost:
		return " " + p.words.say("done-uncarried", "hosts", c.Hosts)
	case c.Count > 0:
		return " " + p.words.say("done-carried", "count", c.Count, "hosts", c.Hosts)
	}
	return ""
}

// questions are what a job asks the person at the desk.
func (p *publisher) questions(ctx context.Context, j *job, o *deploy.Options) {
	o.Ask = func(needs []approval.Action) (bool, error) {
		yes := j.ask(ctx, allowing, func() { j.asked = needs })
		if yes {
			j.change(func() { j.step = preparing })
		}
		return yes, nil
	}
	o.AskSecrets = func(question deploy.Question) (deploy.Answer, bool) {
		yes := j.ask(ctx, unlocking, func() { j.question = question })
		j.change(func() { j.step = connecting })
		return j.given(), yes
	}
	o.Unkept = func(lasting bool) {
		key := "secret-unremoved"
		if lasting {
			key = "secret-unkept"
		}
		j.change(func() { j.unkept = p.words.say(key) })
	}
	o.Confirm = func(plan deploy.Plan) (bool, error) {
		if plan.Nothing() || plan.Warnings { // a river does not wait for a second click
			return true, nil
		}
		return j.ask(ctx, asking, func() { j.plan, j.total = plan, plan.Bytes }), nil
	}
}

// tidings are what a job tells of itself.
func (p *publisher) tidings(j *job, o *deploy.Options) {
	o.Step = func(s deploy.Step) { j.change(func() { j.step, j.waiting = step(s), "" }) }
	o.Progress = func(done, total int64) { j.change(func() { j.sent, j.total, j.waiting = done, total, "" }) }
	o.Recovered = func() { j.change(func() { j.waiting = "" }) }
	o.Retry = func(r deploy.Retry) {
		j.change(func() {
			j.waiting = p.words.say("retry", "number", r.Number, "seconds", int(r.Pause/time.Second), "reason", p.trouble(r.Err))
		})
	}
	o.Watch = func(pause time.Duration) {
		j.change(func() { j.waiting = p.words.say("watch", "seconds", int(pause/time.Second)) })
	}
}

// trouble says what is the matter with a line.
func (p *publisher) trouble(err error) string {
	return p.words.say("trouble-" + string(remote.TroubleOf(err)))
}

// failure says what went wrong, and what to do about it.
func (p *publisher) failure(err error) string {
	var locked *deploy.Locked
	var refused *remote.Refused
	var broken *remote.Broken
	var other *deploy.OtherForm
	var notKept *deploy.NotKept
	var inSite *deploy.InSite
	say := p.words.say
	switch {
	case errors.Is(err, context.Canceled):
		return say("interrupted")
	case errors.As(err, &locked):
		return say("locked", "since", p.words.time(time.Local, locked.Since))
	case errors.Is(err, deploy.Unpublished{}):
		return say("warning-unpublished")
	case errors.Is(err, deploy.Unshown{}):
		return say("warning-unshown")
	case errors.Is(err, deploy.NoWayBack{}):
		return say("no-way-back")
	case errors.As(err, &notKept):
		return say("not-kept", "count", len(notKept.Paths))
	case errors.As(err, &other):
		return say("other-form", "form", other.Form)
	case errors.As(err, &inSite):
		return say("in-site", "path", inSite.Path)
	case errors.As(err, &refused) && refused.Reason == remote.InTheWay:
		return say("in-the-way", "path", refused.Detail)
	case errors.As(err, &refused) && p.words.words.Has("refused-"+string(refused.Reason)):
		return say("refused-"+string(refused.Reason), "detail", refused.Detail)
	case errors.As(err, &refused):
		return say("line", "reason", fmt.Sprint(refused))
	case errors.As(err, &broken) && disk.Why(err) == 0: // else it is told what to do about a drive
		return say("line-"+string(remote.TroubleOf(err)), "detail", broken.Err.Error())
	}
	return p.words.refusal(err)
}
