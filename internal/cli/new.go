package cli

import (
	"errors"
	"fmt"

	"loa/internal/base/problem"
	"loa/internal/desk/scaffold"
)

type newCommand struct {
	Site        newSite        `cmd:""`
	Article     newArticle     `cmd:""`
	Event       newEvent       `cmd:""`
	Campaign    newCampaign    `cmd:""`
	Document    newDocument    `cmd:""`
	Translation newTranslation `cmd:""`
	Theme       newTheme       `cmd:""`
}

type newTranslation struct {
	File string `arg:""`
	Tag  string `arg:""`
}

// Run starts a translation beside its source.
func (n *newTranslation) Run(c *Common, v *voice, s *Env) error {
	site, err := s.layered(c.Source)
	if err != nil {
		return v.refused(err)
	}
	defer site.Close()
	file, err := site.Translate(n.File, n.Tag, scaffold.Guide{Front: v.Say("guide-front", nil), Body: v.Say("guide-body", nil)})
	if err != nil {
		return v.refused(err)
	}
	v.Tell("started", problem.Args{"file": file})
	return nil
}

// refused tells why something cannot be done and turns it into a wrong use;
// other errors are I/O errors.
func (v *voice) refused(err error) error {
	var refusal *scaffold.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	return v.refusedAt("", refusal)
}

// refusedAt is refused for the value of a flag.
func (v *voice) refusedAt(flag string, r *scaffold.Refusal) error {
	if flag != "" {
		flag += ": "
	}
	fmt.Fprintln(v.err, v.Say("severity.error", nil)+": "+flag+v.Say(r.Key, r.Args))
	return status(misused)
}
