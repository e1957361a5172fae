package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/publish/pdf"
)

type pdfCommand struct {
	Pages   []string `arg:"" name:"page"`
	As      string   `placeholder:"SHAPE"`
	Browser string   `placeholder:"PROGRAM"`
	Force   bool
}

// Run prints pages into PDF files.
func (p *pdfCommand) Run(ctx context.Context, c *Common, v *voice, s *Env) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	o.Memory, o.Packs = nil, nil // the files of a build are not made
	o.Unmeasured = true
	browser, ok := s.browser(p.Browser)
	switch {
	case !ok && p.Browser != "":
		return v.turnedDown("no-such-browser", problem.Args{"value": p.Browser})
	case !ok:
		return v.turnedDown("no-browser", nil)
	}
	result, err := pdf.Run(ctx, pdf.Options{Build: o, Pages: p.Pages, As: p.As, Out: c.Out, Force: p.Force, Browser: browser})
	var refusal *pdf.Refusal
	var failed *pdf.Failed
	switch {
	case errors.As(err, &refusal):
		return v.turnedDown(refusal.Key, refusal.Args)
	case errors.As(err, &failed):
		fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+v.Say("browser-failed", problem.Args{"program": failed.Program, "said": failed.Said}))
		return status(hindered)
	case err != nil:
		return err
	}
	if err := v.ended(result.Problems, result.Stopped, "pdf-stopped", nil); err != nil {
		return err
	}
	for _, f := range result.Files {
		v.Tell("printed", problem.Args{"file": f.Name, "size": problem.Size(f.Size)})
	}
	return nil
}

// browser is the one that a person names, else one that is found.
func (s *Env) browser(named string) (pdf.Browser, bool) {
	if s.Look == nil {
		return pdf.Browser{}, false
	}
	found := pdf.Browser{}
	if named = strings.TrimSpace(named); named != "" {
		program, err := s.Look(named)
		if err != nil {
			return found, false
		}
		found.Program = program
	} else {
		var ok bool
		if found, ok = pdf.Find(s.Look, s.Environ); !ok {
			return found, false
		}
	}
	found.Unboxed = s.Root
	return found, true
}

// turnedDown tells why something cannot be done, with what may have been meant.
func (v *voice) turnedDown(key string, args problem.Args) error {
	text := v.Say("severity.error", nil) + ": " + v.Say(key, args)
	if near, ok := args["suggestion"]; ok {
		text += "\n" + v.Say("did-you-mean", problem.Args{"word": near})
	}
	fmt.Fprintln(v.err, text)
	return status(misused)
}
