package scaffold

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"loa/internal/base/disk"
	"loa/internal/base/source"
)

// Only the line of the stamp changes; it lands where TOML takes it for a key of
// the top.
func TestWithStamp(t *testing.T) {
	const stamp, line = "5f2c9a1e 3b1a", `translated_from = "5f2c9a1e 3b1a"`
	for _, c := range []struct{ name, before, after string }{
		{"none", "+++\ntitle = \"A\"\n+++\nx\n", "+++\ntitle = \"A\"\n" + line + "\n+++\nx\n"},
		{"crlf, a mark, no last line end", "\ufeff+++\r\ntitle = \"A\"\r\n+++\r\nx \r\n\ny", "\ufeff+++\r\ntitle = \"A\"\r\n" + line + "\r\n+++\r\nx \r\n\ny"},
		{"blank lines above", "\n\n+++ \ntitle = \"A\"\n+++", "\n\n+++ \ntitle = \"A\"\n" + line + "\n+++"},
		{"a table below", "+++\ntitle = \"A\"\n\n# event\n[event]\nstart = 2026-01-01\n+++\n", "+++\ntitle = \"A\"\n" + line + "\n\n# event\n[event]\nstart = 2026-01-01\n+++\n"},
		{"lines that look like tables", "+++\nx = [\n[1],\n[2]]\ntitle = \"A\"\n[extra]\n+++\n", "+++\nx = [\n[1],\n[2]]\ntitle = \"A\"\n" + line + "\n[extra]\n+++\n"},
		{"tables alone", "+++\n[extra]\na = 1\n+++\n", "+++\n" + line + "\n[extra]\na = 1\n+++\n"},
		{"an old one", "+++\ntranslated_from  =  'x'  # by hand\ntitle = \"A\"\n+++\n", "+++\ntranslated_from  =  \"5f2c9a1e 3b1a\"  # by hand\ntitle = \"A\"\n+++\n"},
		{"a key of the same name elsewhere", "+++\ntitle = \"A\"\n[extra]\ntranslated_from = \"mine\"\n+++\n", "+++\ntitle = \"A\"\n" + line + "\n[extra]\ntranslated_from = \"mine\"\n+++\n"},
		{"one within a text", "+++\ntitle = '''\ntranslated_from = \"a\"\n'''\n+++\n", "+++\ntitle = '''\ntranslated_from = \"a\"\n'''\n" + line + "\n+++\n"},
		{"one in the body", "+++\ntitle = \"A\"\n+++\ntranslated_from = \"a\"\n", "+++\ntitle = \"A\"\n" + line + "\n+++\ntranslated_from = \"a\"\n"},
		{"unclosed", "+++\ntitle = \"A\"\n", ""},
		{"none at all", "title = \"A\"\n", ""},
		{"a fault", "+++\ntitle = [\n+++\n", ""},
	} {
		after, ok := withStamp([]byte(c.before), "translated_from", stamp)
		if string(after) != c.after || ok != (c.after != "") {
			t.Errorf("%s: %q, want %q", c.name, after, c.after)
		}
		if again, _ := withStamp(after, "translated_from", stamp); ok && !bytes.Equal(again, after) {
			t.Errorf("%s: a second time gives %q", c.name, again)
		}
	}
}

func siteOf(t *testing.T, files map[string]string) (*Site, string) {
	t.Helper()
	dir := t.TempDir()
	files["site.toml"] = "title = \"T\"\nbase_url = \"https://a.example/\"\n[languages.vi]\n[languages.en]\n[languages.km]\n"
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o777), os.WriteFile(full, []byte(text), 0o640)); err != nil {
			t.Fatal(err)
		}
	}
	site, err := Open(dir, disk.System{})
	if err != nil {
		t.Fatal(err)
	}
	return site, dir
}

