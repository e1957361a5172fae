package cli

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/reach/counts"
	"loa/internal/reach/crawler"
	"loa/internal/reach/intake"
)

type reachCommands struct {
	Add    reachAddCommand    `cmd:""`
	Fetch  reachFetchCommand  `cmd:""`
	Report reachReportCommand `cmd:""`
}

type reachAddCommand struct {
	Files []string `arg:"" name:"file"`
	As    string   `default:"web" placeholder:"NAME"`
}

// Run counts the readers that the logs of a server tell of.
func (r *reachAddCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	var sources []intake.Source
	for _, name := range r.Files {
		if name == "-" {
			in := s.In
			if in == nil {
				continue
			}
			sources = append(sources, intake.Source{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(in), nil }})
			continue
		}
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			return v.misused("reach-no-file", name)
		}
		sources = append(sources, intake.Source{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }})
	}
	return v.take(ctx, c, s, r.As, sources)
}

// counted loads the site whose readers are counted. What stops that has been told with the
// error.
func (v *voice) counted(c *Common, s *Env) (*build.Project, error) {
	o, err := c.options(v, s)
	if err != nil {
		return nil, err
	}
	o.Memory, o.Packs, o.Unmeasured = nil, nil, true
	p, err := build.Load(o)
	if err != nil {
		return nil, err
	}
	if p.Renderer == nil {
		defer p.Close()
		return nil, v.ended(p.Weigh(p.Problems), true, "reach-stopped", nil)
	}
	return p, nil
}

// take reads logs and tells what became of them.
func (v *voice) take(ctx context.Context, c *Common, s *Env, log string, sources []intake.Source) error {
	if !counts.IsLog(log) {
		return v.misused("reach-log-name", log)
	}
	p, err := v.counted(c, s)
	if err != nil {
		return err
	}
	site, format := p.Reached(), p.Settings.Reach.LogFormat
	if err := p.Close(); err != nil { // logs are large: nothing else of the site is held
		return err
	}
	// What is counted lives to the end, and little else is made: a collector that lets the
	// heap grow by a quarter costs no more time than one that lets it double.
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	report, err := intake.Run(ctx, intake.Options{
		Dir: c.Source, Disk: s.Disk, Site: site, Log: log, Format: format, Now: s.Now, Random: rand.Reader,
	}, sources)
	if unclear, ok := errors.AsType[*counts.Unclear](err); ok {
		for i := range unclear.Problems {
			unclear.Problems[i].Severity = problem.Error // a build leaves the line out; here it stops
		}
		return v.ended(unclear.Problems, true, "reach-unclear", nil)
	}
	if err != nil {
		return err
	}
	return v.taken(report)
}

// taken tells what became of logs.
func (v *voice) taken(r intake.Report) error {
	failed := false
	for _, f := range r.Files {
		failed = failed || f.Err != nil || f.Read == 0 && f.Unread > 0
	}
	if v.common.Format == "json" {
		encoder := json.NewEncoder(v.out)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(map[string]any{"files": r.Files, "requests": r.Seen.Lines, "views": r.Seen.Views, "downloads": r.Seen.Taken, "again": r.Seen.Again, "programs": r.Seen.Crawlers, "elsewhere": r.Seen.Other, "unknown": r.Seen.Unknown, "changed": r.Changed}); err != nil {
			return err
		}
	} else {
		v.tellTaken(r)
	}
	if failed {
		return status(faulty)
	}
	return nil
}

func (v *voice) tellTaken(r intake.Report) {
	for _, f := range r.Files {
		v.log(f)
	}
	seen := r.Seen
	if seen.Lines == 0 {
		v.tellChanged(r)
		return
	}
	if seen.First == "" {
		v.Tell("reach-nothing", nil)
	} else {
		v.Tell("reach-added", problem.Args{"views": seen.Views, "taken": seen.Taken, "first": seen.First, "last": seen.Last})
	}
	for _, of := range []struct {
		key   string
		count int
	}{
		{"reach-again", seen.Again}, {"reach-programs", seen.Crawlers}, {"reach-nameless", seen.Nameless},
		{"reach-elsewhere", seen.Other}, {"reach-unknown", seen.Unknown}, {"reach-days", seen.Too},
	} {
		if of.count > 0 {
			v.Tell(of.key, problem.Args{"count": of.count, "list": crawler.Known().Version})
		}
	}
	v.tellChanged(r)
}

func (v *voice) tellChanged(r intake.Report) {
	for _, file := range r.Changed {
		v.Tell("reach-changed", problem.Args{"file": file})
	}
}

// log tells of what could not be read of a log.
func (v *voice) log(f intake.File) {
	args := problem.Args{"file": f.Name, "count": f.Unread, "line": f.First, "read": f.Read}
	switch {
	case f.Err != nil && errors.Is(f.Err, fs.ErrPermission):
		args["reason"] = v.Say("no-permission", problem.Args{"reason": f.Err.Error()})
		fmt.Fprintln(v.err, v.Say("reach-broken", args))
	case f.Err != nil:
		args["reason"] = f.Err.Error()
		fmt.Fprintln(v.err, v.Say("reach-broken", args))
	}
	if f.Summary != "" && f.Err == nil {
		v.Tell("reach-summary", problem.Args{"file": f.Name, "program": v.Say("reach-looks-"+string(f.Summary), nil), "visits": f.Summed.Visits, "views": f.Summed.Views})
	}
	if f.Unread > 0 {
		key := "reach-unread"
		if f.Read == 0 {
			key = "reach-other-format"
		}
		looks := "reach-looks-unknown"
		if f.Looks != "" {
			looks = "reach-looks-" + f.Looks
		}
		args["looks"] = v.Say(looks, nil)
		fmt.Fprintln(v.err, v.Say(key, args))
	}
	if f.Open {
		fmt.Fprintln(v.err, v.Say("reach-open", args))
	}
}
