package front_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"loa/internal/network/front/fronttest"
)

var update = flag.Bool("update", false, "write what the front is now into testdata")

// The files of a front, as they are published.
func TestGolden(t *testing.T) {
	const name = "testdata/front.txtar"
	var got txtar.Archive
	for _, f := range fronttest.Make(t) {
		if f.Path == "front.css" || f.Path == "front.js" {
			continue
		}
		data := bytes.ReplaceAll(f.Data, []byte("\r\n"), []byte("\n"))
		got.Files = append(got.Files, txtar.File{Name: f.Path, Data: append(bytes.TrimRight(data, "\n"), '\n')})
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(&got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(txtar.Format(&got))); diff != "" {
		t.Error(diff)
	}
}
