package deploy

import (
	"bytes"
	"context"
	"crypto/md5" // what S3 calls an ETag, not a protection
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"loa/internal/config"
	"loa/internal/remote"
)

// release is one run at a place, from reading its memory to writing it.
type release struct {
	options Options
	target  config.Target
	place   remote.Place
	local   site // what is to be there
	id      string
	speed   int64 // bytes a second, last time; 0 if not known

	state     state
	previous  previous
	torn      bool                   // the place's memory was damaged
	listed    map[string]remote.File // what lies at the place; nil if that costs too much to ask
	suspect   map[string]bool        // paths at which not what the memory says lies
	plan      Plan
	withdrawn map[string]bool  // paths whose old bytes nobody may see any more
	found     map[string]bool  // paths that are already as they are to be, though the memory does not know
	sizes     map[string]int64 // of files of the site as they are sent

	sent atomic.Int64
	mu   sync.Mutex
	kept map[string]bool // sums that are in kept/ for sure
}

// connect reaches the place, and learns how files lie there.
func (r *release) connect(ctx context.Context, address remote.Address) error {
	err := r.insist(ctx, func() (err error) { r.place, err = r.options.Dial(ctx, address); return err })
	if err != nil {
		return err
	}
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

// read reads what the place remembers, and looks whether it is true.
func (r *release) read(ctx context.Context) error {
	r.id = r.options.Clock().UTC().Format("20060102T150405Z")
	r.state, r.previous, r.kept, r.suspect = newState(), newPrevious(""), map[string]bool{}, map[string]bool{}
	if err := r.readState(ctx); errors.Is(err, errTorn) {
		r.torn, r.state = true, newState()
	} else if err != nil {
		return err
	}
	lines, err := r.memory(ctx, previousPath, previousForm)
	if err == nil && lines != nil {
		r.previous, err = readPrevious(lines)
	}
	if errors.Is(err, errTorn) {
		r.previous, err = newPrevious(""), nil
	}
	if err != nil {
		return err
	}
	return r.check(ctx)
}

func (r *release) readState(ctx context.Context) error {
	lines, err := r.memory(ctx, manifestPath, manifestForm)
	if err == nil && lines != nil {
		err = r.state.readManifest(lines)
	}
	if err != nil {
		return err
	}
	if lines, err = r.memory(ctx, changesPath, changesForm); err == nil && lines != nil {
		err = r.state.readChanges(lines)
	}
	return err
}

// memory reads a file of the memory; nil if it is not there.
func (r *release) memory(ctx context.Context, path, form string) (lines []string, err error) {
	var data []byte
	err = r.insist(ctx, func() error { data, err = remote.Read(ctx, r.place, path, memoryLimit); return err })
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return unseal(data, form)
}

// sampled is how many files are looked at where a list of all costs too much.
const sampled = 20

// check compares the memory with what lies at the place: all of it where that is
// cheap, else some files, and all only if one of them is not as remembered.
func (r *release) check(ctx context.Context) error {
	if r.place.Traits().Lists || r.torn {
		return r.list(ctx)
	}
	paths := inOrder(r.state.files)
	paths = slices.DeleteFunc(paths, func(path string) bool { return r.state.doubt[path] })
	for i := range min(sampled, len(paths)) {
		path := paths[i*len(paths)/min(sampled, len(paths))]
		var file remote.File
		err := r.insist(ctx, func() (err error) { file, err = r.place.Stat(ctx, path); return err })
		if errors.Is(err, fs.ErrNotExist) || err == nil && file.Size != r.state.files[path].size {
			return r.list(ctx)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// list looks at the whole place. A file that is not there, or of another length
// than was sent, was changed by another hand.
func (r *release) list(ctx context.Context) error {
	var files []remote.File
	err := r.insist(ctx, func() (err error) { files, err = r.place.List(ctx); return err })
	if err != nil {
		return err
	}
	r.listed = make(map[string]remote.File, len(files))
	for _, f := range files {
		r.listed[f.Path] = f
	}
	for path, f := range r.state.files {
		if there, ok := r.listed[path]; !ok || there.Size != f.size {
			r.suspect[path] = true
		}
	}
	return nil
}

// same reads a file of the place, unless its sum is known without, and compares.
func (r *release) same(ctx context.Context, path string, file remote.File, content remote.Content) (same bool, err error) {
	ours, err := content.Open()
	if err != nil {
		return false, err
	}
	defer ours.Close()
	data, err := io.ReadAll(ours)
	if err != nil {
		return false, err
	}
	if file.MD5 != "" {
		sum := md5.Sum(data)
		return hex.EncodeToString(sum[:]) == file.MD5, nil
	}
	err = r.insist(ctx, func() error {
		theirs, err := remote.Read(ctx, r.place, path, file.Size)
		same = err == nil && bytes.Equal(data, theirs)
		return err
	})
	return same, err
}

// pauses are how long to wait before each new try on a line that was cut.
var pauses = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 15 * time.Second, 30 * time.Second}

// insist tries again what a broken line or a busy server kept from succeeding.
func (r *release) insist(ctx context.Context, do func() error) error {
	err := do()
	for _, pause := range pauses {
		var broken *remote.Broken
		if err == nil || !errors.As(err, &broken) || ctx.Err() != nil {
			return err
		}
		if r.options.Retry != nil {
			r.options.Retry(err, pause)
		}
		if err := r.options.Wait(ctx, pause); err != nil {
			return err
		}
		err = do()
	}
	return err
}
