// Package watch reports what changes in a folder and all folders below it, in
// batches: one save in an editor is one batch, however many steps it took.
//
//	changes, err := watch.Watch(ctx, dir, skip, watch.Options{})
//	for paths := range changes { … }
//
// The paths are slash-separated, from the folder, and spelt as the disk spells
// them (source.File.Name). A folder that goes away is named itself and stands
// for all that was in it. The path "." says that anything may have changed,
// since the system reported more than could be kept.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Options say how to watch. The zero Options are right for a local disk.
type Options struct {
	// Poll looks through the whole folder so often instead of asking the
	// system for notifications. At 0 the system is asked; where it cannot (a
	// network drive, a shared folder of a virtual machine, no more folders can
	// be watched), the folder is polled once a second.
	Poll time.Duration

	// Hidden are folders, from dir, that are watched although a part of their path
	// is hidden. Of the folders above them nothing else is.
	Hidden []string
}

// fallback is how often a folder is polled for want of notifications.
const fallback = time.Second

// Watch begins to watch dir and returns once nothing that changes afterwards is
// missed. Hidden files, editors' temporary files and everything for which skip
// (if not nil; it gets paths like those in a batch, of folders too) says true
// are passed over. Links are not followed, except dir itself. The channel is
// closed when ctx is done and no folder is held open any more: on Windows one that is
// cannot be removed. The error is the file system's.
func Watch(ctx context.Context, dir string, skip func(rel string) bool, options Options) (<-chan []string, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, fmt.Errorf("watching: %w", err)
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, fmt.Errorf("watching: %w", err)
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("watching: %w", err)
	} else if !info.IsDir() {
		return nil, fmt.Errorf("watching: %s is not a folder", dir)
	}
	t := tree{dir: dir, skip: skip, hidden: options.Hidden, changes: make(chan []change)}
	run, err := t.begin(options)
	if err != nil {
		return nil, fmt.Errorf("watching: %w", err)
	}
	batches := make(chan []string)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		run(ctx)
	}()
	go func() {
		defer close(batches)
		collect(ctx, t.changes, batches, t.gone)
		<-ended
	}()
	return batches, nil
}

// tree is the folder being watched.
type tree struct {
	dir     string // absolute, without links
	skip    func(rel string) bool
	hidden  []string // Options.Hidden
	changes chan []change
}

// change is something that happened to a path.
type change struct {
	path    string
	created bool // it is new, or was put in the place of another
	written bool // its content changed
}

// begin prepares the best way to watch and returns what keeps it going.
func (t tree) begin(options Options) (run func(context.Context), err error) {
	if options.Poll <= 0 && !isRemote(t.dir) {
		if n, err := notifications(t); err == nil {
			return n.run, nil
		}
	}
	if options.Poll <= 0 {
		options.Poll = fallback
	}
	p, err := polling(t, options.Poll)
	return p.run, err
}

func (t tree) send(ctx context.Context, changes ...change) {
	if len(changes) == 0 {
		return
	}
	select {
	case t.changes <- changes:
	case <-ctx.Done():
	}
}

// rel turns a path of the system into one of a batch.
func (t tree) rel(name string) string {
	rel, err := filepath.Rel(t.dir, name)
	if err != nil {
		return "."
	}
	return filepath.ToSlash(rel)
}

// abs is the opposite of rel.
func (t tree) abs(rel string) string { return filepath.Join(t.dir, filepath.FromSlash(rel)) }

func (t tree) gone(rel string) bool {
	_, err := os.Lstat(t.abs(rel))
	return errors.Is(err, fs.ErrNotExist)
}

// ignored reports whether a path is passed over; what lies in an ignored folder
// is never asked about.
func (t tree) ignored(rel string) bool {
	for _, folder := range t.hidden {
		if rel == folder || strings.HasPrefix(folder, rel+"/") {
			return false
		}
		if strings.HasPrefix(rel, folder+"/") {
			return temporary(path.Base(rel))
		}
	}
	return rel != "." && (temporary(path.Base(rel)) || t.skip != nil && t.skip(rel))
}

// temporary reports whether a name is hidden or one that programs give to files
// on their way: Vim, Emacs, JetBrains, Office, browsers.
func temporary(name string) bool {
	for _, prefix := range []string{".", "~$", "#"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	for _, suffix := range []string{"~", ".tmp", ".TMP", ".swp", ".swx", ".part", ".crdownload", "___jb_tmp___", "___jb_old___"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return name == "4913" // Vim asks so whether it may write here
}
