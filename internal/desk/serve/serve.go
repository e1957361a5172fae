// Package serve is the preview: the site as a build would publish it, each page
// made when a browser on this machine asks for it, and made anew when a file
// changes.
//
//	err := serve.Run(ctx, serve.Options{Build: options, Port: 1313, Language: "vi"})
//
// It differs from a build in three things: a script that loads the page again
// after a change, the problems shown over the page, and no service worker.
//
// The state of the site is one value that never changes; a change of a file
// makes the next one, and requests under way go on with theirs.
package serve

import (
	"context"
	"fmt"
	"time"

	"loa/internal/base/problem"
	"loa/internal/desk/watch"
	"loa/internal/generator/build"
)

// Options say what to preview and how.
type Options struct {
	Build    build.Options
	Port     int     // on 127.0.0.1; 0 takes a free one
	DeskPort int     // of the desk; 0 takes the next one, or a free one
	Origins  Origins // that the caller of New listens on; Run sets them
	Language string  // in which problems are shown over pages
	Clock    Clock
	Watch    watch.Options
	Desk     Desk // answers on the desk's port; may be nil

	// Quiet is how long nothing changes before the site is looked at as “loa
	// check” does; 0 for never.
	Quiet time.Duration

	Ready func(at Addresses) // may be nil
	Tell  func(Report)       // told of the site at first and after each change; may be nil
}

// Clock is the time of day; the zero Clock is the machine's.
type Clock struct {
	Now  func() time.Time
	Wait func(until time.Time) <-chan time.Time
}

// after is Wait for a while from now.
func (c Clock) after(pause time.Duration) <-chan time.Time { return c.Wait(c.Now().Add(pause)) }

// Report is what a change did.
type Report struct {
	Files    []string          // that changed; nil at the start, and when a day began
	Problems []problem.Problem // that were not there before
	Errors   int               // of all that are known of the site
	Warnings int
	Whole    bool  // every page has been looked at
	Err      error // an I/O error: the site stays as it was before the change
}

// Addresses are what a person opens. That of the desk is "" if there is none.
type Addresses struct{ Preview, Desk string }

// Run previews until ctx is done. The error is an I/O error: a port that is
// taken (syscall.EADDRINUSE), a folder that cannot be read.
func Run(ctx context.Context, o Options) error {
	doors, err := openDoors(o)
	if err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	defer doors.close()
	o.Origins = doors.origins()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s, err := New(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	served := make(chan error, 2)
	defer doors.serve(ctx, s, served)()
	if o.Ready != nil {
		o.Ready(Addresses{o.Origins.Preview + s.now().root, deskAddress(o.Origins)})
	}
	watched := make(chan error, 1)
	go func() { watched <- s.Follow(ctx) }()
	select {
	case err = <-served:
	case err = <-watched:
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func deskAddress(o Origins) string {
	if o.Desk == "" {
		return ""
	}
	return o.Desk + "/"
}
