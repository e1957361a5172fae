package review

import (
	"context"
	"time"

	"loa/internal/office/host"
)

// Standing is where the reviews of a project stand.
type Standing struct {
	Me      host.Account
	Reviews []host.Review // the newest change first; those that are open with state, approvals and notes
	At      time.Time     // when the host said so; zero for never
	Err     error         // why the host did not say so when it was asked last
}

// The bounds of asking a host by itself.
const (
	fresh    = time.Minute // for which nobody asks again
	mostOpen = 30          // reviews that are asked for one by one
)

// Standing returns where the reviews stand. It asks the host if what is known is older than
// a minute, or if it must be now. Where the host does not answer, it returns what is known,
// with the error in it.
func (r *Room) Standing(ctx context.Context, now bool) Standing {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !now && !r.last.At.IsZero() && r.o.Clock().Sub(r.last.At) < fresh {
		return r.last
	}
	next, err := r.ask(ctx)
	if err != nil {
		r.last.Err = err
		return r.last
	}
	r.last = next
	return next
}

// Known returns where the reviews stood when the host was asked last.
func (r *Room) Known() Standing {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last
}

// forget makes the next question one to the host.
func (r *Room) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last.At = time.Time{}
}

func (r *Room) ask(ctx context.Context) (s Standing, err error) {
	if s.Me, err = r.o.Host.Who(ctx); err != nil {
		return s, err
	}
	if s.Reviews, err = r.o.Host.Reviews(ctx, r.o.Branch); err != nil {
		return s, err
	}
	open := 0
	for i, one := range s.Reviews {
		if one.State != host.Waiting || open == mostOpen {
			continue
		}
		open++
		if s.Reviews[i], err = r.o.Host.Review(ctx, one.Number); err != nil {
			return s, err
		}
	}
	s.At = r.o.Clock()
	return s, nil
}
