package cli

import (
	"loa/internal/desk/scaffold"
)

type recordedCommand struct {
	Files  []string `arg:"" name:"file"`
	MadeBy string   `name:"made-by" placeholder:"PROGRAM"`
}

// Run notes from which text recordings were made. Every file is tried; what cannot be
// noted is told.
func (r *recordedCommand) Run(c *Common, v *voice, s *Env) error {
	return v.stamped(c, s, r.Files, "recorded", func(site *scaffold.Site, file string) (scaffold.Stamped, error) {
		return site.Recorded(file, r.MadeBy)
	})
}
