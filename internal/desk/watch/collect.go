package watch

import (
	"context"
	"maps"
	"slices"
	"time"
)

const (
	// quiet is how long nothing may happen before a batch is sent. Without it
	// one read in seven met a half-written file.
	quiet = 5 * time.Millisecond
	// longest is how long a batch waits for quiet that does not come.
	longest = 500 * time.Millisecond
)

// collect gathers changes into batches until ctx is done. While nobody takes a
// batch it grows.
func collect(ctx context.Context, changes <-chan []change, batches chan<- []string, gone func(string) bool) {
	pending := map[string]change{}
	var began time.Time
	timer := time.NewTimer(longest)
	timer.Stop()
	var batch []string // what is ready, nil if nothing is
	for {
		out := batches
		if batch == nil {
			out = nil
		}
		select {
		case <-ctx.Done():
			return
		case more := <-changes:
			if len(pending) == 0 || batch != nil {
				began = time.Now()
			}
			remember(pending, more)
			batch = nil
			timer.Reset(min(quiet, max(longest-time.Since(began), 0)))
		case <-timer.C:
			batch = settle(pending, gone)
			if offer(batches, batch) {
				clear(pending)
				batch = nil
			}
		case out <- batch:
			clear(pending)
			batch = nil
		}
	}
}

// offer hands a batch to a receiver who waits for it already, before the next
// change can take it back.
func offer(batches chan<- []string, batch []string) bool {
	if batch == nil {
		return false
	}
	select {
	case batches <- batch:
		return true
	default:
		return false
	}
}

// remember adds changes. That a path is new counts if it was the first thing
// that happened to it.
func remember(pending map[string]change, more []change) {
	for _, c := range more {
		if before, ok := pending[c.path]; ok {
			c.created = before.created
			c.written = c.written || before.written
		}
		pending[c.path] = c
	}
}

// settle returns the paths of a batch in order, nil if there are none. A file
// that was made, written and is gone again was somebody's temporary file.
func settle(pending map[string]change, gone func(string) bool) []string {
	maps.DeleteFunc(pending, func(name string, c change) bool {
		return c.created && c.written && gone(name)
	})
	return slices.Sorted(maps.Keys(pending))
}
