package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"loa/internal/publish/remote"
)

// listing is which bytes the store had when that was first asked.
type listing struct {
	mu    sync.Mutex
	sizes map[[32]byte]int64 // by sum; nil: not listed yet
}

// Whole reads a record as Record does, and looks whether the store has all its bytes in their
// sizes; if not, the error is ErrDamaged. The files of a bucket are listed once; only what
// the list lacks is asked for. In a folder each is asked for: a list asks for as many, and has
// to be held, two million files in a large network.
func (s *Store) Whole(ctx context.Context, key, digest string) (*Record, error) {
	r, err := s.Record(ctx, key, digest)
	if err != nil || len(r.Files) == 0 {
		return r, err
	}
	has, err := s.hasBlobs(ctx, r)
	if err == nil && !has {
		err = fmt.Errorf("%w: bytes of its files are not there", ErrDamaged)
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// hasBlobs reports whether the store has all bytes of a record, in their sizes.
func (s *Store) hasBlobs(ctx context.Context, r *Record) (bool, error) {
	sizes, err := s.sizes(ctx)
	if err != nil {
		return false, err
	}
	for _, f := range r.Files {
		if size, listed := sizes[binary(f.SHA256)]; listed && size == f.Size {
			continue
		}
		if there, err := s.hasBlob(ctx, f); err != nil || !there {
			return false, err
		}
	}
	return true, nil
}

// hasBlob asks for one file.
func (s *Store) hasBlob(ctx context.Context, f File) (there bool, err error) {
	err = s.insist(ctx, func() error {
		found, err := s.blobs.Stat(ctx, f.SHA256)
		there = err == nil && found.Size == f.Size
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	})
	return there, err
}

// sizes are those of the bucket's bytes; none of a folder.
func (s *Store) sizes(ctx context.Context) (map[[32]byte]int64, error) {
	if s.options.Address.Type == "folder" {
		return nil, nil
	}
	s.listing.mu.Lock()
	defer s.listing.mu.Unlock()
	if s.listing.sizes != nil {
		return s.listing.sizes, nil
	}
	var sizes map[[32]byte]int64
	err := s.insist(ctx, func() error {
		sizes = map[[32]byte]int64{}
		return s.blobs.List(ctx, func(f remote.File) error {
			if digestForm.MatchString(f.Path) {
				sizes[binary(f.Path)] = f.Size
			}
			return nil
		})
	})
	if err == nil {
		s.listing.sizes = sizes
	}
	return sizes, err
}
