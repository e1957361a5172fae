package pack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/check"
	"loa/internal/generator/render"
	"loa/internal/generator/site"
)

// Offer makes the packs that a site offers for download: the whole of it as a ZIP,
// each topic of each language as one file, and the list of how large they are. It
// is what build.Options.Packs is meant for.
func Offer(ctx context.Context, p *build.Project, to build.Sink) (build.Packs, error) {
	var made build.Packs
	size, err := offerWhole(ctx, p, to)
	if err != nil {
		return made, err
	}
	made.All = append(made.All, build.Packed{Path: site.PackPath, Size: size, Sent: size})
	for _, e := range p.Site.Editions {
		for _, t := range e.Singles() {
			single := render.SinglePages{Of: t.Page, Pages: t.Page.SinglePages()}
			file, err := within(ctx, p, single, int64(p.Settings.Offline.Single))
			if err != nil {
				return made, err
			}
			made.Problems = append(made.Problems, ofPacks(file.Problems)...)
			path := e.SinglePath(t.Term.Key)
			if err := to.Write(path, output.Asset, file.HTML); err != nil {
				return made, err
			}
			made.All = append(made.All, build.Packed{Path: path, Size: int64(len(file.HTML)), Sent: check.SentSize(path, file.HTML)})
		}
	}
	return made, to.Write(site.PackListPath, output.EntryPoint, list(made, p.Site.Now))
}

// ofPacks leaves what only packs have: all else the pages have told.
func ofPacks(problems []problem.Problem) []problem.Problem {
	var some []problem.Problem
	for _, p := range problems {
		if p.Code == problem.PackLeftOut || p.Code == problem.PackTooLarge {
			some = append(some, p)
		}
	}
	return some
}

// offerWhole makes the ZIP in a file of its own, since it may be large.
func offerWhole(ctx context.Context, p *build.Project, to build.Sink) (size int64, err error) {
	of := p.Site.Copy("", "")
	name := zipName(p, of)
	a, err := newArchive(p.Options.Disk, name, p.Site.Now)
	if err != nil {
		return 0, err
	}
	defer a.close()
	if _, err := p.Pack(ctx, of, a); err != nil {
		return 0, err
	}
	if _, err := readmes(p, of, a); err != nil {
		return 0, err
	}
	draft, err := p.Options.Disk.Scratch(os.TempDir())
	if err != nil {
		return 0, fmt.Errorf("packing: %w", err)
	}
	defer func() { err = errors.Join(err, draft.Close()) }()
	if err := a.writeTo(draft, mark+": "+name); err != nil {
		return 0, fmt.Errorf("packing: %w", err)
	}
	size, err = draft.Size()
	if err != nil {
		return 0, err
	}
	open := func() (io.ReadCloser, error) { return io.NopCloser(io.NewSectionReader(draft, 0, size)), nil }
	return size, to.Copy(site.PackPath, output.Asset, open, size)
}

// list is a script that hands the size and the day of each pack to the page.
func list(made build.Packs, day time.Time) []byte {
	sizes := map[string]int64{}
	for _, one := range made.All {
		sizes[one.Path] = one.Size
	}
	data, err := json.Marshal(map[string]any{"day": day.Format(time.DateOnly), "sizes": sizes})
	if err != nil {
		panic(err) // strings and numbers alone
	}
	return append(append([]byte("loaPacks("), data...), ");\n"...)
}
