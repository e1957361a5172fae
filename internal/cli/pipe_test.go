//go:build unix

package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"loa/themes"
)

// A pipe where a file of a site is looked for by its name is an error. A command that
// waited for it would never end.
func TestPipesEndCommands(t *testing.T) {
	const settings = "title = \"Trang\"\nbase_url = \"https://xa.example/\"\n"
	for pipe, files := range map[string]map[string]string{
		"site.toml":               nil,
		"themes/rieng/theme.toml": {"site.toml": settings + "theme = \"rieng\"\n"},
		"content/anh.jpg":         {"site.toml": settings, "data/consent.toml": "[[picture]]\nfile = \"content/anh.jpg\"\nconsent = \"1\"\nwithdrawn = 2026-01-01\n"},
		"in/bai.txt":              {"site.toml": settings},
	} {
		dir := t.TempDir()
		for name, text := range files {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(dir, pipe)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Mkfifo(path, 0o644); err != nil {
			t.Skip(err)
		}
		for _, command := range [][]string{{"build"}, {"check"}, {"fmt"}, {"import", filepath.Join(dir, "in")}, {"import", filepath.Join(dir, "in", "bai.txt")}, {"new", "article", "x"}, {"translated", "content/a.md"}} {
			var out bytes.Buffer
			Run(t.Context(), Env{
				Args: append(command, "--source", dir), Out: &out, Err: &out, Environ: func(string) string { return "" },
				Now: time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC), Themes: themes.FS,
			})
		}
	}
}
