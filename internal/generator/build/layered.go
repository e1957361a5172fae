package build

import (
	"maps"

	"loa/internal/base/layers"
	"loa/internal/base/problem"
)

// layers say which folders outside of the site's own may be read.
func (o Options) layers() layers.Options {
	return layers.Options{Dir: o.Dir, Disk: o.Disk, Roots: o.Roots, Allowed: o.Readable}
}

// Origin is where a file of the site lies, from the site's folder: one that a layer brings
// at "content/a.md" lies at "../chung/content/a.md".
func (s *Sources) Origin(file string) string { return s.layers.Origin(file) }

// atOrigin gives problems of files that layers bring the places where a person finds
// them, also where another file is named.
func (s *Sources) atOrigin(problems []problem.Problem) []problem.Problem {
	if s.layers == nil || !s.layers.Layered() {
		return problems
	}
	for i := range problems {
		p := &problems[i]
		p.Place.File = s.Origin(p.Place.File)
		for name, value := range p.Args {
			file, ok := value.(string)
			if !ok || s.Origin(file) == file {
				continue
			}
			p.Args = maps.Clone(p.Args) // others may hold it
			p.Args[name] = s.Origin(file)
		}
	}
	return problems
}
