package deploy

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"loa/internal/base/disk"
	"loa/internal/base/output"
	"loa/internal/generator/config"
	"loa/internal/publish/remote"
)

// pages are the files of a small site: what a page names in «» must be there
// whenever the page is.
type pages map[string]string

func (p pages) class(path string) output.Class {
	switch {
	case strings.HasPrefix(path, "warnings"):
		return output.First
	case path == "index.html" || path == "sitemap.xml":
		return output.EntryPoint
	case strings.HasSuffix(path, ".html"):
		return output.Page
	}
	return output.Asset
}

var (
	first = pages{
		"index.html": "home 1 «style.11111111.css»", "a/index.html": "a 1 «style.11111111.css» «a/x.22222222.png»",
		"b/index.html": "b 1 «style.11111111.css»", "c/index.html": "c «style.11111111.css»", "sitemap.xml": "map 1",
		"style.11111111.css": "style 1", "a/x.22222222.png": "picture",
	}
	second = pages{
		"index.html": "home 2 «style.33333333.css»", "a/index.html": "a 2 «style.33333333.css» «a/y.44444444.png»",
		"b/index.html": "b 2, longer «style.33333333.css»", "d/index.html": "d «style.33333333.css»", "sitemap.xml": "map 2",
		"style.33333333.css": "style 2", "a/y.44444444.png": "picture",
	}
)

// desk is a test's machine: a clock that is moved by hand, and a place in a
// folder whose line can be cut.
type desk struct {
	t        *testing.T
	dir      string
	now      time.Time
	options  Options
	target   config.Target
	cut      int // after so many operations that change something; -1 for never
	sent     []string
	mu       sync.Mutex
	lists    bool
	timeless bool // the place tells no times of files
	disk     disk.System
}

func newDesk(t *testing.T) *desk {
	return &desk{t: t, dir: t.TempDir(), now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), target: config.Target{Keep: true}, cut: -1, lists: true}
}

// place opens the folder, with the line that the test wants.
func (d *desk) place() remote.Place {
	place, err := remote.Dial(d.t.Context(), remote.Address{Type: "folder", Path: d.dir, Disk: d.disk})
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { place.Close() }) // Windows removes no folder that is open
	return &line{Place: place, desk: d}
}

// release prepares a run that publishes a site.
func (d *desk) release(p pages) *release {
	d.t.Helper()
	source := d.t.TempDir()
	classes := map[string]output.Class{}
	for path, text := range p {
		file := filepath.Join(source, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			d.t.Fatal(err)
		}
		classes[path] = p.class(path)
	}
	root, err := os.OpenRoot(source)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { root.Close() })
	files, err := gather(d.t.Context(), root, classes)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.start(site{open: opener(root), files: files})
}

func (d *desk) start(local site) *release {
	d.now = d.now.Add(time.Minute)
	d.sent = nil
	o := d.options
	o.Clock = func() time.Time { return d.now }
	o.Wait = func(context.Context, time.Duration) error { return nil }
	o.Confirm = func(Plan) (bool, error) { return true, nil }
	o.Dial = func(context.Context, remote.Address) (remote.Place, error) { return d.place(), nil }
	r := &release{options: o, target: d.target, local: local}
	if err := r.connect(d.t.Context(), remote.Address{}); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { r.place.Close() })
	return r
}

func (d *desk) publish(p pages) (Result, error) {
	d.t.Helper()
	var result Result
	err := d.release(p).publish(d.t.Context(), &result)
	return result, err
}

// warn publishes the files of warnings alone.
func (d *desk) warn(p pages) (Result, error) {
	d.options.Warnings = true
	defer func() { d.options.Warnings = false }()
	return d.publish(p)
}

func (d *desk) rollback() (Result, error) {
	d.options.Rollback = true
	defer func() { d.options.Rollback = false }()
	var result Result
	err := d.start(site{}).publish(d.t.Context(), &result)
	return result, err
}

// mustPublish publishes and fails the test if that does not succeed.
func (d *desk) mustPublish(p pages) Result {
	d.t.Helper()
	result, err := d.publish(p)
	if err != nil || !result.Published {
		d.t.Fatalf("not published: %+v %v", result, err)
	}
	return result
}

// there reads what lies at the place, without Loa's state.
func (d *desk) there() pages {
	all := pages{}
	err := fs.WalkDir(os.DirFS(d.dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(path, "_loa/") {
			return err
		}
		data, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(path)))
		all[path] = string(data)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

var named = regexp.MustCompile(`«([^»]+)»`)

// whole checks that each page is one that somebody wrote, and that what it names
// is there.
func (d *desk) whole(moment string, versions ...pages) {
	d.t.Helper()
	there := d.there()
	for path, text := range there {
		if !slices.ContainsFunc(versions, func(p pages) bool { return p[path] == text }) {
			d.t.Errorf("%s: %s holds %q, which no release has", moment, path, text)
		}
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			if _, ok := there[m[1]]; !ok {
				d.t.Errorf("%s: %s names %s, which is not there", moment, path, m[1])
			}
		}
	}
}

// line is a place whose line is cut after some operations.
type line struct {
	remote.Place
	desk *desk
}

var errCut = errors.New("cut")

func (l *line) Traits() remote.Traits {
	traits := l.Place.Traits()
	traits.Lists, traits.Workers = l.desk.lists, 2
	return traits
}

// pass lets an operation through, or cuts the line.
func (l *line) pass() error {
	l.desk.mu.Lock()
	defer l.desk.mu.Unlock()
	if l.desk.cut == 0 {
		return &remote.Broken{Err: errCut}
	}
	l.desk.cut--
	return nil
}

func (l *line) Stat(ctx context.Context, path string) (remote.File, error) {
	file, err := l.Place.Stat(ctx, path)
	if l.desk.timeless {
		file.Written = time.Time{}
	}
	return file, err
}

func (l *line) List(ctx context.Context, tell func(remote.File) error) error {
	return l.Place.List(ctx, func(f remote.File) error {
		if l.desk.timeless {
			f.Written = time.Time{}
		}
		return tell(f)
	})
}

func (l *line) Put(ctx context.Context, path string, c remote.Content) error {
	if err := l.pass(); err != nil {
		return err
	}
	err := l.Place.Put(ctx, path, c)
	l.desk.mu.Lock()
	defer l.desk.mu.Unlock()
	if err == nil && !strings.HasPrefix(path, "_loa/") {
		l.desk.sent = append(l.desk.sent, path)
	}
	return err
}

func (l *line) Copy(ctx context.Context, from, to string, h remote.Headers) error {
	return errors.Join(l.pass(), l.Place.Copy(ctx, from, to, h))
}

func (l *line) Move(ctx context.Context, from, to string) error {
	if err := l.pass(); err != nil {
		return err
	}
	return l.Place.Move(ctx, from, to)
}

func (l *line) Remove(ctx context.Context, path string) error {
	if err := l.pass(); err != nil {
		return err
	}
	return l.Place.Remove(ctx, path)
}

// backTo returns to the release before and compares.
func (d *desk) backTo(want pages, moment string) {
	d.t.Helper()
	if result, err := d.rollback(); err != nil || !result.Published {
		d.t.Fatalf("%s: no way back: %+v %v", moment, result, err)
	}
	if diff := cmp.Diff(want, d.there()); diff != "" {
		d.t.Fatalf("%s, and back: %s", moment, diff)
	}
}

func clone(p pages) pages {
	next := pages{}
	for path, text := range p {
		next[path] = text
	}
	return next
}

// write writes a file of another hand to the place.
func (d *desk) write(path, text string) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, filepath.FromSlash(path)), []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}
