package cli

import (
	"loa/internal/base/problem"
	"loa/internal/desk/scaffold"
)

type recordedCommand struct {
	Files  []string `arg:"" name:"file"`
	MadeBy string   `name:"made-by" placeholder:"PROGRAM"`
}

// Run notes from which text recordings were made. Every file is tried; what cannot be
// noted is told.
func (r *recordedCommand) Run(c *Common, v *voice, s *Env) error {
	site, err := scaffold.Open(c.Source, s.Disk)
	if err != nil {
		return v.refused(err)
	}
	var failed error
	for _, file := range r.Files {
		done, err := site.Recorded(file, r.MadeBy)
		if err = v.refused(err); err != nil {
			failed = err
			continue
		}
		key := "recorded"
		if !done.Changed {
			key = "recorded-before"
		}
		v.Tell(key, problem.Args{"file": done.File, "source": done.Source})
	}
	return failed
}
