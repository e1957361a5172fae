package cli

import (
	"loa/internal/base/layers"
	"loa/internal/desk/scaffold"
)

type copyCommand struct {
	Files []string `arg:"" name:"file"`
}

// Run makes pages of earlier layers the site's own, or notes that its own were compared
// with their originals. Every file is tried; what cannot be done is told.
func (t *copyCommand) Run(c *Common, v *voice, s *Env) error {
	return v.stamped(c, s, t.Files, "copied", (*scaffold.Site).Copy)
}

// layered opens the sources of a site with its layers.
func (s *Env) layered(dir string) (*scaffold.Site, error) {
	return scaffold.OpenLayered(layers.Options{Dir: dir, Disk: s.Disk, Allowed: s.readable(dir)})
}
