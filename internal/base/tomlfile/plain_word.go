package tomlfile

import (
	"strings"
	"time"
)

// plainWord reads true, false, a number, a date or a time of day in the one
// usual form.
func plainWord(word string) (value any, ok bool) {
	switch {
	case word == "true" || word == "false":
		return word == "true", true
	case len(word) >= len("2026-05-20") && word[4] == '-':
		return plainMoment(word)
	case len(word) == len("08:00:00") && word[2] == ':':
		seconds, ok := plainClock(word)
		return Clock{seconds / 3600, seconds / 60 % 60, seconds % 60}, ok
	}
	return plainNumber(word)
}

// plainNumber reads a whole number of up to nine digits.
func plainNumber(word string) (any, bool) {
	digits := strings.TrimPrefix(word, "-")
	n, ok := digitsOf(digits)
	if !ok || len(digits) > 9 || digits[0] == '0' && word != "0" {
		return nil, false
	}
	if len(digits) < len(word) {
		n = -n
	}
	return int64(n), true
}

// digitsOf reads digits and nothing else.
func digitsOf(s string) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != ""
}

// plainMoment reads 2026-05-20, 2026-05-20T08:00:00 and the latter with an
// offset.
func plainMoment(word string) (any, bool) {
	day, ok := plainDay(word[:10])
	if !ok || len(word) == 10 {
		return momentOf(day, false, false), ok
	}
	if len(word) < 19 || word[10] != 'T' {
		return nil, false
	}
	seconds, ok := plainClock(word[11:19])
	if !ok {
		return nil, false
	}
	m := momentOf(day.Add(time.Duration(seconds)*time.Second), true, false)
	switch zone := word[19:]; {
	case zone == "":
		return m, true
	case zone == "Z":
		m.HasZone = true
		return m, true
	case len(zone) == len("+07:00") && (zone[0] == '+' || zone[0] == '-'):
		offset, ok := plainClock(zone[1:] + ":00")
		if zone[0] == '-' {
			offset = -offset
		}
		m.offset, m.HasZone = int16(offset/60), true
		return m, ok
	}
	return nil, false
}

func plainDay(word string) (time.Time, bool) {
	year, ok1 := digitsOf(word[:4])
	month, ok2 := digitsOf(word[5:7])
	day, ok3 := digitsOf(word[8:])
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	real := t.Year() == year && int(t.Month()) == month && t.Day() == day
	return t, ok1 && ok2 && ok3 && word[4] == '-' && word[7] == '-' && real
}

// plainClock returns the seconds of 08:00:00 since midnight.
func plainClock(word string) (int, bool) {
	hour, ok1 := digitsOf(word[:2])
	minute, ok2 := digitsOf(word[3:5])
	second, ok3 := digitsOf(word[6:])
	right := word[2] == ':' && word[5] == ':' && hour < 24 && minute < 60 && second < 60
	return (hour*60+minute)*60 + second, ok1 && ok2 && ok3 && right
}
