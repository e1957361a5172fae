package deploy

import (
	"context"
	"errors"
	"io/fs"
	"sync"

	"loa/internal/publish/remote"
)

// withdraw removes what must not be public any more, also the copies of it that
// are kept of the release before.
func (r *release) withdraw(ctx context.Context) error {
	for _, path := range r.plan.Withdraw {
		sums := []string{r.state.files[path].sum, r.previous.was[path].sum}
		if err := r.insist(ctx, func() error { return r.place.Remove(ctx, path) }); err != nil {
			return err
		}
		for _, sum := range sums {
			if sum == "" {
				continue
			}
			if err := r.insist(ctx, func() error { return r.place.Remove(ctx, keptFolder+sum) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// note adds a path to the state of what the release before had, unless this
// release noted it before it was cut off. Of one of our files that another hand
// changed there is nothing to go back to: a return leaves it as it is.
func (r *release) note(path string) {
	if _, noted := r.previous.kept()[path]; noted || r.previous.absent[path] || r.withdrawn[path] {
		return
	}
	f, was := r.state.files[path]
	other, lay := r.others[path]
	switch {
	case lay:
		r.previous.others[path] = other
	case !was:
		r.previous.absent[path] = true
	case !r.suspect[path]:
		r.previous.was[path] = f
		delete(r.previous.stale, f.sum)
	}
}

// keeping is the one try to keep some bytes. Files with the same bytes wait for
// each other: none may be replaced before one of them is kept.
type keeping struct {
	sync.Mutex
	done bool
}

func (r *release) keeping(sum string) *keeping {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.kept[sum] == nil {
		r.kept[sum] = &keeping{}
	}
	return r.kept[sum]
}

// keep puts what lies at a path into kept/, in one of two ways. A file in doubt
// that is kept already was replaced before the line was cut: what lies there now
// is not it.
func (r *release) keep(ctx context.Context, path string, way func(ctx context.Context, from, to string, h remote.Headers) error) error {
	f, noted := r.previous.kept()[path]
	if !noted {
		return nil
	}
	once := r.keeping(f.sum)
	once.Lock()
	defer once.Unlock()
	if once.done {
		return nil
	}
	to := keptFolder + f.sum
	if r.state.doubt[path] {
		err := r.insist(ctx, func() error { _, err := r.place.Stat(ctx, to); return err })
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			once.done = err == nil
			return err
		}
	}
	err := r.insist(ctx, func() error {
		return way(ctx, path, to, remote.Headers{Type: "application/octet-stream", Cache: "no-store"})
	})
	if errors.Is(err, fs.ErrNotExist) { // somebody else removed it; a file with the same bytes may still be there
		return nil
	}
	once.done = err == nil
	return err
}

// tidy removes what was kept of older releases.
func (r *release) tidy(ctx context.Context) error {
	needed := r.previous.sums()
	for sum := range r.previous.stale {
		if needed[sum] {
			continue
		}
		if err := r.insist(ctx, func() error { return r.place.Remove(ctx, keptFolder+sum) }); err != nil {
			return err
		}
	}
	if len(r.previous.stale) == 0 {
		return nil
	}
	clear(r.previous.stale)
	return r.write(ctx, previousPath, r.previous.text())
}
