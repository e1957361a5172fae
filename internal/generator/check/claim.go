package check

import (
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/generator/data"
	"loa/internal/generator/markdown"
	"loa/internal/generator/quantity"
	"loa/internal/generator/site"
)

// claims reports a sentence that says another number than data/claims.toml has for what
// it speaks of.
type claims []data.Claim

func newClaims(s *site.Site) claims {
	return slices.DeleteFunc(data.Claims(s.Data), func(c data.Claim) bool { return c.Value == 0 })
}

func (all claims) Look(p *Page) []problem.Problem {
	if len(all) == 0 || p.Entry == nil {
		return nil
	}
	var problems []problem.Problem
	for _, t := range p.Texts {
		if t.Quoted || t.Kind == markdown.AttrText || !strings.ContainsAny(t.Text, "0123456789") {
			continue
		}
		for from := 0; from < len(t.Text); {
			start, stop := sentence(t.Text, from)
			for _, c := range all {
				problems = append(problems, otherFigure(c, t, start, stop, p.Entry.Language)...)
			}
			from = max(stop, from) + 1
		}
	}
	return problems
}

// year is a year of our time.
var year = pattern.New(`\b(?:19|20)\d\d\b`)

// otherFigure compares the numbers of a sentence that speaks of a claim with the claim's.
func otherFigure(c data.Claim, t *Text, start, stop int, language string) []problem.Problem {
	about, lower := c.Words[language].About, t.Lower[start:stop]
	if len(about) == 0 || slices.ContainsFunc(about, func(words string) bool { return !containsAny(lower, words) }) || ofAnotherYear(c, lower) {
		return nil
	}
	var other *quantity.Quantity
	for _, q := range quantity.Of(t.Text[start:stop], language) {
		switch {
		case q.Value == c.Value:
			return nil
		case q.Phone != "" || q.Unit.Dimension != "" && q.Unit.Dimension != "share" || !comparable(q, c.Value):
		case other == nil:
			other = &q
		}
	}
	if other == nil {
		return nil
	}
	args := problem.Args{"figure": other.Text, "claim": c.Name, "value": strconv.FormatFloat(c.Value, 'f', -1, 64), "source": c.Source}
	return []problem.Problem{t.Problem(problem.TextClaim, start+other.Start, start+other.Stop, args)}
}

// containsAny reports whether a text has one of the words, which a bar parts: “chết|tử
// vong”.
func containsAny(text, words string) bool {
	return slices.ContainsFunc(strings.Split(words, "|"), func(word string) bool { return strings.Contains(text, strings.ToLower(word)) })
}

// ofAnotherYear reports whether a sentence says of which year its number is, and that it
// is not the claim's.
func ofAnotherYear(c data.Claim, text string) bool {
	years := year.FindAllString(text, -1)
	return len(years) > 0 && (c.Year == 0 || !slices.Contains(years, strconv.Itoa(c.Year)))
}

// comparable reports whether a quantity and a claim's number may be of one thing: neither
// is ten times the other, and the quantity is no year.
func comparable(q quantity.Quantity, claim float64) bool {
	return !year.MatchString(q.Text) && q.Value > claim/10 && q.Value < claim*10
}
