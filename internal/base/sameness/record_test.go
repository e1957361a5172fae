package sameness

import (
	"bytes"
	"math"
	"reflect"
	"testing"

	"loa/internal/base/record"
)

func TestRecord(t *testing.T) {
	files := []File{
		{Path: "content/ao.md", Size: 12, Times: [2]int64{1_700_000_000_000_000_000, 1_700_000_000_000_000_007}, Node: [3]uint64{30, 4711, 0}},
		{Path: "content/ao.vi.md", Size: 0, Times: [2]int64{-1, math.MaxInt64}, Node: [3]uint64{math.MaxUint64, 1, math.MaxUint64}, Sum: []byte("0123456789abcdef")},
		{Path: "static/a", Size: math.MaxInt64, Times: [2]int64{math.MinInt64, math.MinInt64}, Node: [3]uint64{0, math.MaxUint64, 9}},
	}
	for n := range len(files) + 1 {
		var out bytes.Buffer
		w := record.NewWriter(&out)
		Write(w, files[:n])
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		r := record.NewReader(out.Bytes())
		if got := Read(r); r.Close() != nil || !reflect.DeepEqual(got, files[:n]) {
			t.Errorf("%+v, not %+v", got, files[:n])
		}
	}
}
