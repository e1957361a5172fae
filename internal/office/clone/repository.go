package clone

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"

	"loa/internal/base/disk"
	"loa/internal/base/output"
)

// repository is a folder of Git: the .git of a clone, or a bare one. go-git reads it.
// Everything that is written is written here, by package disk, so that a run that is
// killed leaves each file whole.
type repository struct {
	dir   string
	root  *os.Root
	disk  disk.System
	store *filesystem.Storage
	whole map[plumbing.Hash]bool // objects with a file of their own that were looked through
}

// cacheSize bounds the objects that are kept in memory, in bytes.
const cacheSize = 32 << 20

func openRepository(dir string, system disk.System) (*repository, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	r := &repository{dir: dir, root: root, disk: system, whole: map[plumbing.Hash]bool{}}
	r.refresh()
	return r, nil
}

// refresh forgets which packs there are: another program may have packed the objects.
func (r *repository) refresh() {
	if r.store != nil {
		_ = r.store.ObjectStorage.Close()
	}
	r.store = filesystem.NewStorageWithOptions(osfs.New(r.dir, osfs.WithBoundOS()), cache.NewObjectLRU(cacheSize), filesystem.Options{KeepDescriptors: true})
}

func (r *repository) close() error {
	return errors.Join(r.store.ObjectStorage.Close(), r.root.Close())
}

// own is the folder of a repository in which Loa keeps what Git does not know.
const own = "loa"

// holds is how often a repository is tried that another run has, and pause how long is
// waited between two tries: a saving takes less.
const (
	holds = 40
	pause = 50 * time.Millisecond
)

// hold takes the repository for this process until release is called or the process
// ends, however it ends.
func (r *repository) hold(wait func(time.Duration)) (release func() error, err error) {
	if err := r.disk.MkdirAll(r.root, own, 0o777); err != nil {
		return nil, err
	}
	var busy *output.Busy
	for range holds {
		busy = nil
		release, err = output.Hold(filepath.Join(r.dir, own), r.dir, r.disk)
		if !errors.As(err, &busy) {
			break
		}
		wait(pause)
	}
	if busy != nil {
		return nil, &Trouble{Kind: Locked, Detail: busy.Who, Err: err}
	}
	if err != nil {
		return nil, err
	}
	r.disk.Sweep(r.root, ".")
	r.disk.Sweep(r.root, own)
	r.disk.SweepAll(r.root, "objects")
	r.disk.SweepAll(r.root, "refs")
	return release, nil
}

// put stores an object unless it is there whole, and returns its name.
func (r *repository) put(kind plumbing.ObjectType, data []byte) (plumbing.Hash, error) {
	hash := plumbing.ComputeHash(kind, data)
	if r.has(hash) && r.lookThrough(hash) == nil {
		return hash, nil
	}
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, err := fmt.Fprintf(z, "%s %d\x00", kind.Bytes(), len(data))
	if err == nil {
		_, err = z.Write(data)
	}
	if err = errors.Join(err, z.Close()); err != nil {
		return hash, err
	}
	name := objectFile(hash)
	if err := r.disk.MkdirAll(r.root, path.Dir(name), 0o777); err != nil {
		return hash, err
	}
	return hash, r.disk.Replace(r.root, name, b.Bytes(), 0o444)
}

func objectFile(hash plumbing.Hash) string {
	hex := hash.String()
	return path.Join("objects", hex[:2], hex[2:])
}

func (r *repository) has(hash plumbing.Hash) bool { return r.store.HasEncodedObject(hash) == nil }

// blob reads a file as Git keeps it.
func (r *repository) blob(hash plumbing.Hash) ([]byte, error) {
	return r.object(plumbing.BlobObject, hash)
}

func (r *repository) object(kind plumbing.ObjectType, hash plumbing.Hash) (data []byte, err error) {
	if err := r.lookThrough(hash); err != nil {
		return nil, err
	}
	if size, err := r.store.EncodedObjectSize(hash); err == nil && size > mostObject {
		return nil, tooLarge(size)
	}
	object, err := r.store.EncodedObject(kind, hash)
	if err != nil { // packed by another program since, or damaged
		delete(r.whole, hash)
		if err := r.lookThrough(hash); err != nil {
			return nil, err
		}
		r.refresh()
		object, err = r.store.EncodedObject(kind, hash)
	}
	if err != nil {
		return nil, &Trouble{Kind: Damaged, Detail: hash.String(), Err: err}
	}
	in, err := object.Reader()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	var b bytes.Buffer
	_, err = b.ReadFrom(in)
	return b.Bytes(), err
}

// errMoved says that a branch does not stand where it was expected.
var errMoved = errors.New("the branch has moved")

// setRef moves a branch if it stands at old, the zero hash for one that is not there. The
// caller holds the repository. Other programs of Git are kept out by the lock that they
// know.
func (r *repository) setRef(name string, old, next plumbing.Hash) error {
	unlock, err := r.lock(name)
	if err != nil {
		return err
	}
	defer unlock()
	now, err := r.ref(name)
	switch {
	case err != nil:
		return err
	case now == next:
		return nil
	case now != old:
		return errMoved
	}
	return r.disk.Replace(r.root, name, []byte(next.String()+"\n"), 0o666)
}

// mine is what stands in the locks that Loa makes, and in no other.
const mine = "loa\n"

// lock makes the lock file that Git knows for a file. One that a killed run of Loa left
// is removed; one of another program is trouble, unless it is so old that the program
// must be gone: then it gets another name.
func (r *repository) lock(name string) (unlock func(), err error) {
	at := name + ".lock"
	if err := r.disk.MkdirAll(r.root, path.Dir(name), 0o777); err != nil {
		return nil, err
	}
	for range 2 {
		err = r.disk.Add(r.root, at, []byte(mine), 0o666)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
		if err := r.unlockStale(at); err != nil {
			return nil, err
		}
	}
	if err != nil {
		return nil, err
	}
	return func() { _ = r.disk.Remove(r.root, at) }, nil
}

// unlockStale takes a lock away whose program is gone.
func (r *repository) unlockStale(at string) error {
	text, err := r.disk.ReadFile(r.root, at)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	info, statErr := r.root.Lstat(at)
	switch {
	case err != nil || statErr != nil:
		return errors.Join(err, statErr)
	case string(text) == mine:
		return r.disk.Remove(r.root, at)
	case r.old(info):
		return r.disk.Rename(r.root, at, path.Join(own, "stale-"+strings.ReplaceAll(at, "/", "-")))
	}
	return &Trouble{Kind: Locked, Detail: at}
}

// old reports whether a file is so old that no program is at work on it any more. The
// time is compared with that of a file that is written now: a share has its own clock.
func (r *repository) old(info fs.FileInfo) bool {
	const probe = own + "/now"
	if r.disk.Keep(r.root, probe, nil, 0o666) != nil {
		return false
	}
	now, err := r.root.Lstat(probe)
	return err == nil && now.ModTime().Sub(info.ModTime()) > staleAfter
}
