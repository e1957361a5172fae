// Package store keeps what the shards of a network have built, in a folder or a bucket that
// all of them reach:
//
//	blobs/<sha256>              the bytes of a file, put if they are not there
//	sites/<key>/<digest>.json   a Record: which bytes make up a site
//
// The bytes go first and the record last, whole, so that a record that is there can be
// published. A run that was killed leaves bytes without a record, which the next run uses.
//
//	s, err := store.Open(ctx, store.Options{Address: address, …})
//	record, err := s.Record(ctx, "an-lac", digest)
//	err = s.Put(ctx, record, open)
package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"time"

	"golang.org/x/sync/errgroup"

	"loa/internal/publish/remote"
)

// Options say where the store is.
type Options struct {
	Address remote.Address
	Dial    func(context.Context, remote.Address) (remote.Place, error)
	Wait    func(context.Context, time.Duration) error // before a request is tried again
}

// Store is an open store. It may be used from any number of goroutines.
type Store struct {
	options Options
	blobs   remote.Place
	sites   remote.Place
	known   known // blobs
	newest  newest
	listing listing
}

// Open reaches a store. A folder that is not there is made, but none above it.
func Open(ctx context.Context, o Options) (*Store, error) {
	s := &Store{options: o}
	top, err := s.dial(ctx, "")
	if err != nil {
		return nil, err
	}
	if err := top.Close(); err != nil {
		return nil, err
	}
	if s.blobs, err = s.dial(ctx, "blobs"); err != nil {
		return nil, err
	}
	if s.sites, err = s.dial(ctx, "sites"); err != nil {
		return nil, errors.Join(err, s.blobs.Close())
	}
	return s, nil
}

func (s *Store) dial(ctx context.Context, below string) (place remote.Place, err error) {
	a := s.options.Address
	if below != "" {
		a.Path = path.Join(a.Path, below)
	}
	err = s.insist(ctx, func() error { place, err = s.options.Dial(ctx, a); return err })
	return place, err
}

// Close ends the connection.
func (s *Store) Close() error { return errors.Join(s.blobs.Close(), s.sites.Close()) }

// pauses are before a request is tried again.
var pauses = [...]time.Duration{time.Second, 4 * time.Second, 15 * time.Second}

// insist tries a request again whose line was cut or whose server is too busy.
func (s *Store) insist(ctx context.Context, do func() error) error {
	err := do()
	for _, pause := range pauses {
		var broken *remote.Broken
		if err == nil || !errors.As(err, &broken) || ctx.Err() != nil {
			break
		}
		if err := s.options.Wait(ctx, pause); err != nil {
			return err
		}
		err = do()
	}
	return err
}

// longestRecord is how many bytes a record may have.
const longestRecord = 64 << 20

// Record reads the record of a site. Without one the error is fs.ErrNotExist; ErrDamaged if
// it is cut short or another one's.
func (s *Store) Record(ctx context.Context, key, digest string) (*Record, error) {
	name := recordName(key, digest)
	if err := remote.Check(name); err != nil {
		return nil, err
	}
	var data []byte
	err := s.insist(ctx, func() (err error) {
		data, err = remote.Read(ctx, s.sites, name, longestRecord)
		return err
	})
	if err != nil {
		return nil, err
	}
	return decode(data, key, digest)
}

func recordName(key, digest string) string { return key + "/" + digest + ".json" }

// Opener opens a file of the site that a record is of.
type Opener = func(path string) (io.ReadCloser, error)

// Put puts the bytes that the store lacks, and then the record. If a prune began or ended
// meanwhile, it looks again for all bytes. Of a prune that does both, see Prune.
func (s *Store) Put(ctx context.Context, r *Record, open Opener) error {
	data, err := r.encode()
	if err != nil {
		return err
	}
	for {
		before, err := s.generation(ctx)
		if err != nil {
			return err
		}
		if err := s.putBlobs(ctx, r, open, before); err != nil {
			return err
		}
		if err := s.insist(ctx, func() error { return s.sites.Put(ctx, recordName(r.Key, r.Digest), jsonContent(data)) }); err != nil {
			return fmt.Errorf("writing the record of %s: %w", r.Key, err)
		}
		after, err := s.generation(ctx)
		if err != nil || after == before {
			return err
		}
	}
}

func jsonContent(data []byte) remote.Content {
	c := remote.Bytes(data)
	c.Type = "application/json"
	return c
}

func (s *Store) putBlobs(ctx context.Context, r *Record, open Opener, generation string) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(s.blobs.Traits().Workers)
	for _, f := range r.Files {
		if s.known.has(generation, f.SHA256) {
			continue
		}
		group.Go(func() error {
			if err := s.putBlob(ctx, f, open); err != nil {
				return fmt.Errorf("%s of %s: %w", f.Path, r.Key, err)
			}
			s.known.add(generation, f.SHA256)
			return nil
		})
	}
	return group.Wait()
}

// putBlob puts the bytes of a file unless they are there. Its size tells whether those are
// whole, since they appear whole.
func (s *Store) putBlob(ctx context.Context, f File, open Opener) error {
	return s.insist(ctx, func() error {
		there, err := s.blobs.Stat(ctx, f.SHA256)
		if err == nil && there.Size == f.Size {
			return nil
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return s.blobs.Put(ctx, f.SHA256, remote.Content{Size: f.Size, Open: func() (io.ReadCloser, error) { return open(f.Path) }})
	})
}

// Blob opens the bytes of a file. Reading them to the end is an error if they are not those
// that the record names: ErrOtherBytes. They are removed then, since no record can use them;
// records that name them are damaged from then on, and made again by the next build.
func (s *Store) Blob(ctx context.Context, f File) (io.ReadCloser, error) {
	var in io.ReadCloser
	err := s.insist(ctx, func() (err error) { in, err = s.blobs.Open(ctx, f.SHA256); return err })
	if err != nil {
		return nil, err
	}
	return &checked{ReadCloser: in, sum: sha256.New(), want: f, drop: func() error { return s.blobs.Remove(ctx, f.SHA256) }}, nil
}

// checked is a reader of bytes whose sum is known.
type checked struct {
	io.ReadCloser
	sum interface {
		io.Writer
		Sum([]byte) []byte
	}
	want File
	size int64
	drop func() error
}

// ErrOtherBytes is the error of bytes that are not those which their name says.
var ErrOtherBytes = errors.New("store: the bytes are not those that their name says")

func (c *checked) Read(b []byte) (int, error) {
	n, err := c.ReadCloser.Read(b)
	c.sum.Write(b[:n])
	c.size += int64(n)
	if err == io.EOF && (c.size != c.want.Size || hex.EncodeToString(c.sum.Sum(nil)) != c.want.SHA256) {
		err = fmt.Errorf("%w: %s", ErrOtherBytes, c.want.SHA256)
		if c.size == c.want.Size { // else an answer was cut, or a look at the size tells
			err = errors.Join(err, c.drop())
		}
	}
	return n, err
}

// generationFile names the last prune. A prune writes it before it removes anything, and at
// its end, so that a run which has seen bytes that the prune removes can tell.
const generationFile = "_pruned"

func (s *Store) generation(ctx context.Context) (string, error) {
	var data []byte
	err := s.insist(ctx, func() (err error) {
		data, err = remote.Read(ctx, s.sites, generationFile, 1000)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(data), err
}

func (s *Store) newGeneration(ctx context.Context) error {
	return s.insist(ctx, func() error { return s.sites.Put(ctx, generationFile, remote.Bytes([]byte(rand.Text()+"\n"))) })
}
