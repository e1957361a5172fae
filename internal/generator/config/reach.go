package config

import (
	"loa/internal/base/problem"
	"loa/internal/reach/accesslog"
)

// Reach sets how readers are counted, and what of it is shown.
type Reach struct {
	LogFormat string `toml:"log_format"` // of the server's log, in the words of nginx or Apache; "" for the usual ones
	Least     int    `toml:"least"`      // smaller figures are shown as less than this
	Views     bool   `toml:"views"`      // pages tell how often they were read
	MostRead  int    `toml:"most_read"`  // how many pages the list of the most read ones has; 0 for no list
	Note      Text   `toml:"note"`       // said beside the figures: where they come from
	Visits    bool   `toml:"visits"`     // each page tells how many came to the site
}

// reach looks at the table [reach].
func (c *checker) reach() {
	c.between(&c.Reach.Least, 1, 1000, "reach", "least")
	c.between(&c.Reach.MostRead, 0, 20, "reach", "most_read")
	if _, err := accesslog.NewParser(c.Reach.LogFormat); err != nil {
		c.add(problem.ReachFormat, c.Place("reach", "log_format"), nil)
		c.Reach.LogFormat = ""
	}
}
