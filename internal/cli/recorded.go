package cli

import (
	"loa/internal/desk/scaffold"
	"loa/internal/generator/build"
)

type recordedCommand struct {
	Files  []string `arg:"" name:"file"`
	MadeBy string   `name:"made-by" placeholder:"PROGRAM"`
}

// Run notes from which text recordings were made. Every file is tried; what cannot be
// noted is told. The pages are placed first: only they know which dates the texts list.
func (r *recordedCommand) Run(c *Common, v *voice, s *Env) error {
	o, err := c.options(v, s)
	if err != nil {
		return err
	}
	o.Memory, o.Packs, o.Unmeasured, o.Speech = nil, nil, true, nil
	p, err := build.Load(o)
	if err != nil {
		return err
	}
	defer p.Close()
	if p.Site == nil {
		return v.ended(p.Weigh(p.Problems), true, "text-stopped", nil)
	}
	by := scaffold.Recorder{MadeBy: r.MadeBy, Stated: p.Site.Stated}
	return v.stamped(c, s, r.Files, "recorded", func(site *scaffold.Site, file string) (scaffold.Stamped, error) {
		return site.Recorded(file, by)
	})
}
