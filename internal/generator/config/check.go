package config

import (
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Check is how the site wants to be checked.
type Check struct {
	Severities map[problem.Code]problem.Severity // the site's own, for problem.Weigh
	Phones     []string                          // telephone numbers that texts may name, as digits
	Figures    []string                          // paths from content/, without slashes at the ends, below which figures owe a source; "" is everything
}

// DecodeTOML takes code = "error" | "warning" | "off", phones and figures. A
// code has a point in it, so that TOML reads front-matter.unknown-key = "off" as
// a table in a table; with quotes round the code it is one key. Both are meant.
func (c *Check) DecodeTOML(v tomlfile.Value) []problem.Problem {
	*c = Check{Severities: map[problem.Code]problem.Severity{}}
	return c.read(v, "")
}

func (c *Check) read(v tomlfile.Value, prefix string) []problem.Problem {
	return eachTable(v, noLimit, func(one tomlfile.Value) []problem.Problem {
		name := prefix + one.Path[len(one.Path)-1].(string)
		switch name {
		case "phones":
			return c.phones(one)
		case "figures":
			return c.figures(one)
		}
		switch raw := one.Raw.(type) {
		case map[string]any:
			return c.read(one, name+".")
		case string:
			return c.set(one, problem.Code(name), raw)
		}
		return one.WrongType("text")
	})
}

// phones takes numbers in quotes or bare.
func (c *Check) phones(v tomlfile.Value) []problem.Problem {
	var numbers []digits
	problems := v.Decode(&numbers)
	for _, number := range numbers {
		if number != "" {
			c.Phones = append(c.Phones, string(number))
		}
	}
	return problems
}

// figures takes paths of folders and of pages.
func (c *Check) figures(v tomlfile.Value) []problem.Problem {
	problems := v.Decode(&c.Figures)
	for i, path := range c.Figures {
		path = strings.TrimPrefix(strings.Trim(path, "/")+"/", "content/")
		c.Figures[i] = strings.TrimSuffix(strings.TrimSuffix(strings.Trim(path, "/"), ".md"), "/_index")
	}
	return problems
}

var severities = map[string]problem.Severity{"error": problem.Error, "warning": problem.Warning, "off": problem.Off}

func (c *Check) set(v tomlfile.Value, code problem.Code, word string) []problem.Problem {
	if _, ok := problem.Default(code); !ok {
		args := problem.Args{"code": string(code)}
		if nearest, ok := fold.Nearest(string(code), problem.CodeNames()); ok {
			args["suggestion"] = nearest
		}
		return []problem.Problem{v.KeyProblem(problem.SiteUnknownCode, args)}
	}
	severity, ok := severities[word]
	if !ok {
		known := []string{"error", "warning", "off"}
		args := problem.Args{"key": string(code), "value": word, "known": known}
		if nearest, ok := fold.Nearest(word, known); ok {
			args["suggestion"] = nearest
		}
		return []problem.Problem{v.Problem(problem.SiteUnknownValue, args)}
	}
	c.Severities[code] = severity
	return nil
}
