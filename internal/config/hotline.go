package config

import (
	"strings"

	"loa/internal/problem"
)

// Hotline is an emergency number, shown on every page.
type Hotline struct {
	Number string `toml:"number"` // digits, as they are dialled
	Label  Text   `toml:"label"`
	Note   Text   `toml:"note"` // "free, day and night"
}

// hotlines keeps the numbers that can be dialled. A label is needed: 113 alone
// says nothing to a child.
func (c *checker) hotlines() {
	var kept []Hotline
	for i, h := range c.Hotlines {
		h.Number = strings.NewReplacer(" ", "", ".", "", "-", "").Replace(h.Number)
		switch {
		case h.Number == "" || strings.Trim(h.Number, "0123456789") != "":
			c.add(problem.SiteBadHotline, c.Place("hotlines", i, "number"), problem.Args{"value": c.Hotlines[i].Number})
			continue
		case h.Label.IsZero():
			c.add(problem.SiteHotlineLabel, c.Place("hotlines", i), problem.Args{"number": h.Number})
			h.Label = PlainText(h.Number)
		}
		kept = append(kept, h)
	}
	c.Hotlines = kept
}
