package cli

import (
	"loa/internal/base/problem"
	"loa/internal/desk/scaffold"
)

type newTheme struct {
	Name string `arg:""`
	Bare bool
}

// Run starts a theme.
func (n *newTheme) Run(c *Common, v *voice, s *Env) error {
	site, err := scaffold.Open(c.Source, s.Disk)
	if err != nil {
		return v.refused(err)
	}
	folder, err := site.Theme(scaffold.NewTheme{Name: n.Name, Bare: n.Bare, Builtin: s.Themes})
	if err != nil {
		return v.refused(err)
	}
	v.Tell("begun-theme", problem.Args{"dir": folder})
	v.Tell("begun-theme-next", problem.Args{"name": n.Name})
	return nil
}
