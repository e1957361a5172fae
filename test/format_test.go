package test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"loa/internal/base/disk"
	"loa/internal/desk/scaffold"
)

// Formatting changes how files are written and never a page: the project's own
// site, spoilt the way editors and systems spoil files, is built, formatted and
// built again.
func TestFormattingChangesNoPage(t *testing.T) {
	t.Parallel()
	o := own(t)
	spoil(t, o.Dir)
	run(t, o)
	before := read(t, o.Out)
	site, err := scaffold.Open(o.Dir, disk.System{})
	if err != nil {
		t.Fatal(err)
	}
	done, err := site.Format("", false)
	if err != nil || len(done.Problems) > 0 || len(done.Changed) < 100 {
		t.Fatal(err, done.Problems, len(done.Changed))
	}
	if result := run(t, o); result.Report.Written+result.Report.Removed > 0 {
		t.Errorf("the formatted site is another: %+v", result.Report)
	}
	expectTree(t, before, read(t, o.Out), "formatted")
	if again, err := site.Format("", false); err != nil || len(again.Changed) > 0 {
		t.Errorf("formatting again changed %v, %v", again.Changed, err)
	}
}

// spoil rewrites the texts of a site: line ends, marks, letters apart, a byte
// order mark, curly quotes round titles.
func spoil(t *testing.T, dir string) {
	t.Helper()
	ways := []func([]byte) []byte{
		func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")) },
		func(b []byte) []byte { return append([]byte("\ufeff"), b...) },
		norm.NFD.Bytes,
		func(b []byte) []byte { return []byte(strings.Replace(string(b), "\ntitle = \"", "\ntitle: \"", 1)) },
	}
	err := filepath.Walk(filepath.Join(dir, "content"), func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		way := ways[len(text)%len(ways)]
		return os.WriteFile(name, way(text), info.Mode())
	})
	if err != nil {
		t.Fatal(err)
	}
}
