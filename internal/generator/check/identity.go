package check

import (
	"strconv"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
)

// identityNumbers reports numbers that have the form of a citizen's identity
// number (CCCD): twelve digits, of which the first three are the province of
// birth, 001 to 096, and the fourth tells century and sex, 0 to 3 for those born
// before 2100 (Circular 59/2021/TT-BCA, art. 3).
type identityNumbers struct{}

var identityForm = pattern.New(`0\d{2}[ .-]?[0-3]\d{2}[ .-]?\d{3}[ .-]?\d{3}|0\d{2}[0-3][ .-]\d{4}[ .-]\d{4}`)

func (identityNumbers) Look(p *Page) []problem.Problem {
	var problems []problem.Problem
	for _, t := range p.Texts {
		if len(t.Text) < 12 {
			continue
		}
		for _, m := range identityForm.FindAllStringIndex(t.Text, -1) {
			number := t.Text[m[0]:m[1]]
			province, _ := strconv.Atoi(number[:3])
			if province < 1 || province > 96 || !wordStarts(t.Text, m[0]) || !wordEnds(t.Text, m[1]) {
				continue
			}
			// The message does not repeat the number: its readers need not know it.
			problems = append(problems, t.Problem(problem.TextIdentity, m[0], m[1], problem.Args{"number": number[:3] + "…" + number[len(number)-3:]}))
		}
	}
	return problems
}
