package data

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/problem"
)

// Whatever data/ holds at its limits fits into a hundred megabytes, and what goes beyond
// is refused before memory is taken for it.
func TestMostValues(t *testing.T) {
	const each = 256 // bytes held of a value at most
	most := problem.MaxTableValues.Most
	wide := ""
	for i := range problem.MaxSheetColumns.Most {
		wide += fmt.Sprintf(",k%d", i)
	}
	for name, c := range map[string]struct {
		head, row string
		values    int // of a row
		end       string
	}{
		"rows.csv":    {"a\n", "1\n", 2, ""},
		"columns.csv": {wide[1:] + "\n", strings.Repeat("1,", problem.MaxSheetColumns.Most-1) + "1\n", problem.MaxSheetColumns.Most + 1, ""},
		"lists.json":  {"[", "[1],", 2, "0]"},
		"tables.json": {"[", `{"a":1},`, 2, "0]"},
		"tables.toml": {"", "[[a]]\nb=1\n", 3, ""},
		"lists.toml":  {"a=[", "{a=1},", 3, "]"},
	} {
		t.Run(name, func(t *testing.T) {
			fits := most/c.values - problem.MaxSheetColumns.Most
			if name == "rows.csv" {
				fits = problem.MaxSheetRows.Most
			}
			tables, problems, _, held := loaded(t, name, c.head+strings.Repeat(c.row, fits)+c.end)
			if len(problems) > 0 || held > each*uint64(most) {
				t.Errorf("%d rows: %v, %d bytes held", fits, problems, held)
			}
			runtime.KeepAlive(tables)
		})
	}
	for name, text := range map[string]string{
		"cells.csv": wide[1:] + "\n" + strings.Repeat(strings.Repeat("1,", 199)+"1\n", 9000),
		"a.json":    "[" + strings.Repeat("{},", 1_200_000) + "0]",
		"a.toml":    strings.Repeat("[[a]]\n", 600_000),
	} {
		_, problems, allocated, held := loaded(t, name, text)
		if len(problems) != 1 || problems[0].Code != problem.LimitTableValues || problems[0].Place.Line == 0 {
			t.Errorf("%s: %v", name, problems)
		}
		if held > 1<<20 || !strings.HasSuffix(name, "csv") && allocated > 4*uint64(len(text)) {
			t.Errorf("%s: %d bytes allocated, %d held", name, allocated, held)
		}
	}
}

// What one file holds counts for the next.
func TestValuesOfAllFiles(t *testing.T) {
	half := "[" + strings.Repeat("0,", problem.MaxTableValues.Most/2) + "0]"
	disk := fstest.MapFS{"data/a.json": {Data: []byte(half)}, "data/b.json": {Data: []byte(half)}, "data/c.toml": {Data: []byte("a = 1\n")}}
	tables, problems, err := Load(disk)
	if err != nil || len(problems) != 1 || problems[0].Code != problem.LimitTableValues || problems[0].Place.File != "data/b.json" {
		t.Error(problems, err)
	}
	if tables["a"] == nil || tables["b"] != nil || tables["c"] == nil {
		t.Error("a small table has no room beside a refused one")
	}
}

// loaded loads one file, and counts the bytes that it allocates and those that it holds.
func loaded(t *testing.T, name, text string) (tables map[string]any, problems []problem.Problem, allocated, held uint64) {
	t.Helper()
	disk := fstest.MapFS{"data/" + name: {Data: []byte(text)}}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	tables, problems, err := Load(disk)
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	allocated = after.TotalAlloc - before.TotalAlloc
	runtime.GC()
	runtime.ReadMemStats(&after)
	return tables, problems, allocated, max(after.HeapAlloc, before.HeapAlloc) - before.HeapAlloc
}
