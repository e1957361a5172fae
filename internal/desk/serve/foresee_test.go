package serve

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// What another text or the want of an entry breaks elsewhere is foreseen, also by a
// preview that has looked at no page yet.
func TestAddsBeforeAnyPageIsKnown(t *testing.T) {
	dir := t.TempDir()
	for name, text := range example() {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s, err := New(ctx, Options{Build: options(dir), Language: "vi"}) // nobody follows it
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const file = "content/nuoc/gieng.md"
	for name, c := range map[string]struct {
		to   build.Imagined
		want problem.Code
	}{
		"a heading that is linked to": {build.Imagined{File: file, Text: []byte(article("Đậy giếng", "2026-05-02", "Đậy giếng."))}, problem.LinkNoAnchor},
		"the whole page":              {build.Imagined{File: file, Gone: true}, problem.LinkNotFound},
		"nothing":                     {build.Imagined{File: file, Text: []byte(article("Đậy giếng", "2026-05-02", "Khác.\n\n## Nắp giếng\n\nChắc."))}, ""},
	} {
		added, err := s.moment(s.now()).Adds(build.Imagined{}, c.to)
		if err != nil {
			t.Fatal(err)
		}
		var got problem.Code
		if len(added) > 0 {
			got = added[0].Code
		}
		if got != c.want || len(added) > 0 && added[0].Place.File != "content/nuoc/ao.md" {
			t.Errorf("%s: %v", name, added)
		}
	}
}
