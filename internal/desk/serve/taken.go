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
// then. What a page of the desk says next is about the files as they are.
func (m Moment) Take(ctx context.Context, files ...string) {
	one := notice{files: files, taken: make(chan struct{})}
	select {
	case m.server.written.all <- one:
	case <-m.server.written.ended:
		return
	case <-ctx.Done():
		return
	}
	select {
	case <-one.taken:
	case <-m.server.written.ended:
	case <-ctx.Done():
	}
}
