package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is saved at the first visit: first aid, unless its author lets it wait,
// and what its author wants kept. What waits is saved with the rest.
func TestSavedAtOnce(t *testing.T) {
	for _, c := range []struct {
		head           string
		atOnce, atRest bool
	}{
		{"", false, true},
		{"emergency = true\n", true, false},
		{"emergency = true\noffline = \"always\"\n", true, false},
		{"emergency = true\noffline = \"later\"\n", false, true},
		{"offline = \"always\"\n", true, false},
		{"offline = \"later\"\n", false, true},
		{"offline = \"never\"\n", false, false},
	} {
		o := posterSite(t, "")
		text := "+++\ntitle = \"Ao\"\n" + c.head + "+++\nRào ao.\n"
		if err := os.WriteFile(filepath.Join(o.Dir, "content", "nuoc", "ao.md"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if result, err := Run(context.Background(), o); err != nil || result.Stopped {
			t.Fatal(err, result.Problems)
		}
		worker, err := os.ReadFile(filepath.Join(o.Out, "worker.js"))
		if err != nil {
			t.Fatal(err)
		}
		lists, _ := filepath.Glob(filepath.Join(o.Out, "assets", "offline.*.json"))
		if len(lists) != 1 {
			t.Fatal(lists)
		}
		rest, err := os.ReadFile(lists[0])
		if err != nil {
			t.Fatal(err)
		}
		core, _, _ := strings.Cut(string(worker), "\n")
		if got := strings.Contains(core, "nuoc/ao/"); got != c.atOnce {
			t.Errorf("%q: saved at once is %v", c.head, got)
		}
		if got := strings.Contains(string(rest), "nuoc/ao/"); got != c.atRest {
			t.Errorf("%q: saved with the rest is %v: %s", c.head, got, rest)
		}
	}
}
