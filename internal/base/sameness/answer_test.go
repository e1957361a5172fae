package sameness

import (
	"math"
	"testing"
	"time"
)

// What each file system of a Windows machine answers, and whether that tells a file.
func TestAnswersOfWindows(t *testing.T) {
	at := time.Date(2026, 6, 1, 8, 0, 0, 123456700, time.UTC)
	steps := func(at time.Time) int64 { return at.UnixNano()/100 + since1601 }
	ntfs := answer{attributes: 0x20, size: 5, written: steps(at), changed: steps(at.Add(time.Hour)), volume: 7, number: [2]uint64{9}}
	for name, c := range map[string]struct {
		change func(*answer)
		want   bool
	}{
		"NTFS":                   {func(*answer) {}, true},
		"ReFS":                   {func(a *answer) { a.number[1] = 3 }, true},
		"read-only":              {func(a *answer) { a.attributes |= 1 }, true},
		"only in the cloud":      {func(a *answer) { a.attributes |= 0x400000 }, true}, // fetching it moves the time
		"before 1970":            {func(a *answer) { a.written = steps(at.AddDate(-100, 0, 0)) }, true},
		"of 1601":                {func(a *answer) { a.written = 1 }, false},
		"FAT":                    {func(a *answer) { a.changed = 0 }, false},
		"a time that never was":  {func(a *answer) { a.changed = -1 }, false},
		"after 2262":             {func(a *answer) { a.changed = math.MaxInt64 }, false},
		"written after 2262":     {func(a *answer) { a.written = math.MaxInt64 }, false},
		"no numbers":             {func(a *answer) { a.number = [2]uint64{} }, false},
		"no number of 64 bits":   {func(a *answer) { a.number = [2]uint64{math.MaxUint64} }, false},
		"no number of 128 bits":  {func(a *answer) { a.number = [2]uint64{math.MaxUint64, math.MaxUint64} }, false},
		"a share":                {func(a *answer) { a.elsewhere = true }, false},
		"a folder":               {func(a *answer) { a.attributes |= attributeFolder }, false},
		"a link, or made up":     {func(a *answer) { a.attributes |= attributeReparse }, false},
		"a junction to a folder": {func(a *answer) { a.attributes |= attributeReparse | attributeFolder }, false},
	} {
		a := ntfs
		c.change(&a)
		var f File
		if got := f.of(a); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	var f File
	want := File{Size: 5, Times: [2]int64{at.UnixNano(), at.Add(time.Hour).UnixNano()}, Node: [3]uint64{7, 9, 0}}
	if !f.of(ntfs) || !f.like(&want) {
		t.Errorf("got %+v\nwant %+v", f, want)
	}
}

// Each thing that tells a file counts: an answer that differs in one of them is
// another file.
func TestAnswersDiffer(t *testing.T) {
	same := answer{size: 5, written: since1601 + 1, changed: since1601 + 2, volume: 7, number: [2]uint64{9, 1}}
	var seen File
	seen.of(same)
	for name, change := range map[string]func(*answer){
		"size": func(a *answer) { a.size++ }, "written": func(a *answer) { a.written++ }, "changed": func(a *answer) { a.changed++ },
		"volume": func(a *answer) { a.volume++ }, "number": func(a *answer) { a.number[0]++ }, "upper half": func(a *answer) { a.number[1]++ },
	} {
		a := same
		change(&a)
		var now File
		if !now.of(a) || now.like(&seen) {
			t.Errorf("another %s is not seen", name)
		}
	}
}
