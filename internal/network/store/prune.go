package store

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"loa/internal/publish/remote"
)

// Entry is a record that lies in the store, by its name alone.
type Entry struct {
	Key, Digest string
	Size        int64
	Written     time.Time // by the clock of the place
}

// Entries lists the records of all sites: those of a site together, the newest first.
func (s *Store) Entries(ctx context.Context) ([]Entry, error) {
	var all []Entry
	err := s.insist(ctx, func() error {
		all = nil
		return s.sites.List(ctx, func(f remote.File) error {
			key, rest, _ := strings.Cut(f.Path, "/")
			if digest, ok := strings.CutSuffix(rest, ".json"); ok && digestForm.MatchString(digest) {
				all = append(all, Entry{key, digest, f.Size, f.Written})
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), b.Written.Compare(a.Written), cmp.Compare(a.Digest, b.Digest))
	})
	return all, nil
}

// Newest is the newest record that can be published of a site whose entries are given, the
// newest first; nil if there is none. Damaged records are passed over.
func (s *Store) Newest(ctx context.Context, entries []Entry) (*Record, error) {
	for _, e := range entries {
		r, err := s.Record(ctx, e.Key, e.Digest)
		if err != nil && !errors.Is(err, ErrDamaged) {
			return nil, err
		}
		if err == nil && !r.Stopped {
			return r, nil
		}
	}
	return nil, nil
}

// Pruned is what a prune removed.
type Pruned struct {
	Records, Blobs int
	Bytes          int64
	Kept           int // records
}

// Prune removes all records but the newest of each site, so many of them that can be
// published, and those that wanted names; then the bytes that no record names any more. What
// is younger than settled stays: a run may be about to name it. With dry nothing is removed.
//
// A run that begins and ends while this goes on may name old bytes that this removes. So at
// the end the records that were not there at the beginning are looked at: one that lacks
// bytes goes, and the next run makes it again.
func (s *Store) Prune(ctx context.Context, keep int, wanted func(Entry) bool, now time.Time, dry bool) (Pruned, error) {
	if !dry {
		if err := s.newGeneration(ctx); err != nil {
			return Pruned{}, err
		}
	}
	p := pruning{Store: s, dry: dry, named: sums{}, seen: map[Entry]bool{}, gone: sums{}, before: now.Add(-settled)}
	entries, err := s.Entries(ctx)
	if err != nil {
		return p.done, err
	}
	for _, e := range entries {
		p.seen[e] = true
	}
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && entries[n].Key == entries[0].Key {
			n++
		}
		if err := p.site(ctx, entries[:n], keep, wanted); err != nil {
			return p.done, err
		}
		entries = entries[n:]
	}
	if err := p.blobs(ctx); err != nil || dry {
		return p.done, err
	}
	if err := s.newGeneration(ctx); err != nil {
		return p.done, err
	}
	return p.done, p.afterwards(ctx)
}

// afterwards removes the records of other runs that lack bytes which were removed here.
func (p *pruning) afterwards(ctx context.Context) error {
	entries, err := p.Entries(ctx)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if p.seen[e] {
			continue
		}
		r, err := p.Record(ctx, e.Key, e.Digest)
		if err != nil {
			if errors.Is(err, ErrDamaged) || errors.Is(err, fs.ErrNotExist) {
				continue
			}
			return err
		}
		for _, f := range r.Files {
			there := true
			if p.gone.has(f.SHA256) { // unless the run put it again
				if there, err = p.hasBlob(ctx, f); err != nil {
					return err
				}
			}
			if !there {
				if err := p.remove(ctx, p.sites, recordName(e.Key, e.Digest)); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

// settled is how old bytes must be before a prune takes them for forgotten.
const settled = 24 * time.Hour

type pruning struct {
	*Store
	dry    bool
	named  sums           // of the records that stay
	seen   map[Entry]bool // the records at the beginning, as they were written then
	gone   sums           // that were removed
	before time.Time
	done   Pruned
}

// site decides about the records of one site. A damaged one goes; it cannot be published.
func (p *pruning) site(ctx context.Context, entries []Entry, keep int, wanted func(Entry) bool) error {
	good := 0
	for _, e := range entries {
		r, err := p.Record(ctx, e.Key, e.Digest)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another prune removed it
		}
		if err != nil && !errors.Is(err, ErrDamaged) {
			return err
		}
		stays := err == nil && (good < keep || wanted(e) || e.Written.After(p.before))
		if err == nil && !r.Stopped {
			good++
		}
		if !stays {
			p.done.Records++
			if err := p.remove(ctx, p.sites, recordName(e.Key, e.Digest)); err != nil {
				return err
			}
			continue
		}
		p.done.Kept++
		for _, f := range r.Files {
			p.named.add(f.SHA256)
		}
	}
	return nil
}

func (p *pruning) remove(ctx context.Context, from remote.Place, name string) error {
	if p.dry {
		return nil
	}
	return p.insist(ctx, func() error { return from.Remove(ctx, name) })
}

// blobs removes the bytes that no record names.
func (p *pruning) blobs(ctx context.Context) error {
	var forgotten []remote.File
	err := p.insist(ctx, func() error {
		forgotten = nil
		return p.Store.blobs.List(ctx, func(f remote.File) error {
			ours := digestForm.MatchString(f.Path) || strings.HasPrefix(f.Path, "_loa/") // what a run left that was killed
			if ours && !p.named.has(f.Path) && !f.Written.After(p.before) {
				forgotten = append(forgotten, f)
			}
			return nil
		})
	})
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(p.Store.blobs.Traits().Workers)
	for _, f := range forgotten {
		p.gone.add(f.Path)
		p.done.Blobs++
		p.done.Bytes += f.Size
		group.Go(func() error { return p.remove(ctx, p.Store.blobs, f.Path) })
	}
	return group.Wait()
}
