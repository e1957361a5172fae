package content

import (
	"reflect"
	"testing"

	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
)

// What fmt writes back: only what was wrong changes.
func TestFormatted(t *testing.T) {
	for name, c := range map[string]struct{ before, after string }{
		"healthy":         {"+++\ntitle = \"A\"\n+++\n\nChữ.\n", "+++\ntitle = \"A\"\n+++\n\nChữ.\n"},
		"no last newline": {"+++\ntitle = \"A\"\n+++", "+++\ntitle = \"A\"\n+++"},
		"curly quotes":    {"+++\ntitle = “A”\ndate = 1/6/2026\n+++\n“B”\n", "+++\ntitle = \"A\"\ndate = 2026-06-01\n+++\n“B”\n"},
		"yaml":            {"---\ntitle: Ao “sâu”\ntopics: [a, b]\n---\nChữ.\n", "+++\ntitle = \"Ao “sâu”\"\ntopics = [\"a\", \"b\"]\n+++\nChữ.\n"},
		"order":           {"+++\n[event] # e\nstart = 2026-06-01\n[extra]\nb = 1\n+++\nx", "+++\n[event] # e\nstart = 2026-06-01\n[extra]\nb = 1\n+++\nx"},
		"keys":            {"+++\n# day\ndate = 2026-06-01 # d\ntitle = \"A\"\n+++\n", "+++\ntitle = \"A\"\n# day\ndate = 2026-06-01 # d\n+++\n"},
		"nested yaml": {"---\n# head\ndate: 2026-06-01 # day\ntitle: >\n  Ao\n  sâu\nimage:\n  src: a.jpg\n  alt: 'Một \"ao\"'\nsources:\n  # of it\n  - name: WHO\n    date: 2025-12-17\ndraft: false\nweight: 3\nempty:\n---\nx\n",
			"+++\ntitle = \"Ao sâu\\n\"\n# head\ndate = 2026-06-01 # day\ndraft = false\nsources = [{ name = \"WHO\", date = 2025-12-17 }]\nweight = 3\n# empty =\n[image]\nsrc = \"a.jpg\"\nalt = \"Một \\\"ao\\\"\"\n# of it\n+++\nx\n"},
		"yaml that is none": {"---\ntitle: [a\n---\nx\n", "---\ntitle: [a\n---\nx\n"},
		"yaml unclosed":     {"---\ntitle: a\n", "---\ntitle: a\n"},
		"yaml references":   {"---\na: &x [1]\nb: *x\n---\n", "---\na: &x [1]\nb: *x\n---\n"},
		"no front matter":   {"Chữ.\n", "Chữ.\n"},
		"unclosed":          {"+++\ntitle = “A”\n", "+++\ntitle = “A”\n"},
		"blank above":       {"\n\n+++ \ntitle = “A”\n+++ \nx", "\n\n+++ \ntitle = \"A\"\n+++ \nx"},
	} {
		if got, _ := Formatted(source.Text{Path: "content/a.md", Bytes: []byte(c.before)}); string(got) != c.after {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.after)
		}
	}
}

// Healing loses nothing: front matter means the same after it, the body is
// untouched, and healing again changes nothing.
func FuzzFormatted(f *testing.F) {
	for _, seed := range []string{
		"+++\ndate = 1/6/2026 # d\ntitle: A\n[extra]\nx = 1\n[event]\nstart = 2026-06-01\n+++\nChữ.\n", "---\ntitle: a # c\nb:\n  - x: 1\n    y: [2, 'z']\n# end\n---\nx",
		"---\na: |\n  x\n  y\n\"k é\": 1.5\nn: ~\n---\n", "+++\n+++", "\n+++ \ntitle = \"A\"\n+++ \n+++\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		text, found := source.Normalize("content/a.md", []byte(raw))
		if len(found) > 0 {
			return
		}
		once, _ := Formatted(text)
		after := source.Text{Path: text.Path, Bytes: once}
		again, _ := Formatted(after)
		if string(again) != string(once) {
			t.Fatalf("%q\n%q\nand then\n%q", text.Bytes, once, again)
		}
		front, start, fault := split(text)
		now, startNow, faultNow := split(after)
		if string(text.Bytes[start:]) != string(once[startNow:]) {
			t.Fatalf("the body of %q became that of %q", text.Bytes, once)
		}
		if fault != nil {
			return
		}
		before, problems := tomlfile.Parse(front)
		meant, left := tomlfile.Parse(now)
		if faultNow != nil || len(problems) != len(left) || !reflect.DeepEqual(before.Map(), meant.Map()) {
			t.Fatalf("%q means something else than %q", once, text.Bytes)
		}
	})
}
