package calendar

import "math"

// The rules of the Vietnamese lunar calendar, reckoned at UTC+7:
//
//   - a month begins on the day of the new moon;
//   - month 11 holds the winter solstice (Sun at 270°);
//   - with 13 months from one month 11 to the next, the first of them without a principal term
//     (the Sun passing a multiple of 30°) is leap and repeats the number before it.
//
// After Explanatory Supplement to the Astronomical Almanac (3rd edition, section 15.7), which
// gives them for the Chinese calendar; Viet Nam applies them at its own meridian. The North has used UTC+7 since 1968
// (decision of 8 August 1967).

// LunarMonth is one month of the lunar calendar.
type LunarMonth struct {
	Year  int // lunar year, named by the Gregorian year in which it begins
	Month int // 1 to 12
	Leap  bool
	First Day // the Gregorian day of day 1
	Days  int // 29 or 30
}

// hanoiOffset is the calendar's own clock, UTC+7, in days; no time zone database is asked.
const hanoiOffset = 7.0 / 24

// unixEpoch is the Julian day of 1970-01-01, midnight UT.
const unixEpoch = 2440587.5

// monthStart returns the day at UTC+7 on which new moon number k falls.
func monthStart(k int) Day {
	moment := newMoon(k)
	universal := moment - deltaT(julianYear(moment))/secondsADay
	return Day(math.Floor(universal + hanoiOffset - unixEpoch))
}

// sunAt returns the Sun's longitude in degrees when day d begins at UTC+7.
func sunAt(d Day) float64 {
	universal := float64(d) + unixEpoch - hanoiOffset
	return sunLongitude(universal + deltaT(julianYear(universal))/secondsADay)
}

func julianYear(day float64) float64 { return 2000 + (day-julian2000)/365.25 }

// lunation is a month before it has a number: its first day and where the Sun then stands.
type lunation struct {
	first Day
	sun   float64
}

func lunationAt(k int) lunation {
	first := monthStart(k)
	return lunation{first, sunAt(first)}
}

// hasPrincipalTerm tells whether the Sun enters another twelfth of its way before the next month.
func (l lunation) hasPrincipalTerm(next lunation) bool {
	return int(l.sun/30) != int(next.sun/30)
}

// hasWinterSolstice tells whether the Sun reaches 270° in this month.
func (l lunation) hasWinterSolstice(next lunation) bool {
	return math.Mod(l.sun+90, 360) > 180 && math.Mod(next.sun+90, 360) < 180
}

// solsticeLunation returns a number at most one lunation before that of the month 11 which lies
// in the given Gregorian year: from the mean solstice, 21 December 1999, 7:44 UT.
func solsticeLunation(year int) int {
	solstice := 2451533.82 + 365.2422*float64(year-1999)
	return int(math.Floor((solstice-meanNewMoon)/synodicMonth)) - 1
}

// solsticeYear returns the 12 or 13 months from month 11 of lunar year y-1 to month 10 of y.
func solsticeYear(y int) []LunarMonth {
	k := solsticeLunation(y - 1)
	var row []lunation // month 11, the months after it, and month 11 again
	for this := lunationAt(k); ; k++ {
		next := lunationAt(k + 1)
		eleventh := this.hasWinterSolstice(next)
		if eleventh || len(row) > 0 {
			row = append(row, this)
		}
		if eleventh && len(row) > 1 {
			return number(y, row)
		}
		this = next
	}
}

// number gives the lunations of a solstice year their numbers; the last of the row is the next
// month 11 and only ends the month before it. The first cannot be leap: it has the solstice.
func number(y int, row []lunation) []LunarMonth {
	months := make([]LunarMonth, 0, len(row)-1)
	leapDue := len(row)-1 == 13
	year, month := y-1, 11
	for i, l := range row[:len(row)-1] {
		leap := leapDue && !l.hasPrincipalTerm(row[i+1])
		if leap {
			leapDue = false
		} else if i > 0 {
			month++
		}
		if month == 13 {
			year, month = y, 1
		}
		months = append(months, LunarMonth{year, month, leap, l.first, int(row[i+1].first - l.first)})
	}
	return months
}
