package deploy

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
