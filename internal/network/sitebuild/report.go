package sitebuild

import (
	"context"
	"errors"
	"io/fs"

	"loa/internal/base/problem"
	"loa/internal/network/shard"
	"loa/internal/network/store"
	"loa/internal/network/units"
)

// Standing is what a store has of the sites of a network. It holds no records: those of
// thousands of sites name millions of files.
type Standing struct {
	Good     []Site    // those with a record of the present inputs that can be published
	Faulty   []Site    // those that problems keep from being published
	Missing  []Missing // those without a record of the present inputs
	Problems []Shared  // of all records, each once: those of faulty sites first
}

// Site is what a report tells of a record.
type Site struct {
	Key    string
	Digest string
	Pages  int
	Files  int
}

// Missing is a site without a record of the present inputs.
type Missing struct {
	Key     string
	Shard   int   // whose it is, of as many as the caller named; 0 if it named none
	Other   bool  // the store has records of other inputs: other files, another program or another day
	Damaged bool  // its record or bytes of its files
	Unread  error // why its files cannot be read on this machine; else nil
}

// Standing looks for the record of each site, as the inputs are on this machine now. Of
// shards it names those that sites are missing from.
func (b *Builder) Standing(ctx context.Context, sites []units.Unit, shards int) (Standing, error) {
	var s Standing
	var good, faulty problems
	others := map[string]bool{}
	entries, err := b.options.Store.Entries(ctx)
	if err != nil {
		return s, err
	}
	for _, e := range entries {
		others[e.Key] = true
	}
	for _, u := range sites {
		r, err := b.recorded(ctx, u)
		var unread *Unread
		switch {
		case errors.As(err, &unread), errors.Is(err, fs.ErrNotExist), errors.Is(err, store.ErrDamaged):
			m := Missing{Key: u.Key, Other: others[u.Key], Damaged: errors.Is(err, store.ErrDamaged)}
			if unread != nil {
				m.Unread = unread.Err
			}
			if shards > 0 {
				m.Shard = shard.Of(u.Key, shards)
			}
			s.Missing = append(s.Missing, m)
		case err != nil:
			return s, err
		case r.Stopped:
			s.Faulty = append(s.Faulty, siteOf(r))
			faulty.record(r)
		default:
			s.Good = append(s.Good, siteOf(r))
			good.record(r)
		}
	}
	for _, p := range good.all {
		faulty.add(p)
	}
	s.Problems = faulty.all
	return s, nil
}

func siteOf(r *store.Record) Site { return Site{r.Key, r.Digest, r.Pages, len(r.Files)} }

// recorded is the record of the present inputs of a site. The error is an *Unread,
// fs.ErrNotExist, store.ErrDamaged or one of the store.
func (b *Builder) recorded(ctx context.Context, u units.Unit) (*store.Record, error) {
	digest, _, err := b.Digest(u)
	if err != nil {
		return nil, &Unread{u.Key, err}
	}
	return b.options.Store.Whole(ctx, u.Key, digest)
}

// Unread is the error of a site whose files cannot be read. It keeps no other site.
type Unread struct {
	Key string
	Err error
}

func (u *Unread) Error() string { return "reading the files of " + u.Key + ": " + u.Err.Error() }

// Unwrap returns what was in the way.
func (u *Unread) Unwrap() error { return u.Err }

// Shared is a problem with the number of sites that have it.
type Shared struct {
	Problem problem.Problem
	Sites   int
}

// problems are those of many sites, each once.
type problems struct {
	all []Shared
	at  map[place]int // in all
}

// place is what makes two problems of sites the same.
type place struct {
	code         problem.Code
	file         string
	line, column int
}

func placeOf(p problem.Problem) place {
	return place{p.Code, p.Place.File, p.Place.Line, p.Place.Column}
}

// add adds a problem and the sites that have it.
func (ps *problems) add(s Shared) {
	where := placeOf(s.Problem)
	if i, known := ps.at[where]; known {
		ps.all[i].Sites += s.Sites
		return
	}
	if ps.at == nil {
		ps.at = map[place]int{}
	}
	ps.at[where] = len(ps.all)
	ps.all = append(ps.all, s)
}

// record adds the problems of a site; one that it has twice counts once.
func (ps *problems) record(r *store.Record) {
	here := map[place]bool{}
	for _, saved := range r.Problems {
		p := saved.Problem()
		if where := placeOf(p); !here[where] {
			here[where] = true
			ps.add(Shared{p, 1})
		}
	}
}
