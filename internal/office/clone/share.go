package clone

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// share is a bare repository in a folder that people share: no program answers there, so
// the objects are copied and the branch is moved here.
type share struct {
	repo *repository
	wait func(time.Duration)
}

func dialShare(dir string, o Options) (line, error) {
	if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
		return nil, &Trouble{Kind: NotBare, Detail: dir}
	}
	_, err := os.Stat(filepath.Join(dir, "HEAD"))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(dir); err == nil {
			return nil, &Trouble{Kind: NotBare, Detail: dir}
		}
		return nil, &Trouble{Kind: NoHost, Detail: dir, Err: err}
	}
	if err != nil {
		return nil, &Trouble{Kind: NoHost, Detail: dir, Err: err}
	}
	repo, err := openRepository(dir, o.Disk)
	if err != nil {
		return nil, &Trouble{Kind: NoHost, Detail: dir, Err: err}
	}
	if err := repo.known(); err != nil {
		return nil, errors.Join(brokenThere(err), repo.close())
	}
	return &share{repo, o.Wait}, nil
}

func (s *share) branches(_ context.Context, asked ...string) (map[string]plumbing.Hash, error) {
	for _, name := range asked {
		if _, err := s.repo.ref(name); err != nil {
			return nil, brokenThere(err)
		}
	}
	all, err := s.repo.references()
	return all, brokenThere(err)
}

// brokenThere is an error of reading the repository of a shared folder: what is damaged is there,
// and not on this machine.
func brokenThere(err error) error {
	var t *Trouble
	if !errors.As(err, &t) || t.Kind != Damaged {
		return err
	}
	return &Trouble{Kind: Broken, Detail: t.Detail, Err: t.Err}
}

func (s *share) fetch(ctx context.Context, into *repository, want plumbing.Hash, known []plumbing.Hash) error {
	has := into.has
	if len(known) == 0 {
		has = func(plumbing.Hash) bool { return false }
	}
	return brokenThere(copyObjects(ctx, s.repo, into, want, has))
}

func (s *share) push(ctx context.Context, from *repository, name string, old, next plumbing.Hash, _ func(plumbing.Hash) bool) error {
	if err := copyObjects(ctx, from, s.repo, next, s.repo.has); err != nil {
		return err
	}
	release, err := s.repo.hold(s.wait)
	if err != nil {
		return err
	}
	err = brokenThere(s.repo.setRef(name, old, next))
	return errors.Join(err, release())
}

func (s *share) close() error { return s.repo.close() }

// fewObjects is how many objects are copied one by one; more go as one pack.
const fewObjects = 200

// copyObjects copies a commit, and what it is made of, that a repository lacks.
func copyObjects(ctx context.Context, from, into *repository, tip plumbing.Hash, has func(plumbing.Hash) bool) error {
	all, err := from.lacking(tip, has)
	if err != nil {
		return err
	}
	if len(all) > fewObjects {
		return copyPack(from, into, all)
	}
	for _, hash := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := copyObject(from, into, hash); err != nil {
			return err
		}
	}
	return nil
}

func copyObject(from, into *repository, hash plumbing.Hash) error {
	if err := from.lookThrough(hash); err != nil {
		return err
	}
	object, err := from.store.EncodedObject(plumbing.AnyObject, hash)
	if err != nil {
		return &Trouble{Kind: Damaged, Detail: hash.String(), Err: err}
	}
	data, err := from.object(object.Type(), hash)
	if err != nil {
		return err
	}
	got, err := into.put(object.Type(), data)
	if err == nil && got != hash {
		err = &Trouble{Kind: Damaged, Detail: hash.String()}
	}
	return err
}

// copyPack copies objects as one pack.
func copyPack(from, into *repository, all []plumbing.Hash) error {
	in, out := io.Pipe()
	go func() { out.CloseWithError(from.pack(out, all)) }()
	err := into.takePack(in)
	in.CloseWithError(io.ErrClosedPipe) // ends the one who writes
	return err
}
