package growth

import (
	"runtime"
	"testing"
)

const (
	most = 2.3       // times as much for twice the length
	peak = 200 << 20 // bytes allocated for the longest
)

// little is what of each cost says nothing of growth.
var little = [3]uint64{4 << 20, 20_000, 4 << 20}

func TestGrowth(t *testing.T) {
	for _, c := range All() {
		t.Run(c.Name, func(t *testing.T) {
			c.Read(&Meter{TB: t}, c.Text(c.N/2)) // what is made once
			once, twice, last := costs(t, c, 1), costs(t, c, 2), costs(t, c, 4)
			for i, what := range []string{"bytes allocated", "objects", "bytes asked for"} {
				if last[i] > little[i] && float64(last[i]) > most*most*float64(max(once[i], little[i]/4)) {
					t.Errorf("%s: %d, %d and %d for %d, %d and %d", what, once[i], twice[i], last[i], c.N, 2*c.N, 4*c.N)
				}
			}
			if last[0] > peak {
				t.Errorf("%d bytes for %d", last[0], 4*c.N)
			}
		})
	}
}

// costs are those of a construct written so many times its n: bytes and objects
// allocated, freed ones too, and bytes asked for. No load of the machine changes them.
func costs(t *testing.T, c Construct, times int) [3]uint64 {
	text, m := c.Text(times*c.N), &Meter{TB: t}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	c.Read(m, text)
	runtime.ReadMemStats(&after)
	return [3]uint64{after.TotalAlloc - before.TotalAlloc, after.Mallocs - before.Mallocs, m.Asked}
}
