package spoken

import (
	"runtime"
	"strings"
	"testing"
)

// TestCostIsThatOfTheLength says long runs of each piece: what is allocated grows with
// the length alone.
func TestCostIsThatOfTheLength(t *testing.T) {
	allocated := func(s *Speaker, text string) float64 {
		var before, after runtime.MemStats
		fresh := &Speaker{table: s.table, rules: s.rules} // with no room left from before
		runtime.ReadMemStats(&before)
		fresh.Say(text)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	for _, language := range []string{"vi", "en"} {
		speaker := New(language, nil)
		for _, piece := range pieces {
			for _, gap := range []string{"", " "} {
				once := allocated(speaker, strings.Repeat(piece+gap, 200))
				if eightfold := allocated(speaker, strings.Repeat(piece+gap, 1600)); eightfold > 24*once+8192 {
					t.Errorf("%s: %q costs %.0f bytes 200 times, %.0f 1600 times", language, piece+gap, once, eightfold)
				}
			}
		}
	}
}
