package config

import (
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/relay"
)

// Warnings sets whose warnings the site shows beside its own.
type Warnings struct {
	Folders []string `toml:"folders"` // that hold the site's warnings, see Settings.Layers; none: its own alone
	From    []string `toml:"from"`    // addresses of lists of other sites, each of which is https://HOST/…/warnings.json
	Units   []string `toml:"units"`   // what those sites call the communes of this one: only warnings for these, and for all, are shown
}

// mostSources is how many sites may be asked: a build waits for them.
const mostSources = 5

// warnings brings the addresses of [warnings] into one form. Those that cannot be used are
// told and emptied, also one that stands there twice, and the site's own: from that a
// warning that was taken down would come back.
func (c *checker) warnings() {
	if len(c.Warnings.From) > mostSources {
		c.add(problem.SiteOutOfRange, c.Place("warnings", "from", mostSources), problem.Args{"key": "from", "value": len(c.Warnings.From), "low": 0, "high": mostSources})
		c.Warnings.From = c.Warnings.From[:mostSources]
	}
	for i, written := range c.Warnings.From {
		address, ok := relay.Address(written)
		if ok = ok && !slices.Contains(c.Warnings.From[:i], address) && !c.ownList(address); !ok {
			address = ""
			c.add(problem.WarningFromAddress, c.Place("warnings", "from", i), problem.Args{"value": written})
		}
		c.Warnings.From[i] = address
	}
}

// ownList reports whether an address is that of the list which this site publishes.
func (c *checker) ownList(address string) bool {
	homes := []string{c.BaseURL}
	for _, t := range c.Deploy {
		homes = append(homes, t.BaseURL)
	}
	return slices.ContainsFunc(homes, func(home string) bool {
		own, ok := relay.Address(strings.TrimSuffix(home, "/") + "/warnings.json")
		return ok && own == address
	})
}
