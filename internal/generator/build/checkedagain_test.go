package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"loa/internal/base/problem"
)

// checkedAgain checks and reports whether the result was known.
func checkedAgain(t *testing.T, o Options) (Result, bool) {
	t.Helper()
	return knownOf(t, o, Check)
}

// TestCheckAgain: whatever happens between checks, each tells what one tells that knows
// nothing; and one after which nothing happened makes nothing.
func TestCheckAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(18, 2))
	o := remembering(begun(t))
	if _, known := checkedAgain(t, o); known {
		t.Fatal("known before it was made")
	}
	if _, err := os.Stat(filepath.Join(o.Dir, ".loa")); err == nil {
		t.Fatal("a check alone has made .loa/")
	}
	builtAgain(t, o)
	names := []string{"an edit", "another day", "later that day", "another program", "drafts, too", "another address", "a source has other bytes of equal length and time", "the events of a build"}
	for i := range 16 {
		what, may := names[i%len(names)], true
		switch what {
		case "an edit":
			what += " of " + edit(t, r, o.Dir)
		case "the events of a build":
			put(t, o.Dir, eventsFile, fmt.Sprintf("content/a/bai-0.md\t2026-05-01 %d\n", i))
			may = false
		default:
			may = disturbances[what](t, r, &o)
		}
		got, known := checkedAgain(t, o)
		if known && !may {
			t.Fatalf("step %d, %s: the result was known", i, what)
		}
		clean := o
		clean.Memory = nil
		want, err := Check(context.Background(), clean)
		if err != nil {
			t.Fatal(err)
		}
		words := problem.WordsFor("vi")
		if !slices.EqualFunc(got.Problems, want.Problems, func(a, b problem.Problem) bool { return problem.Text(a, words) == problem.Text(b, words) }) ||
			got.Pages != want.Pages || !reflect.DeepEqual(got.Translations, want.Translations) || !got.Next.Day.Equal(want.Next.Day) {
			t.Fatalf("step %d, %s (known: %v):\n got %+v\nwant %+v", i, what, known, got, want)
		}
		again, known := checkedAgain(t, o)
		if !known && !got.Stopped {
			t.Fatalf("step %d, %s: nothing happened since, and all was made again", i, what)
		}
		if len(again.Problems) != len(got.Problems) || !reflect.DeepEqual(again.Translations, got.Translations) {
			t.Fatalf("step %d, %s: what was known is other than what was found", i, what)
		}
	}
}
