package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/desk/newsroom"
	"loa/internal/desk/serve"
	"loa/internal/desk/watch"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/office/clone"
	"loa/internal/publish/deploy"
	"loa/internal/publish/remote"
	"loa/internal/reach/intake"
)

type serveCommand struct {
	Port     int `default:"1313" placeholder:"N"`
	DeskPort int `name:"desk-port" placeholder:"N"`
	Open     bool
	Poll     bool
}

// pollEvery is how often --poll looks at the whole folder.
const pollEvery = time.Second

const highestPort = 65535

// Run previews the site until the person stops it.
func (p *serveCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	for _, port := range []int{p.Port, p.DeskPort} {
		if port < 0 || port > highestPort {
			fmt.Fprintln(v.err, v.Say("bad-port", problem.Args{"value": port}))
			return status(misused)
		}
	}
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	release := publishing(o, s)
	release.Build.Relay = s.fetcher(o.Dir, nil)
	o.Packs = nil // the preview makes what is asked for, and no pack is asked for there
	var watching watch.Options
	if p.Poll {
		watching.Poll = pollEvery
	}
	preview := serve.Options{Build: o, Port: p.Port, DeskPort: p.DeskPort, Language: v.Language, Watch: watching, Quiet: quiet}
	desk, err := newsroom.New(newsroom.Options{Dir: o.Dir, Language: v.Language, Clock: time.Now, Who: cmp.Or(s.Environ("USERNAME"), s.Environ("USER")), Deploy: release, Office: s.office(),
		Web: s.Web, Agent: "Loa/" + Version,
		Share: func(settings config.Office) clone.Options { return s.officeOptions(o.Dir, v.Language, settings) }})
	if err != nil {
		return err
	}
	defer desk.Close()
	preview.Desk = desk
	preview.Ready = func(at serve.Addresses) {
		p.ready(v, s, at.Preview, at.Desk+desk.NewKey())
		if s.Terminal && s.In != nil {
			go newLinks(v, s.In, func() string { return at.Desk + desk.NewKey() })
		}
	}
	preview.Tell = func(r serve.Report) { // a preview may be open for days
		_ = intake.Forget(o.Dir, s.Disk, time.Now())
		v.changed(r)
	}
	return serve.Run(ctx, preview)
}

// quiet is how long a person writes nothing before the whole site is looked at
// again: shorter than a look at the preview, longer than the pauses of an editor
// that saves by itself.
const quiet = time.Second

// publishing is what a release needs of the process: environment, clock, network.
func publishing(o build.Options, s *Env) deploy.Options {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "" // then no known hosts are known
	}
	release := deploy.Options{Build: o, Environ: s.Environ, Home: home, Clock: time.Now, Wait: s.wait, Dial: remote.Dial, Fetch: plainClient(), Approvals: s.approvals()}
	if s.Keyring != nil {
		release.Secrets = s.Keyring
	}
	return release
}

// ready says where the preview and the desk are, and shows the desk if asked to.
func (p *serveCommand) ready(v *voice, s *Env, preview, link string) {
	v.Tell("serving", problem.Args{"address": preview})
	v.Tell("serving-desk", problem.Args{"address": link})
	if s.Terminal && s.In != nil {
		v.Tell("serving-again", nil)
	}
	if !p.Open {
		return
	}
	if s.Open == nil || s.Open(link) != nil {
		fmt.Fprintln(v.err, v.Say("not-opened", problem.Args{"address": link}))
	}
}

// newLinks prints a new link to the desk for each line that the person types: a
// link works once. It ends with the input.
func newLinks(v *voice, in io.Reader, link func() string) {
	for {
		if _, err := readLine(in); err != nil {
			return
		}
		fmt.Fprintln(v.err, v.Say("serving-desk", problem.Args{"address": link()})) // also to those who asked for quiet
	}
}

// changed tells in one line what a change did, then the problems that it
// brought.
func (v *voice) changed(r serve.Report) {
	args := problem.Args{"files": fileList(r.Files, v), "errors": r.Errors, "warnings": r.Warnings}
	switch {
	case r.Err != nil:
		v.Hinder(r.Err)
	case r.Files != nil:
		v.Tell("serve-changed", args)
	case len(r.Problems) == 0:
	case r.Whole:
		v.Tell("serve-whole", args)
	default:
		v.Tell("serve-known", args)
	}
	if len(r.Problems) > 0 {
		_ = v.Report(r.Problems) // without a terminal the page shows them
	}
}

// filesNamed is how many files a line names.
const filesNamed = 3

func fileList(files []string, v *voice) string {
	named := slices.Clone(files[:min(filesNamed, len(files))])
	if i := slices.Index(named, "."); i >= 0 { // the watcher lost count
		return v.Say("serve-everything", nil)
	}
	list := strings.Join(named, ", ")
	if more := len(files) - len(named); more > 0 {
		list += " " + v.Say("serve-more", problem.Args{"count": more})
	}
	return list
}
