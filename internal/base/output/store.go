package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"loa/internal/base/disk"
	"loa/internal/base/rawfile"
)

// store is what a build asks of the file system: a place for waiting bytes, and
// the output folder. Paths are those of Check. Tests put a failing one here.
type store interface {
	stage(e *entry) (io.WriteCloser, error)     // creates a waiting file
	lstat(path string) (fs.FileInfo, error)     // of the output, no link followed
	open(path string) (io.ReadCloser, error)    // a file of the output
	mkdir(path string) error                    // one folder of the output
	place(class Class, path string) error       // moves a waiting file over path
	placeFolder(class Class, dir string) error  // moves a folder of waiting files to where nothing is
	remove(path string) error                   // a file or an empty folder
	entries(path string) ([]fs.DirEntry, error) // of a folder of the output
	prepare() error                             // makes the output folder, if it is missing
	close() error
}

// folders is the store of a real build.
//
// What waits lies in a folder for each class, under the path that it will have, so that
// folders can be moved whole. What will stand in a folder that the output has already
// lies with others in one folder, which spares making and removing a folder for each
// page of a site of which all pages change.
//
// Making folders and removing go through os.Root, which cannot leave its
// folder. A move out of .loa cannot, since a Root renames only within itself;
// the caller has made sure that each folder on the way is a real one. Nor does
// looking, which harms nothing: a Root opens every folder of the path anew,
// which made a build without changes twice as slow. Waiting files lie in a
// folder that this build has made.
type folders struct {
	system      disk.System
	waiting     *os.Root // .loa/outputs/<key>/stage
	out         *os.Root // nil while there is no output folder
	outFolder   string
	stageFolder string

	mu     sync.Mutex
	single map[string]string // path → name of what waits in singleFolder
	made   map[string]bool   // folders of what waits that are there
}

// singleFolder is beside the folders of the classes, which have numbers.
const singleFolder = "single"

func (f *folders) stage(e *entry) (io.WriteCloser, error) {
	if e.homed {
		f.alone(e.path)
	}
	name := f.waits(e.class, e.path)
	if err := f.system.Allow(disk.Create, name, ""); err != nil {
		return nil, err
	}
	dir := filepath.Dir(name)
	if err := f.makeWaiting(dir); err != nil {
		return nil, err
	}
	var file rawfile.File
	err := f.system.Insist(func() (err error) { file, err = rawfile.Create(name); return err }, name)
	if err != nil || f.system.Before == nil {
		return file, err
	}
	return asking{file, f.system, name}, nil
}

// makeWaiting makes a folder of what waits, unless this build has made it: a folder takes
// one call, and a site has one for each page.
func (f *folders) makeWaiting(dir string) error {
	if dir == f.stageFolder || f.isMade(dir) {
		return nil
	}
	err := os.Mkdir(dir, 0o777)
	if errors.Is(err, fs.ErrNotExist) {
		if err = f.makeWaiting(filepath.Dir(dir)); err == nil {
			err = os.Mkdir(dir, 0o777)
		}
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.made == nil {
		f.made = map[string]bool{}
	}
	f.made[dir] = true
	return nil
}

func (f *folders) isMade(dir string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.made[dir]
}

// asking is a waiting file whose changes are asked for.
type asking struct {
	io.WriteCloser
	system disk.System
	name   string
}

func (a asking) Write(data []byte) (int, error) {
	if err := a.system.Allow(disk.Write, a.name, ""); err != nil {
		n, _ := a.WriteCloser.Write(data[:len(data)/2]) // the error is the one above
		return n, err
	}
	return a.WriteCloser.Write(data)
}

func (a asking) Close() error {
	err := a.system.Allow(disk.Close, a.name, "")
	return errors.Join(err, a.WriteCloser.Close())
}

// alone says that a file waits without the folders on its path.
func (f *folders) alone(path string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.single == nil {
		f.single = map[string]string{}
	}
	f.single[path] = singleFolder + "/" + strconv.Itoa(len(f.single))
}

// waits is where a file or folder of the output waits.
func (f *folders) waits(class Class, path string) string {
	return filepath.Join(f.stageFolder, filepath.FromSlash(f.waiter(class, path)))
}

// waiter is the same below the folder of what waits.
func (f *folders) waiter(class Class, path string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if name, alone := f.single[path]; alone {
		return name
	}
	return strconv.Itoa(int(class)) + "/" + path
}

func (f *folders) lstat(path string) (fs.FileInfo, error) {
	if f.out == nil {
		return nil, fs.ErrNotExist
	}
	return os.Lstat(f.real(path))
}

func (f *folders) real(path string) string {
	return filepath.Join(f.outFolder, filepath.FromSlash(path))
}

func (f *folders) open(path string) (io.ReadCloser, error) {
	var file rawfile.File
	name := f.real(path)
	err := f.system.Insist(func() (err error) {
		if err = f.system.Allow(disk.Open, name, ""); err == nil {
			file, err = rawfile.Open(name)
		}
		return err
	}, name)
	if err != nil {
		return nil, err
	}
	return file, nil
}

func (f *folders) remove(path string) error { return f.system.Remove(f.out, path) }

func (f *folders) mkdir(path string) error {
	name := f.real(path)
	return f.system.Insist(func() error {
		if err := f.system.Allow(disk.Mkdir, name, ""); err != nil {
			return err
		}
		return f.out.Mkdir(path, 0o777)
	}, name)
}

func (f *folders) entries(path string) ([]fs.DirEntry, error) {
	return fs.ReadDir(f.out.FS(), path)
}

func (f *folders) place(class Class, path string) error {
	err := f.system.Insist(func() error { return f.rename(class, path, rawfile.Replace) }, f.real(path), f.waits(class, path))
	if err != nil && otherDevice(err) {
		return f.carry(class, path)
	}
	return err
}

// placeFolder does not wait for a file that is held: its files can go one by one.
func (f *folders) placeFolder(class Class, dir string) error {
	return f.rename(class, dir, os.Rename)
}

func (f *folders) rename(class Class, path string, rename func(from, to string) error) error {
	from, to := f.waits(class, path), f.real(path)
	if err := f.system.Allow(disk.Rename, from, to); err != nil {
		return err
	}
	return rename(from, to)
}

// carry is place between two devices: a copy that is whole before it appears.
func (f *folders) carry(class Class, path string) error {
	waiting := f.waiter(class, path)
	draft, err := f.system.Draft(f.out, ".", 0o666)
	if err != nil {
		return err
	}
	if err := f.copyTo(draft, waiting); err != nil {
		draft.Discard()
		return err
	}
	if err := draft.Replace(path); err != nil {
		return err
	}
	return f.system.Remove(f.waiting, waiting)
}

// copyTo has closed the waiting file when it returns: Windows removes no open one.
func (f *folders) copyTo(draft *disk.Draft, waiting string) error {
	from, err := f.waiting.Open(waiting)
	if err != nil {
		return err
	}
	defer from.Close()
	_, err = io.Copy(draft, from)
	return err
}

func (f *folders) prepare() error {
	if f.out != nil {
		f.system.Sweep(f.out, ".")
		return nil
	}
	err := f.system.Insist(func() error {
		if err := f.system.Allow(disk.Mkdir, f.outFolder, ""); err != nil {
			return err
		}
		return os.MkdirAll(f.outFolder, 0o777)
	}, f.outFolder)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(f.outFolder)
	f.out = root
	return err
}

func (f *folders) close() error {
	err := f.waiting.Close()
	if f.out != nil {
		err = errors.Join(err, f.out.Close())
	}
	return err
}
