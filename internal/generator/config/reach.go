package config

import (
	"loa/internal/base/problem"
	"loa/internal/reach/accesslog"
)

// Reach sets how readers are counted, and what of it is shown.
type Reach struct {
	LogFormat string `toml:"log_format"` // of the server's log, in the words of nginx or Apache; "" for the usual ones
	Least     int    `toml:"least"`      // smaller figures are shown as less than this
}

// reach looks at the table [reach].
func (c *checker) reach() {
	c.between(&c.Reach.Least, 1, 1000, "reach", "least")
	if _, err := accesslog.NewParser(c.Reach.LogFormat); err != nil {
		c.add(problem.ReachFormat, c.Place("reach", "log_format"), nil)
		c.Reach.LogFormat = ""
	}
}