// Files and bundles are versions of one another, and the default language may
// be written out.
func TestSourcesAreFound(t *testing.T) {
	const text = "+++\ntitle = \"A\"\n+++\n"
	site, dir := siteOf(t, map[string]string{
		"content/a.md": text, "content/a.en.md": text,
		"content/b/index.md": text, "content/b/index.en.md": text, "content/b.km.md": text,
		"content/c.vi.md": text, "content/c/index.en.md": text,
		"content/_index.md": text, "content/_index.en.md": text,
	})
	for file, source := range map[string]string{
		"content/a.en.md": "content/a.md", "a.en.md": "content/a.md", filepath.Join(dir, "content", "a.en.md"): "content/a.md",
		"content/b/index.en.md": "content/b/index.md", "content/b.km.md": "content/b/index.md",
		"content/c/index.en.md": "content/c.vi.md", "content/_index.en.md": "content/_index.md",
	} {
		done, err := site.Stamp(file)
		if err != nil || done.Source != source {
			t.Errorf("%s: %+v, %v", file, done, err)
		}
	}
	info, err := os.Stat(filepath.Join(dir, "content", "a.en.md"))
	if err != nil || info.Mode().Perm() != 0o640 {
		t.Error("the file's mode is", info.Mode())
	}
	for file, made := range map[string]string{"content/a.md": "content/a.km.md", "content/c.vi.md": "content/c.km.md", "content/_index.md": "content/_index.km.md"} {
		if got, err := site.Translate(file, "KM", Guide{}); err != nil || got != made {
			t.Errorf("%s: %s, %v", file, got, err)
		}
	}
	if _, err := site.Translate("content/b/index.md", "km", Guide{}); err == nil {
		t.Error("b.km.md is there already, as a file beside the bundle")
	}
}

// Nothing but the source's own keys is left out of a new translation, however
// they are written.
func TestTranslatable(t *testing.T) {
	for _, c := range []struct{ before, after string }{
		{"title = \"A\"\nslug = \"a\"\nweight = 1\n", "title = \"A\"\nweight = 1\n"},
		{"aliases = [\n \"/a\", # x\n \"/b\"\n]\ntitle = \"A\"\n", "title = \"A\"\n"},
		{"\"slug\" = '''\na\n'''\ntitle = \"A\"\n", "title = \"A\"\n"},
		{"title = \"A\"\ndraft = true\n[extra]\nslug = \"a\"\n", "title = \"A\"\n[extra]\nslug = \"a\"\n"},
		{"title = '''\nslug = \"a\"\n'''\n", ""}, // cannot be told apart by its lines: refused
	} {
		after, ok := translatable([]byte(c.before))
		if ok != (c.after != "") || ok && string(after) != c.after {
			t.Errorf("%q: %q, %v", c.before, after, ok)
		}
	}
	if text := harmless("a --> b <!-- c -->"); strings.Contains(text, "-->") {
		t.Error(text)
	}
}

// Texts of old encodings become UTF-8: Windows-1258 by itself, TCVN3 when asked,
// also as the bytes that Windows editors saved.
func TestFormatDecodes(t *testing.T) {
	encode := func(c *charmap.Charmap, s string) string {
		raw, err := c.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	site, dir := siteOf(t, map[string]string{
		"content/cu.md":    encode(charmap.Windows1258, "+++\r\ntitle = \"Ti\u00ea\u0301ng Vi\u00ea\u0323t cho tr\u0065\u0309 em\"\r\n+++\r\n"),
		"content/tcvn3.md": encode(charmap.Windows1252, "+++\ntitle = \"TrÎ em vµ n\u00adíc\"\n+++\n"),
	})
	done, err := site.Format(string(source.TCVN3), false)
	if err != nil || len(done.Problems) > 0 {
		t.Fatal(err, done.Problems)
	}
	for name, want := range map[string]string{"cu": "+++\ntitle = \"Tiếng Việt cho trẻ em\"\n+++\n", "tcvn3": "+++\ntitle = \"Trẻ em và nước\"\n+++\n"} {
		if got, err := os.ReadFile(filepath.Join(dir, "content", name+".md")); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
