package data

import (
	"maps"
	"slices"

	"loa/internal/base/tomlfile"
)

// Claim is a row of data/claims.toml: a number that many texts say, with its source.
// Texts show it by the directive claim, and loa check compares sentences with it.
type Claim struct {
	Name   string
	Value  float64 // 0 if the row has none
	Year   int     // of which the number is; 0 if nobody says
	Source string
	URL    string
	Date   tomlfile.Moment // on which the source says it; zero if nobody says
	Words  map[string]ClaimWords
}

// ClaimWords are a claim in one language.
type ClaimWords struct {
	Says  string   // the sentence that texts show
	About []string // words that all stand in a sentence about it; a bar parts those of which one is enough
}

// Claims reads the rows of data/claims.toml, by name. What is of another type is left
// out.
func Claims(tables map[string]any) []Claim {
	table, _ := tables["claims"].(map[string]any)
	var all []Claim
	for _, name := range slices.Sorted(maps.Keys(table)) {
		row, ok := table[name].(map[string]any)
		if !ok {
			continue
		}
		c := Claim{Name: name, Value: number(row["value"]), Year: int(number(row["year"])), Words: map[string]ClaimWords{}}
		c.Source, _ = row["source"].(string)
		c.URL, _ = row["url"].(string)
		c.Date, _ = row["date"].(tomlfile.Moment)
		for tag, value := range row {
			if words, ok := value.(map[string]any); ok {
				c.Words[tag] = claimWords(words)
			}
		}
		all = append(all, c)
	}
	return all
}

func claimWords(words map[string]any) ClaimWords {
	var w ClaimWords
	w.Says, _ = words["says"].(string)
	list, _ := words["about"].([]any)
	for _, word := range list {
		if text, ok := word.(string); ok {
			w.About = append(w.About, text)
		}
	}
	return w
}

func number(value any) float64 {
	switch v := value.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	}
	return 0
}
