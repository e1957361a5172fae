package deploy

import (
	"context"
	"time"

	"loa/internal/publish/remote"
)

// keepFresh writes the lock anew now and then, and returns what ends that and
// takes the lock away. A lock that somebody else has taken meanwhile is theirs:
// then the context ends.
func (w *workspace) keepFresh(ctx context.Context, place remote.Place, owner string, text func() []byte) (context.Context, func()) {
	locked, lose := context.WithCancelCause(ctx)
	going, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for going.Err() == nil && w.awaitRenewal(going) == nil && going.Err() == nil {
			if taken := w.taken(going, place, owner); taken != nil {
				lose(taken)
				return
			}
			renew(going, place, text()) // one that fails is tried again
		}
	}()
	return locked, func() {
		stop()
		<-done
		lose(nil)
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		if w.taken(last, place, owner) == nil {
			_ = place.Clean(last)             // what waits there is of this run or of one that died; else the next one's
			_ = place.Release(last, lockPath) // else it is taken over when it is stale
		}
	}
}

// glance is how often to look whether the computer has slept: while it does, others
// may take the lock, and a run that wakes up must not write for long before it knows.
const glance = 5 * time.Second

// awaitRenewal waits until the lock is to be written anew: after a while of waiting, or
// at once when the clock says that more time has passed than was waited.
func (w *workspace) awaitRenewal(ctx context.Context) error {
	begun := w.options.Clock().Round(0) // a monotonic clock may stand still in sleep
	for waited := time.Duration(0); waited < renewal && ctx.Err() == nil; waited += glance {
		if err := w.options.Wait(ctx, glance); err != nil {
			return err
		}
		if w.options.Clock().Round(0).Sub(begun) >= renewal {
			return nil
		}
	}
	return nil
}

// patience is how long one writing of the lock may take.
const patience = 10 * time.Second

// renew writes the lock, to its end also when the run ends meanwhile: a server may go on
// with what was broken off, and write the lock after it was taken away.
func renew(ctx context.Context, place remote.Place, text []byte) {
	whole, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	_ = place.Put(whole, lockPath, remote.Bytes(text))
}

// taken is who has taken the lock from us; nil if nobody is known to have.
func (w *workspace) taken(ctx context.Context, place remote.Place, owner string) error {
	now, err := w.holder(ctx, place)
	if err != nil || now.owner == "" || now.owner == owner {
		return nil
	}
	return &Locked{now.since}
}
