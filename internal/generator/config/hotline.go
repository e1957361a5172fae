package config

import (
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Hotline is an emergency number, shown on every page.
type Hotline struct {
	Number string `toml:"number"` // digits, as they are dialled
	Label  Text   `toml:"label"`
	Note   Text   `toml:"note"` // "free, day and night"
}

// digits is a telephone number as authors write it: in quotes, with spaces and
// points, or bare.
type digits string

// DecodeTOML takes a text or a number.
func (d *digits) DecodeTOML(v tomlfile.Value) []problem.Problem {
	switch raw := v.Raw.(type) {
	case int64:
		*d = digits(strconv.FormatInt(raw, 10))
	case string:
		*d = digits(strings.NewReplacer(" ", "", ".", "", "-", "", "+", "").Replace(raw))
	default:
		return v.WrongType("text")
	}
	if *d == "" || strings.Trim(string(*d), "0123456789") != "" {
		*d = ""
		return []problem.Problem{v.Problem(problem.SiteBadHotline, problem.Args{"value": v.Raw})}
	}
	return nil
}

// DecodeTOML takes a table. A label is needed: 113 alone says nothing to a
// child.
func (h *Hotline) DecodeTOML(v tomlfile.Value) []problem.Problem {
	var read struct {
		Number digits `toml:"number"`
		Label  Text   `toml:"label"`
		Note   Text   `toml:"note"`
	}
	problems := v.Decode(&read)
	*h = Hotline{Number: string(read.Number), Label: read.Label, Note: read.Note}
	if len(problems) > 0 {
		return problems
	}
	if h.Number == "" {
		return []problem.Problem{v.Problem(problem.SiteBadHotline, problem.Args{"value": ""})}
	}
	if h.Label.IsZero() {
		return []problem.Problem{v.Problem(problem.SiteHotlineLabel, problem.Args{"number": h.Number})}
	}
	return nil
}

// hotlines keeps the numbers that can be dialled.
func (c *checker) hotlines() {
	c.Hotlines = slices.DeleteFunc(c.Hotlines, func(h Hotline) bool { return h.Number == "" })
	for i := range c.Hotlines {
		if h := &c.Hotlines[i]; h.Label.IsZero() {
			h.Label = PlainText(h.Number)
		}
	}
}
