package serve

import (
	"context"
	"path"
	"slices"

	"loa/internal/base/layers"
	"loa/internal/desk/watch"
)

// watcher tells what changes in a site's folder and in those of its layers, by paths from
// the site's folder: "../chung/content/a.md".
type watcher struct {
	own     <-chan []string // closed when nothing more is told
	layers  chan []string
	options watch.Options
	watched map[layers.Folder]context.CancelFunc
}

// watchSite begins to watch a site's folder, until ctx is done.
func watchSite(ctx context.Context, dir string, skip func(string) bool, options watch.Options) (*watcher, error) {
	w := &watcher{layers: make(chan []string), options: options, watched: map[layers.Folder]context.CancelFunc{}}
	w.options.Hidden = nil // are the site's own
	var err error
	w.own, err = watch.Watch(ctx, dir, skip, options)
	return w, err
}

// follow watches these layers and no others. It reports whether some are new: what
// changed in them before is not told. The error is the file system's.
func (w *watcher) follow(ctx context.Context, folders []layers.Folder) (isNew bool, err error) {
	for f, stop := range w.watched {
		if !slices.Contains(folders, f) {
			stop()
			delete(w.watched, f)
		}
	}
	for _, f := range folders {
		if w.watched[f] != nil {
			continue
		}
		watching, stop := context.WithCancel(ctx)
		changes, err := watch.Watch(watching, f.Real, nil, w.options)
		if err != nil {
			stop()
			return isNew, err
		}
		w.watched[f], isNew = stop, true
		go w.pass(watching, f, changes)
	}
	return isNew, nil
}

// pass passes on what changes in a layer.
func (w *watcher) pass(ctx context.Context, f layers.Folder, changes <-chan []string) {
	for batch := range changes {
		files := make([]string, len(batch))
		for i, file := range batch {
			if files[i] = file; file != "." { // of which anything may have changed
				files[i] = path.Join(f.Name, file)
			}
		}
		select {
		case w.layers <- files:
		case <-ctx.Done():
		}
	}
}
