package check

import (
	"bytes"
	"path"
	"slices"

	"loa/internal/base/problem"
	"loa/internal/generator/site"
)

// File is a file that a page may load.
type File struct {
	URL  string
	Size int64 // as a host sends it, in bytes
}

// SentSize is how many bytes of a file travel: hosts compress text, and drawings
// are text.
func SentSize(name string, data []byte) int64 {
	switch path.Ext(name) {
	case ".css", ".js", ".svg", ".html", ".json":
		return compressed(data)
	}
	return int64(len(data))
}

// Load reports a page that is heavier than the limit with all that it loads, in
// bytes: its HTML compressed, and those of files that it names, which are some
// that all pages share and some of its own. Nothing is compressed unless the
// plain sizes together exceed the limit.
func Load(p *site.Page, html []byte, shared, own []File, limit int64) []problem.Problem {
	size := int64(len(html))
	for _, f := range shared {
		size += f.Size
	}
	for _, f := range own {
		size += f.Size
	}
	if limit <= 0 || size <= limit {
		return nil
	}
	size = compressed(html)
	heaviest := File{"HTML", size}
	for _, f := range slices.Concat(shared, own) {
		if !loads(html, f.URL) {
			continue
		}
		size += f.Size
		if f.Size > heaviest.Size {
			heaviest = f
		}
	}
	if size <= limit {
		return nil
	}
	args := problem.Args{"size": problem.Size(size), "limit": problem.Size(limit), "file": path.Base(heaviest.URL), "most": problem.Size(heaviest.Size)}
	return []problem.Problem{problem.New(problem.BudgetPage, placeOf(p), args)}
}

// loads reports whether a page names a file as something to load by itself, and
// not only to follow.
func loads(html []byte, url string) bool {
	for _, before := range []string{`src=`, `src="`, `rel=stylesheet href=`, `rel="stylesheet" href="`} {
		if bytes.Contains(html, []byte(before+url)) {
			return true
		}
	}
	return false
}
