package cli

import (
	"fmt"

	"loa/internal/fold"
	"loa/internal/problem"
)

type explainCommand struct {
	Code string `arg:"" optional:""`
}

// Run prints what a problem means and how to mend it; without a code, all
// codes with their sentences.
func (e *explainCommand) Run(v *voice) error {
	if e.Code == "" {
		for _, code := range problem.Codes() {
			fmt.Fprintln(v.out, code)
		}
		return nil
	}
	severity, known := problem.Default(problem.Code(e.Code))
	if !known {
		fmt.Fprintln(v.err, v.Say("unknown-code", problem.Args{"code": e.Code}))
		if near, ok := fold.Nearest(e.Code, problem.CodeNames()); ok {
			fmt.Fprintln(v.err, v.Say("did-you-mean", problem.Args{"word": near}))
		}
		return status(misused)
	}
	fmt.Fprintf(v.out, "%s (%s)\n\n%s\n", e.Code, v.problems.Say("severity."+severity.String(), nil), v.problems.Explain(e.Code))
	return nil
}
