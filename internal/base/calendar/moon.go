package calendar

import "math"

// The true new moon after Jean Meeus, Astronomical Algorithms, 2nd edition 1998, chapter 49:
// the mean lunation of the ELP 2000-82 theory, then periodic terms of the Sun and Moon, then
// terms of the planets. Meeus gives a largest error of 17 seconds for 1980–2020.

// meanNewMoon is the mean new moon of 6 January 2000 (lunation 0) and synodicMonth the mean time
// from one to the next, both in days.
const (
	meanNewMoon  = 2451550.09766
	synodicMonth = 29.530588861
)

// moonTerm is one periodic term: amplitude in days times E^e times the sine of
// sun·M + moon·M' + node·F.
type moonTerm struct {
	amplitude       float64
	e               int
	sun, moon, node float64
}

var moonTerms = [...]moonTerm{
	{-0.40720, 0, 0, 1, 0},
	{+0.17241, 1, 1, 0, 0},
	{+0.01608, 0, 0, 2, 0},
	{+0.01039, 0, 0, 0, 2},
	{+0.00739, 1, -1, 1, 0},
	{-0.00514, 1, 1, 1, 0},
	{+0.00208, 2, 2, 0, 0},
	{-0.00111, 0, 0, 1, -2},
	{-0.00057, 0, 0, 1, 2},
	{+0.00056, 1, 1, 2, 0},
	{-0.00042, 0, 0, 3, 0},
	{+0.00042, 1, 1, 0, 2},
	{+0.00038, 1, 1, 0, -2},
	{-0.00024, 1, -1, 2, 0},
	{-0.00007, 0, 2, 1, 0},
	{+0.00004, 0, 0, 2, -2},
	{+0.00004, 0, 3, 0, 0},
	{+0.00003, 0, 1, 1, -2},
	{+0.00003, 0, 0, 2, 2},
	{-0.00003, 0, 1, 1, 2},
	{+0.00003, 0, -1, 1, 2},
	{-0.00002, 0, -1, 1, -2},
	{-0.00002, 0, 1, 3, 0},
	{+0.00002, 0, 0, 4, 0},
}

// planetTerm is a further correction: amplitude in days times the sine of at0 + rate·k degrees. The
// square of time in the first is left out: over a century it shifts the moon by 5 milliseconds.
type planetTerm struct{ amplitude, at0, rate float64 }

var planetTerms = [...]planetTerm{
	{0.000325, 299.77, 0.107408},
	{0.000165, 251.88, 0.016321},
	{0.000164, 251.83, 26.651886},
	{0.000126, 349.42, 36.412478},
	{0.000110, 84.66, 18.206239},
	{0.000062, 141.74, 53.303771},
	{0.000060, 207.14, 2.453732},
	{0.000056, 154.84, 7.306860},
	{0.000047, 34.52, 27.261239},
	{0.000042, 207.19, 0.121824},
	{0.000040, 291.34, 1.844379},
	{0.000037, 161.72, 24.198154},
	{0.000035, 239.56, 25.513099},
	{0.000023, 331.55, 3.592518},
}

// newMoon returns the moment of new moon number k (0 is that of January 2000) as a Julian
// ephemeris day, that is in dynamical time.
func newMoon(k int) float64 {
	n := float64(k)
	t := n / 1236.85 // Julian centuries since 2000
	t2, t3, t4 := t*t, t*t*t, t*t*t*t

	day := meanNewMoon + synodicMonth*n + 0.00015437*t2 - 0.000000150*t3 + 0.00000000073*t4
	e := 1 - 0.002516*t - 0.0000074*t2
	power := [3]float64{1, e, e * e}
	sun := radians(2.5534 + 29.10535670*n - 0.0000014*t2 - 0.00000011*t3)
	moon := radians(201.5643 + 385.81693528*n + 0.0107582*t2 + 0.00001238*t3 - 0.000000058*t4)
	node := radians(160.7108 + 390.67050284*n - 0.0016118*t2 - 0.00000227*t3 + 0.000000011*t4)
	ascending := radians(124.7746 - 1.56375588*n + 0.0020672*t2 + 0.00000215*t3)

	day -= 0.00017 * math.Sin(ascending)
	for _, term := range moonTerms {
		day += term.amplitude * power[term.e] * math.Sin(term.sun*sun+term.moon*moon+term.node*node)
	}
	for _, term := range planetTerms {
		day += term.amplitude * math.Sin(radians(term.at0+term.rate*n))
	}
	return day
}

func radians(degrees float64) float64 { return degrees * (math.Pi / 180) }
