package check

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/markdown"
	"loa/internal/generator/quantity"
	"loa/internal/generator/site"
)

// claims reports a sentence that says another number than data/claims.toml has for what
// it speaks of.
type claims []claim

// claim is a row of data/claims.toml.
type claim struct {
	name   string
	value  float64
	year   int // that the number is of; 0 if nobody says
	source string
	about  map[string][]string // by language: words that all stand in a sentence about it
}

func newClaims(s *site.Site) claims {
	table, _ := s.Data["claims"].(map[string]any)
	var all claims
	for _, name := range slices.Sorted(maps.Keys(table)) {
		row, _ := table[name].(map[string]any)
		c := claim{name: name, about: map[string][]string{}}
		c.value, _ = numberOf(row["value"])
		year, _ := numberOf(row["year"])
		c.year = int(year)
		c.source = strings.Trim(fmt.Sprint(cmp.Or[any](row["source"], ""), ", ", dayOf(row["date"])), ", ")
		for tag, value := range row {
			words, _ := value.(map[string]any)
			list, _ := words["about"].([]any)
			for _, word := range list {
				if text, ok := word.(string); ok {
					c.about[tag] = append(c.about[tag], strings.ToLower(text))
				}
			}
		}
		if c.value != 0 {
			all = append(all, c)
		}
	}
	return all
}

func numberOf(value any) (float64, bool) {
	switch v := value.(type) {
	case int64:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

func dayOf(value any) string {
	if t, ok := value.(time.Time); ok {
		return t.Format(time.DateOnly)
	}
	return ""
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
				problems = append(problems, c.look(t, start, stop, p.Entry.Language)...)
			}
			from = max(stop, from) + 1
		}
	}
	return problems
}

// year is a year of our time.
var year = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// look compares the numbers of a sentence that speaks of a claim with the claim's.
func (c claim) look(t *Text, start, stop int, language string) []problem.Problem {
	about, lower := c.about[language], t.Lower[start:stop]
	if len(about) == 0 || slices.ContainsFunc(about, func(words string) bool { return !containsAny(lower, words) }) || c.ofAnotherYear(lower) {
		return nil
	}
	var other *quantity.Quantity
	for _, q := range quantity.Of(t.Text[start:stop], language) {
		switch {
		case q.Value == c.value:
			return nil
		case q.Phone != "" || q.Unit.Dimension != "" && q.Unit.Dimension != "share" || !comparable(q.Value, c.value):
		case other == nil:
			other = &q
		}
	}
	if other == nil {
		return nil
	}
	args := problem.Args{"figure": other.Text, "claim": c.name, "value": strconv.FormatFloat(c.value, 'f', -1, 64), "source": c.source}
	return []problem.Problem{t.Problem(problem.TextClaim, start+other.Start, start+other.Stop, args)}
}

// containsAny reports whether a text has one of the words, which a bar parts: “chết|tử
// vong”.
func containsAny(text, words string) bool {
	return slices.ContainsFunc(strings.Split(words, "|"), func(word string) bool { return strings.Contains(text, word) })
}

// ofAnotherYear reports whether a sentence says of which year its number is, and that it
// is not the claim's.
func (c claim) ofAnotherYear(text string) bool {
	years := year.FindAllString(text, -1)
	return len(years) > 0 && (c.year == 0 || !slices.Contains(years, strconv.Itoa(c.year)))
}

// comparable reports whether two numbers may be of one thing: neither is ten times the
// other, and the first is no year.
func comparable(value, claim float64) bool {
	isYear := value >= 1900 && value < 2100 && value == float64(int(value)) && (claim < 1900 || claim >= 2100)
	return !isYear && value > claim/10 && value < claim*10
}
