package config

import (
	"fmt"
	"strings"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

func withSynonyms(lines ...string) (*Settings, []problem.Problem) {
	text := "title = \"A\"\nbase_url = \"https://a.example/\"\n[search]\nsynonyms = ["
	for _, line := range lines {
		text += fmt.Sprintf("%q,", line)
	}
	return Load(tomlfile.Source{File: "site.toml", Text: []byte(text + "]\n")})
}

// A line that names nothing for the same thing, or is longer than anybody needs, is told.
func TestSynonyms(t *testing.T) {
	s, problems := withSynonyms("nghẹn = hóc", "một mình", " = ", "mũ = nón = mũ vải", "a = "+strings.Repeat("b", maxSynonym))
	var told []string
	for _, p := range problems {
		if p.Code == problem.SiteUnknownValue {
			told = append(told, fmt.Sprint(p.Args["value"])[:3])
		}
	}
	if got, want := strings.Join(s.Search.Synonyms, "|"), "nghẹn = hóc|mũ = nón = mũ vải"; got != want || len(told) != 3 {
		t.Errorf("%q, want %q; told of %q", got, want, told)
	}
}

func TestSynonymsHaveABound(t *testing.T) {
	s, problems := withSynonyms(strings.Split(strings.Repeat("a = b|", maxSynonyms)+"a = b", "|")...)
	told := 0
	for _, p := range problems {
		if p.Code == problem.SiteOutOfRange {
			told++
		}
	}
	if len(s.Search.Synonyms) != maxSynonyms || told != 1 {
		t.Errorf("%d lines, %v", len(s.Search.Synonyms), problems)
	}
}
