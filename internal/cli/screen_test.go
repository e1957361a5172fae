package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"loa/themes"
)

// A site of a stranger must not speak to the terminal: no control character of its
// names and texts gets there, by whatever command.
func TestTerminalIsNotSpokenTo(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such names on this system")
	}
	const hostile = "\x1b]0;t\x07\u009b2J\u202e"
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.toml":                        "title = \"" + hostile + "\"\nbase_url = \"https://xa.example/\"\n[languages.vi]\n" + hostile + "\n[deploy.\"" + hostile + "\"]\ntype = \"" + hostile + "\"",
		"content/_index.md":                "+++\ntitle = \"Nhà\"\n+++\n\n[x](" + hostile + ".md)\n",
		"content/" + hostile + ".md":       "x",
		"content/" + hostile + "/a.md":     "+++\ntitle = 1\n" + hostile + " = 1\n+++\n",
		"static/" + hostile + "\nname.txt": "x",
		"data/" + hostile + ".toml":        hostile,
		"in/" + hostile + ".html":          "<h1>" + hostile + "</h1><p>a<script>x</script>",
		"in/" + hostile + ".docx":          "x",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range [][]string{
		{"build"}, {"check"}, {"check", "--format", "json"}, {"fmt"}, {"pack"}, {"deploy", hostile}, {"deploy"},
		{"new", "article", hostile}, {"explain", hostile}, {hostile}, {"--" + hostile}, {"build", "--now", hostile},
		{"import", filepath.Join(dir, "in")}, {"import", filepath.Join(dir, "in"), "--format", "json"}, {"import", hostile}, {"translated", hostile},
	} {
		var out bytes.Buffer
		Run(t.Context(), Env{
			Args: append(command, "--source", dir), Out: &out, Err: &out, Environ: func(string) string { return "" },
			Now: time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC), Themes: themes.FS,
		})
		if out.Len() == 0 {
			t.Errorf("%q says nothing", command)
		}
		if at := strings.IndexAny(out.String(), hostile[:1]+"\x07\u009b\u202e"); at >= 0 {
			t.Errorf("%q: %q", command, out.String()[max(0, at-60):min(out.Len(), at+40)])
		}
	}
}
