package deploy

import (
	"errors"
	"fmt"
	"testing"
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

func TestNoWayBack(t *testing.T) {
	d := newDesk(t)
	if _, err := d.rollback(); !errors.Is(err, NoWayBack{}) {
		t.Error(err)
	}
}
