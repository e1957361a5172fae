package rawfile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestWrittenIsRead(t *testing.T) {
	for _, size := range []int{0, 1, 511, 512, 513, 300_000} {
		path := filepath.Join(t.TempDir(), "bài")
		want := bytes.Repeat([]byte("x"), size)
		file, err := Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := file.Write(want); n != size || err != nil {
			t.Errorf("%d bytes: %d written, %v", size, n, err)
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
		got, err := ReadAll(path, []byte("before "))
		if err != nil || !bytes.Equal(got, append([]byte("before "), want...)) {
			t.Errorf("%d bytes: %d read, %v", size, len(got), err)
		}
	}
}

func TestFailures(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := os.WriteFile(path, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that is there: %v", err)
	}
	if _, err := Open(filepath.Join(dir, "b")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := ReadAll(dir, nil); err == nil {
		t.Error("a folder was read")
	}
}
