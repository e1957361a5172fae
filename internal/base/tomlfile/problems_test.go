package tomlfile

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"loa/internal/base/problem"
)

var update = flag.Bool("update", false, "write what the cases of testdata give now")

// page has the shapes that front matter has.
type page struct {
	Title   string  `toml:"title"`
	Summary string  `toml:"summary"`
	Date    Moment  `toml:"date"`
	Updated Moment  `toml:"updated"`
	Draft   bool    `toml:"draft"`
	TOC     *bool   `toml:"toc"`
	Weight  int     `toml:"weight"`
	Ratio   float64 `toml:"ratio"`
	Clock   Clock   `toml:"clock"`
	shared
	Files   []string       `toml:"files"`
	Logo    string         `toml:"logo"`
	Image   image          `toml:"image"`
	Sources []source       `toml:"sources"`
	Event   *event         `toml:"event"`
	Extra   map[string]any `toml:"extra"`
	Inside  int            `toml:"-"`
}

type shared struct {
	Topics   []string `toml:"topics"`
	Audience []string `toml:"audience"`
}

type image struct {
	Src string `toml:"src"`
	Alt string `toml:"alt"`
}

type source struct {
	Name string `toml:"name"`
	URL  string `toml:"url"`
	Date Moment `toml:"date"`
}

type event struct {
	Start Moment `toml:"start"`
	End   Moment `toml:"end"`
}

// Each case of testdata is a text and all that an author is told about it, in
// Vietnamese.
func TestProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			doc, problems := Parse(Source{File: "bai.md", Text: archive.Files[0].Data, Line: 2, Area: "front-matter"})
			var into page
			problems = problem.Sort(append(problems, doc.Decode(&into)...))
			var got strings.Builder
			if err := problem.WriteText(&got, problems, problem.WordsFor("vi")); err != nil {
				t.Fatal(err)
			}
			if *update {
				archive.Files[1].Data = []byte(got.String())
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(archive.Files[1].Data); got.String() != want {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
}
