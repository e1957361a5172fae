package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// notifier hears from the system, which watches single folders: the tree is
// kept up by hand.
type notifier struct {
	tree
	watcher *fsnotify.Watcher
}

// notifications begins to watch every folder of the tree.
func notifications(t tree) (*notifier, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	n := &notifier{tree: t, watcher: watcher}
	if _, err := n.add(t.dir); err != nil {
		_ = watcher.Close()
		return nil, err
	}
	return n, nil
}

// run passes changes on until ctx is done. When the system refuses to watch a
// further folder, it goes on by polling.
func (n *notifier) run(ctx context.Context) {
	err := n.listen(ctx)
	_ = n.watcher.Close()
	if err == nil {
		return
	}
	if p, err := polling(n.tree, fallback); err == nil {
		n.send(ctx, change{path: "."})
		p.run(ctx)
	}
}

func (n *notifier) listen(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, ok := <-n.watcher.Events:
			if !ok {
				return nil
			}
			changes, err := n.understand(event)
			if err != nil {
				return err
			}
			n.send(ctx, changes...)
		case err, ok := <-n.watcher.Errors:
			if !ok {
				return nil
			}
			if err == nil {
				continue
			}
			// Something was lost; a folder may be new.
			if _, err := n.add(n.dir); err != nil {
				return err
			}
			n.send(ctx, change{path: "."})
		}
	}
}

// understand turns an event into changes: none for what does not matter, many
// for a folder that came with files in it.
func (n *notifier) understand(event fsnotify.Event) ([]change, error) {
	rel := n.rel(event.Name)
	if event.Name == "" || n.ignored(rel) || event.Op == fsnotify.Chmod {
		return nil, nil
	}
	c := change{path: rel, created: event.Has(fsnotify.Create), written: event.Has(fsnotify.Write)}
	if event.Has(fsnotify.Rename) {
		n.forget(event.Name)
	}
	if !c.created && !c.written {
		return []change{c}, nil
	}
	if info, err := os.Lstat(event.Name); err == nil && info.IsDir() {
		if !c.created {
			return nil, nil // Windows says so when something in it changes
		}
		return n.add(event.Name)
	}
	return []change{c}, nil
}

// add watches a folder and all below it, and returns the files in them: each
// folder is watched before it is read, so that nothing falls between.
func (n *notifier) add(dir string) (found []change, err error) {
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		rel := n.rel(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // gone again
		case err != nil:
			return err
		case n.ignored(rel):
			return skipped(d)
		case !d.IsDir():
			found = append(found, change{path: rel, created: true})
			return nil
		}
		if err := n.watcher.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
	return found, err
}

func skipped(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// forget ends the watches on a folder that was renamed, and below it. The
// system keeps them, under the old name.
func (n *notifier) forget(dir string) {
	for _, name := range n.watcher.WatchList() {
		if name == dir || strings.HasPrefix(name, dir+string(filepath.Separator)) {
			_ = n.watcher.Remove(name) // it may be gone already
		}
	}
}
