package watch

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"time"
)

// poller looks through the tree from time to time.
type poller struct {
	tree
	every time.Duration
	known map[string]stamp
}

// stamp is what tells that a file is another one than before.
type stamp struct {
	size     int64
	modified time.Time
	dir      bool
}

// polling takes note of the tree as it is.
func polling(t tree, every time.Duration) (*poller, error) {
	p := &poller{tree: t, every: every}
	var err error
	p.known, err = p.look()
	return p, err
}

// run compares until ctx is done. A look that fails (a drive that is away for a
// moment) tells nothing; the next one will.
func (p *poller) run(ctx context.Context) {
	ticker := time.NewTicker(p.every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			now, err := p.look()
			if err != nil {
				continue
			}
			p.send(ctx, differences(p.known, now)...)
			p.known = now
		}
	}
}

// look notes all files and folders of the tree.
func (p *poller) look() (map[string]stamp, error) {
	found := map[string]stamp{}
	err := filepath.WalkDir(p.dir, func(name string, d fs.DirEntry, err error) error {
		rel := p.rel(name)
		switch {
		case errors.Is(err, fs.ErrNotExist) && rel != ".":
			return nil // gone again
		case err != nil:
			return err
		case p.ignored(rel):
			return skipped(d)
		case d.IsDir():
			found[rel] = stamp{dir: true}
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		found[rel] = stamp{size: info.Size(), modified: info.ModTime()}
		return nil
	})
	return found, err
}

func differences(before, now map[string]stamp) (changes []change) {
	for name, s := range now {
		if old, ok := before[name]; !s.dir && (!ok || old != s) {
			changes = append(changes, change{path: name})
		}
	}
	for name := range before {
		if _, ok := now[name]; !ok {
			changes = append(changes, change{path: name})
		}
	}
	return changes
}
