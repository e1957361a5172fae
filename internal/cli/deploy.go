package cli

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"loa/internal/base/approval"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
)

type deployCommand struct {
	Name        string `arg:"" optional:""`
	Only        string `enum:",warnings" default:"" placeholder:"warnings"`
	DryRun      bool
	Yes         bool
	AllowRemove bool
	Overwrite   bool
	Unlock      bool
	Rollback    bool
	Verify      bool
	Allow       []string `sep:"none" placeholder:"PLACE"`
	AllowClear  bool
	ListAllowed bool
	Forget      bool
	FromRecord  string `placeholder:"FILE"`

	made   *deploy.Made // built before; nil to build it
	rest   *bool        // is set where the person means the sites that follow, too; nil if none do
	urgent bool         // a warning that was just written: no other site is asked meanwhile
}

// Run builds the site and publishes it to a target.
func (d *deployCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	if d.Only != "" && (d.Rollback || d.Verify || d.FromRecord != "") {
		return v.turnedDown("deploy-only-alone", nil)
	}
	if d.ListAllowed || d.Forget {
		return d.allowed(c, v, s)
	}
	if d.FromRecord != "" {
		closed, err := d.fromRecord(ctx, v, s)
		if err != nil {
			return err
		}
		defer closed()
	}
	result, err := d.publish(ctx, c, v, s)
	if err != nil {
		return v.undeployed(err)
	}
	return d.told(c, v, s, result)
}

// publish does it, and shows how far it is.
func (d *deployCommand) publish(ctx context.Context, c *Common, v *voice, s *Env) (deploy.Result, error) {
	o, err := c.options(v, s)
	if err != nil {
		return deploy.Result{}, err
	}
	o.Entries = build.LimitMemory
	if !d.urgent && !d.Rollback && d.made == nil {
		if err := v.relays(ctx, c, s, &o, d.Allow); err != nil {
			return deploy.Result{}, err
		}
	}
	var line *bar
	if v.terminal && !c.Quiet && c.Format != "json" {
		line = newBar(v, time.Now())
		line.unit = "sending"
		defer line.clear()
	}
	release := publishing(o, s)
	release.Name, release.Unlock, release.Rollback, release.DryRun = d.Name, d.Unlock, d.Rollback, d.DryRun
	release.Made = d.made
	release.Warnings = d.Only == "warnings"
	release.AllowRemove, release.Overwrite, release.Verify = d.AllowRemove, d.Overwrite, d.Verify
	release.Ask = func(needs []approval.Action) (bool, error) { return d.permit(ctx, c, v, s, needs) }
	release.Confirm = func(p deploy.Plan) (bool, error) { return d.confirm(ctx, c, v, s, p) }
	release.Progress = func(done, total int64) { line.showSize(done, total) }
	release.Dial = v.dialler()
	release.Watch = func(pause time.Duration) {
		line.clear()
		fmt.Fprintln(v.err, v.Say("deploy-watch", problem.Args{"seconds": v.seconds(pause)}))
	}
	release.Retry = func(r deploy.Retry) {
		line.clear()
		fmt.Fprintln(v.err, v.Say("deploy-retry", problem.Args{"reason": v.trouble(r.Err), "number": r.Number, "seconds": v.seconds(r.Pause)}))
	}
	result, err := deploy.Run(ctx, release)
	line.clear()
	if ctx.Err() != nil {
		err = ctx.Err() // whatever was under way said of it
	}
	return result, err
}

// dialler reaches a place, and says before the first word goes out if anybody on
// the way can read it.
func (v *voice) dialler() func(context.Context, remote.Address) (remote.Place, error) {
	told := false
	return func(ctx context.Context, a remote.Address) (remote.Place, error) {
		if a.Insecure && !told {
			told = true
			fmt.Fprintln(v.err, v.Say("deploy-insecure", problem.Args{"target": a.Host}))
		}
		return remote.Dial(ctx, a)
	}
}

// wait waits, unless the person stops the command.
func (s *Env) wait(ctx context.Context, d time.Duration) error {
	if s.Wait != nil {
		return s.Wait(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// confirm shows the plan and asks, on a terminal; elsewhere --yes must stand for
// the answer.
func (d *deployCommand) confirm(ctx context.Context, c *Common, v *voice, s *Env, p deploy.Plan) (bool, error) {
	if p.Nothing() || d.Yes {
		v.plan(p)
		return true, nil
	}
	if !v.terminal || s.In == nil || c.Format == "json" {
		v.plan(p)
		fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say("deploy-needs-yes", nil))
		return false, status(misused)
	}
	loud := *v // nobody can answer what they were not told
	loud.common.Quiet = false
	loud.plan(p)
	question := "deploy-sure"
	if d.rest != nil {
		question = "deploy-sure-rest"
	}
	fmt.Fprint(v.err, v.Say(question, nil)+" ")
	answer, err := read(ctx, s)
	if err != nil {
		return false, err
	}
	if d.rest != nil && all(answer) {
		*d.rest = true
		return true, nil
	}
	return yes(answer), nil
}

// read reads one line of the person's, or ends when the command is stopped.
func read(ctx context.Context, s *Env) (string, error) {
	lines := make(chan string, 1)
	go func() {
		line, _ := readLine(s.In) // the end of input is no answer
		lines <- line
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case line := <-lines:
		return line, nil
	}
}

// readLine reads up to a line feed and nothing of the next line: another question
// may ask for that. The error is that of the end, or of the input.
func readLine(in io.Reader) (string, error) {
	var line []byte
	for one := make([]byte, 1); ; {
		n, err := in.Read(one)
		if n > 0 {
			line = append(line, one[0])
		}
		if err != nil || n > 0 && one[0] == '\n' {
			return string(line), err
		}
	}
}

// yes reports whether an answer means yes, in any of the languages.
func yes(answer string) bool {
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "c", "có", "co", "y", "yes", "ok", "đồng ý", "dong y":
		return true
	}
	return false
}

// all reports whether an answer means yes to this and to what follows.
func all(answer string) bool {
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "t", "tất cả", "tat ca", "a", "all":
		return true
	}
	return false
}

// plainClient asks a host and follows no redirects.
func plainClient() *http.Client {
	return &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}
