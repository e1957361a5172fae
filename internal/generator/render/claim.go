package render

import (
	"time"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/generator/data"
	"loa/internal/generator/markdown"
)

// Claim is what the directive claim shows: a figure that many pages say, with its source.
type Claim struct {
	Says     string    // the sentence
	Source   string    // who says it
	URL      string    // where; "" for nowhere
	Date     time.Time // when; zero if nobody says
	Language *Language // of the sentence
}

// claim resolves the directive claim: a row of data/claims.toml.
func (h *host) claim(use markdown.Use, d *Directive) []problem.Problem {
	id := use.Value("id")
	if use.Name != "claim" || id == "" {
		return nil
	}
	var known []string
	for _, c := range data.Claims(h.e.site.Data) {
		known = append(known, c.Name)
		if c.Name == id {
			d.Claim = h.e.maker.claim(c)
		}
	}
	if d.Claim != nil {
		return nil
	}
	args := problem.Args{"value": id}
	if near, ok := fold.Nearest(id, known); ok && near != id {
		args["suggestion"] = near
	}
	return []problem.Problem{problem.New(problem.ClaimUnknown, use.At("id"), args)}
}

// claim is a row in the reader's language; where it says nothing, in the site's default
// language. Nil if it says nothing in either.
func (sm *siteMaker) claim(c data.Claim) *Claim {
	for _, tag := range []string{sm.language.Tag, sm.placed.Settings.DefaultLanguage} {
		says := c.Words[tag].Says
		if says == "" {
			continue
		}
		of := &Claim{Says: says, Source: c.Source, URL: c.URL, Date: c.Date.In(sm.placed.Settings.Zone), Language: sm.language}
		if other := sm.other(tag); other != nil {
			of.Language = other
		}
		return of
	}
	return nil
}
