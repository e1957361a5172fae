package test

import (
	"testing"

	"loa/internal/generator/build"
)

// builtSite is the project's own site as it was built.
type builtSite struct {
	options build.Options
	result  build.Result
	files   tree
}

// TestOwnSite builds the project's own site once for all that only read it.
func TestOwnSite(t *testing.T) {
	t.Parallel()
	o := own(t)
	s := builtSite{options: o, result: run(t, o)}
	s.files = read(t, o.Out)
	t.Run("is clean", s.clean)
	t.Run("links resolve", func(t *testing.T) { crawl(t, s.files, "https://treem.example.gov.vn/") })
	t.Run("is found", s.found)
	t.Run("is minimal", s.minimal)
	t.Run("is light", s.light)
	t.Run("keeps its promises", s.promises)
	t.Run("is read aloud", s.aloud)
}
