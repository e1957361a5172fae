package cli

import (
	"fmt"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
)

type explainCommand struct {
	Code string `arg:"" optional:""`
}

// Run prints what a problem means and how to mend it; without a code, all
// codes with their sentences.
func (e *explainCommand) Run(v *voice) error {
	code := strings.ToLower(strings.Trim(e.Code, "[] .,"))
	severity, known := problem.Default(problem.Code(code))
	switch {
	case code == "":
		v.codes("")
	case known:
		v.explain(code, severity)
	default:
		return v.unknownCode(code)
	}
	return nil
}

func (v *voice) explain(code string, severity problem.Severity) {
	fmt.Fprintf(v.out, "%s (%s)\n%s\n\n%s\n", code, v.problems.Say("severity."+severity.String(), nil), v.problems.Shape(code), v.problems.Explain(code))
}

// codes lists the codes that begin with a text, each with its severity and its
// sentence. It reports whether there is any.
func (v *voice) codes(prefix string) bool {
	found := false
	for _, code := range problem.Codes() {
		if severity, _ := problem.Default(code); strings.HasPrefix(string(code), prefix) {
			fmt.Fprintf(v.out, "%-32s %-9s %s\n", code, v.problems.Say("severity."+severity.String(), nil), v.problems.Shape(string(code)))
			found = true
		}
	}
	return found
}

// unknownCode helps on: the codes of an area, or the nearest one.
func (v *voice) unknownCode(code string) error {
	fmt.Fprintln(v.err, v.Say("unknown-code", problem.Args{"code": code}))
	if near, ok := fold.Nearest(code, problem.CodeNames()); ok {
		fmt.Fprintln(v.err, v.Say("did-you-mean", problem.Args{"word": near}))
		return status(misused)
	}
	area, _, _ := strings.Cut(code, ".")
	v.codes(area + ".")
	return status(misused)
}
