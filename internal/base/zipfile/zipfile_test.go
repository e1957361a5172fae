package zipfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

func archive(t testing.TB, entries int, text string) *bytes.Reader {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := range entries {
		w, err := z.CreateHeader(&zip.FileHeader{Name: strconv.Itoa(i)})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(out.Bytes())
}

// An ordinary file is read whole, however much it holds.
func TestOpen(t *testing.T) {
	text := strings.Repeat("chữ ", 2*mostList)
	r := archive(t, 2, text)
	z, err := Open(r, r.Size())
	if err != nil || len(z.File) != 2 {
		t.Fatal(err)
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if data, err := io.ReadAll(in); err != nil || string(data) != text {
			t.Errorf("%d bytes, %v", len(data), err)
		}
	}
	r = archive(t, mostEntries, "")
	if _, err := Open(r, r.Size()); err != nil {
		t.Error(err)
	}
	if _, err := Open(strings.NewReader("no archive"), 10); !errors.Is(err, zip.ErrFormat) {
		t.Error(err)
	}
}

// A list of very many entries is not read to its end, whatever it says of itself.
func TestTooMany(t *testing.T) {
	r := archive(t, mostEntries+1, "")
	if _, err := Open(r, r.Size()); !errors.Is(err, ErrTooMany) {
		t.Error(err)
	}
	r = archive(t, 200_000, "")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Open(r, r.Size())
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; !errors.Is(err, ErrTooMany) || taken > 24<<20 {
		t.Errorf("%v, and it took %d bytes", err, taken)
	}
}
