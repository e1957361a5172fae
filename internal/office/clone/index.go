package clone

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/index"
)

// tracker is Git's list of the files of the folder, .git/index: for Loa a cache of which
// files are as they were, for Git what the next commit is made of. It is kept right for
// both.
type tracker struct {
	file    *index.Index
	entries map[string]*index.Entry
	made    time.Time // when the list was written
	legible bool      // it may be written again: it has nothing that go-git does not know
	changed bool
}

const indexFile = "index"

// track reads the list. One that cannot be read is none: then every file is read.
func (r *repository) track() *tracker {
	t := &tracker{file: &index.Index{Version: 2}, entries: map[string]*index.Entry{}}
	data, err := r.disk.ReadFile(r.root, indexFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.legible = true
		return t
	}
	info, statErr := r.root.Lstat(indexFile)
	if err != nil || statErr != nil {
		return t
	}
	file := &index.Index{}
	if index.NewDecoder(bytes.NewReader(data)).Decode(file) != nil {
		return t
	}
	t.file, t.made, t.legible = file, info.ModTime(), true
	for _, e := range file.Entries {
		if e.Stage == 0 {
			t.entries[e.Name] = e
		}
	}
	return t
}

// same reports whether a file is the one that has an entry, without reading it. A file
// that was written when the list was may have changed since within one tick of the clock.
func (t *tracker) same(path string, e entry, info fs.FileInfo) bool {
	known := t.entries[path]
	return known != nil && known.Hash == e.hash && !known.SkipWorktree && !known.IntentToAdd &&
		int64(known.Size) == info.Size() && known.ModifiedAt.Equal(info.ModTime()) && info.ModTime().Before(t.made)
}

// put notes that a file holds an entry; without info that Git has to look again.
func (t *tracker) put(path string, e entry, info fs.FileInfo) {
	t.changed = true
	if !e.there() {
		delete(t.entries, path)
		return
	}
	known := t.entries[path]
	if known == nil {
		known = &index.Entry{Name: path}
		t.entries[path] = known
	}
	*known = index.Entry{Name: path, Hash: e.hash, Mode: e.mode}
	if known.Mode == filemode.Deprecated {
		known.Mode = filemode.Regular
	}
	if info != nil {
		known.ModifiedAt, known.Size = info.ModTime(), uint32(info.Size())
	}
}

// keepTrack writes the list if it has changed.
func (r *repository) keepTrack(t *tracker) error {
	if !t.changed || !t.legible {
		return nil
	}
	unlock, err := r.lock(indexFile)
	if err != nil {
		return err
	}
	defer unlock()
	next := &index.Index{Version: 2}
	for _, path := range slices.SortedFunc(maps.Keys(t.entries), strings.Compare) {
		next.Entries = append(next.Entries, t.entries[path])
	}
	var b bytes.Buffer
	if err := index.NewEncoder(&b).Encode(next); err != nil {
		return err
	}
	return r.disk.Keep(r.root, indexFile, b.Bytes(), 0o666)
}
