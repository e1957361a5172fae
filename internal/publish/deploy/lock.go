package deploy

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"loa/internal/publish/remote"
)

// Locked is the error of a place to which somebody else is publishing.
type Locked struct{ Since time.Time }

func (l *Locked) Error() string {
	return "somebody else has been publishing there since " + l.Since.Format(time.DateTime)
}

// A lock is renewed while its run is at work. One that is older than stale is
// that of a machine which died, or of one whose clock is wrong: only watching it
// for longer than a renewal takes tells which. No clock is wrong by more than
// surely by accident.
const (
	renewal  = 3 * time.Minute
	watching = renewal + time.Minute
	stale    = 15 * time.Minute
	surely   = 24 * time.Hour
)

const lockForm = "loa lock 1"

// lockLimit is how long a lock may be, in bytes.
const lockLimit = 1 << 10

// lock takes the place for this run and keeps the lock fresh until unlock is
// called. What a run on this machine left that died is taken over: the
// workspace is held, so that it cannot be one that is still at work. The context
// that is returned ends, too, when somebody else takes the lock.
func (w *workspace) lock(ctx context.Context, r *release) (locked context.Context, unlock func(), err error) {
	owner, err := w.owner()
	if err != nil {
		return nil, nil, err
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
		return nil, nil, err
	}
	locked, unlock = w.keepFresh(ctx, r.place, owner, text)
	return locked, unlock, nil
}

// holder is what a lock says of who publishes.
type holder struct {
	owner string // "" if the lock was not written completely
	since time.Time
}

// holder reads the lock. A lock of an unknown format cannot be taken.
func (w *workspace) holder(ctx context.Context, place remote.Place) (holder, error) {
	data, err := remote.Read(ctx, place, lockPath, lockLimit)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(data) == 0 {
		return holder{}, nil // its run is about to write it, or died before
	}
	if err != nil {
		return holder{}, err
	}
	lines := strings.Split(string(data), "\n")
	if len(lines) < 3 || lines[0] != lockForm {
		return holder{}, &Locked{w.options.Clock()}
	}
	since, err := time.Parse(time.RFC3339, lines[2])
	if err != nil {
		return holder{}, &Locked{w.options.Clock()}
	}
	return holder{lines[1], since}, nil
}

// mayTake returns nil if a lock that is there may be taken away.
func (w *workspace) mayTake(ctx context.Context, r *release, owner string) error {
	if w.options.Unlock {
		return nil
	}
	look := func() (h holder, err error) {
		err = r.insist(ctx, func() error { h, err = w.holder(ctx, r.place); return err })
		return h, err
	}
	first, err := look()
	if err != nil || first.owner == owner {
		return err
	}
	if age := w.options.Clock().Sub(first.since); first.owner != "" {
		if -stale < age && age < stale {
			return &Locked{first.since}
		}
		if age > surely {
			return nil
		}
	}
	if w.options.Watch != nil {
		w.options.Watch(watching)
	}
	if err := w.options.Wait(ctx, watching); err != nil {
		return err
	}
	again, err := look()
	if err == nil && again != first && again.owner != "" {
		err = &Locked{again.since}
	}
	return err
}

// owner names this workspace, so that its own lock is known again.
func (w *workspace) owner() (string, error) {
	name, err := w.memory.ReadFile("owner")
	if err == nil && len(name) > 0 {
		return string(name), nil
	}
	fresh := rand.Text()
	return fresh, w.options.Build.Disk.Replace(w.memory, "owner", []byte(fresh), 0o644)
}
