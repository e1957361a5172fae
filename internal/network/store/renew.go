package store

import (
	"context"
	"fmt"
	"sync"
)

// newest are the digests of the newest records by the keys of their sites, as they were when
// that was first asked.
type newest struct {
	mu sync.Mutex
	of map[string]string
}

// Renew writes a record that is there once more if another one of its site is newer: a change
// was taken back, and what is made of the newest records must not show it any more.
func (s *Store) Renew(ctx context.Context, r *Record) error {
	s.newest.mu.Lock()
	defer s.newest.mu.Unlock()
	if s.newest.of == nil {
		entries, err := s.Entries(ctx)
		if err != nil {
			return err
		}
		s.newest.of = map[string]string{}
		for _, e := range entries { // those of a site stand together, the newest first
			if _, known := s.newest.of[e.Key]; !known {
				s.newest.of[e.Key] = e.Digest
			}
		}
	}
	if s.newest.of[r.Key] == r.Digest {
		return nil
	}
	data, err := r.encode()
	if err != nil {
		return err
	}
	if err := s.insist(ctx, func() error { return s.sites.Put(ctx, recordName(r.Key, r.Digest), jsonContent(data)) }); err != nil {
		return fmt.Errorf("writing the record of %s: %w", r.Key, err)
	}
	s.newest.of[r.Key] = r.Digest
	return nil
}
