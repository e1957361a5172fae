package cli

import (
	"loa/internal/base/problem"
	"loa/internal/desk/scaffold"
)

type fmtCommand struct {
	Files []string `arg:"" optional:""`
	Check bool
	From  string `enum:",tcvn3,vni,hugo,zola,jekyll,docusaurus" default:"" placeholder:"tcvn3|vni|hugo|zola|jekyll|docusaurus"`
}

// Run mends the site's texts on the disk, or with --check tells which need it.
func (f *fmtCommand) Run(c *Common, v *voice, s *Env) error {
	site, err := scaffold.Open(c.Source, s.Disk)
	if err != nil {
		return v.refused(err)
	}
	done, err := site.Format(f.From, f.Check, f.Files...)
	if err != nil {
		return v.refused(err)
	}
	if err := v.Report(done.Problems); err != nil {
		return err
	}
	key := "formatted"
	if f.Check {
		key = "to-format"
	}
	for _, file := range done.Changed {
		v.Tell(key, problem.Args{"file": file})
	}
	switch {
	case len(done.Changed) > 0 && f.Check:
		v.Tell("formatted-none", problem.Args{"count": len(done.Changed)})
	case len(done.Changed) > 0:
		v.Tell("formatted-all", problem.Args{"count": len(done.Changed)})
		if done.Converted {
			v.Tell("formatted-read", nil)
		}
	case len(done.Problems) == 0:
		v.Tell("nothing-to-format", nil)
	}
	if f.Check && len(done.Changed) > 0 || problem.Any(done.Problems, problem.Error) {
		return status(faulty)
	}
	return nil
}
