package clone

import (
	"bytes"
	"path"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"

	"loa/internal/desk/sourceedit"
)

// merged is what becomes of one file that two sides have changed.
type merged struct {
	entry  entry
	touch  bool // both changed the same: entry is theirs, and mine is to be kept
	beside bool // mine is kept as a file beside, since no form shows it: see Shown
}

// met is what becomes of one file, with what waits for a person if both sides touch.
type met struct {
	entry    entry
	conflict *Conflict
}

// meet is merge, for changes of which mine is somebody's.
func (c *Clone) meet(name, whose string, base, mine, theirs entry) (met, error) {
	result, err := c.repo.merge(name, base, mine, theirs)
	if err != nil || !result.touch {
		return met{entry: result.entry}, err
	}
	conflict := &Conflict{Path: name, Base: blobName(base), Mine: blobName(mine), Theirs: blobName(theirs), Since: c.o.Clock()}
	if result.beside {
		conflict.Beside = c.beside(name, whose, mine.hash)
	}
	return met{result.entry, conflict}, nil
}

// merge puts two changes of one file together. Where only one side changed it, it is that
// one's; a file that one side took away and the other changed stays, and a person is told.
func (r *repository) merge(name string, base, mine, theirs entry) (merged, error) {
	switch {
	case mine == theirs, mine == base:
		return merged{entry: theirs}, nil
	case theirs == base:
		return merged{entry: mine}, nil
	case !mine.there():
		return merged{entry: theirs, touch: true}, nil
	case !theirs.there():
		return merged{entry: mine, touch: true}, nil
	case mine.isFile() && theirs.isFile():
		return r.mergeFiles(name, base, mine, theirs)
	}
	return merged{entry: theirs, touch: true}, nil
}

// Shown reports whether two texts of a file can be shown side by side at the desk: pages,
// tables of data and the settings.
func Shown(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return name == sourceedit.Settings || (ext == ".md" || ext == ".toml") && sourceedit.Allowed(name)
}

func (r *repository) mergeFiles(name string, base, mine, theirs entry) (merged, error) {
	if mine.hash == theirs.hash {
		return merged{entry: theirs}, nil
	}
	ext := strings.ToLower(path.Ext(name))
	text := ext == ".md" || ext == ".toml"
	if !text {
		return merged{entry: theirs, touch: true, beside: true}, nil
	}
	var all [3][]byte
	for i, e := range []entry{base, mine, theirs} {
		if !e.isFile() {
			continue
		}
		var err error
		if all[i], err = r.blob(e.hash); err != nil {
			return merged{}, err
		}
	}
	put := mergeText
	if ext == ".toml" {
		put = mergeTable
	}
	next, ok := put(all[0], all[1], all[2])
	if !ok {
		return merged{entry: theirs, touch: true, beside: !Shown(name)}, nil
	}
	hash, err := r.put(plumbing.BlobObject, next)
	return merged{entry: entry{theirs.mode, hash}}, err
}

// mergeText merges a page.
func mergeText(base, mine, theirs []byte) ([]byte, bool) {
	if base == nil {
		return nil, false
	}
	doc, ok := sourceedit.Merge(base, mine, theirs)
	if !ok {
		return nil, false
	}
	return doc.Bytes(), true
}

// mergeTable merges a file of TOML key by key: as a page that has nothing but a front
// matter. Of a file that both made, all keys are new.
func mergeTable(base, mine, theirs []byte) ([]byte, bool) {
	for _, text := range [][]byte{base, mine, theirs} {
		if bytes.Contains(text, []byte("+++")) || len(text) > 0 && text[len(text)-1] != '\n' {
			return nil, false
		}
	}
	fenced := func(text []byte) []byte {
		return []byte(fence + strings.TrimPrefix(string(text), "\ufeff") + fence)
	}
	doc, ok := sourceedit.Merge(fenced(base), fenced(mine), fenced(theirs))
	if !ok {
		return nil, false
	}
	text := strings.TrimSuffix(strings.TrimPrefix(string(doc.Bytes()), fence), fence)
	return []byte(text), !strings.Contains(text, "+++")
}

const fence = "+++\n"
