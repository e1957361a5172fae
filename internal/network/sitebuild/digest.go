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

	"golang.org/x/sync/errgroup"

	"loa/internal/base/output"
	"loa/internal/generator/build"
	"loa/internal/network/store"
	"loa/internal/network/units"
)

// sums are the digests of folders that many sites share, each read once.
type sums map[string]string

// Digest is a digest of all that the site of a unit is made of: the program and what was
// asked of it, the day, the row of the unit, and the bytes of its folder and of its layers.
// Paths in it begin at those folders, so that it is the same on every machine.
func (b *Builder) Digest(u units.Unit) (digest, day string, err error) {
	return b.digest(u, b.sums)
}

// again is the digest as the files are now.
func (b *Builder) again(u units.Unit) (digest, day string, err error) {
	return b.digest(u, sums{})
}

func (b *Builder) digest(u units.Unit, shared sums) (digest, day string, err error) {
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
		sum, known := shared[f.Real]
		if !known {
			if sum, err = sumTree(f.Real, "."); err != nil {
				return "", "", err
			}
			shared[f.Real] = sum
		}
		fmt.Fprintf(h, "%q %q %s\n", f.At, f.Name, sum)
	}
	fmt.Fprintf(h, "%s\n%x\n", own, in.Lists)
	return hex.EncodeToString(h.Sum(nil)), day, nil
}

func sumFile(name string) (sum string, size int64, err error) {
	in, err := os.Open(name)
	if err != nil {
		return "", 0, err
	}
	defer in.Close()
	return sumOf(in)
}

// sumAll are the files of a site that was built, by path.
func sumAll(ctx context.Context, out string, classes map[string]output.Class) ([]store.File, error) {
	var mu sync.Mutex
	var all []store.File
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(4)
	for path, class := range classes {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			sum, size, err := sumFile(filepath.Join(out, filepath.FromSlash(path)))
			if err != nil {
				return fmt.Errorf("reading what was built: %w", err)
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, store.File{Path: path, SHA256: sum, Size: size, Class: class})
			return nil
		})
	}
	err := group.Wait()
	slices.SortFunc(all, func(a, b store.File) int { return cmp.Compare(a.Path, b.Path) })
	return all, err
}
