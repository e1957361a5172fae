package check

import (
	"regexp"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
	"loa/internal/generator/site"
)

// otherNumbers reports a page about a danger that says to call another number than
// data/emergencies.toml has for it.
type otherNumbers struct {
	numbers map[string][]string // by danger
}

func newOtherNumbers(s *site.Site) otherNumbers {
	o := otherNumbers{numbers: map[string][]string{}}
	dangers, _ := s.Data["emergencies"].(map[string]any)
	for name, value := range dangers {
		danger, _ := value.(map[string]any)
		list, _ := danger["numbers"].([]any)
		for _, number := range list {
			if text, ok := number.(string); ok {
				o.numbers[name] = append(o.numbers[name], text)
			}
		}
	}
	return o
}

// calls is a list of short numbers behind a word that says to call them: “gọi 114 hoặc
// 112”.
var calls = regexp.MustCompile(`(?:gọi|bấm|quay|call|dial|phone)(?: ngay| số| cho| đến| tới| vào)*:? \*{0,2}1\d\d\b(?:\*{0,2}(?:,| hoặc| hay| và| or| and|/)+ ?(?:gọi |số |call )?\*{0,2}1\d\d\b)*`)

var short = regexp.MustCompile(`\b1\d\d\b`)

func (o otherNumbers) Look(p *Page) []problem.Problem {
	dangers, right := o.of(p)
	if len(right) == 0 {
		return nil
	}
	var problems []problem.Problem
	for _, t := range p.Texts {
		if t.Quoted || t.Kind == markdown.AttrText {
			continue
		}
		for _, list := range calls.FindAllStringIndex(t.Lower, -1) {
			for _, m := range short.FindAllStringIndex(t.Lower[list[0]:list[1]], -1) {
				start, stop := list[0]+m[0], list[0]+m[1]
				if number := t.Text[start:stop]; !slices.Contains(right, number) {
					args := problem.Args{"number": number, "danger": strings.Join(dangers, ", "), "numbers": strings.Join(right, ", ")}
					problems = append(problems, t.Problem(problem.FirstAidNumber, start, stop, args))
				}
			}
		}
	}
	return problems
}

// of returns the dangers whose numbers a page shows, and the numbers.
func (o otherNumbers) of(p *Page) (dangers, numbers []string) {
	for _, t := range p.Texts {
		if t.Kind == markdown.AttrText && t.Key == "danger" && len(o.numbers[t.Text]) > 0 {
			dangers = append(dangers, t.Text)
			numbers = append(numbers, o.numbers[t.Text]...)
		}
	}
	slices.Sort(numbers)
	return dangers, slices.Compact(numbers)
}
