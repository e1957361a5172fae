package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"loa/internal/base/disk"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

type buildCommand struct {
	Strict   bool
	Compress bool
	Server   string   `enum:",nginx,apache,iis,iis-rewrite,caddy" default:"" placeholder:"NAME"`
	Jobs     int      `placeholder:"N"`
	Only     string   `enum:",warnings" default:"" placeholder:"warnings"`
	Allow    []string `sep:"none" placeholder:"PLACE"`
}

func outIn(source string) string { return filepath.Join(source, "public") }

// Run builds the site.
func (b *buildCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	if err := v.relays(ctx, c, s, &o, b.Allow); err != nil {
		return err
	}
	if b.Only == "warnings" {
		fetched, err := build.FetchWarnings(ctx, o)
		if err != nil {
			return err
		}
		made, err := build.MakeUrgent(o, nil)
		if err != nil {
			return err
		}
		made.Problems = problem.Sort(append(made.Problems, fetched.Problems...))
		return v.urgent(ctx, o, made)
	}
	o.Strict, o.Compress, o.Server, o.Workers = b.Strict, b.Compress, b.Server, b.Jobs
	o.Entries = build.LimitMemory
	begun := time.Now()
	if v.terminal && !c.Quiet && c.Format != "json" {
		bar := newBar(v, begun)
		o.Progress, o.Spoken = bar.show, bar.of("progress-spoken")
		defer bar.clear()
	}
	result, err := build.Run(ctx, o)
	if err != nil {
		return err
	}
	return v.built(result, o, time.Since(begun))
}

// urgent publishes the files of warnings into the output folder, and tells so.
func (v *voice) urgent(ctx context.Context, o build.Options, made build.Urgent) error {
	if err := v.ended(made.Problems, made.Stopped, "build-stopped", problem.Args{"out": o.Out}); err != nil {
		return err
	}
	if len(made.Files) == 0 {
		return v.turnedDown("warn-unshown", nil)
	}
	done, err := v.putUrgent(ctx, o, made)
	if err == nil && !done {
		return v.turnedDown("build-unbuilt", problem.Args{"out": o.Out})
	}
	return err
}

// putUrgent publishes them, and tells so. It reports false if no site has been built there.
func (v *voice) putUrgent(ctx context.Context, o build.Options, made build.Urgent) (done bool, err error) {
	done, found, err := build.PublishUrgent(ctx, o, made)
	if err != nil {
		return false, err
	}
	if len(found) > 0 {
		return false, v.ended(found, true, "build-stopped", problem.Args{"out": o.Out})
	}
	if done {
		v.Tell("built-warnings", problem.Args{"out": o.Out})
	}
	return done, nil
}

// ended tells the problems of what was made, after the line of its progress. It is an
// error if they stopped it, which a sentence says.
func (v *voice) ended(problems []problem.Problem, stopped bool, sentence string, args problem.Args) error {
	if v.terminal {
		fmt.Fprint(v.screen, "\r\x1b[K")
	}
	if err := v.Report(problems); err != nil {
		return err
	}
	v.Summary(problems)
	if !stopped {
		return nil
	}
	if v.common.Format != "json" {
		fmt.Fprintln(v.err, v.Say(sentence, args))
	}
	return status(faulty)
}

// built tells what a build did.
func (v *voice) built(r build.Result, o build.Options, took time.Duration) error {
	if err := v.ended(r.Problems, r.Stopped, "build-stopped", problem.Args{"out": o.Out}); err != nil {
		return err
	}
	v.Tell("built", problem.Args{"pages": r.Pages, "out": o.Out, "seconds": v.seconds(took),
		"written": r.Report.Written, "unchanged": r.Report.Unchanged, "removed": r.Report.Removed})
	if err := v.conf(o.Disk, r.Conf, filepath.Join(o.Dir, ".loa")); err != nil {
		return err
	}
	v.weights(weights(v, r))
	if !r.Next.Day.IsZero() {
		what := "rebuild"
		if r.Next.Ends > 0 {
			what = "rebuild-pictures"
		}
		if r.Next.Warnings > 0 {
			what = "rebuild-warnings"
		}
		v.Tell(what, problem.Args{"day": r.Next.Day, "up": r.Next.Up, "down": r.Next.Down, "ends": r.Next.Ends, "warnings": r.Next.Warnings})
	}
	return nil
}

// conf writes the settings of a server that are no file of the site.
func (v *voice) conf(system disk.System, c build.Conf, folder string) error {
	if c.Data == nil {
		return nil
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := system.Replace(root, c.Name, c.Data, 0o644); err != nil {
		return err
	}
	v.Tell("built-conf", problem.Args{"file": filepath.Join(folder, c.Name)})
	return nil
}

// seconds writes a duration as the language writes numbers.
func (v *voice) seconds(d time.Duration) string {
	text := fmt.Sprintf("%.1f", d.Seconds())
	if v.Language == "vi" {
		text = strings.ReplaceAll(text, ".", ",")
	}
	return text
}
