package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/check"
	"loa/internal/generator/site"
)

// standing is how one language's translations stand, as a machine sees it.
type standing struct {
	Language string             `json:"language"`
	Counts   map[site.State]int `json:"counts"`
	Open     []open             `json:"open"`
}

// open is a translation that somebody should look at.
type open struct {
	State   site.State `json:"state"`
	File    string     `json:"file"` // of the translation; of the source if it is missing
	Source  string     `json:"source,omitempty"`
	Changed []string   `json:"changed,omitempty"`
}

// translations shows for each language how its translations stand, and then
// those to look at, with what changed in their sources.
func (v *voice) translations(r build.Result) error {
	standings := standings(r)
	if v.common.Format == "json" {
		encoder := json.NewEncoder(v.out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		return encoder.Encode(standings)
	}
	v.table(standings)
	for _, s := range standings {
		for _, o := range s.Open {
			line := fmt.Sprintf("%s  %s  %s", s.Language, v.Say("state."+string(o.State), nil), o.File)
			if len(o.Changed) > 0 {
				line += ": " + strings.Join(o.Changed, ", ")
			}
			fmt.Fprintln(v.out, line)
		}
	}
	return nil
}

// table writes the counts, a language a line; nothing where there is but one language.
func (v *voice) table(standings []standing) {
	if len(standings) == 0 {
		return
	}
	heads := []string{v.Say("translations", nil)}
	for _, state := range site.States() {
		heads = append(heads, v.Say("state."+string(state), nil))
	}
	wide := utf8.RuneCountInString(heads[0])
	for _, s := range standings {
		wide = max(wide, len(s.Language))
	}
	fmt.Fprintf(v.out, "%-*s  %s\n", wide, heads[0], strings.Join(heads[1:], "  "))
	for _, s := range standings {
		fmt.Fprintf(v.out, "%-*s", wide, s.Language)
		for i, state := range site.States() {
			fmt.Fprintf(v.out, "  %*d", utf8.RuneCountInString(heads[i+1]), s.Counts[state])
		}
		fmt.Fprintln(v.out)
	}
}

// standings gathers what the check has told, language by language.
func standings(r build.Result) []standing {
	all := make([]standing, 0, len(r.Translations))
	index := map[string]int{}
	for i, tally := range r.Translations {
		all = append(all, standing{tally.Language, tally.Counts, []open{}})
		index[tally.Language] = i
	}
	states := check.States()
	for _, p := range r.Problems {
		state, ok := states[p.Code]
		if !ok {
			continue
		}
		for _, tag := range languagesOf(p) {
			s := &all[index[tag]]
			s.Open = append(s.Open, openOf(state, p))
		}
	}
	return all
}

func languagesOf(p problem.Problem) []string {
	if tags, ok := p.Args["languages"].([]string); ok {
		return tags
	}
	return []string{p.Args["language"].(string)}
}

func openOf(state site.State, p problem.Problem) open {
	o := open{State: state, File: p.Place.File}
	o.Source, _ = p.Args["source"].(string)
	o.Changed, _ = p.Args["changed"].([]string)
	return o
}
