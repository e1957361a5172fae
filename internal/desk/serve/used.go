package serve

import (
	"context"
	"path"
	"slices"
	"strings"

	"loa/internal/base/pattern"
	"loa/internal/generator/build"
	"loa/internal/generator/render"
)

// contentFile finds a file of content/ by the address at which a page that uses
// it would have it published. Pages are made until one is found that does, the
// likely ones first; the ledger knows most of them already.
func (s *Server) contentFile(ctx context.Context, st *state, at string) (build.Output, bool) {
	folder, likely := s.candidate(st, at)
	if !likely {
		return build.Output{}, false
	}
	for _, near := range []func(path string, o build.Output) bool{
		func(string, build.Output) bool { return false },
		func(p string, o build.Output) bool { _, seen := s.kept.get(p); return seen || isIn(o, folder) },
		func(string, build.Output) bool { return true },
	} {
		for p, o := range st.outputs {
			if o.Page != nil && near(p, o) && !s.ledger.current(st, o) && ctx.Err() == nil {
				s.inspectPage(st, o)
			}
		}
		if o, ok := s.usedAt(st, at); ok {
			return o, true
		}
	}
	return build.Output{}, false
}

// usedAt finds a file among those that pages are known to use.
func (s *Server) usedAt(st *state, at string) (build.Output, bool) {
	for _, f := range st.shown.Renderer.Files.Used() {
		if !f.InContent() || s.ledger.uses(st, f.Source.Path) {
			outputs, _ := st.shown.UsedFile(f)
			for _, o := range outputs {
				if o.Path == at {
					return o, true
				}
			}
		}
	}
	return build.Output{}, false
}

// fingerprint is what a picture's published name has behind its own: a width, a
// hash, and an ending that may be another one.
var fingerprint = pattern.New(`(\.[0-9]+)?\.[0-9a-f]{8}\.[^.]+$`)

// candidate tells whether a file of content/ has the name that is asked for, and
// in which folder.
func (s *Server) candidate(st *state, at string) (folder string, ok bool) {
	if st.shown.Renderer == nil {
		return "", false
	}
	name := path.Base(at)
	if strings.HasPrefix(at, render.BoxFolder) {
		return "", true
	}
	plain := fingerprint.ReplaceAllString(name, "")
	for _, f := range append(slices.Clip(st.shown.Files), st.shown.Site.Static...) {
		if base := path.Base(f.Path); base == name || plain != name && strings.TrimSuffix(base, path.Ext(base)) == plain {
			return path.Dir(f.Path), true
		}
	}
	return "", false
}

func isIn(o build.Output, folder string) bool {
	return o.Page.Entry != nil && strings.HasPrefix(o.Page.Entry.File.Path, folder+"/")
}
