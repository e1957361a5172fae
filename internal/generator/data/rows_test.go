package data

import (
	"testing"
	"testing/fstest"
)

// Rows keep their headings and tell where they stand; a row without text is none.
func TestReadRows(t *testing.T) {
	disk := fstest.MapFS{"xa.csv": {Data: []byte("key;name\n\"ba\nvi\"; Ba Vì \n;\nan-an;An Ấn\n")}}
	rows, found, err := ReadRows(disk, "xa.csv")
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	if len(rows.Headings) != 2 || len(rows.Rows) != 2 {
		t.Fatalf("%d headings and %d rows, not 2 and 2", len(rows.Headings), len(rows.Rows))
	}
	if got := rows.Rows[0].Cells["name"]; got != "Ba Vì" {
		t.Errorf("the first name is %q", got)
	}
	if got := rows.Rows[1].At; got.File != "xa.csv" || got.Line != 5 {
		t.Errorf("the second row stands at %s:%d, not xa.csv:5", got.File, got.Line)
	}
}
