package deploy

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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

// TestNoWayBack: the way back leads to a release, never to nothing. What lay there before
// Loa came is something, and so is what a first release that was cut off has left.
func TestNoWayBack(t *testing.T) {
	d := newDesk(t)
	if _, err := d.rollback(); !errors.Is(err, NoWayBack{}) {
		t.Error(err)
	}
	d.mustPublish(first)
	d.options.AllowRemove = true
	if _, err := d.rollback(); !errors.Is(err, NoWayBack{}) {
		t.Error("after the first release:", err)
	}
	if diff := cmp.Diff(first, d.there()); diff != "" {
		t.Error("the first release is gone:", diff)
	}
	d = newDesk(t)
	d.options.AllowRemove, d.options.Overwrite = true, true
	own := pages{"index.html": "the portal's own page"}
	if err := os.WriteFile(filepath.Join(d.dir, "index.html"), []byte(own["index.html"]), 0o644); err != nil {
		t.Fatal(err)
	}
	d.mustPublish(first)
	d.backTo(own, "to what lay there before")
	d = newDesk(t)
	d.options.AllowRemove, d.cut = true, 8
	if _, err := d.publish(first); !errors.Is(err, errCut) {
		t.Fatal(err)
	}
	d.cut = -1
	if _, err := d.rollback(); err != nil {
		t.Error("a first release that was cut off cannot be taken back:", err)
	}
}
