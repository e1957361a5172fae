package deploy

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"

	"loa/internal/base/output"
)

// NoWayBack is the error of a place that kept nothing of a release before.
type NoWayBack struct{}

func (NoWayBack) Error() string { return "the place keeps no release before this one" }

// NotKept is the error of a place where somebody removed files of the release
// before.
type NotKept struct{ Paths []string }

func (n *NotKept) Error() string {
	return fmt.Sprintf("%d files of the release before are not kept any more", len(n.Paths))
}

// goBack makes the release before the one that is to be published: its files
// lie in kept/, under their sums.
func (r *release) goBack(ctx context.Context) error {
	if r.state.back { // a return that was cut off: what it was about says where to
		wanted := state{files: maps.Clone(r.state.files)}
		err := wanted.apply(r.state.open)
		r.local.files = wanted.files
		return err
	}
	kept := r.previous.kept()
	maps.DeleteFunc(kept, func(path string, f file) bool { return f.class == output.First }) // warnings stay those of this moment
	first := r.previous.release == "" && r.state.release != "" && len(r.state.doubt) == 0
	if len(kept) == 0 && (first || len(r.previous.absent) == 0) {
		return NoWayBack{}
	}
	if err := r.stillKept(ctx, kept); err != nil {
		return err
	}
	r.local.files = maps.Clone(r.state.files)
	for path := range r.previous.absent {
		if r.state.files[path].class != output.First {
			delete(r.local.files, path)
		}
	}
	maps.Copy(r.local.files, kept)
	return nil
}

// stillKept makes sure that every file to go back to is there, before the first
// one is replaced.
func (r *release) stillKept(ctx context.Context, kept map[string]file) error {
	missing := &NotKept{}
	for _, path := range inOrder(kept) {
		f := kept[path]
		if r.state.doubt[path] || r.state.files[path].sum == f.sum { // see untouched
			continue
		}
		if _, there := r.listed[keptFolder+f.sum]; there {
			continue
		}
		err := r.insist(ctx, func() error { _, err := r.place.Stat(ctx, keptFolder+f.sum); return err })
		if errors.Is(err, fs.ErrNotExist) {
			missing.Paths = append(missing.Paths, path)
		} else if err != nil {
			return err
		}
	}
	if len(missing.Paths) > 0 {
		return missing
	}
	return nil
}

// untouched reports whether a release that was cut off had not yet come to a
// path: then its old bytes still lie there, and none in kept/.
func (r *release) untouched(ctx context.Context, path string) (bool, error) {
	if r.local.open != nil || !r.state.doubt[path] {
		return false, nil
	}
	err := r.insist(ctx, func() error { _, err := r.place.Stat(ctx, keptFolder+r.local.files[path].sum); return err })
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	return false, err
}
