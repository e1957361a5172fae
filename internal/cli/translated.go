package cli

import (
	"loa/internal/base/problem"
	"loa/internal/desk/scaffold"
)

type translatedCommand struct {
	Files []string `arg:"" name:"file"`
}

// Run stamps translations as up to date with their sources. Every file is
// tried; what cannot be stamped is told.
func (t *translatedCommand) Run(c *Common, v *voice, s *Env) error {
	site, err := scaffold.Open(c.Source, s.Disk)
	if err != nil {
		return v.refused(err)
	}
	var failed error
	for _, file := range t.Files {
		done, err := site.Stamp(file)
		if err = v.refused(err); err != nil {
			failed = err
			continue
		}
		key := "stamped"
		if !done.Changed {
			key = "stamped-before"
		}
		v.Tell(key, problem.Args{"file": done.File, "source": done.Source})
	}
	return failed
}
