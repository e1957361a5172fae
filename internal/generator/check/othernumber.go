package check

import (
	"maps"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
)

// otherNumbers reports where a text says to call other numbers than data/emergencies.toml
// has: a page that shows a danger and names a number that is not the danger's, and a
// paragraph anywhere that speaks of a danger and leaves out the number to call first.
type otherNumbers []danger

// danger is a table of data/emergencies.toml.
type danger struct {
	name    string
	numbers []string
	about   map[string][]string // by language: words that all stand in a paragraph about it
}

func newOtherNumbers(s *site.Site) otherNumbers {
	table, _ := s.Data["emergencies"].(map[string]any)
	var all otherNumbers
	for _, name := range slices.Sorted(maps.Keys(table)) {
		row, _ := table[name].(map[string]any)
		d := danger{name: name, numbers: texts(row["numbers"]), about: map[string][]string{}}
		for tag, value := range row {
			if words, ok := value.(map[string]any); ok {
				d.about[tag] = texts(words["about"])
			}
		}
		if len(d.numbers) > 0 {
			all = append(all, d)
		}
	}
	return all
}

// texts are the texts of a list in a table of data/.
func texts(value any) []string {
	list, _ := value.([]any)
	var all []string
	for _, one := range list {
		if text, ok := one.(string); ok {
			all = append(all, text)
		}
	}
	return all
}

// calls is a list of short numbers behind a word that says to call them: “gọi 114 hoặc
// 112”.
var calls = pattern.New(`(?:gọi|bấm|quay|calls?|dials?|phones?)(?: ngay| số| cho| đến| tới| vào)*:? \*{0,2}1\d\d\b(?:\*{0,2}(?:,| hoặc| hay| và| or| and|/)+ ?(?:gọi |số |calls? )?\*{0,2}1\d\d\b)*`)

var short = pattern.New(`\b1\d\d\b`)

// call is a number that a text says to call, and where it stands.
type call struct {
	number      string
	start, stop int
}

func callsIn(t *Text) []call {
	var all []call
	for _, list := range calls.FindAllStringIndex(t.Lower, -1) {
		for _, m := range short.FindAllStringIndex(t.Lower[list[0]:list[1]], -1) {
			start, stop := list[0]+m[0], list[0]+m[1]
			all = append(all, call{t.Text[start:stop], start, stop})
		}
	}
	return all
}

func (all otherNumbers) Look(p *Page) []problem.Problem {
	if len(all) == 0 || p.Entry == nil {
		return nil
	}
	shown, right := all.shownBy(p)
	var problems []problem.Problem
	for _, t := range p.Texts {
		if t.Quoted || t.Kind == markdown.AttrText {
			continue
		}
		said := callsIn(t)
		for _, c := range said {
			if len(right) > 0 && !slices.Contains(right, c.number) {
				problems = append(problems, otherNumber(t, []call{c}, shown, right))
			}
		}
		for _, d := range all {
			if len(said) > 0 && d.spokenOf(t, p.Entry.Language) && !slices.ContainsFunc(said, func(c call) bool { return c.number == d.numbers[0] }) {
				problems = append(problems, otherNumber(t, said, []string{d.name}, d.numbers))
			}
		}
	}
	return problems
}

// shownBy are the dangers whose numbers a page shows, and the numbers.
func (all otherNumbers) shownBy(p *Page) (names, numbers []string) {
	for _, t := range p.Texts {
		for _, d := range all {
			if t.Kind == markdown.AttrText && t.Key == "danger" && t.Text == d.name {
				names = append(names, d.name)
				numbers = append(numbers, d.numbers...)
			}
		}
	}
	slices.Sort(numbers)
	return names, slices.Compact(numbers)
}

// spokenOf reports whether a paragraph speaks of a danger.
func (d danger) spokenOf(t *Text, language string) bool {
	about := d.about[language]
	return len(about) > 0 && !slices.ContainsFunc(about, func(words string) bool { return !containsAny(t.Lower, words) })
}

func otherNumber(t *Text, said []call, dangers, numbers []string) problem.Problem {
	var names []string
	for _, c := range said {
		names = append(names, c.number)
	}
	args := problem.Args{"number": strings.Join(names, ", "), "danger": strings.Join(dangers, ", "), "numbers": strings.Join(numbers, ", ")}
	return t.Problem(problem.FirstAidNumber, said[0].start, said[0].stop, args)
}
