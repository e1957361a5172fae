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

func TestReplace(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"fresh": "new", "old": "old"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o777); err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(dir, "fresh")
	if err := Replace(fresh, filepath.Join(dir, "folder")); err == nil {
		t.Error("a folder was replaced")
	}
	if err := Replace(fresh, filepath.Join(dir, "old")); err != nil {
		t.Error(err)
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "old")); string(got) != "new" {
		t.Errorf("%q", got)
	}
	var link *os.LinkError
	if err := Replace(fresh, filepath.Join(dir, "old")); !errors.As(err, &link) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}
