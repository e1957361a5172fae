package deploy

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"loa/internal/generator/config"
	"loa/internal/publish/remote"
)

// release is one run at a place, from reading its state to writing it.
type release struct {
	options Options
	target  config.Target
	place   remote.Place
	local   site // what is to be there
	id      string
	speed   int64 // bytes a second, last time; 0 if not known

	pages pageRecord
	was   string // the release that is at the place, before this one
	next  []Page // that the place is to have; nil if nobody knows

	state     state
	previous  previous
	begun     bool                   // a release that was cut off may have sent files
	damaged   bool                   // the place's state was damaged
	listed    map[string]remote.File // what lies at the place; nil if that costs too much to ask
	suspect   map[string]bool        // paths where the place has something else than the state says
	plan      Plan
	others    map[string]file  // files at our paths that Loa did not send, as they would be kept
	withdrawn map[string]bool  // paths whose old bytes must not be public any more
	found     map[string]bool  // paths that already have the right bytes, unknown to the state
	sizes     map[string]int64 // of files of the site as they are sent

	sent atomic.Int64
	mu   sync.Mutex
	kept map[string]*keeping // by sum
}

// connect reaches the place, and learns how files lie there.
func (r *release) connect(ctx context.Context, address remote.Address) error {
	r.options.step(Connecting)
	if err := r.enter(ctx, address, actionOf(r.target, address)); err != nil {
		return err
	}
	r.options.step(Comparing)
	r.local.headers = func(string) remote.Headers { return remote.Headers{} }
	if r.place.Traits().Headers {
		encoding := r.target.Encoding
		if encoding == "none" {
			encoding = ""
		}
		r.local.withHeaders(func(path string) remote.Headers { return headersOf(path, encoding) })
	}
	return nil
}

// pauses are how long to wait before each new try on a line that was cut.
var pauses = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 15 * time.Second, 30 * time.Second}

// insist tries again what a broken line or a busy server kept from succeeding.
func (r *release) insist(ctx context.Context, do func() error) error {
	return r.insistWhile(ctx, func(error) bool { return true }, do)
}

// insistWhile is insist for errors that may mend themselves.
func (r *release) insistWhile(ctx context.Context, mends func(error) bool, do func() error) error {
	err := do()
	for i, pause := range pauses {
		var broken *remote.Broken
		if err == nil || !errors.As(err, &broken) || ctx.Err() != nil || !mends(err) {
			break
		}
		if r.options.Retry != nil {
			r.options.Retry(Retry{Err: err, Number: i + 1, Pause: pause})
		}
		if err := r.options.Wait(ctx, pause); err != nil {
			return err
		}
		if err = do(); !errors.As(err, &broken) && r.options.Recovered != nil {
			r.options.Recovered()
		}
	}
	return err
}
