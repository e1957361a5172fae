package importing

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the entries of testdata/cases as they come out")

// TestCases: files that came in wrong once become the entries beside them.
func TestCases(t *testing.T) {
	const folder = "testdata/cases"
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := file.Name()
		if filepath.Ext(name) == ".md" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(folder, name))
			if err != nil {
				t.Fatal(err)
			}
			report, site := imported(t, map[string]string{name: string(data)}, Options{Section: "nhap"})
			if len(report.Items) != 1 || report.Items[0].State != Imported {
				t.Fatalf("%+v", report.Items)
			}
			entry, err := fs.ReadFile(site.FS(), report.Items[0].Entry)
			if err != nil {
				t.Fatal(err)
			}
			kept := filepath.Join(folder, name+".md")
			if *update {
				if err := os.WriteFile(kept, entry, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(kept)
			if err != nil {
				t.Fatal(err)
			}
			if string(entry) != strings.ReplaceAll(string(want), "\r\n", "\n") {
				t.Errorf("there comes\n%s", entry)
			}
		})
	}
}
