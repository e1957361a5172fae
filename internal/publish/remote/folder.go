package remote

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"

	"loa/internal/base/disk"
)

// folder is a folder of this machine or its network: a drive of the office, a
// USB stick, the document root of a server on the same machine.
type folder struct {
	root   *os.Root
	disk   disk.System
	number *atomic.Int64 // of the last waiting file
	run    string        // part of their names: other processes may write here too
}

// waiting is where a file is written before it takes its place.
const waiting = "_loa/new"

// openFolder makes the folder if it is not there, but none above it: a drive
// that is not connected must not become a folder.
func openFolder(dir string, system disk.System) (*folder, error) {
	if disk.Device(dir) { // on every system: a device takes all that is written and keeps nothing
		return nil, &disk.Refused{Path: dir, Why: disk.BadName, Err: fs.ErrInvalid}
	}
	switch info, err := os.Stat(dir); {
	case err == nil && !info.IsDir():
		return nil, &Refused{InTheWay, dir}
	case err == nil: // not to be made: Windows says of the root of a drive that it may not be
	default:
		if err := makeFolder(dir, system); err != nil {
			return nil, err
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &folder{root, system, new(atomic.Int64), rand.Text()[:8] + "-"}, nil
}

func makeFolder(dir string, system disk.System) error {
	return system.Insist(func() error {
		if err := system.Allow(disk.Mkdir, dir, ""); err != nil {
			return err
		}
		if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		return nil
	}, dir)
}

func (f *folder) Traits() Traits { return Traits{Lists: true, Workers: 4} }
func (f *folder) Close() error   { return f.root.Close() }

func (f *folder) Stat(_ context.Context, name string) (File, error) {
	info, err := f.root.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil { // of a path below a file, Windows says that it is not there
		return File{}, inTheWay(name, err, f.kind)
	}
	return File{Path: name, Size: info.Size(), Written: info.ModTime()}, nil
}

// List follows no symbolic link: it is told as a file of no length that a file can
// have, since somebody else put it there. A folder is read in parts, for it may hold
// millions of files.
func (f *folder) List(ctx context.Context, tell func(File) error) error {
	dirs := []string{"."}
	for len(dirs) > 0 {
		dir := dirs[len(dirs)-1]
		inside, err := f.list(ctx, dir, tell)
		if err != nil {
			return err
		}
		dirs = append(dirs[:len(dirs)-1], inside...)
	}
	return nil
}

// list tells of the files of one folder and returns the folders in it.
func (f *folder) list(ctx context.Context, dir string, tell func(File) error) (inside []string, err error) {
	open, err := f.root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer open.Close()
	for {
		entries, err := open.ReadDir(1000)
		for _, d := range entries {
			name := path.Join(dir, d.Name())
			if d.IsDir() {
				inside = append(inside, name)
			}
			if err := f.tell(name, d, tell); err != nil {
				return nil, err
			}
		}
		if errors.Is(err, io.EOF) {
			return inside, nil
		}
		if err := cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
	}
}

// tell tells of an entry of a folder if it is a file or a link.
func (f *folder) tell(name string, d fs.DirEntry, tell func(File) error) error {
	if d.Type()&fs.ModeSymlink != 0 {
		return tell(File{Path: name, Size: -1})
	}
	if !d.Type().IsRegular() {
		return nil
	}
	info, err := d.Info()
	if err != nil {
		return err
	}
	return tell(File{Path: name, Size: info.Size(), Written: info.ModTime()})
}

func (f *folder) Open(_ context.Context, name string) (io.ReadCloser, error) {
	return f.disk.FS(f.root).Open(name)
}

func (f *folder) Put(ctx context.Context, name string, c Content) error {
	if err := Check(name); err != nil {
		return err
	}
	from, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer from.Close()
	wait := waiting + "/" + f.run + strconv.FormatInt(f.number.Add(1), 10)
	to, err := f.disk.OpenFile(f.root, wait, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o666)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		if err := f.disk.MkdirAll(f.root, waiting, 0o755); err != nil {
			return inTheWay(waiting+"/x", err, f.kind)
		}
		to, err = f.disk.OpenFile(f.root, wait, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o666)
	}
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Close()); err != nil {
		return errors.Join(err, f.disk.Remove(f.root, wait))
	}
	return f.place(wait, name)
}

// kind tells what lies at a path.
func (f *folder) kind(name string) (folder, file bool) {
	info, err := f.root.Stat(name)
	return err == nil && info.IsDir(), err == nil && !info.IsDir()
}

// place moves a file to where it belongs.
func (f *folder) place(from, name string) error {
	err := f.disk.MkdirAll(f.root, path.Dir(name), 0o755)
	if err == nil {
		err = f.disk.Rename(f.root, from, name)
	}
	if err != nil {
		return inTheWay(name, err, f.kind)
	}
	return nil
}

func (f *folder) Copy(ctx context.Context, from, to string, h Headers) error {
	return throughUs(ctx, f, from, to, h)
}

func (f *folder) Remove(_ context.Context, name string) error {
	if err := Check(name); err != nil {
		return err
	}
	if err := f.disk.Remove(f.root, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, dir := range emptied(name) {
		if f.disk.Remove(f.root, dir) != nil { // it holds other files
			break
		}
	}
	return nil
}

func (f *folder) Claim(_ context.Context, name string, text []byte) error {
	if err := Check(name); err != nil {
		return err
	}
	if err := f.disk.MkdirAll(f.root, path.Dir(name), 0o755); err != nil {
		return inTheWay(name, err, f.kind)
	}
	file, err := f.disk.OpenFile(f.root, name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

func (f *folder) Release(ctx context.Context, name string) error { return f.Remove(ctx, name) }

func (f *folder) Move(_ context.Context, from, to string) error {
	if err := Check(to); err != nil {
		return err
	}
	return f.place(from, to)
}

func (f *folder) Clean(context.Context) error {
	return f.disk.Insist(func() error { return f.root.RemoveAll(waiting) }, filepath.Join(f.root.Name(), filepath.FromSlash(waiting)))
}
