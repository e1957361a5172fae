package deploy

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"loa/internal/remote"
)

// Locked is the error of a place to which somebody else is publishing.
type Locked struct{ Since time.Time }

func (l *Locked) Error() string {
	return "somebody else has been publishing there since " + l.Since.Format(time.DateTime)
}

// stale is how old a lock must be to be taken for one that a machine left which
// died. It is renewed long before.
const (
	stale   = 15 * time.Minute
	renewal = 3 * time.Minute
)

const lockForm = "loa lock 1"

// lockLimit is how long a lock may be, in bytes.
const lockLimit = 1 << 10

// lock takes the place for this run and keeps the lock fresh until unlock is
// called. What a run on this machine left that died is taken over: the
// workspace is held, so that it cannot be one that is still at work.
func (w *workspace) lock(ctx context.Context, r *release) (unlock func(), err error) {
	owner, err := w.owner()
	if err != nil {
		return nil, err
	}
	text := func() []byte {
		return fmt.Appendf(nil, "%s\n%s\n%s\n", lockForm, owner, w.options.Clock().UTC().Format(time.RFC3339))
	}
	claim := func() error { return r.place.Claim(ctx, lockPath, text()) }
	err = r.insist(ctx, claim)
	if errors.Is(err, fs.ErrExist) {
		if err = w.mayTake(ctx, r, owner); err == nil {
			err = r.insist(ctx, func() error { return r.place.Release(ctx, lockPath) })
		}
		if err == nil {
			err = r.insist(ctx, claim)
		}
		if errors.Is(err, fs.ErrExist) { // somebody was quicker
			err = &Locked{w.options.Clock()}
		}
	}
	if err != nil {
		return nil, err
	}
	return w.keepFresh(ctx, r.place, text), nil
}

// mayTake reports whether a lock that is there may be taken away.
func (w *workspace) mayTake(ctx context.Context, r *release, owner string) error {
	if w.options.Unlock {
		return nil
	}
	var data []byte
	err := r.insist(ctx, func() (err error) { data, err = remote.Read(ctx, r.place, lockPath, lockLimit); return err })
	if errors.Is(err, fs.ErrNotExist) {
		return &Locked{w.options.Clock()} // its owner is about to write it, or has just gone
	}
	if err != nil {
		return err
	}
	lines := strings.Split(string(data), "\n")
	if len(lines) < 3 || lines[0] != lockForm {
		return &Locked{w.options.Clock()}
	}
	since, err := time.Parse(time.RFC3339, lines[2])
	if err != nil || lines[1] != owner && w.options.Clock().Sub(since) < stale {
		return &Locked{since}
	}
	return nil
}

// keepFresh writes the lock anew now and then, and returns what ends that and
// takes the lock away.
func (w *workspace) keepFresh(ctx context.Context, place remote.Place, text func() []byte) func() {
	going, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for w.options.Wait(going, renewal) == nil {
			_ = place.Put(going, lockPath, remote.Bytes(text())) // one that fails is tried again
		}
	}()
	return func() {
		stop()
		<-done
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		_ = place.Release(last, lockPath) // else it is taken over when it is stale
	}
}

// owner names this workspace, so that its own lock is known again.
func (w *workspace) owner() (string, error) {
	file := filepath.Join(w.folder, "owner")
	name, err := os.ReadFile(file)
	if err == nil && len(name) > 0 {
		return string(name), nil
	}
	fresh := rand.Text()
	return fresh, os.WriteFile(file, []byte(fresh), 0o644)
}
