package config

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Whatever stands in site.toml, the settings can be used.
func FuzzLoad(f *testing.F) {
	if own, err := os.ReadFile("../../../site.toml"); err == nil {
		f.Add(own)
	}
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		if archive, err := txtar.ParseFile(file); err == nil {
			f.Add(archive.Files[0].Data)
		}
	}
	words := problem.WordsFor("vi")
	f.Fuzz(func(t *testing.T, text []byte) {
		s, problems := Load(tomlfile.Source{File: "site.toml", Text: text})
		if s.Zone == nil || len(s.Languages) == 0 || s.Languages[0].Tag != s.DefaultLanguage {
			t.Errorf("unusable: %+v", s)
		}
		if (s.BaseURL == "" || s.Title.IsZero()) && !problem.Any(problems, problem.Error) {
			t.Error("nothing was said of what is missing")
		}
		for _, p := range problems {
			problem.Text(p, words)
		}
		for _, l := range s.Languages {
			if l.Fallback == l.Tag {
				t.Errorf("%s falls back to itself", l.Tag)
			}
		}
	})
}
