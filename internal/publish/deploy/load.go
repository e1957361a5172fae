package deploy

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"loa/internal/publish/remote"
)

// releaseTime is the form of the time, in UTC, with which the name of a release begins.
const releaseTime = "20060102T150405Z"

// load reads what the place remembers, and looks whether it is true.
func (r *release) load(ctx context.Context) error {
	// The clock alone could name two releases alike, and a release that finds its
	// own name in the state goes on with what that one began.
	r.id = r.options.Clock().UTC().Format(releaseTime) + "-" + rand.Text()[:6]
	r.state, r.previous, r.kept, r.suspect = newState(), newPrevious(""), map[string]*keeping{}, map[string]bool{}
	if err := r.loadState(ctx); errors.Is(err, errDamaged) {
		r.damaged, r.state = true, newState()
	} else if err != nil {
		return err
	}
	if r.options.Warnings { // which change nothing to go back to, and have no time
		return nil
	}
	if err := r.loadPrevious(ctx); err != nil {
		return err
	}
	return r.check(ctx)
}

func (r *release) loadState(ctx context.Context) error {
	lines, err := r.loadLines(ctx, manifestPath, manifestForm)
	if err == nil && lines != nil {
		err = r.state.readManifest(lines)
	}
	if err != nil {
		return err
	}
	if lines, err = r.loadLines(ctx, changesPath, changesForm); err == nil && lines != nil {
		err = r.state.readChanges(lines)
	}
	return err
}

// loadPrevious reads what the release before had. As that is written after the
// changes and before the first file, it tells whether one that was cut off sent any.
func (r *release) loadPrevious(ctx context.Context) error {
	lines, err := r.loadLines(ctx, previousPath, previousForm)
	if err == nil && lines != nil {
		r.previous, err = readPrevious(lines)
	}
	if errors.Is(err, errDamaged) {
		r.previous, r.begun = newPrevious(""), true // unknown: assume so
		return nil
	}
	r.begun = lines != nil && r.previous.release == r.state.release
	return err
}

// loadLines reads a file of the state; nil if it is not there.
func (r *release) loadLines(ctx context.Context, path, form string) (lines []string, err error) {
	var data []byte
	err = r.insist(ctx, func() error { data, err = remote.Read(ctx, r.place, path, stateLimit); return err })
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return decode(data, form)
}

// sampled is how many files are looked at where a list of all costs too much.
const sampled = 20

// check compares the state with what lies at the place: all of it where that is
// cheap, else some files, and all only if one of them is not as remembered.
func (r *release) check(ctx context.Context) error {
	if r.place.Traits().Lists || r.damaged {
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
// than was sent, was changed by somebody else.
func (r *release) list(ctx context.Context) error {
	var files []remote.File
	err := r.insist(ctx, func() (err error) { files, err = remote.Files(ctx, r.place); return err })
	if err != nil {
		return err
	}
	r.listed = make(map[string]remote.File, len(files))
	for _, f := range files {
		r.listed[f.Path] = f
	}
	for path, f := range r.state.files {
		there, ok, err := r.stat(ctx, path)
		if err != nil {
			return err
		}
		if !ok || there.Size != f.size {
			r.suspect[path] = true
		}
	}
	return nil
}
