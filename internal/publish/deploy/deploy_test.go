package deploy

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"loa/internal/publish/remote"
)

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

// TestOneEdit: a changed page is sent alone, and the state grows by a line, not
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
// sent again, though the state believes it to be there.
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
		if len(d.sent) > 0 || result.Plan.Damaged != (name == "manifest.gz") {
			t.Errorf("%s: sent %v, damaged %v", name, d.sent, result.Plan.Damaged)
		}
		d.options.AllowRemove = true
		d.mustPublish(second)
		if diff := cmp.Diff(second, d.there()); diff != "" {
			t.Error(diff)
		}
	}
}

// TestPatience: a line that comes back is used again; the person is told.
func TestPatience(t *testing.T) {
	d := newDesk(t)
	told := 0
	d.options.Retry = func(Retry) {
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

// FuzzState: no bytes make the readers of the state fail other than by saying
// that it is damaged, and what they read they can write.
func FuzzState(f *testing.F) {
	f.Add("release x\n= a 00 3 b/c.css\n")
	f.Add("after x\nbegin y\n+ p 11 4 index.html\n- d\nend y\n")
	f.Add("release x\n! a\n~ 00\n= e 00 1 b\n* p 00 1 c\n")
	f.Add("after x\nbegin y back\n* p 11 4 index.html\nend y\n")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		s := newState()
		if s.readManifest(lines) == nil {
			again, err := decode(encode(s.manifest()), manifestForm)
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
