package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"loa/internal/base/disk"
)

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.md": "một", "bài/b.md": strings.Repeat("hai ", 5000), "c.md": ""} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := fstest.TestFS(Folder(dir, disk.System{}), "a.md", "bài/b.md", "c.md"); err != nil {
		t.Error(err)
	}
}

// One buffer serves one text after the other, whatever their lengths.
func TestReadInto(t *testing.T) {
	dir := t.TempDir()
	var buffer []byte
	for _, text := range []string{"", "dài " + strings.Repeat("x", 100_000), "ngắn", "\ufeffcó BOM\r\n"} {
		if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		want, _, err := Read(os.DirFS(dir), File{Path: "a.md", Name: "a.md"})
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := ReadInto(&buffer, Folder(dir, disk.System{}), File{Path: "a.md", Name: "a.md"})
		if err != nil || string(got.Bytes) != string(want.Bytes) {
			t.Errorf("%.20q: %.20q, %v", text, got.Bytes, err)
		}
	}
	if cap(buffer) < 100_000 {
		t.Errorf("the buffer holds %d bytes", cap(buffer))
	}
}
