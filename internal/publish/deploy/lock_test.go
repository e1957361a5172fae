package deploy

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"testing"
	"time"

	"loa/internal/publish/remote"
)

// colleague writes the lock of another machine.
func (d *desk) colleague(owner string, since time.Time) {
	d.t.Helper()
	text := fmt.Sprintf("%s\n%s\n%s\n", lockForm, owner, since.Format(time.RFC3339))
	if err := d.place().Put(d.t.Context(), lockPath, remote.Bytes([]byte(text))); err != nil {
		d.t.Fatal(err)
	}
}

// locked tries to take the lock. meanwhile happens while the lock is watched.
func (d *desk) locked(meanwhile func()) (watched bool, err error) {
	d.t.Helper()
	r := d.release(first)
	o := r.options
	o.Wait = func(ctx context.Context, pause time.Duration) error {
		if pause == watching {
			watched = true
			meanwhile()
			return nil
		}
		<-ctx.Done()
		return ctx.Err()
	}
	r.options = o
	w := newWorkspace(d.t, o)
	_, unlock, err := w.lock(d.t.Context(), r)
	if err == nil {
		unlock()
		if _, gone := r.place.Stat(d.t.Context(), lockPath); gone == nil {
			d.t.Error("the lock is left behind")
		}
	}
	return watched, err
}

// TestLockOfOthers: the lock of a run at work is left alone, also when the clocks
// of two machines differ; that of a machine which died is taken.
func TestLockOfOthers(t *testing.T) {
	const minute = time.Minute
	nothing := func(*desk) {}
	renewed := func(d *desk) { d.colleague("other", d.now.Add(-2*time.Hour+3*minute)) }
	for _, c := range []struct {
		name            string
		age             time.Duration
		meanwhile       func(*desk)
		watched, locked bool
	}{
		{"at work", 2 * minute, nothing, false, true},
		{"died", 30 * minute, nothing, true, false},
		{"its clock is slow", 2 * time.Hour, renewed, true, true},
		{"its clock is fast, and it died", -2 * time.Hour, nothing, true, false},
		{"released while watched", 30 * minute, func(d *desk) { _ = d.place().Release(d.t.Context(), lockPath) }, true, false},
		{"of last week", 7 * 24 * time.Hour, nothing, false, false},
	} {
		d := newDesk(t)
		d.colleague("other", d.now.Add(minute).Add(-c.age)) // a run begins a minute later
		watched, err := d.locked(func() { c.meanwhile(d) })
		var taken *Locked
		if watched != c.watched || errors.As(err, &taken) != c.locked || err != nil && taken == nil {
			t.Errorf("%s: watched %v, %v", c.name, watched, err)
		}
	}
}

// TestLockCutShort: a lock whose run died before it had written it is taken after
// it was watched.
func TestLockCutShort(t *testing.T) {
	d := newDesk(t)
	if err := d.place().Put(t.Context(), lockPath, remote.Bytes(nil)); err != nil {
		t.Fatal(err)
	}
	if watched, err := d.locked(func() {}); !watched || err != nil {
		t.Error(watched, err)
	}
}

// TestLockOfQuickWaits: renewing ends with the run, also where waiting takes no
// time and nobody looks at the context.
func TestLockOfQuickWaits(t *testing.T) {
	d := newDesk(t)
	r := d.release(first)
	renewed, late := make(chan struct{}), 0
	r.options.Wait = func(ctx context.Context, pause time.Duration) error {
		select {
		case renewed <- struct{}{}:
		case <-ctx.Done():
			if late++; late > 100 {
				return errors.New("renewing goes on after the run")
			}
		}
		return nil
	}
	w := newWorkspace(t, r.options)
	_, unlock, err := w.lock(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	<-renewed
	<-renewed
	unlock()
	if late > 1 {
		t.Error("renewing went on after the run")
	}
}

// lateLock is a place that goes on with what a client broke off: a lock whose writing is
// broken off is there after it was taken away.
type lateLock struct {
	remote.Place
	writing chan struct{}
	ended   <-chan struct{} // the run is over
	late    bool
}

func (l *lateLock) Put(ctx context.Context, name string, c remote.Content) error {
	if name != lockPath {
		return l.Place.Put(ctx, name, c)
	}
	l.writing <- struct{}{}
	<-l.ended
	l.late = ctx.Err() != nil
	if l.late {
		return ctx.Err()
	}
	return l.Place.Put(ctx, name, c)
}

func (l *lateLock) Release(ctx context.Context, name string) error {
	err := l.Place.Release(ctx, name)
	if l.late {
		return l.Place.Put(ctx, name, remote.Bytes([]byte("late")))
	}
	return err
}

// TestLockIsNotLate: the run that ends while its lock is written waits for that, so that
// the lock is gone afterwards.
func TestLockIsNotLate(t *testing.T) {
	d := newDesk(t)
	r := d.release(first)
	place := &lateLock{Place: r.place, writing: make(chan struct{})}
	r.place = place
	waits := 0
	r.options.Wait = func(ctx context.Context, _ time.Duration) error {
		place.ended = ctx.Done()
		if waits++; waits <= int(renewal/glance) {
			return nil
		}
		<-ctx.Done()
		return ctx.Err()
	}
	_, unlock, err := newWorkspace(t, r.options).lock(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	<-place.writing
	unlock()
	if _, err := r.place.Stat(t.Context(), lockPath); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the lock is there after the run:", err)
	}
}

// TestLockTaken: a run whose lock somebody took ends, and leaves it to them: when it is
// to be renewed, or as soon as the computer has slept.
func TestLockTaken(t *testing.T) {
	t.Run("awake", func(t *testing.T) { takenAfter(t, int(renewal/glance), 0) })
	t.Run("asleep", func(t *testing.T) { takenAfter(t, 1, 2*time.Hour) })
}

// takenAfter takes the lock after the first of some glances. The computer sleeps
// meanwhile.
func takenAfter(t *testing.T, glances int, asleep time.Duration) {
	d := newDesk(t)
	r := d.release(first)
	var mu sync.Mutex
	now, waits := d.now, 0
	r.options.Clock = func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	r.options.Wait = func(ctx context.Context, pause time.Duration) error {
		mu.Lock()
		waits++
		more := waits <= glances
		if waits == 1 {
			d.colleague("other", now)
			now = now.Add(asleep)
		}
		mu.Unlock()
		if more {
			return nil
		}
		<-ctx.Done()
		return ctx.Err()
	}
	w := newWorkspace(t, r.options)
	ctx, unlock, err := w.lock(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	<-ctx.Done()
	var taken *Locked
	if !errors.As(context.Cause(ctx), &taken) {
		t.Error(context.Cause(ctx))
	}
	unlock()
	if h, err := w.holder(t.Context(), r.place); err != nil || h.owner != "other" {
		t.Errorf("%+v %v", h, err)
	}
}

// newWorkspace is one that the test's machine has not used yet.
func newWorkspace(t *testing.T, o Options) *workspace {
	t.Helper()
	folder := t.TempDir()
	memory, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { memory.Close() })
	return &workspace{options: o, folder: folder, memory: memory}
}
