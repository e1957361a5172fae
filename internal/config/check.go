package config

import (
	"loa/internal/fold"
	"loa/internal/problem"
	"loa/internal/tomlfile"
)

// Check holds the site's own severities, for problem.Weigh.
type Check map[problem.Code]problem.Severity

// DecodeTOML takes code = "error" | "warning" | "off". A code has a point in
// it, so that TOML reads front-matter.unknown-key = "off" as a table in a
// table; with quotes round the code it is one key. Both are meant.
func (c *Check) DecodeTOML(v tomlfile.Value) []problem.Problem {
	*c = Check{}
	return c.read(v, "")
}

func (c Check) read(v tomlfile.Value, prefix string) []problem.Problem {
	return eachTable(v, func(one tomlfile.Value) []problem.Problem {
		name := prefix + one.Path[len(one.Path)-1].(string)
		switch raw := one.Raw.(type) {
		case map[string]any:
			return c.read(one, name+".")
		case string:
			return c.set(one, problem.Code(name), raw)
		}
		return one.WrongType("text")
	})
}

var severities = map[string]problem.Severity{"error": problem.Error, "warning": problem.Warning, "off": problem.Off}

func (c Check) set(v tomlfile.Value, code problem.Code, word string) []problem.Problem {
	if _, ok := problem.Default(code); !ok {
		args := problem.Args{"code": string(code)}
		if nearest, ok := fold.Nearest(string(code), codes()); ok {
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
	c[code] = severity
	return nil
}

func codes() []string {
	var names []string
	for _, code := range problem.Codes() {
		names = append(names, string(code))
	}
	return names
}
