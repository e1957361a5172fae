package pack

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"loa/internal/base/disk"
	"loa/internal/base/output"
)

var day = time.Date(2026, 11, 24, 0, 0, 0, 0, time.FixedZone("Asia/Ho_Chi_Minh", 7*3600))

// sample is a few files of every kind that an archive treats differently.
var sample = map[string]string{
	"index.html":          strings.Repeat("<p>Ao, hồ, sông. ", 500),
	"nuoc/ao/index.html":  "<p>Rào ao",
	"nuoc/anh.jpg":        "\xff\xd8\xff một tấm ảnh",
	"assets/search.js":    "loaSearch({})",
	"Tờ rơi/Mẫu đơn.docx": "PK",
	"trong.txt":           "",
}

func began(t *testing.T, top string) *archive {
	t.Helper()
	a, err := newArchive(disk.System{}, top, day)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.close)
	return a
}

// packed makes the ZIP of the sample, its files given in an order of chance and
// from several goroutines.
func packed(t *testing.T, r *rand.Rand) []byte {
	t.Helper()
	a := began(t, "treem-2026-11-24")
	names := make([]string, 0, len(sample))
	for name := range sample {
		names = append(names, name)
	}
	slices.Sort(names)
	r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	var all sync.WaitGroup
	for i, name := range names {
		all.Go(func() {
			data := []byte(sample[name])
			var err error
			if i%2 == 0 {
				err = a.Write(name, output.Page, data)
				clear(data) // the caller's again
			} else {
				err = a.Copy(name, output.Page, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader([]byte(sample[name]))), nil }, int64(len(data)))
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var out bytes.Buffer
	if err := a.writeTo(&out, mark+": treem"); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSameFilesSameBytes(t *testing.T) {
	first := packed(t, rand.New(rand.NewPCG(1, 1)))
	for seed := range uint64(20) {
		if !bytes.Equal(first, packed(t, rand.New(rand.NewPCG(seed, 2)))) {
			t.Fatalf("another ZIP with seed %d", seed)
		}
	}
}

func TestZip(t *testing.T) {
	data := packed(t, rand.New(rand.NewPCG(3, 3)))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(z.Comment, mark) {
		t.Errorf("comment %q", z.Comment)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		inside, ok := strings.CutPrefix(f.Name, "treem-2026-11-24/")
		switch {
		case !ok, output.Check(f.Name) != nil:
			t.Errorf("name %q", f.Name)
		case f.Flags&utf8Names == 0 || !utf8.ValidString(f.Name):
			t.Errorf("%s: not marked as UTF-8", f.Name)
		case f.Flags&(1<<3) != 0:
			t.Errorf("%s: its size stands behind it", f.Name)
		case !f.Mode().IsRegular():
			t.Errorf("%s: %v", f.Name, f.Mode())
		}
		if got := f.Modified.Format(time.DateTime); got != "2026-11-24 00:00:00" {
			t.Errorf("%s: of %s", f.Name, got)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(in) // checks the sum, too
		if err != nil || string(got) != sample[inside] {
			t.Errorf("%s: %d bytes, %v", f.Name, len(got), err)
		}
	}
	if !slices.IsSorted(names) || len(names) != len(sample) {
		t.Errorf("names %q", names)
	}
}

func TestForbiddenNames(t *testing.T) {
	a := began(t, "treem")
	for _, name := range []string{"../x", "/x", `a\b`, "C:/x", "a//b", "con.html", "a\x00b", "", "x.", "\xff"} {
		if a.Write(name, output.Page, nil) == nil {
			t.Errorf("%q is packed", name)
		}
	}
	if a.Write("a", output.Page, nil) != nil || a.Write("a", output.Page, nil) == nil {
		t.Error("a name twice")
	}
}

// A file that changes between the two readings must not go out with a wrong sum.
func TestChangedMeanwhile(t *testing.T) {
	a := began(t, "treem")
	text := "một"
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
	if err := a.Copy("phim.mp4", output.Asset, open, 4); err != nil {
		t.Fatal(err)
	}
	text = "hai"
	if err := a.writeTo(io.Discard, mark); err == nil {
		t.Error("nothing noticed")
	}
}
