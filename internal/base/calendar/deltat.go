package calendar

// deltaT returns dynamical time minus universal time in seconds for a year with fraction, after
// the polynomials of Fred Espenak and Jean Meeus (Five Millennium Canon of Solar Eclipses,
// NASA/TP-2006-214141, section 2.6); measured until 2005, expected after, for years from 1961 to 2150.
//
// Of all new moons from 1968 to 2100 three lie within half a minute of midnight at UTC+7, all in
// years whose value is only expected: 8 May 2054 (22 s after), 15 November 2077 (10 s before)
// and 18 October 2085 (28 s before).
func deltaT(year float64) float64 {
	switch t := year - 2000; {
	case year < 1986:
		t = year - 1975
		return 45.45 + t*(1.067+t*(-1/260.0+t*(-1/718.0)))
	case year < 2005:
		return 63.86 + t*(0.3345+t*(-0.060374+t*(0.0017275+t*(0.000651814+t*0.00002373599))))
	case year < 2050:
		return 62.92 + t*(0.32217+t*0.005589)
	default:
		u := (year - 1820) / 100
		return -20 + 32*u*u - 0.5628*(2150-year)
	}
}
