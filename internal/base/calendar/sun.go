package calendar

import "math"

// The apparent longitude of the Sun after Meeus, Astronomical Algorithms, 2nd edition, chapters
// 22, 25 and 32: the Earth's longitude in the planetary theory VSOP87 (P. Bretagnon and
// G. Francou, Astronomy and Astrophysics 202, 1988), turned by half a circle, with nutation and
// aberration. Terms that stay below 0.01 arc seconds until 2100 are left out; what remains errs by less
// than an arc second, in which the Sun moves for 24 seconds of time.

// julian2000 is the Julian day of 1 January 2000, noon, from which the series count.
const julian2000 = 2451545.0

// sunLongitude returns the Sun's apparent geocentric longitude in degrees, 0 up to 360, at a
// Julian ephemeris day.
func sunLongitude(day float64) float64 {
	centuries := (day - julian2000) / 36525
	tau := centuries / 10
	earth := sum(earthL0[:], tau) + tau*(sum(earthL1[:], tau)+tau*sum(earthL2[:], tau))
	degrees := earth*1e-8*(180/math.Pi) + 180
	degrees += (nutation(centuries) + aberration(tau) + toFK5) / 3600
	degrees = math.Mod(degrees, 360)
	if degrees < 0 {
		degrees += 360
	}
	return degrees
}

func sum(terms []earthTerm, tau float64) float64 {
	total := 0.0
	for _, term := range terms {
		total += term.amplitude * math.Cos(term.phase+term.rate*tau)
	}
	return total
}

// toFK5 turns a VSOP87 longitude to the frame of the FK5 catalogue; arc seconds, chapter 32.
const toFK5 = -0.09033

// nutation returns the nutation in longitude in arc seconds, by the four largest terms of
// chapter 22; the rest is below half an arc second.
func nutation(centuries float64) float64 {
	node := radians(125.04452 - 1934.136261*centuries)
	sun := radians(280.4665 + 36000.7698*centuries)
	moon := radians(218.3165 + 481267.8813*centuries)
	return -17.20*math.Sin(node) - 1.32*math.Sin(2*sun) - 0.23*math.Sin(2*moon) + 0.21*math.Sin(2*node)
}

// aberration returns the shift by the Earth's motion in arc seconds: chapter 25, with the
// distance to the Sun by the two largest terms of VSOP87.
func aberration(tau float64) float64 {
	distance := 1.00013989 + 0.01670700*math.Cos(3.0984635+6283.07585*tau)
	return -20.4898 / distance
}
