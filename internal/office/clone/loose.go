package clone

import (
	"errors"
	"io"
	"io/fs"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/objfile"
)

// lookThrough reads through an object that has a file of its own, of which nothing is held
// in memory, and says if it has other bytes than its name and its length promise: go-git
// believes both. An object of a pack is bounded by go-git itself.
func (r *repository) lookThrough(hash plumbing.Hash) (err error) {
	if r.whole[hash] {
		return nil
	}
	file, err := r.root.Open(objectFile(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return &Trouble{Kind: Damaged, Detail: hash.String(), Err: err}
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := looseAs(file, hash); err != nil {
		return err
	}
	r.whole[hash] = true
	return nil
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
