package theme

import (
	"bytes"
	"fmt"
	"testing"

	"loa/internal/generator/tmplcompile"
)

// What goes wrong in a template that is compiled by then is told as if it were
// its first run: the same message, file, line and column, whatever was compiled.
func TestFaultsOfCompiledTemplates(t *testing.T) {
	th, problems := load(t, "rieng", map[string]string{
		"rieng/theme.toml":           "extends = \"loa\"\n",
		"rieng/layouts/article.html": "<p>a</p>\n\n<p>\n  {{with .More}}{{.Missing}}{{end}}</p>\n{{part \"card\" .}}\n",
		"rieng/parts/card.html":      "<b>\n{{if .Deep}}{{.Deep.Missing}}{{end}}</b>",
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	type data struct{ More, Deep any }
	faulty := []data{{More: data{}}, {Deep: data{}}}
	for _, bad := range faulty {
		var ts *Templates
		ts = th.Templates(nil, tmplcompile.Writers{"part": func(out *bytes.Buffer, name string, data any) error { return ts.Part(out, name, data) }})
		told := func(good int) string {
			for range good {
				if err := ts.Layout(&bytes.Buffer{}, "article", data{}); err != nil {
					t.Fatal(err)
				}
			}
			err := ts.Layout(&bytes.Buffer{}, "article", bad)
			if err == nil {
				t.Fatal("no error")
			}
			return fmt.Sprintf("%+v", th.Problem(err))
		}
		first := told(0)
		if again := told(3); again != first || ts.layouts["article"].compiled.Load() == nil {
			t.Errorf("compiled: %v\n got %s\nwant %s", ts.layouts["article"].compiled.Load() != nil, again, first)
		}
	}
}
