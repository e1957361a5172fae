package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"loa/internal/base/rawfile"
)

// disk is what a build asks of the file system: a place for waiting bytes, and
// the output folder. Paths are those of Check. Tests put a failing one here.
type disk interface {
	stage(class Class, path string) (io.WriteCloser, error) // creates a waiting file
	lstat(path string) (fs.FileInfo, error)                 // of the output, no link followed
	open(path string) (io.ReadCloser, error)                // a file of the output
	mkdir(path string) error                                // one folder of the output
	place(class Class, path string) error                   // moves a waiting file over path
	placeFolder(class Class, dir string) error              // moves a folder of waiting files to where nothing is
	remove(path string) error                               // a file or an empty folder
	entries(path string) ([]fs.DirEntry, error)             // of a folder of the output
	prepare() error                                         // makes the output folder, if it is missing
	close() error
}

// folders is the disk of a real build.
//
// What waits lies in a folder for each class, under the path that it will have.
//
// Making folders and removing go through os.Root, which cannot leave its
// folder. A move out of .loa cannot, since a Root renames only within itself;
// the caller has made sure that each folder on the way is a real one. Nor does
// looking, which harms nothing: a Root opens every folder of the path anew,
// which made a build without changes twice as slow. Waiting files lie in a
// folder that this build has made.
type folders struct {
	waiting     *os.Root // .loa/outputs/<key>/stage
	out         *os.Root // nil while there is no output folder
	outFolder   string
	stageFolder string
	copying     sync.Mutex // one file at a time uses temporary
}

// temporary is the name under which a file is completed when .loa lies on
// another device than the output. It is Loa's by definition.
const temporary = ".loa.tmp"

func (f *folders) stage(class Class, path string) (io.WriteCloser, error) {
	name := f.waits(class, path)
	dir := filepath.Dir(name)
	// Most files are alone in a folder of their own.
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return nil, err
		}
	}
	return rawfile.Create(name)
}

// waits is where a file or folder of the output waits.
func (f *folders) waits(class Class, path string) string {
	return filepath.Join(f.stageFolder, strconv.Itoa(int(class)), filepath.FromSlash(path))
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

func (f *folders) open(path string) (io.ReadCloser, error) { return rawfile.Open(f.real(path)) }
func (f *folders) mkdir(path string) error                 { return f.out.Mkdir(path, 0o777) }
func (f *folders) remove(path string) error                { return f.out.Remove(path) }

func (f *folders) entries(path string) ([]fs.DirEntry, error) {
	return fs.ReadDir(f.out.FS(), path)
}

func (f *folders) place(class Class, path string) error {
	err := os.Rename(f.waits(class, path), f.real(path))
	if err != nil && otherDevice(err) {
		return f.carry(class, path)
	}
	return err
}

func (f *folders) placeFolder(class Class, dir string) error {
	return os.Rename(f.waits(class, dir), f.real(dir))
}

// carry is place between two devices: a copy that is whole before it appears.
func (f *folders) carry(class Class, path string) error {
	f.copying.Lock()
	defer f.copying.Unlock()
	waiting := f.waits(class, path)
	from, err := rawfile.Open(waiting)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := f.out.OpenFile(temporary, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Close()); err != nil {
		return errors.Join(err, f.out.Remove(temporary))
	}
	if err := f.out.Rename(temporary, path); err != nil {
		return err
	}
	return os.Remove(waiting)
}

func (f *folders) prepare() error {
	if f.out != nil {
		return nil
	}
	if err := os.MkdirAll(f.outFolder, 0o777); err != nil {
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
