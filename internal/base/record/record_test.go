package record

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// values is a record of random values: written by some calls, read by the same.
type values struct {
	Kinds   []int
	Numbers []uint64
	Signed  []int64
	Texts   []string
	Hashes  []uint32
}

const kinds = 7

func some(r *rand.Rand) (v values) {
	texts := []string{"", "a", "content/ao.md", "content/ao/be.md", "Đuối nước\x00", "content/"}
	for range r.IntN(60) {
		v.Kinds = append(v.Kinds, r.IntN(kinds))
		v.Numbers = append(v.Numbers, []uint64{0, 1, 127, 128, math.MaxUint64, r.Uint64()}[r.IntN(6)])
		v.Signed = append(v.Signed, []int64{0, -1, 1, math.MinInt64, math.MaxInt64, int64(r.Uint64())}[r.IntN(6)])
		v.Texts = append(v.Texts, texts[r.IntN(len(texts))])
		v.Hashes = append(v.Hashes, []uint32{0, 7, math.MaxUint32, r.Uint32()}[r.IntN(4)])
	}
	return v
}

func (v values) write(w *Writer) {
	w.Number(uint64(len(v.Kinds)))
	for i, kind := range v.Kinds {
		switch kind {
		case 0:
			w.Number(v.Numbers[i])
		case 1:
			w.Signed(v.Signed[i])
		case 2:
			w.Text(v.Texts[i])
		case 3:
			w.Path(v.Texts[i])
		case 4:
			w.Shared(v.Texts[i])
		case 5:
			w.Hash(v.Hashes[i])
		case 6:
			w.Bool(v.Hashes[i] == 7)
		}
	}
}

// read reports whether all values are those that were written.
func (v values) read(r *Reader) bool {
	same := r.Count() == len(v.Kinds)
	for i, kind := range v.Kinds {
		if r.Err() != nil {
			return false
		}
		switch kind {
		case 0:
			same = r.Number() == v.Numbers[i] && same
		case 1:
			same = r.Signed() == v.Signed[i] && same
		case 2:
			same = r.Text() == v.Texts[i] && same
		case 3:
			same = r.Path() == v.Texts[i] && same
		case 4:
			same = r.Shared() == v.Texts[i] && same
		case 5:
			same = r.Hash() == v.Hashes[i] && same
		case 6:
			same = r.Bool() == (v.Hashes[i] == 7) && same
		}
	}
	return same
}

func TestRecord(t *testing.T) {
	r := rand.New(rand.NewPCG(18, 8))
	for range 500 {
		v := some(r)
		var out bytes.Buffer
		w := NewWriter(&out)
		v.write(w)
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		reader := NewReader(out.Bytes())
		if !v.read(reader) || reader.Close() != nil {
			t.Fatalf("%+v is read as something else", v)
		}
		if n := out.Len(); n > 1 {
			reader := NewReader(slices.Clone(out.Bytes()[:r.IntN(n)]))
			if same := v.read(reader); same && reader.Close() == nil {
				t.Fatalf("%+v is read though it was cut", v)
			}
		}
		if reader := NewReader(append(out.Bytes(), 0)); v.read(reader) && !errors.Is(reader.Close(), ErrForm) {
			t.Fatal("more than was written is no error")
		}
	}
}

// A record that promises more than it holds takes no memory for it.
func TestCountIsBounded(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out)
	w.Number(1 << 40)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	for name, read := range map[string]func(*Reader){
		"count": func(r *Reader) { r.Count() }, "text": func(r *Reader) { _ = r.Text() }, "path": func(r *Reader) { _ = r.Path() },
		"shared": func(r *Reader) { _ = r.Shared() }, "hash": func(r *Reader) { r.Hash() },
	} {
		r := NewReader(out.Bytes())
		if read(r); !errors.Is(r.Err(), ErrForm) {
			t.Errorf("%s: %v", name, r.Err())
		}
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriterKeepsTheError(t *testing.T) {
	w := NewWriter(full{})
	w.Raw(make([]byte, chunk))
	w.Text("a")
	if err := w.Flush(); !errors.Is(err, errFull) {
		t.Error(err)
	}
}
