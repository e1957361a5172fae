package config

import (
	"loa/internal/base/fold"
	"loa/internal/base/problem"
)

// checker looks at settings as a whole, after each value was read by itself,
// and fills in what follows from others.
type checker struct {
	*Settings
	whole    bool // no line was lost to a fault; else what seems missing may only be unreadable
	problems []problem.Problem
}

func (c *checker) all() {
	c.languages()
	c.identity()
	c.timezone()
	c.vocabularies()
	c.hotlines()
	c.securityContact()
	c.menus()
	c.limits()
	c.addresses()
	c.targets()
	c.layers()
	c.office()
}

func (c *checker) add(code problem.Code, at problem.Place, args problem.Args) {
	c.problems = append(c.problems, problem.New(code, at, args))
}

// oneOf reports whether a value is among the known ones, and tells if not. An
// empty value is valid.
func (c *checker) oneOf(value string, known []string, path ...any) bool {
	for _, k := range known {
		if value == k || value == "" {
			return true
		}
	}
	key, _ := path[len(path)-1].(string)
	if _, index := path[len(path)-1].(int); index {
		key, _ = path[len(path)-2].(string)
	}
	args := problem.Args{"key": key, "value": value, "known": known}
	if nearest, ok := fold.Nearest(value, known); ok {
		args["suggestion"] = nearest
	}
	c.add(problem.SiteUnknownValue, c.Place(path...), args)
	return false
}

// between keeps a number within limits and tells if it was outside.
func (c *checker) between(n *int, low, high int, path ...any) {
	if *n >= low && *n <= high {
		return
	}
	key, _ := path[len(path)-1].(string)
	if key == "" {
		key, _ = path[len(path)-2].(string)
	}
	c.add(problem.SiteOutOfRange, c.Place(path...), problem.Args{"key": key, "value": *n, "low": low, "high": high})
	*n = min(max(*n, low), high)
}
