// Package sitebuild builds the sites of a shard into the store of their network, one after
// the other:
//
//	b, err := sitebuild.New(sitebuild.Options{Dir: folder, Build: options, Store: store})
//	made, err := b.Make(ctx, unit)
//
// What a site is made of has a digest. Of one whose record lies in the store nothing is
// built.
package sitebuild

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/config"
	"loa/internal/generator/relay"
	"loa/internal/network/store"
	"loa/internal/network/units"
)

// Options say what to build from, and into which store.
type Options struct {
	Dir   string        // the folder of the network
	Build build.Options // of each site; Dir, Out and BaseURL are chosen here
	Store *store.Store  // nil: nothing is kept
}

// Builder builds sites. Only one goroutine may use it.
type Builder struct {
	options Options
	form    string
	folders folders
}

// ErrNoProgram is the error of a program that cannot read its own bytes, without which no
// digest says what a site was made by.
var ErrNoProgram = errors.New("the program cannot read its own file")

// New returns a builder.
func New(o Options) (*Builder, error) {
	o.Build.Shared, o.Build.Listing = &build.Shared{}, true
	o.Build.Lists = relay.Lists{}                          // until Hear; none are read from the sites' folders
	o.Build.Relay, o.Build.Speech = nil, nil               // a site alone must not ask a host or run a command
	if m := o.Build.Memory; m != nil && m.Program != nil { // to read the program for each site would take as long as many pages
		o.Build.Memory = &build.Memory{Program: sync.OnceValue(m.Program), Clock: m.Clock}
	}
	b := &Builder{options: o, form: build.FormOf(o.Build), folders: folders{}}
	if b.form == "" {
		return nil, ErrNoProgram
	}
	return b, nil
}

// Made is what came of a site.
type Made struct {
	Record *store.Record
	Known  bool // the store had it: nothing was built
	Kept   int  // pages of the site that its last build on this machine has made
}

// Make makes the record of a unit's site, unless the store has it; then that becomes the
// newest one of the site. A record that is damaged,
// or whose bytes are not all there, is made again. The error is an I/O error.
func (b *Builder) Make(ctx context.Context, u units.Unit) (Made, error) {
	o := b.site(u)
	digest, day, err := b.Digest(u)
	if err != nil {
		return Made{}, err
	}
	known, err := b.options.Store.Whole(ctx, u.Key, digest)
	switch {
	case err == nil:
		return Made{Record: known, Known: true}, b.options.Store.Renew(ctx, known)
	case !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, store.ErrDamaged):
		return Made{}, err
	}
	r, kept, err := b.build(ctx, o, u)
	if err != nil {
		return Made{}, err
	}
	r.Digest, r.Day, r.Lists = digest, day, b.shown(o)
	if again, _, err := b.again(u); err != nil || again != digest {
		return Made{}, errors.Join(err, &Changed{u.Key})
	}
	err = b.options.Store.Put(ctx, r, func(path string) (io.ReadCloser, error) {
		return os.Open(filepath.Join(o.Out, filepath.FromSlash(path)))
	})
	return Made{Record: r, Kept: kept}, err
}

// Changed is the error of a site whose files changed while it was built.
type Changed struct{ Key string }

func (c *Changed) Error() string { return "files of " + c.Key + " changed while it was built" }

// outFolder is where a site is built, in its own folder.
const outFolder = output.Networked + "site"

// site are the options of one site.
func (b *Builder) site(u units.Unit) build.Options {
	o := b.options.Build
	o.Dir = filepath.Join(b.options.Dir, filepath.FromSlash(u.Dir))
	o.Out = filepath.Join(o.Dir, filepath.FromSlash(outFolder))
	o.BaseURL, o.Unit = u.BaseURL, u.Fields
	o.Roots = []string{b.options.Dir}
	o.Adjust = func(s *config.Settings) { b.adjust(s, u) }
	return o
}

// build builds a site and gives its record, but for the digest, and how many pages its last
// build has made.
func (b *Builder) build(ctx context.Context, o build.Options, u units.Unit) (*store.Record, int, error) {
	files := placed{files: map[string]store.File{}}
	o.Placed, o.Wrote = files.place, files.write
	result, err := build.Run(ctx, o)
	if err != nil {
		return nil, 0, fmt.Errorf("building %s: %w", u.Key, err)
	}
	r := &store.Record{
		Form: store.Form, Key: u.Key, Name: u.Name, Province: u.Province, BaseURL: o.BaseURL,
		Pages: result.Pages, Stopped: result.Stopped, Files: []store.File{}, Problems: saved(result.Problems, u),
	}
	if result.Stopped {
		return r, 0, nil
	}
	r.Withdrawn = store.Withdrawn{
		Files: slices.Sorted(maps.Keys(result.Withdrawn.Files)), Stems: slices.Sorted(maps.Keys(result.Withdrawn.Stems)), Packs: result.Withdrawn.Packs,
	}
	for _, t := range result.Listed.Titles {
		r.Titles = append(r.Titles, store.Title(t))
	}
	for _, d := range result.Listed.Dates {
		r.Events = append(r.Events, store.Event(d))
	}
	r.LeftDates = result.Listed.Left
	r.Files, err = files.sums(ctx, o.Out)
	return r, result.Kept, err
}

// saved are the problems of a site as its record has them, with their files from the folder
// of the network. Those that a build tells only once depend on what was built before.
func saved(problems []problem.Problem, u units.Unit) []problem.Saved {
	all := []problem.Saved{}
	for _, p := range problems {
		switch p.Code {
		case problem.EventUpdated, problem.SheetUpdated, problem.SheetGone:
			continue
		}
		if p.Place.File != "" {
			p.Place.File = path.Join(u.Dir, p.Place.File)
		}
		all = append(all, problem.Save(p))
	}
	return all
}

// Check finds the problems of a site and keeps nothing.
func (b *Builder) Check(ctx context.Context, u units.Unit) ([]problem.Problem, error) {
	result, err := build.Check(ctx, b.site(u))
	if err != nil {
		return nil, fmt.Errorf("checking %s: %w", u.Key, err)
	}
	for i := range result.Problems {
		if at := &result.Problems[i].Place; at.File != "" {
			at.File = path.Join(u.Dir, at.File)
		}
	}
	return result.Problems, nil
}
