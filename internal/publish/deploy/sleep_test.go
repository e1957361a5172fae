package deploy

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"loa/internal/base/disk"
)

// TestSleep: a computer that sleeps in the middle of a release meets its network drive
// again after some tries. The release goes on, and the person is told.
func TestSleep(t *testing.T) {
	const tries = 3
	for step := 0; ; step += 4 {
		d := newDesk(t)
		d.options.AllowRemove = true
		d.mustPublish(first)
		var mu sync.Mutex
		asked, told := 0, 0
		d.disk.Before = func(disk.Step) error {
			mu.Lock()
			defer mu.Unlock()
			asked++
			if step < asked && asked <= step+tries {
				return disk.Gone
			}
			return nil
		}
		d.options.Retry = func(Retry) { mu.Lock(); told++; mu.Unlock() }
		d.mustPublish(second)
		if diff := cmp.Diff(second, d.there()); diff != "" {
			t.Fatalf("asleep after %d steps: %s", step, diff)
		}
		if asked <= step { // the release has no more steps
			if step < 40 {
				t.Errorf("a release of %d steps", asked)
			}
			return
		}
		if told == 0 {
			t.Errorf("asleep after %d steps: nobody was told", step)
		}
	}
}
