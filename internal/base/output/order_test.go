package output

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// recorder is a store that notes every change of the output folder.
type recorder struct {
	store
	mu    sync.Mutex
	steps []string
}

func (r *recorder) note(step string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.steps = append(r.steps, step)
}

func (r *recorder) mkdir(path string) error {
	r.note("mkdir " + path)
	return r.store.mkdir(path)
}

func (r *recorder) place(class Class, path string) error {
	r.note("place " + path)
	return r.store.place(class, path)
}

func (r *recorder) placeFolder(class Class, dir string) error {
	r.note("place " + dir + "/")
	return r.store.placeFolder(class, dir)
}

func (r *recorder) remove(path string) error {
	r.note("remove " + path)
	return r.store.remove(path)
}

func record(t *testing.T, before, after files) []string {
	t.Helper()
	return recordOn(t, func(d store) store { return d }, before, after)
}

func recordOn(t *testing.T, on func(store) store, before, after files) []string {
	t.Helper()
	dir := site(t)
	build(t, dir, before)
	s := open(t, dir, filepath.Join(dir, "public"))
	r := &recorder{store: on(s.disk)}
	s.disk, s.tree = r, newTree(r)
	write(t, s, after)
	if _, problems, err := s.Commit(context.Background()); err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	return r.steps
}

func TestOrderOfACommit(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after files
		want          string
	}{
		{"classes, then removals", files{"cu/x.html": "1", "y.css": "2"},
			files{"index.html": "h", "a/index.html": "a", "z.css": "z"},
			"place z.css, place a/, place index.html, remove cu/x.html, remove y.css, remove cu"},
		{"what readers must get before all else", files{"index.html": "1"}, files{"warnings.json": "w", "a.css": "a", "b.html": "b", "index.html": "2"},
			"place warnings.json, place a.css, place b.html, place index.html"},
		{"a new folder goes out as one, its files of a later class after it", nil,
			files{"index.html": "h", "a/b/index.html": "1", "a/c/d/index.html": "2", "a/feed.xml": "f", "a-b/index.html": "3"},
			"place a-b/, place a/, place a/feed.xml, place index.html"},
		{"also within one that came with another class", nil,
			files{"a/b/index.html": "1", "a/b/x.css": "x", "a/c/d/index.html": "2"},
			"place a/, place a/b/index.html, place a/c/"},
		{"a folder that is there is not made", files{"a/b.html": "1"}, files{"a/b.html": "1", "a/c.html": "2"},
			"place a/c.html"},
		{"what is in the way goes first", files{"tin": "1", "z": "2"}, files{"tin/a.html": "3"},
			"remove tin, place tin/, remove z"},
		{"old capitals go first, where they may be the same file", files{"Be.jpg": "1"}, files{"be.jpg": "1"},
			"remove Be.jpg, place be.jpg"},
		{"nothing to do", small, small, ""},
	} {
		if got := strings.Join(record(t, c.before, c.after), ", "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// What must not stay goes first, also where the site has other bytes now; what
// has the same bytes is left alone.
func TestUrgentGoesFirst(t *testing.T) {
	dir := site(t)
	build(t, dir, files{"a/be.jpg": "1", "a/index.html": "1", "be.jpg": "1", "same.jpg": "1"})
	s := open(t, dir, filepath.Join(dir, "public"))
	r := &recorder{store: s.disk}
	s.disk, s.tree = r, newTree(r)
	s.RemoveFirst(func(path string) bool { return strings.HasSuffix(path, ".jpg") })
	write(t, s, files{"a/index.html": "2", "be.jpg": "box", "same.jpg": "1", "z.css": "z"})
	report, problems, err := s.Commit(context.Background())
	if err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	if got, want := strings.Join(r.steps, ", "), "remove be.jpg, remove a/be.jpg, place be.jpg, place z.css, place a/index.html"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if report.Written != 3 || report.Removed != 1 || report.Unchanged != 1 {
		t.Errorf("%+v", report)
	}
}

// Each folder is made once, however many files it holds. Here none can be moved
// as a whole, as between two devices.
func TestEachFolderIsMadeOnce(t *testing.T) {
	tree := files{}
	for _, c := range "abcdefgh" {
		tree["x/y/"+string(c)+".css"] = "1"
	}
	steps := recordOn(t, func(d store) store { return unmovable{d} }, nil, tree)
	if n := len(slices.DeleteFunc(steps, func(s string) bool { return !strings.HasPrefix(s, "mkdir") })); n < 2 || n > 4 {
		t.Errorf("%d folders were made", n) // two workers may both try
	}
}
