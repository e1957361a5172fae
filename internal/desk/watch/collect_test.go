package watch

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// bench is a collector in a bubble, where time passes only when all wait.
type bench struct {
	*testing.T
	changes chan []change
	batches chan []string
	gone    map[string]bool
}

func collecting(t *testing.T, test func(bench)) {
	synctest.Test(t, func(t *testing.T) {
		b := bench{T: t, changes: make(chan []change), batches: make(chan []string), gone: map[string]bool{}}
		ctx, cancel := context.WithCancel(t.Context())
		go collect(ctx, b.changes, b.batches, func(name string) bool { return b.gone[name] })
		test(b)
		cancel()
		synctest.Wait()
	})
}

func (b bench) happens(changes ...change) { b.changes <- changes }

// gets checks the next batch and how long it took to come.
func (b bench) gets(after time.Duration, want ...string) {
	b.Helper()
	start := time.Now()
	if got := <-b.batches; !slices.Equal(got, want) {
		b.Errorf("got %q, want %q", got, want)
	}
	if took := time.Since(start); took != after {
		b.Errorf("%q came after %v, want %v", want, took, after)
	}
}

func TestABatchWaitsForQuiet(t *testing.T) {
	collecting(t, func(b bench) {
		for range 4 {
			b.happens(change{path: "b"}, change{path: "a"})
			time.Sleep(quiet - time.Millisecond) // of the bubble, not of the clock
		}
		b.gets(time.Millisecond, "a", "b")
		b.happens(change{path: "c"})
		b.gets(quiet, "c")
	})
}

func TestABatchDoesNotWaitForEver(t *testing.T) {
	collecting(t, func(b bench) {
		ctx, cancel := context.WithCancel(b.Context())
		go func() {
			for ctx.Err() == nil {
				b.happens(change{path: "log"})
				time.Sleep(time.Millisecond)
			}
		}()
		start := time.Now()
		<-b.batches
		if took := time.Since(start); took < longest || took > longest+quiet {
			b.Errorf("took %v", took)
		}
		cancel()
		time.Sleep(quiet)
	})
}

func TestABatchGrowsWhileNobodyTakesIt(t *testing.T) {
	collecting(t, func(b bench) {
		b.happens(change{path: "a"})
		time.Sleep(time.Hour)
		b.happens(change{path: "b"})
		b.gets(quiet, "a", "b")
	})
}

func TestWhatCameAndWentIsNoChange(t *testing.T) {
	collecting(t, func(b bench) {
		b.gone["sedX"], b.gone["moved"], b.gone["old"] = true, true, true
		b.happens(change{path: "sedX", created: true})
		b.happens(change{path: "sedX", written: true}, change{path: "a"})
		b.happens(change{path: "sedX"}, change{path: "old"}, change{path: "moved", created: true})
		b.gets(quiet, "a", "moved", "old")
		b.happens(change{path: "sedX", created: true, written: true})
		time.Sleep(time.Hour)
		b.happens(change{path: "c"})
		b.gets(quiet, "c")
	})
}
