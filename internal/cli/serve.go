package cli

import (
	"context"
	"errors"
)

type serveCommand struct {
	Port int `default:"1313" placeholder:"N"`
}

// Run previews the site.
func (p *serveCommand) Run(ctx context.Context, c *Common, v *voice, s *Surroundings) error {
	return errors.New("not yet")
}
