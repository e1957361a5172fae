package owners

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

var files = map[string][]string{
	"content/_index.md":           {"bien-tap"},
	"content/xa-an/_index.md":     {"hung", "lan"},
	"content/xa-an/ao.md":         {"hung", "lan"},
	"content/xa-an/sau/muong.md":  {"hung", "lan"},
	"content/chung/lu (2026).md":  {"hung", "lan"},
	"content/chung/bao.md":        {"bien-tap"},
	"content/xa-binh/gieng #1.md": {"mai"},
}

func TestRules(t *testing.T) {
	want := []Rule{
		{"", []string{"bien-tap"}},
		{"content/chung/lu (2026).md", []string{"hung", "lan"}},
		{"content/xa-an/", []string{"hung", "lan"}},
		{"content/xa-binh/", []string{"mai"}},
	}
	if diff := cmp.Diff(want, Rules(files, []string{"bien-tap"})); diff != "" {
		t.Error(diff)
	}
	if got := Rules(map[string][]string{"content/a.md": nil}, nil); len(got) != 0 {
		t.Errorf("without reviewers: %v", got)
	}
}

func TestFile(t *testing.T) {
	rules := Rules(files, []string{"bien-tap"})
	const globs = `# Loa
* @bien-tap
/content/chung/lu\ (2026).md @hung @lan
/content/xa-an/ @hung @lan
/content/xa-binh/ @mai
`
	if diff := cmp.Diff(globs, File(Glob, rules, "Loa")); diff != "" {
		t.Error(diff)
	}
	const expressions = `# Loa
!(content/chung/lu\ \\(2026\\)\\.md|content/xa-an/.*|content/xa-binh/.*) @bien-tap
content/chung/lu\ \\(2026\\)\\.md @hung @lan
content/xa-an/.* @hung @lan
content/xa-binh/.* @mai
`
	if diff := cmp.Diff(expressions, File(RegExp, rules, "Loa")); diff != "" {
		t.Error(diff)
	}
}
