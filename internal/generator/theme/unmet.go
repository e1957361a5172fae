package theme

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"loa/internal/base/problem"
)

// Unmet tells what the program needs and the theme lacks, each thing once, at the
// theme's own theme.toml. Pages cannot be made while a file or a string is missing
// (an error); without a hook they lack what a script adds (a warning).
func (t *Theme) Unmet() []problem.Problem {
	need := Needs()
	var problems []problem.Problem
	for _, name := range t.missingFiles(need) {
		problems = append(problems, problem.New(problem.ThemeFile, t.place(), problem.Args{"target": name, "key": name}))
	}
	for _, key := range t.missingStrings(need) {
		problems = append(problems, problem.New(problem.ThemeString, t.place(), problem.Args{"key": key}))
	}
	for _, h := range need.Hooks {
		if found := t.missingHook(h); len(found) > 0 {
			args := problem.Args{"file": h.In, "script": h.Script, "lacking": strings.Join(found, " "), "key": h.In + ": " + strings.Join(found, " ")}
			problems = append(problems, problem.New(problem.ThemeHook, t.place(), args))
		}
	}
	return problems
}

// place is the theme's own theme.toml, as a whole.
func (t *Theme) place() problem.Place {
	return problem.Place{File: t.layers[0].prefix + "/theme.toml"}
}

func (t *Theme) missingFiles(need Need) []string {
	var files []string
	for _, l := range need.Layouts {
		files = append(files, "layouts/"+l.Name+".html")
	}
	for _, d := range need.Directives {
		files = append(files, "directives/"+cmp.Or(t.Directives[d.Name].File, d.Name)+".html")
	}
	for name, d := range t.Directives { // what theme.toml declares by itself
		if d.File != "" {
			name = d.File
		}
		files = append(files, "directives/"+name+".html")
	}
	files = slices.DeleteFunc(files, func(name string) bool { _, ok := t.templates[name]; return ok })
	for _, name := range need.Assets {
		if _, ok := t.Asset(name); !ok {
			files = append(files, "assets/"+name)
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

func (t *Theme) missingStrings(need Need) []string {
	return slices.DeleteFunc(slices.Clone(need.Strings), func(key string) bool {
		for _, c := range t.catalogues {
			if !c.Has(key) {
				return false
			}
		}
		return true
	})
}

// missingHook lists what of a hook the theme lacks. A template that is not there,
// and a script that is the site's own, are not looked at.
func (t *Theme) missingHook(h Hook) []string {
	_, there := t.templates[h.In]
	if script, ok := t.below("assets")["assets/"+h.Script]; h.Optional || !there || !ok || script.own {
		return nil
	}
	return h.lacks(t.reach(h.In))
}

// reach is the text of a template and of all parts that it includes by name.
func (t *Theme) reach(name string) string {
	seen := map[string]string{}
	var add func(string)
	add = func(name string) {
		m, ok := t.templates[name]
		if _, again := seen[name]; again || !ok {
			return
		}
		seen[name] = string(m.text.Bytes)
		for _, part := range t.mentions[name].parts {
			if path.Dir(part) == "parts" {
				add(part)
			}
		}
	}
	add(name)
	return strings.Join(slices.Collect(maps.Values(seen)), "\n")
}
