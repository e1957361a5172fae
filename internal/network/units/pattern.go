package units

import (
	"slices"
	"strings"

	"loa/internal/base/disk"
	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/generator/config"
)

// word is a word in braces.
var word = pattern.New(`\{([^{}]*)\}`)

// fill puts the cells of a row into a pattern. bad is the first heading whose cell may not
// stand there.
func fill(pattern string, cells map[string]string) (text, bad string) {
	text = word.ReplaceAllStringFunc(pattern, func(w string) string {
		heading := w[1 : len(w)-1]
		if bad == "" && !safePart(cells[heading]) {
			bad = heading
		}
		return cells[heading]
	})
	return text, bad
}

// part is what a cell may be that becomes a part of a path or an address.
var part = pattern.New(`^[\pL\pN][\pL\pN\pM ._-]*$`)

// safePart reports whether a cell may become a part of a path on any system.
func safePart(cell string) bool {
	return part.MatchString(cell) && !strings.HasSuffix(cell, ".") && !disk.Reserved(cell) && len(cell) < 200
}

// patterns are those of one network.toml.
type patterns struct {
	file     *file
	headings []string
}

// check tells of words in braces that are the heading of no column, once for all units.
func (p *patterns) check() []problem.Problem {
	f := p.file
	var found []problem.Problem
	look := func(pattern string, path ...any) {
		for _, m := range word.FindAllStringSubmatch(pattern, -1) {
			if slices.Contains(p.headings, m[1]) {
				continue
			}
			args := problem.Args{"field": m[1], "known": p.headings}
			if nearest, ok := fold.Nearest(m[1], p.headings); ok {
				args["suggestion"] = nearest
			}
			found = append(found, problem.New(problem.NetworkField, f.doc.Place(path...), args))
		}
	}
	look(f.read.Folder, "folder")
	look(f.read.BaseURL, "base_url")
	for i, layer := range f.read.Layers {
		look(layer, "layers", i)
	}
	for _, t := range f.read.Deploy {
		look(t.Path, "deploy", t.Key, "path")
		look(t.Host, "deploy", t.Key, "host")
		look(t.User, "deploy", t.Key, "user")
		look(t.Bucket, "deploy", t.Key, "bucket")
		look(t.Logs, "deploy", t.Key, "logs")
	}
	return found
}

// Place is the target of a unit with its cells put in; false if it has none, or if a cell
// may not stand there.
func (n *Network) Place(u Unit) (config.Target, bool) {
	t, ok := n.Deploy.Find(u.Target)
	for _, pattern := range []*string{&t.Path, &t.Host, &t.User, &t.Bucket, &t.Logs} {
		text, bad := fill(*pattern, u.Fields)
		*pattern, ok = text, ok && bad == ""
	}
	t.BaseURL = u.BaseURL
	return t, ok
}
