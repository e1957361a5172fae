package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"loa/internal/base/disk"
	"loa/internal/desk/scaffold"
	"loa/test/pseudo"
)

// The site in the pseudo-language is made from English; -update makes it anew.
func TestPseudoSiteIsMadeFromEnglish(t *testing.T) {
	const folder = "sites/pseudo-language"
	files := tree{"themes/loa/strings/en-xa.toml": pseudo.Strings(read(t, "theme/loa/strings")["en.toml"])}
	for path, text := range read(t, folder+"/content") {
		if !strings.HasSuffix(path, "."+pseudo.Tag+".md") {
			files["content/"+strings.TrimSuffix(path, ".md")+"."+pseudo.Tag+".md"] = pseudo.Entry(text)
		}
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	write(t, dir, files)
	site, err := scaffold.Open(dir, disk.System{})
	if err != nil {
		t.Fatal(err)
	}
	for path := range files {
		if strings.HasPrefix(path, "content/") {
			if _, err := site.Stamp(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	made := read(t, dir)
	for path := range files {
		files[path] = made[path]
		if *update {
			write(t, folder, tree{path: made[path]})
		}
		if have := read(t, filepath.Dir(filepath.Join(folder, path)))[filepath.Base(path)]; have != files[path] {
			t.Errorf("%s is not what English makes of it; -update rewrites it", path)
		}
	}
}

// Every text grows by at least two fifths and keeps what is filled in.
func TestPseudo(t *testing.T) {
	for _, english := range []string{"Menu", "Skip to the content", "{count} pages of {total}", "See [the pond](a.md)."} {
		text := pseudo.Text(english)
		if utf8.RuneCountInString(text) < utf8.RuneCountInString(english)*7/5 {
			t.Errorf("%q is too short", text)
		}
		for _, kept := range []string{"{count}", "{total}", "](a.md)"} {
			if strings.Contains(english, kept) != strings.Contains(text, kept) {
				t.Errorf("%q lost %s", text, kept)
			}
		}
	}
	if got := pseudo.Text("Menu"); got != "Ṁéñû öñé" {
		t.Errorf("%q", got)
	}
}
