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
	return v.stamped(c, s, t.Files, "stamped", (*scaffold.Site).Stamp)
}

// stamped writes into each file which text it follows, and tells so with a sentence; the
// one with -before is of a file that said so already.
func (v *voice) stamped(c *Common, s *Env, files []string, sentence string, write func(*scaffold.Site, string) (scaffold.Stamped, error)) error {
	site, err := s.layered(c.Source)
	if err != nil {
		return v.refused(err)
	}
	defer site.Close()
	var failed error
	for _, file := range files {
		done, err := write(site, file)
		if err = v.refused(err); err != nil {
			failed = err
			continue
		}
		key := sentence
		if !done.Changed {
			key += "-before"
		}
		v.Tell(key, problem.Args{"file": done.File, "source": done.Source})
	}
	return failed
}
