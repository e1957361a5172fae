package build

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"loa/internal/base/layers"
	"loa/internal/base/problem"
	"loa/internal/media/consent"
)

// Layers say which folders outside of the site's own may be read.
func (o Options) Layers() layers.Options {
	return layers.Options{Dir: o.Dir, Disk: o.Disk, Out: o.Out, Roots: o.Roots, Allowed: o.Readable, Once: o.once}
}

// Origin is where a file of the site lies, from the site's folder: one that a layer brings
// at "content/a.md" lies at "../chung/content/a.md".
func (s *Sources) Origin(file string) string { return s.layers.Origin(file) }

// Joined are the names in the site of files, by their paths from the site's folder, for With:
// "content/a.md" for "../chung/content/a.md". What is in no layer stays as it is.
func (s *Sources) Joined(files []string) []string {
	all := make([]string, len(files))
	for i, file := range files {
		all[i], _ = s.layers.Joined(file)
	}
	return all
}

// Elsewhere are the folders of which the site consists beside its own.
func (s *Sources) Elsewhere() []layers.Folder { return s.layers.Elsewhere() }

// LayersDiffer reports whether other layers can be read by now than when the site was:
// one was missing or not allowed, or is gone. The error is an I/O error.
func (s *Sources) LayersDiffer() (bool, error) {
	if s.Settings == nil {
		return false, nil
	}
	now, err := layers.Look(s.Options.Layers(), s.Settings.Layers())
	now = slices.DeleteFunc(now, func(f layers.Folder) bool { return f.Name == f.At })
	same := len(now) == len(s.Elsewhere())
	for _, f := range s.Elsewhere() {
		same = same && slices.Contains(now, f)
	}
	return !same, err
}

// LayersMissing reports whether the site names a layer that cannot be read.
func (s *Sources) LayersMissing() bool {
	return slices.ContainsFunc(s.wrong[inSettings], func(p problem.Problem) bool { return strings.HasPrefix(string(p.Code), "layer.") })
}

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

// Own reports whether a file lies in the site's own folder, where it may be written.
func (s *Sources) Own(file string) bool { return s.layers.Own(file) }

// Alone reports whether a file lies in the site's own folder and in no layer before it:
// without it the site has no such file.
func (s *Sources) Alone(file string) bool {
	_, earlier := s.layers.Replaced(file)
	return s.Own(file) && !earlier
}

// own is the site's own folder, of which figures of readers and approvals are read: they
// are this site's alone.
func (s *Sources) own() fs.FS { return s.Options.Disk.FS(s.root) }

// Borrows reports whether a layer has an entry of a name: see layers.Tree.Borrows.
func (s *Sources) Borrows(name string) bool { return s.layers.Borrows(name) }

// ledger reads the consent ledgers of all layers. All count: a commune's own ledger must
// not bring back a picture that was withdrawn in the shared one. What a shared ledger allows
// is the shared picture, not one of the site that stands in its place.
func (s *Sources) ledger() (*consent.Ledger, []problem.Problem, error) {
	var earlier []consent.Place
	versions := s.layers.Versions(consent.File)
	for _, v := range versions[min(1, len(versions)):] {
		earlier = append(earlier, consent.Place{Disk: v.Disk, Name: v.Origin, Vouches: func(file string) bool { return !s.layers.Own(file) }})
	}
	return consent.Load(s.disk, earlier...)
}
