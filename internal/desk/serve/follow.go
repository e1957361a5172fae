package serve

import (
	"context"
	"slices"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/build"
)

// follower brings the server up to date, one change after the other, and in
// between looks for problems in the pages that no browser has requested.
type follower struct {
	*Server
	told map[string]bool // problems that were reported

	// The clock has not moved since midnight was last waited for: it is a fixed
	// one, and until something changes there is no midnight.
	still bool

	// unread are files that changed and could not be read: a virus scanner or
	// OneDrive held them. They are tried again, since nothing will tell that they
	// can be read now.
	unread []string
	why    string // what was told of that
}

// again is how long to wait before files that could not be read are tried again.
const again = time.Second

// Follow keeps the site up to date until ctx is done.
func (s *Server) Follow(ctx context.Context) error {
	f := &follower{Server: s, told: map[string]bool{}}
	defer s.written.end()
	f.tell(Report{})
	for {
		stop := f.sweep(ctx)
		select {
		case <-ctx.Done():
			stop()
			return nil
		case <-f.midnight():
			stop()
			f.newDay()
		case <-f.retry():
			stop()
			f.change(ctx, nil)
		case <-f.missing():
			stop()
			f.lookForLayers(ctx)
		case one := <-s.written.all:
			stop()
			f.change(ctx, one.files)
			close(one.taken)
		case files := <-s.changes.layers:
			stop()
			f.change(ctx, files)
		case files, ok := <-s.changes.own:
			stop()
			if !ok {
				return nil
			}
			f.change(ctx, files)
		}
	}
}

// midnight tells when the day may have changed.
func (f *follower) midnight() <-chan time.Time {
	if f.still {
		return nil
	}
	return f.options.Clock.Wait(f.now().tomorrow())
}

// retry tells when to try again what could not be read.
func (f *follower) retry() <-chan time.Time {
	if len(f.unread) == 0 {
		return nil
	}
	return f.options.Clock.after(again)
}

// change takes changed files in, and those that could not be read before.
func (f *follower) change(ctx context.Context, files []string) {
	f.still = false
	files = append(slices.Clone(f.unread), files...)
	slices.Sort(files)
	files = slices.Compact(files)
	st := f.now()
	project, err := f.with(ctx, st.newest, files)
	if err != nil {
		f.unread = files
		if f.why != err.Error() {
			f.why = err.Error()
			f.tell(Report{Files: files, Err: err})
		}
		return
	}
	f.unread, f.why = nil, ""
	now := f.options.Clock.Now()
	joined := st.newest.Joined(files)
	next := st.after(project.At(now), joined, now)
	f.state.Store(next)
	f.audience.wake()
	f.inspect(ctx, next, func(file string) bool { return next.texts[file] == next.number })
	f.tell(Report{Files: files})
	f.audience.wake()
}

// with takes changed files into a project, and watches the layers that it has then. Of new
// layers all is read again, as it is once they are watched.
func (f *follower) with(ctx context.Context, project *build.Project, files []string) (*build.Project, error) {
	next, err := project.With(project.Joined(files))
	if err != nil {
		return nil, err
	}
	isNew, err := f.changes.follow(ctx, next.Elsewhere())
	if err == nil && isNew {
		next, err = next.With([]string{"."})
	}
	return next, err
}

// missing tells when to look for layers that the site names and that could not be read:
// nothing will tell that they can be.
func (f *follower) missing() <-chan time.Time {
	if !f.now().newest.LayersMissing() {
		return nil
	}
	return f.options.Clock.after(again)
}

// lookForLayers takes in layers that can be read by now.
func (f *follower) lookForLayers(ctx context.Context) {
	if differ, err := f.now().newest.LayersDiffer(); err == nil && differ {
		f.change(ctx, []string{"site.toml"})
	}
}

// newDay moves the site to today.
func (f *follower) newDay() {
	st, now := f.now(), f.options.Clock.Now()
	f.still = now.Equal(st.day)
	project := st.newest.At(now)
	f.state.Store(st.after(project, nil, now))
	if project != st.newest {
		f.audience.wake()
		f.tell(Report{})
	}
}

// tell reports the problems that are new.
func (f *follower) tell(r Report) {
	all := f.problems(f.now())
	told := make(map[string]bool, len(all))
	for _, p := range all {
		key := identity(p)
		told[key] = true
		if !f.told[key] {
			r.Problems = append(r.Problems, p)
		}
	}
	f.told = told
	r.Errors = problem.Count(all, problem.Error)
	r.Warnings = len(all) - r.Errors
	if f.options.Tell != nil {
		f.options.Tell(r)
	}
}
