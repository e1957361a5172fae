package test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/theme"
)

// The words of the built-in theme are complete in both languages, all of them
// are said somewhere, and each has a note for its translator.
func TestOwnStrings(t *testing.T) {
	site := fstest.MapFS{} // as if the theme were the site's own, which is looked at more closely
	err := filepath.WalkDir("../themes/loa", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		site[filepath.ToSlash(strings.TrimPrefix(name, "../"))] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	_, problems, err := theme.Load(theme.Options{Site: site, Name: "loa", Languages: []string{"vi", "en"}})
	if err != nil {
		t.Fatal(err)
	}
	program := saidByProgram(t)
	for _, p := range problems {
		key, _ := p.Args["key"].(string)
		if p.Code != problem.StringUnused || !program[key] && !program[strings.TrimSuffix(key, "s")] { // "every-day" + "s"
			t.Error(problem.Text(p, problem.WordsFor("en")))
		}
	}
	for _, tag := range []string{"vi", "en"} {
		data := site["themes/loa/strings/"+tag+".toml"].Data
		doc, _ := tomlfile.Parse(tomlfile.Source{Text: data})
		for key, entry := range doc.Map() {
			if note, _ := entry.(map[string]any)["note"].(string); note == "" {
				t.Errorf("%s: %s has no note", tag, key)
			}
		}
	}
}

// saidByProgram are the words in quotes of the packages that render.
func saidByProgram(t *testing.T) map[string]bool {
	t.Helper()
	said := map[string]bool{}
	for _, pattern := range []string{"generator/render", "generator/site", "generator/feed", "generator/build", "publish/pack"} {
		files, err := filepath.Glob("../internal/" + pattern + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, word := range regexp.MustCompile(`"([a-z0-9-]+)"`).FindAllSubmatch(data, -1) {
				said[string(word[1])] = true
			}
		}
	}
	return said
}
