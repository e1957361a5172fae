package sitebuild

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"loa/internal/base/output"
	"loa/internal/base/sameness"
	"loa/internal/generator/build"
	"loa/internal/network/store"
	"loa/internal/network/units"
)

// folders are the digests of folders that many sites share. Each is read once, and then only
// looked at, as long as its files are the very ones.
type folders map[string]folderSum

type folderSum struct {
	sum   string
	files []sameness.File // nil where they cannot be told by looking
}

// sum is the digest of a folder. With fresh it is that of the files as they are now, else of
// this process.
func (f folders) sum(dir string, fresh bool, clock func() time.Time) (string, error) {
	known, there := f[dir]
	if there && (!fresh || known.still(dir)) {
		return known.sum, nil
	}
	now := folderSum{}
	if paths, ok := sameness.Tree(dir, "."); ok && clock != nil {
		now.files, _ = sameness.Look(dir, paths, clock)
	}
	sum, err := sumTree(dir, ".")
	if err != nil {
		return "", err
	}
	now.sum = sum
	f[dir] = now
	return sum, nil
}

// still reports whether nothing was changed, added or removed.
func (f folderSum) still(dir string) bool {
	paths, ok := sameness.Tree(dir, ".")
	return ok && f.files != nil && len(paths) == len(f.files) && sameness.Still(dir, f.files)
}

// Digest is a digest of all that the site of a unit is made of: the program and what was
// asked of it, the day, the row of the unit, and the bytes of its folder and of its layers.
// Paths in it begin at those folders, so that it is the same on every machine.
func (b *Builder) Digest(u units.Unit) (digest, day string, err error) {
	return b.digest(u, false)
}

// again is the digest as the files are now.
func (b *Builder) again(u units.Unit) (digest, day string, err error) {
	return b.digest(u, true)
}

func (b *Builder) digest(u units.Unit, fresh bool) (digest, day string, err error) {
	o := b.site(u)
	in, err := build.InputsOf(o)
	if err != nil {
		return "", "", err
	}
	own, err := sumTree(o.Dir, in.Own...)
	if err != nil {
		return "", "", err
	}
	day = build.DayOf(o, in.Settings)
	h := sha256.New()
	fmt.Fprintf(h, "loa network %d\n%s\n%s\n%q %q %q %q\n", store.Form, b.form, day, u.Key, u.Name, u.BaseURL, u.Languages)
	for _, field := range slices.Sorted(maps.Keys(u.Fields)) {
		fmt.Fprintf(h, "%q %q\n", field, u.Fields[field])
	}
	for _, f := range in.Elsewhere {
		sum, err := b.folders.sum(f.Real, fresh, b.clock())
		if err != nil {
			return "", "", err
		}
		fmt.Fprintf(h, "%q %q %s\n", f.At, f.Name, sum)
	}
	fmt.Fprintf(h, "%s\n%x\n", own, in.Lists)
	return hex.EncodeToString(h.Sum(nil)), day, nil
}

// clock is that of this machine; nil where the builder was given none.
func (b *Builder) clock() func() time.Time {
	if m := b.options.Build.Memory; m != nil {
		return m.Clock
	}
	return nil
}

func sumFile(name string) (sum string, size int64, err error) {
	in, err := os.Open(name)
	if err != nil {
		return "", 0, err
	}
	defer in.Close()
	return sumOf(in)
}

// placed are the files of a site that is built, told from any goroutine.
type placed struct {
	mu    sync.Mutex
	files map[string]store.File
}

// place tells of a file.
func (p *placed) place(path string, class output.Class) {
	p.mu.Lock()
	defer p.mu.Unlock()
	f := p.files[path]
	f.Path, f.Class = path, class
	p.files[path] = f
}

// write tells of the bytes of a file.
func (p *placed) write(path string, data []byte) {
	sum := sha256.Sum256(data)
	p.mu.Lock()
	defer p.mu.Unlock()
	f := p.files[path]
	f.SHA256, f.Size = hex.EncodeToString(sum[:]), int64(len(data))
	p.files[path] = f
}

// sums are the files, by path. Those whose bytes were not told are read.
func (p *placed) sums(ctx context.Context, out string) ([]store.File, error) {
	all := slices.SortedFunc(maps.Values(p.files), func(a, b store.File) int { return cmp.Compare(a.Path, b.Path) })
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(4)
	for i := range all {
		f := &all[i]
		if f.SHA256 != "" {
			continue
		}
		group.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if f.SHA256, f.Size, err = sumFile(filepath.Join(out, filepath.FromSlash(f.Path))); err != nil {
				return fmt.Errorf("reading what was built: %w", err)
			}
			return nil
		})
	}
	return all, group.Wait()
}
