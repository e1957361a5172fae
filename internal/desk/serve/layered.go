package serve

import (
	"context"
	"os"
	"path"
	"slices"
	"sync/atomic"

	"loa/internal/base/layers"
	"loa/internal/desk/watch"
	"loa/internal/generator/build"
)

// watcher tells what changes in a site's folder and in those of its layers, by paths from
// the site's folder: "../chung/content/a.md".
type watcher struct {
	own     <-chan []string // closed when nothing more is told
	layers  chan []string
	options watch.Options
	clock   Clock
	watched map[layers.Folder]*watched
}

// watched is a layer that is watched.
type watched struct {
	stop   context.CancelFunc
	folder os.FileInfo
	over   atomic.Bool // another folder may be in its place by now
}

// moved reports whether another folder than the watched one is at a path, or none.
func (w *watched) moved(real string) bool {
	now, err := os.Stat(real)
	return err != nil || !os.SameFile(now, w.folder)
}

// watchSite begins to watch a site's folder, until ctx is done.
func watchSite(ctx context.Context, dir string, skip func(string) bool, options watch.Options, clock Clock) (*watcher, error) {
	w := &watcher{layers: make(chan []string), options: options, clock: clock, watched: map[layers.Folder]*watched{}}
	w.options.Hidden = nil // are the site's own
	var err error
	w.own, err = watch.Watch(ctx, dir, skip, options)
	return w, err
}

// follow watches these layers and no others. It reports whether some are new: what
// changed in them before is not told. The error is the file system's.
func (w *watcher) follow(ctx context.Context, folders []layers.Folder) (isNew bool, err error) {
	for f, one := range w.watched {
		if !slices.Contains(folders, f) || one.over.Load() || one.moved(f.Real) {
			one.stop()
			delete(w.watched, f)
		}
	}
	for _, f := range folders {
		if w.watched[f] != nil {
			continue
		}
		if err := w.begin(ctx, f); err != nil {
			return isNew, err
		}
		isNew = true
	}
	return isNew, nil
}

// begin begins to watch a layer.
func (w *watcher) begin(ctx context.Context, f layers.Folder) error {
	folder, err := os.Stat(f.Real)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	changes, err := watch.Watch(ctx, f.Real, nil, w.options)
	if err != nil {
		stop()
		return err
	}
	one := &watched{stop: stop, folder: folder}
	w.watched[f] = one
	go w.pass(ctx, f, one, changes)
	return nil
}

// pass passes on what changes in a layer. That a folder above it was renamed or its drive was
// taken out no system tells: it looks whether the layer is still there.
func (w *watcher) pass(ctx context.Context, f layers.Folder, one *watched, changes <-chan []string) {
	look := w.clock.after(again)
	for {
		var files []string
		select {
		case batch, ok := <-changes:
			if !ok {
				return
			}
			files = w.from(f, one, batch)
		case <-look:
			look = w.clock.after(again)
			if one.over.Load() || !one.moved(f.Real) {
				continue
			}
			one.over.Store(true)
			files = []string{build.SettingsFile} // in which the layers are named: all is read anew
		}
		select {
		case w.layers <- files:
		case <-ctx.Done():
		}
	}
}

// from are changed files of a layer by their paths from the site's folder. Of "." anything
// may have changed, also the folder itself.
func (w *watcher) from(f layers.Folder, one *watched, batch []string) []string {
	files := make([]string, len(batch))
	for i, file := range batch {
		if files[i] = file; file == "." {
			one.over.Store(true)
		} else {
			files[i] = path.Join(f.Name, file)
		}
	}
	return files
}
