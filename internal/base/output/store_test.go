package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var errFull = errors.New("no space left on device")

// failing is a store on which one kind of call fails from the nth time on.
type failing struct {
	store
	call string
	err  error
	stop int // how many times it fails; 0 is always

	mu    sync.Mutex
	after int
}

func (f *failing) count(call string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if call != f.call {
		return nil
	}
	f.after--
	if f.after >= 0 || f.stop > 0 && f.after < -f.stop {
		return nil
	}
	return f.err
}

func (f *failing) mkdir(path string) error {
	return cmpErr(f.count("mkdir"), func() error { return f.store.mkdir(path) })
}

func (f *failing) place(class Class, path string) error {
	return cmpErr(f.count("place"), func() error { return f.store.place(class, path) })
}

func (f *failing) placeFolder(class Class, dir string) error {
	return cmpErr(f.count("placeFolder"), func() error { return f.store.placeFolder(class, dir) })
}

func (f *failing) remove(path string) error {
	return cmpErr(f.count("remove"), func() error { return f.store.remove(path) })
}

func (f *failing) prepare() error { return cmpErr(f.count("prepare"), f.store.prepare) }

func (f *failing) stage(e *entry) (io.WriteCloser, error) {
	file, err := f.store.stage(e)
	return &failingFile{file, f}, err
}

type failingFile struct {
	io.WriteCloser
	disk *failing
}

func (f *failingFile) Write(data []byte) (int, error) {
	if err := f.disk.count("write"); err != nil {
		n, _ := f.WriteCloser.Write(data[:len(data)/2])
		return n, err
	}
	return f.WriteCloser.Write(data)
}

func cmpErr(err error, do func() error) error {
	if err != nil {
		return err
	}
	return do()
}

// A full or read-only disk is an error that says so. Before the commit nothing
// is changed; within it each file is the old or the new one, whole; and when
// there is room again the next build brings what a clean build would.
func TestFailingDisk(t *testing.T) {
	next := files{"index.html": "HOME", "moi/a/index.html": "x", "moi/b/index.html": "y", "css/loa.1234.css": "body{}"}
	for _, call := range []string{"write", "prepare", "mkdir", "place", "remove"} {
		for after := range 3 {
			t.Run(fmt.Sprint(call, after), func(t *testing.T) {
				dir := site(t)
				out := filepath.Join(dir, "public")
				build(t, dir, small)
				s := open(t, dir, out)
				bad := &failing{store: s.disk, call: call, err: errFull, after: after}
				if call == "mkdir" || call == "place" {
					bad.store = unmovable{s.disk}
				}
				s.disk, s.tree = bad, newTree(bad)
				for path, content := range next {
					s.Write(path, classOf(path), []byte(content))
				}
				_, _, err := s.Commit(context.Background())
				if bad.after >= 0 {
					t.Skip("that call happens less often")
				}
				if !errors.Is(err, errFull) {
					t.Errorf("the error is %v", err)
				}
				if call == "write" || call == "prepare" {
					expect(t, out, small)
				}
				for path, content := range read(t, out) {
					if !strings.HasSuffix(path, "/") && content != small[path] && content != next[path] {
						t.Errorf("%s holds %q", path, content)
					}
				}
				s.Discard()
				build(t, dir, next)
				expect(t, out, next)
			})
		}
	}
}

func TestACancelledCommitIsMended(t *testing.T) {
	dir := site(t)
	build(t, dir, small)
	s := open(t, dir, filepath.Join(dir, "public"))
	write(t, s, files{"a.html": "new"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := s.Commit(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	s.Discard()
	build(t, dir, small)
	expect(t, filepath.Join(dir, "public"), small)
}

const draftName = ".loa-draft-ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// Between two devices a file is copied under another name first.
func TestCarry(t *testing.T) {
	dir := site(t)
	out := filepath.Join(dir, "public")
	lay(t, out, files{draftName: "left by a build that died"})
	s := open(t, dir, out)
	s.disk = carrier{s.disk.(*folders)}
	write(t, s, small)
	if _, problems, err := s.Commit(context.Background()); err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	expect(t, out, small)
}

// unmovable is a store that moves no folder as a whole.
type unmovable struct{ store }

func (unmovable) placeFolder(Class, string) error { return errors.New("invalid cross-device link") }

type carrier struct{ *folders }

func (c carrier) placeFolder(class Class, dir string) error {
	return unmovable{c}.placeFolder(class, dir)
}

func (c carrier) place(class Class, path string) error { return c.carry(class, path) }

// A folder that somebody makes while the site is built is filled file by file,
// and what they put in it stays.
func TestAFolderThatAppears(t *testing.T) {
	dir := site(t)
	out := filepath.Join(dir, "public")
	s := open(t, dir, out)
	s.disk = appearing{s.disk, func() { lay(t, out, files{"moi/mine.txt": "mine"}) }}
	s.tree = newTree(s.disk)
	want := files{"index.html": "home", "moi/a/index.html": "a", "moi/b/index.html": "b"}
	write(t, s, want)
	if _, problems, err := s.Commit(context.Background()); err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	s.Discard()
	expect(t, out, with(want, "moi/mine.txt", "mine"))
}

type appearing struct {
	store
	before func()
}

func (a appearing) placeFolder(class Class, dir string) error {
	a.before()
	return a.store.placeFolder(class, dir)
}
