package remote

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// tree is the folder of a place on a server where files lie in folders, each made
// and listed by a command of its own.
type tree struct {
	root   string
	number atomic.Int64 // of the last waiting file
	made   sync.Map     // folders that are known to be there
}

// at is a path as the server knows it.
func (t *tree) at(name string) string { return path.Join(t.root, name) }

// wait is where the next file is written before it takes its place.
func (t *tree) wait() string {
	return t.at(waiting + "/" + strconv.FormatInt(t.number.Add(1), 10))
}

// need makes a folder, once; make makes it on the server.
func (t *tree) need(dir string, make func(dir string) error) error {
	if _, done := t.made.Load(dir); done {
		return nil
	}
	if err := make(dir); err != nil {
		return err
	}
	t.made.Store(dir, true)
	return nil
}

// prune removes the folders that are empty now that a file is gone; remove fails
// for one that is not.
func (t *tree) prune(name string, remove func(dir string) error) {
	for _, dir := range emptied(name) {
		if remove(t.at(dir)) != nil {
			return
		}
		t.made.Delete(dir)
	}
}

// item is what a server tells of one name in a folder.
type item struct {
	name   string
	size   int64
	folder bool
	file   bool // else it is a link or a device, and none of ours
}

// The bounds of a walk: a server could name folders in folders without end.
const (
	mostFolders = 100_000
	mostFiles   = 1_000_000
	deepest     = 64
)

var errEndless = errors.New("there are more folders or files than any site has")

// walk asks for one folder after another: servers have no other way. Of a root
// that is not there it tells nothing. A name that would lead out of its folder is
// passed over: no file of ours has one.
func (t *tree) walk(ctx context.Context, list func(ctx context.Context, dir string) ([]item, error), tell func(File) error) error {
	told, dirs := 0, []string{"."}
	for asked := 0; len(dirs) > 0; asked++ {
		if asked == mostFolders || told+len(dirs) > mostFiles {
			return errEndless
		}
		dir := dirs[0]
		dirs = dirs[1:]
		items, err := list(ctx, t.at(dir))
		if dir == "." && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		for _, i := range items {
			switch name := path.Join(dir, i.name); {
			case i.name == "." || i.name == ".." || !fs.ValidPath(i.name) || strings.Contains(i.name, "/"):
			case i.folder && strings.Count(name, "/") >= deepest:
				return errEndless
			case i.folder:
				dirs = append(dirs, name)
			case i.file:
				told++
				if err := tell(File{Path: name, Size: i.size}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// inTheWay looks for what keeps a path from being written: a file where it needs a
// folder, a folder where it is to be a file. Servers tell neither in a way of their
// own, so it is asked for after err; without such a thing, err stays.
func inTheWay(name string, err error, kind func(name string) (folder, file bool)) error {
	if folder, _ := kind(name); folder {
		return &Refused{InTheWay, name}
	}
	for _, dir := range emptied(name) {
		if _, file := kind(dir); file {
			return &Refused{InTheWay, dir}
		}
	}
	return err
}
