package problem

import (
	"fmt"
	"testing"
)

// Of a file with very many problems some are told, all its errors among them.
func TestSortKeepsSoMany(t *testing.T) {
	var all []Problem
	for i := range 3 * MaxProblems.Most {
		p := New(FileUnused, Place{File: "b.md", Line: i + 1, Column: 1}, nil)
		if p.Severity = Warning; i%1000 == 999 {
			p.Severity = Error
		}
		all = append(all, p)
	}
	for _, file := range []string{"a.md", "c.md", ""} {
		all = append(all, New(FileUnused, Place{File: file, Line: 1}, nil))
	}
	sorted := Sort(all)
	if got, want := len(sorted), MaxProblems.Most+1+3; got != want {
		t.Fatalf("%d problems, want %d", got, want)
	}
	if n := Count(sorted, Error); n != 3 {
		t.Errorf("%d errors, want 3", n)
	}
	last := sorted[len(sorted)-2]
	if last.Code != LimitProblems || last.Severity != Warning || fmt.Sprint(last.Args["count"]) != fmt.Sprint(2*MaxProblems.Most) || last.Place != (Place{File: "b.md"}) {
		t.Errorf("the rest is told as %+v", last)
	}
	for i := range all {
		all[i] = New(FileUnused, Place{File: "b.md", Line: i + 1, Column: 1}, nil)
		all[i].Severity = Error
	}
	if sorted = Sort(all); sorted[len(sorted)-1].Severity != Error {
		t.Error("errors are left out, and a warning stands for them")
	}
}
