package workbook

import (
	"fmt"
	"math"
	"time"
)

const secondsOfDay = 24 * 60 * 60

// moment writes a number of days as the date and the time that a format shows; ok is false for a
// number that is none.
func (f format) moment(value float64, since1904 bool) (text string, ok bool) {
	if value < 0 || value > 2_958_466 { // the last day is 31/12/9999
		return "", false
	}
	seconds := int64(math.Round(value * secondsOfDay))
	if !f.clock { // the time of day is not shown, and the day does not become the next
		seconds = int64(math.Floor(value)) * secondsOfDay
	}
	day := seconds / secondsOfDay
	if f.elapsed {
		return clock(seconds, f.seconds), true
	}
	at := time.Unix(seconds, 0).UTC()
	at = at.AddDate(0, 0, int(dayZero(day, since1904)))
	date := at.Format("02/01/2006")
	switch {
	case !f.day && !f.month:
		date = at.Format("2006")
	case !f.day && f.year:
		date = at.Format("01/2006")
	case !f.day:
		date = at.Format("01")
	}
	switch {
	case f.date && f.clock && (day > 0 || since1904):
		return date + " " + clock(seconds%secondsOfDay, f.seconds), true
	case f.date && day == 0 && !since1904: // there is no such day: a time of day in a cell for dates
		return clock(seconds%secondsOfDay, f.seconds), f.clock
	case f.date:
		return date, true
	}
	return clock(seconds%secondsOfDay, f.seconds), true
}

// dayZero is how many days the count begins before 1/1/1970. Excel took 1900 for a leap year, so
// days up to 28/2/1900 are one less.
func dayZero(day int64, since1904 bool) int64 {
	switch {
	case since1904:
		return -24107
	case day < 60:
		return -25568
	}
	return -25569
}

func clock(seconds int64, all bool) string {
	text := fmt.Sprintf("%02d:%02d", seconds/3600, seconds/60%60)
	if rest := seconds % 60; all && rest != 0 {
		text += fmt.Sprintf(":%02d", rest)
	}
	return text
}
