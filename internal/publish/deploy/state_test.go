package deploy

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"loa/internal/base/disk/disktest"
	"loa/internal/base/output"
)

// TestOtherForm: a state in the form of another edition of Loa is not taken for
// a damaged one and written over.
func TestOtherForm(t *testing.T) {
	for _, path := range []string{manifestPath, changesPath, previousPath} {
		d := newDesk(t)
		d.mustPublish(first)
		form := "loa " + strings.TrimSuffix(filepath.Base(path), ".gz") + " 2"
		file := filepath.Join(d.dir, filepath.FromSlash(path))
		newer := encode(form + "\nsomething new\n")
		if err := os.WriteFile(file, newer, 0o644); err != nil {
			t.Fatal(err)
		}
		d.options.AllowRemove = true
		_, err := d.publish(second)
		var other *OtherForm
		if !errors.As(err, &other) || other.Form != form {
			t.Errorf("%s: %v", path, err)
		}
		if data, err := os.ReadFile(file); err != nil || string(data) != string(newer) {
			t.Errorf("%s was written over: %v", path, err)
		}
		if diff := cmp.Diff(first, d.there()); diff != "" {
			t.Error(diff)
		}
	}
}

// TestMendedIsNotTakenBack: what was sent again because another hand had changed
// it was there in the release before, too, and stays when that comes back.
func TestMendedIsNotTakenBack(t *testing.T) {
	d := newDesk(t)
	d.options.AllowRemove = true
	d.mustPublish(first)
	if err := os.WriteFile(filepath.Join(d.dir, "c", "index.html"), []byte("by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	edited := clone(first)
	edited["b/index.html"] = "b edited «style.11111111.css»"
	d.mustPublish(edited)
	d.backTo(first, "mended")
}

// TestNotKept: a way back that somebody has broken is told before the first step.
func TestNotKept(t *testing.T) {
	for _, lists := range []bool{true, false} {
		d := newDesk(t)
		d.options.AllowRemove, d.lists = true, lists
		d.mustPublish(first)
		d.mustPublish(second)
		kept, err := filepath.Glob(filepath.Join(d.dir, "_loa", "kept", "*"))
		if err != nil || len(kept) < 3 {
			t.Fatal(kept, err)
		}
		if err := os.Remove(kept[1]); err != nil {
			t.Fatal(err)
		}
		_, err = d.rollback()
		var missing *NotKept
		if !errors.As(err, &missing) || len(missing.Paths) != 1 {
			t.Errorf("%v", err)
		}
		if diff := cmp.Diff(second, d.there()); diff != "" {
			t.Error(diff)
		}
	}
}

// TestNothingKept: keep = false does without a way back.
func TestNothingKept(t *testing.T) {
	d := newDesk(t)
	d.options.AllowRemove = true
	d.mustPublish(first)
	d.mustPublish(second)
	d.target.Keep = false
	d.mustPublish(first)
	if kept, err := filepath.Glob(filepath.Join(d.dir, "_loa", "kept", "*")); err != nil || len(kept) > 0 {
		t.Errorf("still kept: %v %v", kept, err)
	}
	if _, err := d.rollback(); !errors.Is(err, NoWayBack{}) {
		t.Error(err)
	}
}

// TestTwins: two files with the same bytes are kept once, and never as what took
// the place of one of them.
func TestTwins(t *testing.T) {
	twins := pages{"index.html": "home", "a.html": "same", "b.html": "same", "c.html": "same"}
	next := pages{"index.html": "home", "a.html": "a 2", "b.html": "b 2", "c.html": "c 2"}
	last := pages{"index.html": "home", "a.html": "a 3", "b.html": "b 3", "c.html": "c 3"}
	for cut := 0; ; cut++ {
		d := newDesk(t)
		d.mustPublish(twins)
		d.cut = cut
		_, err := d.publish(next)
		d.cut = -1
		if err == nil {
			break
		}
		d.mustPublish(last)
		d.backTo(twins, fmt.Sprint("cut after ", cut))
	}
}

// TestSameSecond: releases at one time of the clock are still told apart.
func TestSameSecond(t *testing.T) {
	d := newDesk(t)
	d.options.AllowRemove = true
	now := d.now
	for _, p := range []pages{first, second, first} {
		d.now = now
		d.mustPublish(p)
	}
	d.now = now
	d.backTo(second, "one back")
}

// TestCompaction: when the changes have become long, a new list takes their place,
// and a line that is cut around that loses nothing.
func TestCompaction(t *testing.T) {
	many := func(edition int) pages {
		p := pages{"index.html": fmt.Sprint("home ", edition)}
		folder := strings.Repeat(strings.Repeat("bai-dai-", 25)+"/", 3)
		for i := range 120 {
			p[fmt.Sprintf("%s%d.html", folder, i)] = fmt.Sprint(edition, " ", i)
		}
		return p
	}
	one, two := many(1), many(2)
	d := newDesk(t)
	d.mustPublish(one)
	d.cut = 1 << 20
	d.mustPublish(two)
	operations := 1<<20 - d.cut
	if _, err := os.Stat(filepath.Join(d.dir, filepath.FromSlash(changesPath))); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("the changes are as they were: %v", err)
	}
	for cut := operations - 4; cut < operations; cut++ {
		d := newDesk(t)
		d.mustPublish(one)
		d.cut = cut
		_, _ = d.publish(two)
		done := slices.Clone(d.sent)
		d.cut = -1
		if result := d.mustPublish(two); len(done)+len(d.sent) != len(two) {
			t.Errorf("cut after %d of %d: sent %d, then %d; %+v", cut, operations, len(done), len(d.sent), result.Plan.Pages)
		}
		if diff := cmp.Diff(two, d.there()); diff != "" {
			t.Error(diff)
		}
		d.backTo(one, fmt.Sprint("cut after ", cut))
	}
}

// TestOthersComeBack: a file of another hand that was replaced because the person
// said so comes back with the release before, is that hand's again, and is kept
// whenever the line was cut.
func TestOthersComeBack(t *testing.T) {
	before := pages{"index.html": "the portal's own page", "own.txt": "own", "style.33333333.css": "the portal's style"}
	merged := func(p pages) pages {
		all := clone(p)
		all["own.txt"] = "own"
		return all
	}
	for _, lists := range []bool{true, false} {
		for cut := 0; ; cut++ {
			d := newDesk(t)
			d.options.AllowRemove, d.options.Overwrite, d.lists = true, true, lists
			for name, text := range before {
				if err := os.WriteFile(filepath.Join(d.dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			d.cut = cut
			_, err := d.publish(second)
			d.cut = -1
			d.mustPublish(second)
			if diff := cmp.Diff(merged(second), d.there()); diff != "" {
				t.Fatal(diff)
			}
			d.cut = cut / 2
			if _, err := d.rollback(); err != nil {
				d.cut = -1
				d.backTo(before, fmt.Sprint("cut after ", cut))
			}
			d.cut = -1
			if diff := cmp.Diff(before, d.there()); diff != "" {
				t.Fatalf("cut after %d, back: %s", cut, diff)
			}
			d.options.Overwrite = false
			result, _ := d.publish(second)
			if want := []string{"style.33333333.css", "index.html"}; !result.Stopped || !slices.Equal(result.Plan.Foreign, want) {
				t.Fatalf("cut after %d: asked about %q, want %q", cut, result.Plan.Foreign, want)
			}
			if err == nil {
				break
			}
		}
	}
}

// TestLinks: a symbolic link in a folder is another hand's, to be asked about.
func TestLinks(t *testing.T) {
	d := newDesk(t)
	elsewhere := filepath.Join(t.TempDir(), "portal.html")
	if err := os.WriteFile(elsewhere, []byte("the portal's"), 0o644); err != nil {
		t.Fatal(err)
	}
	disktest.Link(t, elsewhere, filepath.Join(d.dir, "index.html"))
	result, err := d.publish(first)
	if err != nil || !slices.Equal(result.Plan.Foreign, []string{"index.html"}) {
		t.Fatalf("%+v %v", result.Plan, err)
	}
	d.options.Overwrite = true
	d.mustPublish(first)
	if text, err := os.ReadFile(elsewhere); err != nil || string(text) != "the portal's" {
		t.Errorf("what the link led to: %q %v", text, err)
	}
	if diff := cmp.Diff(first, d.there()); diff != "" {
		t.Error(diff)
	}
}

// Every class that a build has can be written into the list of a place, and read again.
func TestClassesInALine(t *testing.T) {
	for _, class := range output.Order() {
		path, f, err := parseFile(strings.TrimSuffix(strings.TrimPrefix(file{sum: "aa", size: 1, class: class}.line("+", "a b.html"), "+ "), "\n"))
		if err != nil || path != "a b.html" || f.class != class {
			t.Errorf("class %d: %q %+v %v", class, path, f, err)
		}
	}
}
