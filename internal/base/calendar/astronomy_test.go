package calendar

import (
	"math"
	"testing"
)

// The worked examples of Meeus, Astronomical Algorithms.

func TestNewMoonOfMeeus(t *testing.T) {
	// Example 49.a: the new moon of February 1977.
	if got, want := newMoon(-283), 2443192.65118; math.Abs(got-want) > 0.00001 {
		t.Errorf("got %.5f, want %.5f", got, want)
	}
}

func TestSunLongitudeOfMeeus(t *testing.T) {
	// Example 25.b: 1992 October 13 at 0h, apparent longitude 199°54'21.818" by the whole theory.
	want := 199 + 54.0/60 + 21.818/3600
	if got := sunLongitude(2448908.5); math.Abs(got-want)*3600 > 1 {
		t.Errorf("got %.6f, want %.6f", got, want)
	}
}

// Measured values: Astronomical Almanac, page K9.
func TestDeltaT(t *testing.T) {
	for year, want := range map[float64]float64{1970: 40.2, 1980: 50.5, 1990: 56.9, 2000: 63.8, 2010: 66.1} {
		if got := deltaT(year); math.Abs(got-want) > 1 {
			t.Errorf("%v: got %.1f, want %.1f", year, got, want)
		}
	}
	for _, seam := range []float64{1986, 2005, 2050} {
		if step := math.Abs(deltaT(seam) - deltaT(seam-0.001)); step > 0.6 {
			t.Errorf("a step of %.2f s at %v", step, seam)
		}
	}
}
