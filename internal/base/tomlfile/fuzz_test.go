package tomlfile

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"loa/internal/base/problem"
)

// Whatever the text: no panic, every place inside the text, and on a sound
// text the scanner finds the library's keys.
func FuzzParse(f *testing.F) {
	f.Add([]byte(everything))
	f.Add([]byte("title: “x”\ndate = 1/6/2026 8h30\n[a\nb = 'c"))
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		if archive, err := txtar.ParseFile(file); err == nil {
			f.Add(archive.Files[0].Data)
		}
	}
	words := problem.WordsFor("en")
	f.Fuzz(func(t *testing.T, text []byte) {
		text = withoutMark(text)
		if differ := keysAgree(text); differ != "" {
			t.Errorf("scanner and library differ: %s", differ)
		}
		doc, problems := Parse(Source{File: "f.toml", Text: text})
		var into page
		for _, p := range append(problems, doc.Decode(&into)...) {
			if p.Place.Line < 1 || p.Place.Column < 1 || p.Place.Column > len(p.Place.Text)+1 {
				t.Errorf("%s is at %+v", p.Code, p.Place)
			}
			problem.Text(p, words)
		}
		if len(problems) == 0 && len(doc.Repaired()) > 0 {
			if _, left := Parse(Source{Text: doc.Text()}); len(left) > 0 {
				t.Errorf("repairing left %v", left)
			}
		}
		Locate(Source{Text: text}, "event", "start")
	})
}
