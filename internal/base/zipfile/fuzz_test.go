package zipfile

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// What is opened is what the library opens; the bound takes away whole files only.
func FuzzOpen(f *testing.F) {
	for _, n := range []int{0, 1, 3} {
		data, err := io.ReadAll(archive(f, n, "chữ"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add(append([]byte("MZ behind a program "), data...))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Open(bytes.NewReader(data), int64(len(data)))
		want, oracle := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if (err == nil) != (oracle == nil) && err != ErrTooMany {
			t.Fatalf("%v, the library says %v", err, oracle)
		}
		if err != nil {
			return
		}
		if len(got.File) != len(want.File) || len(got.File) > mostEntries {
			t.Fatalf("%d entries, want %d", len(got.File), len(want.File))
		}
		for _, entry := range got.File {
			if in, err := entry.Open(); err == nil {
				if _, err := io.Copy(io.Discard, io.LimitReader(in, 1<<20)); err == nil {
					in.Close()
				}
			}
		}
	})
}
