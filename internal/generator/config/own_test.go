package config

import (
	"bytes"
	"os"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// The project's own site has settings without a single problem.
func TestOwnSite(t *testing.T) {
	text, err := os.ReadFile("../../../site.toml")
	if err != nil {
		t.Fatal(err)
	}
	s, problems := Load(tomlfile.Source{File: "site.toml", Text: text})
	for _, p := range problems {
		t.Error(problem.Text(p, problem.WordsFor("en")))
	}
	if len(s.Hotlines) != 5 || len(s.Topics) != bytes.Count(text, []byte("\n[topics.")) || s.Title.In("en", "vi") != "For children" || s.Zone.String() != "Asia/Ho_Chi_Minh" {
		t.Errorf("%+v", s)
	}
}
