package remote

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/minio/minio-go/v7"
)

// manyFiles makes a folder with more files than are read at a time.
func manyFiles(t *testing.T) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	for i := range 2300 {
		names = append(names, fmt.Sprintf("%s/%d.html", []string{"tin", "tin/cu"}[i%2], i))
	}
	for _, name := range names {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(names)
	return dir, names
}

// Each file of a folder is told once, however many there are; the first error of tell ends it.
func TestListInParts(t *testing.T) {
	dir, names := manyFiles(t)
	place, err := Dial(t.Context(), Address{Type: "folder", Path: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer place.Close()
	files, err := Files(t.Context(), place)
	var told []string
	for _, f := range files {
		told = append(told, f.Path)
	}
	if slices.Sort(told); err != nil || !slices.Equal(told, names) {
		t.Errorf("%d of %d files, %v", len(told), len(names), err)
	}
	enough, asked := errors.New("enough"), 0
	if err := place.List(t.Context(), func(File) error { asked++; return enough }); !errors.Is(err, enough) || asked != 1 {
		t.Errorf("told %d, %v", asked, err)
	}
}

// The store of a large network holds more files than a site may have.
func TestListOfManySites(t *testing.T) {
	objects, told := make(chan minio.ObjectInfo), 0
	go func() {
		defer close(objects)
		for range mostFiles + 1 {
			objects <- minio.ObjectInfo{Key: "loa/a"}
		}
	}()
	if err := listed(objects, "loa/", mostObjects, func(File) error { told++; return nil }); err != nil || told != mostFiles+1 {
		t.Error(told, err)
	}
}
