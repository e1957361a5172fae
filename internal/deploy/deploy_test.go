package deploy

import (
	"context"
	"errors"
	"fmt"
	"io"
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

	"loa/internal/config"
	"loa/internal/output"
	"loa/internal/remote"
)

// pages are the files of a small site: what a page names in «» must be there
// whenever the page is.
type pages map[string]string

func (p pages) class(path string) output.Class {
	switch {
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
	t       *testing.T
	dir     string
	now     time.Time
	options Options
	target  config.Target
	cut     int // after so many operations that change something; -1 for never
	sent    []string
	mu      sync.Mutex
	lists   bool
}

func newDesk(t *testing.T) *desk {
	return &desk{t: t, dir: t.TempDir(), now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), target: config.Target{Keep: true}, cut: -1, lists: true}
}

// place opens the folder, with the line that the test wants.
func (d *desk) place() remote.Place {
	place, err := remote.Dial(d.t.Context(), remote.Address{Type: "folder", Path: d.dir})
	if err != nil {
		d.t.Fatal(err)
	}
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
	return d.start(site{root: root, files: files})
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

// there reads what lies at the place, without Loa's memory.
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

func TestPublish(t *testing.T) {
	d := newDesk(t)
	result := d.mustPublish(first)
	if diff := cmp.Diff(first, d.there()); diff != "" {
		t.Error(diff)
	}
	if !result.Plan.First || result.Plan.Pages.New != 4 {
		t.Errorf("the plan of a first release: %+v", result.Plan)
	}
	d.options.AllowRemove = true
	result = d.mustPublish(second)
	if diff := cmp.Diff(second, d.there()); diff != "" {
		t.Error(diff)
	}
	want := []string{"a/y.44444444.png", "style.33333333.css", "a/index.html", "b/index.html", "d/index.html", "index.html", "sitemap.xml"}
	if diff := cmp.Diff(want, result.Plan.Put); diff != "" {
		t.Error("what is sent, in order:", diff)
	}
	if diff := cmp.Diff([]string{"/c/"}, result.Plan.Lost); diff != "" {
		t.Error("addresses that vanish:", diff)
	}
	result = d.mustPublish(second)
	if !result.Plan.Nothing() || len(d.sent) > 0 {
		t.Errorf("publishing the same again sends %v", d.sent)
	}
}

// TestOneEdit: a changed page is sent alone, and the memory grows by a line, not
// by a new list of everything.
func TestOneEdit(t *testing.T) {
	d := newDesk(t)
	d.mustPublish(first)
	edited := clone(first)
	edited["b/index.html"] = "b, edited «style.11111111.css»"
	result := d.mustPublish(edited)
	if diff := cmp.Diff([]string{"b/index.html"}, d.sent); diff != "" {
		t.Error(diff)
	}
	if result.Sent != int64(len(edited["b/index.html"])) {
		t.Errorf("sent %d bytes", result.Sent)
	}
	if _, err := os.Stat(filepath.Join(d.dir, "_loa", "changes.gz")); err != nil {
		t.Error(err)
	}
	if r := d.mustPublish(edited); !r.Plan.Nothing() {
		t.Errorf("not remembered: %+v", r.Plan)
	}
}

func clone(p pages) pages {
	next := pages{}
	for path, text := range p {
		next[path] = text
	}
	return next
}

// TestCut cuts the line after every single operation of a release: what readers
// meet is whole, and the next run sends the rest and no more.
func TestCut(t *testing.T) {
	for _, lists := range []bool{true, false} {
		for cut := 0; ; cut++ {
			d := newDesk(t)
			d.options.AllowRemove, d.lists = true, lists
			d.mustPublish(first)
			d.cut = cut
			result, err := d.publish(second)
			d.whole(fmt.Sprint("cut after ", cut), first, second)
			if err == nil {
				if !result.Published || cut < 10 {
					t.Fatalf("nothing was cut after %d operations: %+v", cut, result)
				}
				break
			}
			if !errors.Is(err, errCut) {
				t.Fatal(err)
			}
			done := slices.Clone(d.sent)
			d.cut = -1
			d.mustPublish(second)
			if diff := cmp.Diff(second, d.there()); diff != "" {
				t.Fatalf("cut after %d, finished: %s", cut, diff)
			}
			for _, path := range d.sent {
				if slices.Contains(done, path) {
					t.Errorf("cut after %d: %s was sent twice", cut, path)
				}
			}
			d.backTo(first, fmt.Sprint("cut after ", cut))
		}
	}
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

// TestRollback goes back, forward again, and back when the return is cut off.
func TestRollback(t *testing.T) {
	d := newDesk(t)
	d.options.AllowRemove = true
	d.mustPublish(first)
	d.mustPublish(second)
	d.backTo(first, "back")
	d.backTo(second, "and forward")
	for cut := 0; ; cut++ {
		d.cut = cut
		_, err := d.rollback()
		d.cut = -1
		d.whole(fmt.Sprint("return cut after ", cut), first, second)
		if err == nil {
			break
		}
		d.backTo(first, fmt.Sprint("return cut after ", cut))
		d.backTo(second, "forward")
	}
}

// TestRollbackAfterCut: a release that was cut off is taken back.
func TestRollbackAfterCut(t *testing.T) {
	for cut := 2; cut < 18; cut++ {
		d := newDesk(t)
		d.options.AllowRemove = true
		d.mustPublish(first)
		d.cut = cut
		if _, err := d.publish(second); err == nil {
			break
		}
		d.cut = -1
		d.backTo(first, fmt.Sprint("cut after ", cut))
	}
}

func TestNoWayBack(t *testing.T) {
	d := newDesk(t)
	if _, err := d.rollback(); !errors.Is(err, NoWayBack{}) {
		t.Error(err)
	}
}

// TestInTheWay: a file where a folder must be is told before anybody is asked or
// anything is changed.
func TestInTheWay(t *testing.T) {
	for _, lists := range []bool{true, false} {
		d := newDesk(t)
		d.lists = lists
		if err := os.WriteFile(filepath.Join(d.dir, "a"), []byte("of others"), 0o644); err != nil {
			t.Fatal(err)
		}
		r := d.release(first)
		r.options.Confirm = func(Plan) (bool, error) {
			t.Error("the person was asked")
			return false, nil
		}
		var refused *remote.Refused
		if err := r.publish(t.Context(), &Result{}); !errors.As(err, &refused) || refused.Reason != remote.InTheWay || refused.Detail != "a" {
			t.Error(err)
		}
		if len(d.sent) > 0 {
			t.Errorf("changed: %q", d.sent)
		}
	}
}

// TestOthersFiles: what is not Loa's is neither replaced nor removed.
func TestOthersFiles(t *testing.T) {
	d := newDesk(t)
	mine := filepath.Join(d.dir, "index.html")
	if err := os.WriteFile(mine, []byte("the portal's own page"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.dir, "own.txt"), []byte("own"), 0o644); err != nil {
		t.Fatal(err)
	}
	result, err := d.publish(first)
	if err != nil || !result.Stopped || !slices.Equal(result.Plan.Foreign, []string{"index.html"}) {
		t.Fatalf("%+v %v", result, err)
	}
	if diff := cmp.Diff(pages{"index.html": "the portal's own page", "own.txt": "own"}, d.there()); diff != "" {
		t.Error(diff)
	}
	d.options.Overwrite = true
	d.mustPublish(first)
	d.options.AllowRemove = true
	d.mustPublish(pages{"index.html": "all gone"})
	if diff := cmp.Diff(pages{"index.html": "all gone", "own.txt": "own"}, d.there()); diff != "" {
		t.Error(diff)
	}
}

func TestTooManyRemoved(t *testing.T) {
	d := newDesk(t)
	d.mustPublish(first)
	result, err := d.publish(pages{"index.html": "x", "sitemap.xml": "map 1"})
	if err != nil || !result.Stopped {
		t.Fatalf("%+v %v", result, err)
	}
	if diff := cmp.Diff(first, d.there()); diff != "" {
		t.Error(diff)
	}
}

// TestChangedByAnotherHand: what somebody deleted or changed at the place is
// sent again, though the memory believes it to be there.
func TestChangedByAnotherHand(t *testing.T) {
	d := newDesk(t)
	d.mustPublish(first)
	if err := os.Remove(filepath.Join(d.dir, "style.11111111.css")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.dir, "c", "index.html"), []byte("c, by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.mustPublish(first)
	if diff := cmp.Diff(first, d.there()); diff != "" {
		t.Error(diff)
	}
}

// TestTornMemory: a list that was cut or changed is not believed.
func TestTornMemory(t *testing.T) {
	for _, name := range []string{"manifest.gz", "previous.gz"} {
		d := newDesk(t)
		d.mustPublish(first)
		file := filepath.Join(d.dir, "_loa", name)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data[:len(data)-9], 0o644); err != nil {
			t.Fatal(err)
		}
		result := d.mustPublish(first)
		if len(d.sent) > 0 || result.Plan.Torn != (name == "manifest.gz") {
			t.Errorf("%s: sent %v, torn %v", name, d.sent, result.Plan.Torn)
		}
		d.options.AllowRemove = true
		d.mustPublish(second)
		if diff := cmp.Diff(second, d.there()); diff != "" {
			t.Error(diff)
		}
	}
}

// TestWithdrawn: a picture whose consent was withdrawn goes before anything else
// is changed, and no kept copy stays.
func TestWithdrawn(t *testing.T) {
	for _, when := range []string{"while it is shown", "while it is kept"} {
		d := newDesk(t)
		d.options.AllowRemove = true
		d.mustPublish(first)
		without := clone(first)
		delete(without, "a/x.22222222.png")
		without["a/index.html"] = "a without «style.11111111.css»"
		if when == "while it is kept" {
			d.mustPublish(without)
			without["b/index.html"] = "b edited «style.11111111.css»"
		}
		d.cut = 3 // withdrawing is the first that happens
		_, _ = d.withdraw(without)
		d.without("picture", when+", cut off")
		d.cut = -1
		if _, err := d.withdraw(without); err != nil {
			t.Fatal(err)
		}
		d.without("picture", when)
		d.rollback()
		d.without("picture", when+", rolled back")
	}
}

// withdraw publishes a site in which the first one's picture must not be seen.
func (d *desk) withdraw(p pages) (Result, error) {
	r := d.release(p)
	r.local.mustGo = func(path string) bool { return path == "a/x.22222222.png" }
	var result Result
	err := r.publish(d.t.Context(), &result)
	return result, err
}

// TestWithdrawnComesBack: a neutral picture under the same name is no reason to
// keep the old one.
func TestWithdrawnComesBack(t *testing.T) {
	d := newDesk(t)
	d.mustPublish(first)
	boxed := clone(first)
	boxed["a/x.22222222.png"] = "box"
	for range 2 {
		if _, err := d.withdraw(boxed); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(boxed, d.there()); diff != "" {
			t.Fatal(diff)
		}
		d.without("picture", "boxed")
	}
	if _, err := d.rollback(); err != nil && !errors.Is(err, NoWayBack{}) {
		t.Fatal(err)
	}
	d.without("picture", "boxed and back")
}

// without checks that no file of the place, nor of what it keeps, holds a text.
func (d *desk) without(text, moment string) {
	d.t.Helper()
	err := filepath.WalkDir(d.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if string(data) == text {
			d.t.Errorf("%s: %s still holds it", moment, path)
		}
		return err
	})
	if err != nil {
		d.t.Error(err)
	}
}

// TestPatience: a line that comes back is used again; the person is told.
func TestPatience(t *testing.T) {
	d := newDesk(t)
	told := 0
	d.options.Retry = func(error, time.Duration) {
		told++
		d.mu.Lock()
		d.cut = -1
		d.mu.Unlock()
	}
	d.cut = 3
	d.mustPublish(first)
	if diff := cmp.Diff(first, d.there()); diff != "" || told == 0 {
		t.Error(told, diff)
	}
}

// FuzzMemory: no bytes make the readers of the memory fail other than by saying
// that it is damaged, and what they read they can write.
func FuzzMemory(f *testing.F) {
	f.Add("release x\n= a 00 3 b/c.css\n")
	f.Add("after x\nbegin y\n+ p 11 4 index.html\n- d\nend y\n")
	f.Add("release x\n! a\n~ 00\n= e 00 1 b\n* p 00 1 c\n")
	f.Add("after x\nbegin y back\n* p 11 4 index.html\nend y\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		s := newState()
		if s.readManifest(lines) == nil {
			again, err := unseal(seal(s.manifest()), manifestForm)
			if err != nil {
				t.Fatal(err)
			}
			copied := newState()
			if err := copied.readManifest(again); err != nil || len(copied.files) != len(s.files) {
				t.Fatalf("%v: %d of %d", err, len(copied.files), len(s.files))
			}
		}
		_ = s.readChanges(lines)
		_, _ = readPrevious(lines)
	})
}

// TestContentGzip: a place that serves headers gets text compressed, the same
// bytes each time.
func TestContentGzip(t *testing.T) {
	d := newDesk(t)
	r := d.release(first)
	r.local.withHeaders(func(path string) remote.Headers { return headersOf(path, "gzip") })
	content, err := r.local.content("style.11111111.css")
	if err != nil {
		t.Fatal(err)
	}
	file, err := content.Open()
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(file)
	if err != nil || int64(len(data)) != content.Size || content.Encoding != "gzip" || content.Cache != forever {
		t.Errorf("%d bytes, %+v, %v", len(data), content, err)
	}
	if picture, _ := r.local.content("a/x.22222222.png"); picture.Encoding != "" {
		t.Error("a picture is compressed")
	}
}
