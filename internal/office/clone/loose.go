package clone

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
)

// lookThrough reads through an object that has a file of its own, of which nothing is held
// in memory, and says if it has other bytes than its name and its length promise: go-git
// believes both. An object of a pack is bounded by go-git itself. A bad file is put aside if
// a pack has the object, since go-git would read the file.
func (r *repository) lookThrough(hash plumbing.Hash) error {
	if r.whole[hash] {
		return nil
	}
	bad := r.looseFile(hash)
	if bad == nil {
		r.whole[hash] = true
		return nil
	}
	if packed, err := r.packed(hash); err != nil || !packed {
		return bad
	}
	if err := errors.Join(r.disk.MkdirAll(r.root, own, 0o777), r.disk.Rename(r.root, objectFile(hash), path.Join(own, "damaged-"+hash.String()))); err != nil {
		return errors.Join(bad, err)
	}
	r.refresh()
	return nil
}

// looseFile says what is the matter with the file of an object, if it has one of its own.
func (r *repository) looseFile(hash plumbing.Hash) (err error) {
	file, err := r.root.Open(objectFile(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return &Trouble{Kind: Damaged, Detail: hash.String(), Err: err}
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return looseAs(file, hash)
}

// packed reports whether a pack has an object. It reads the lists of all packs, and is asked
// of a damaged object alone.
func (r *repository) packed(hash plumbing.Hash) (bool, error) {
	all, err := r.store.ObjectPacks()
	if err != nil {
		return false, err
	}
	for _, pack := range all {
		text, err := r.disk.ReadFile(r.root, path.Join(packs, "pack-"+pack.String()+".idx"))
		if err != nil {
			return false, err
		}
		list := idxfile.NewMemoryIndex()
		if err := idxfile.NewDecoder(bytes.NewReader(text)).Decode(list); err != nil {
			return false, err
		}
		if there, err := list.Contains(hash); err != nil || there {
			return there, err
		}
	}
	return false, nil
}

func looseAs(file io.Reader, hash plumbing.Hash) error {
	damaged := func(err error) error { return &Trouble{Kind: Damaged, Detail: hash.String(), Err: err} }
	in, err := objfile.NewReader(io.LimitReader(file, mostObject))
	if err != nil {
		return damaged(err)
	}
	defer in.Close() // of a reader of memory
	_, size, err := in.Header()
	switch {
	case err != nil:
		return damaged(err)
	case size > mostObject:
		return tooLarge(size)
	}
	n, err := io.Copy(io.Discard, io.LimitReader(in, size+1))
	if err == nil && (n != size || in.Hash() != hash) {
		err = errors.New("other bytes than its name says")
	}
	if err != nil {
		return damaged(err)
	}
	return nil
}
