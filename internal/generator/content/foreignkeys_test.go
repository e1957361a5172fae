package content

import (
	"testing"
	"testing/fstest"

	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
)

// Keys of other programs get the key that says the same; below a table they get none, and every
// key that is suggested is one.
func TestForeignKeys(t *testing.T) {
	for key, meant := range foreign {
		if _, ok := KeyNamed(meant); !ok {
			t.Errorf("%s stands for %s, which is no key", key, meant)
		}
		if _, ok := KeyNamed(key); ok {
			t.Errorf("%s is a key itself", key)
		}
	}
	settings, _ := config.Load(tomlfile.Source{File: "site.toml", Text: []byte("title = \"T\"\nbase_url = \"https://x.example/\"\n")})
	for front, want := range map[string]any{
		"lastmod = 2024-01-01": "updated", "tags = [\"a\"]": "topics", "description = \"d\"": "summary", "author = \"A\"": "authors", "published = false": "draft",
		"[event]\nstart = 2026-01-01\ntags = 1": nil,
	} {
		disk := fstest.MapFS{"content/a.md": {Data: []byte("+++\ntitle = \"A\"\n" + front + "\n+++\n")}}
		_, problems, err := NewReader(disk, settings).Read(source.File{Path: "content/a.md", Name: "content/a.md"})
		if err != nil || len(problems) == 0 || problems[0].Code != problem.FrontMatterUnknownKey || problems[0].Args["suggestion"] != want {
			t.Errorf("%s: %v %v", front, err, problems)
		}
	}
}
