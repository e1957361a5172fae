package config

import (
	"loa/internal/problem"
	"loa/internal/tomlfile"
)

// Check holds the site's own severities, for problem.Weigh.
type Check map[problem.Code]problem.Severity

// DecodeTOML takes code = "error" | "warning" | "off".
func (c *Check) DecodeTOML(v tomlfile.Value) []problem.Problem { return nil }
