package build

import (
	"io"
	"io/fs"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
	"loa/internal/generator/render"
	"loa/internal/media/avmeta"
	"loa/internal/media/filerisk"
	"loa/internal/media/recording"
)

// risk looks at a file that is published as it lies: whether it does more than be
// read. In content/ lies what came with a text, and it is refused. In static/ and in a
// theme a webmaster put it on purpose: pages and scripts are told and published there,
// programs are refused as well.
func (p *publisher) risk(file string, open func() (fs.File, error)) verdict {
	if v := p.images.Other(file, open); v.Withheld() {
		return verdict{[]problem.Problem{render.InsideProblem(file, v)}, true}
	}
	what := filerisk.Of(file, headOf(open, filerisk.HeadSize))
	if what == filerisk.None || p.Settings.Files.Allows(file) {
		return verdict{}
	}
	code := riskCodes[what]
	if what == filerisk.Browser {
		if code = p.inBrowser(file, open); code == "" {
			return verdict{}
		}
	} else if what == filerisk.Server && file == "static/web.config" {
		return verdict{} // a site's own settings of IIS, in place of those that Loa writes
	}
	refused := code != problem.FileSandboxed && code != problem.FileScript
	if p.onDisk && code == problem.FileSandboxed { // nobody stands between a disk and its reader
		return verdict{refused: true}
	}
	return verdict{[]problem.Problem{problem.New(code, problem.Place{File: file}, problem.Args{"target": file})}, refused}
}

var riskCodes = map[filerisk.Risk]problem.Code{
	filerisk.Server: problem.FileRunsOnServer, filerisk.Computer: problem.FileRunsOnComputer,
	filerisk.Browser: problem.FileRunsInBrowser, filerisk.Macros: problem.FileMacros,
}

// inBrowser is what must be told of a file whose scripts may run in the browser;
// nothing of one that holds none, and of a theme's scripts.
func (p *publisher) inBrowser(file string, open func() (fs.File, error)) problem.Code {
	top, _, _ := strings.Cut(file, "/")
	switch {
	case filerisk.Script(file) && top == content.Root:
		return problem.FileRunsInBrowser
	case filerisk.Script(file) && top == "static":
		return problem.FileScript
	case filerisk.Script(file), filerisk.Quiet(file, headOf(open, filerisk.QuietSize+1)):
		return ""
	case top == content.Root:
		return problem.FileRunsInBrowser
	}
	return problem.FileSandboxed
}

// recording makes the output of a film or sound.
func (p *publisher) recording(o *Output, file string, open func() (fs.File, error)) {
	look := func() *recording.Recording { return p.pages.Files.Recordings.Look(file, open) }
	o.Size = -1
	o.look = func() verdict { return p.ofRecording(look()) }
	o.Open = func() (io.ReadCloser, error) { return look().Open() }
}

// ofRecording is what must be said of a film or sound that is published whole.
func (p *publisher) ofRecording(r *recording.Recording) verdict {
	tell := func(code problem.Code) problem.Problem {
		return problem.New(code, problem.Place{File: r.File}, problem.Args{"target": r.File})
	}
	switch {
	case r.Verdict.Withheld():
		return verdict{[]problem.Problem{render.WithheldProblem(r.File, r.Verdict)}, true}
	case r.Err != nil:
		return verdict{[]problem.Problem{render.RecordingProblem(r.File, r.Err)}, true}
	}
	var v verdict
	if r.Unlisted {
		v.problems = append(v.problems, missingConsent(r.File))
	}
	switch {
	case slices.Contains(r.Found, avmeta.Place):
		v.problems = append(v.problems, tell(problem.RecordingPlace))
	case slices.Contains(r.Found, avmeta.Tags):
		v.problems = append(v.problems, tell(problem.RecordingTags))
	}
	if r.Unplayed != "" {
		v.problems = append(v.problems, problem.New(problem.RecordingUnplayed, problem.Place{File: r.File}, problem.Args{"target": r.File, "form": r.Unplayed}))
	}
	return v
}

// sandboxed lists the copied pages that Loa did not make, by their paths: servers are
// told not to let their scripts run.
func (p *Project) sandboxed() []string {
	var all []string
	add := func(at string) {
		if filerisk.Markup(at) {
			all = append(all, at)
		}
	}
	for _, f := range p.static {
		add(strings.TrimPrefix(f.Path, "static/"))
	}
	for _, at := range p.themed() {
		add(at)
	}
	for _, a := range p.Theme.Assets {
		add(a.Path)
	}
	for _, u := range append(usedIn(p.Renderer), p.usedBefore...) {
		if u.Sandbox != "" {
			all = append(all, u.Sandbox)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
