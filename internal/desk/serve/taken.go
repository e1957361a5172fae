package serve

import (
	"context"
	"sync"
)

// notices are files that the desk has written and waits to see taken in.
type notices struct {
	all   chan notice
	ended chan struct{} // closed when nobody follows any more
	once  sync.Once
}

type notice struct {
	files []string
	taken chan struct{} // closed when the site has been brought up to date
}

func newNotices() *notices {
	return &notices{all: make(chan notice), ended: make(chan struct{})}
}

func (n *notices) end() { n.once.Do(func() { close(n.ended) }) }

// Take brings the preview up to date with files that the desk has just written, by
// their names on the disk, and returns when that is done, when ctx is done, or when
// the program ends. The watcher may tell of the same change later: it changes nothing
// then. It returns the site as it is afterwards.
func (m Moment) Take(ctx context.Context, files ...string) Moment {
	one := notice{files: files, taken: make(chan struct{})}
	select {
	case m.server.written.all <- one:
	case <-m.server.written.ended:
		return m
	case <-ctx.Done():
		return m
	}
	select {
	case <-one.taken:
	case <-m.server.written.ended:
	case <-ctx.Done():
	}
	return m.server.moment(m.server.now())
}
