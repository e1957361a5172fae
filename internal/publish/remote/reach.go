package remote

import (
	"context"
	"io"
	"os"
	"sync"

	"loa/internal/base/disk"
)

// reach is a folder of a stick or a server that may go away and come back: a computer
// that has slept meets its network drives again after some seconds, but what it held
// open there is lost. What fails for that reason alone is the error of a broken line,
// so that it is tried again, and the folder is opened anew.
type reach struct {
	dir    string
	system disk.System

	mu   sync.Mutex
	now  *folder
	lost []*folder // other calls may be at work in them
}

func openReach(dir string, system disk.System) (*reach, error) {
	f, err := openFolder(dir, system)
	if err != nil {
		return nil, err
	}
	return &reach{dir: dir, system: system, now: f}, nil
}

// do does something in the folder.
func (r *reach) do(something func(*folder) error) error {
	r.mu.Lock()
	f := r.now
	r.mu.Unlock()
	return r.meant(f, something(f))
}

// meant is the error of something that was done in a folder.
func (r *reach) meant(f *folder, err error) error {
	if disk.Why(err) != disk.Gone {
		return err
	}
	r.again(f)
	return &Broken{&disk.Refused{Path: r.dir, Why: disk.Gone, Err: err}}
}

// again opens the folder anew, unless another call has done so. A folder that is not
// back stays as it is: the next try comes here again.
func (r *reach) again(f *folder) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.now != f {
		return
	}
	root, err := os.OpenRoot(r.dir)
	if err != nil {
		return
	}
	r.lost = append(r.lost, f)
	r.now = &folder{root, r.system, f.number, f.run}
}

func (r *reach) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, f := range r.lost {
		_ = f.Close() // of a line that is no more
	}
	r.lost = nil
	return r.now.Close()
}

func (r *reach) Traits() Traits { return Traits{Lists: true, Workers: 4} }

func (r *reach) Stat(ctx context.Context, name string) (file File, err error) {
	err = r.do(func(f *folder) (err error) { file, err = f.Stat(ctx, name); return err })
	return file, err
}

func (r *reach) List(ctx context.Context, tell func(File) error) error {
	return r.do(func(f *folder) error { return f.List(ctx, tell) })
}

func (r *reach) Open(ctx context.Context, name string) (file io.ReadCloser, err error) {
	err = r.do(func(f *folder) error {
		opened, err := f.Open(ctx, name)
		if err == nil {
			file = meant{opened, ctx.Err, func(err error) error { return r.meant(f, err) }}
		}
		return err
	})
	return file, err
}

func (r *reach) Put(ctx context.Context, name string, c Content) error {
	return r.do(func(f *folder) error { return f.Put(ctx, name, c) })
}

func (r *reach) Copy(ctx context.Context, from, to string, h Headers) error {
	return r.do(func(f *folder) error { return f.Copy(ctx, from, to, h) })
}

func (r *reach) Remove(ctx context.Context, name string) error {
	return r.do(func(f *folder) error { return f.Remove(ctx, name) })
}

func (r *reach) Claim(ctx context.Context, name string, text []byte) error {
	return r.do(func(f *folder) error { return f.Claim(ctx, name, text) })
}

func (r *reach) Release(ctx context.Context, name string) error {
	return r.do(func(f *folder) error { return f.Release(ctx, name) })
}

func (r *reach) Move(ctx context.Context, from, to string) error {
	return r.do(func(f *folder) error { return f.Move(ctx, from, to) })
}

func (r *reach) Clean(ctx context.Context) error {
	return r.do(func(f *folder) error { return f.Clean(ctx) })
}
