package deploy

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// and is a site with more files, or with others.
func (p pages) and(more pages) pages {
	next := clone(p)
	maps.Copy(next, more)
	return next
}

var (
	quiet = pages{"warnings.json": "none"}
	flood = pages{"warnings.json": "a flood", "warnings/lu.xml": "flood"}
	storm = pages{"warnings.json": "a storm is coming", "warnings/bao.xml": "storm"}
)

// Warnings go alone, and the next release sends all the rest. A return takes no warning
// away.
func TestWarningsAlone(t *testing.T) {
	for _, lists := range []bool{true, false} {
		d := newDesk(t)
		d.options.AllowRemove = true
		d.lists = lists
		d.mustPublish(first.and(quiet))
		for _, w := range []pages{flood, storm} {
			result, err := d.warn(w)
			if err != nil || !result.Published || !result.Plan.Warnings {
				t.Fatal(result, err)
			}
			if diff := cmp.Diff(first.and(w), d.there()); diff != "" {
				t.Fatal(diff)
			}
			if len(d.sent) != len(w) {
				t.Errorf("sent %v", d.sent)
			}
		}
		if result, err := d.warn(storm); err != nil || !result.Plan.Nothing() {
			t.Error("sent again", result.Plan, err)
		}
		d.mustPublish(second.and(storm))
		if len(d.sent) != 7 {
			t.Errorf("with the pages went %v", d.sent)
		}
		if _, err := d.warn(flood); err != nil {
			t.Fatal(err)
		}
		d.backTo(first.and(flood), "a return")
		d.mustPublish(second.and(quiet))
		if diff := cmp.Diff(second.and(quiet), d.there()); diff != "" {
			t.Fatal(diff)
		}
	}
}

// A file that somebody changed at the place is sent again.
func TestWarningsChangedThere(t *testing.T) {
	d := newDesk(t)
	d.options.AllowRemove = true
	d.mustPublish(first.and(flood))
	d.write("warnings.json", "of another hand")
	if result, err := d.warn(flood); err != nil || !result.Published {
		t.Fatal(result, err)
	}
	if got := d.there()["warnings.json"]; got != "a flood" {
		t.Errorf("there is %q", got)
	}
}

// A place without a site, and files of somebody else, stay as they are.
func TestWarningsRefused(t *testing.T) {
	d := newDesk(t)
	d.options.AllowRemove = true
	if _, err := d.warn(flood); err != (Unpublished{}) {
		t.Error(err)
	}
	d.mustPublish(first)
	d.write("warnings.json", "of another hand")
	if result, err := d.warn(flood); err != nil || !result.Stopped || len(result.Plan.Foreign) != 1 {
		t.Error(result, err)
	}
	if got := d.there()["warnings.json"]; got != "of another hand" {
		t.Errorf("there is %q", got)
	}
}

// Wherever warnings are cut off, the next release makes the place what it must be, and so
// do the next warnings.
func TestWarningsCut(t *testing.T) {
	for cut := 0; ; cut++ {
		d := newDesk(t)
		d.options.AllowRemove = true
		d.mustPublish(first.and(storm))
		d.cut = cut
		_, err := d.warn(flood)
		d.cut = -1
		if cut%2 == 1 {
			if _, err := d.warn(storm); err != nil {
				t.Fatal(cut, err)
			}
		}
		d.mustPublish(second.and(quiet))
		if diff := cmp.Diff(second.and(quiet), d.there()); diff != "" {
			t.Fatal(cut, diff)
		}
		d.backTo(first.and(quiet), "a return")
		if err == nil {
			return
		}
	}
}

// Wherever a release is cut off, warnings go all the same, and it is finished afterwards.
func TestWarningsBetween(t *testing.T) {
	for cut := 0; ; cut++ {
		d := newDesk(t)
		d.options.AllowRemove = true
		d.mustPublish(first.and(quiet))
		d.cut = cut
		_, err := d.publish(second.and(quiet))
		d.cut = -1
		if _, err := d.warn(flood); err != nil {
			t.Fatal(cut, err)
		}
		if got := d.there()["warnings.json"]; got != "a flood" {
			t.Fatalf("%d: there is %q", cut, got)
		}
		d.mustPublish(second.and(flood))
		if diff := cmp.Diff(second.and(flood), d.there()); diff != "" {
			t.Fatal(cut, diff)
		}
		d.backTo(first.and(flood), "a return")
		if err == nil {
			return
		}
	}
}
