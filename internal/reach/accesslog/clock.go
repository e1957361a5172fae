package accesslog

import (
	"bytes"
	"strconv"
	"time"
)

// clock reads times. It remembers the last day, since the next line is most likely of the
// same one.
type clock struct {
	day  [11]byte
	zone [5]byte
	from int64 // when that day began
}

// common reads 02/Nov/2026:10:11:12 +0700.
func (c *clock) common(text []byte, at *int64) bool {
	if len(text) < 26 || text[11] != ':' || text[20] != ' ' {
		return false
	}
	seconds, ok := secondsOf(text[12:20])
	if !ok {
		return false
	}
	if [11]byte(text[:11]) != c.day || [5]byte(text[21:26]) != c.zone {
		day, err := time.Parse("02/Jan/2006 -0700", string(text[:11])+" "+string(text[21:26]))
		if err != nil {
			return false
		}
		c.day, c.zone, c.from = [11]byte(text[:11]), [5]byte(text[21:26]), day.Unix()
	}
	*at = c.from + seconds
	return true
}

// utc reads 2026-11-02 and 10:11:12, both in UTC.
func (c *clock) utc(day, hour []byte, at *int64) bool {
	if len(day) != 10 || len(hour) < 8 {
		return false
	}
	seconds, ok := secondsOf(hour[:8])
	if !ok {
		return false
	}
	key := [11]byte{10: 'W'}
	copy(key[:], day)
	if key != c.day {
		parsed, err := time.Parse(time.DateOnly, string(day))
		if err != nil {
			return false
		}
		c.day, c.zone, c.from = key, [5]byte{}, parsed.Unix()
	}
	*at = c.from + seconds
	return true
}

// secondsOf reads 10:11:12 as seconds of the day.
func secondsOf(text []byte) (int64, bool) {
	two := func(i int) int64 {
		if text[i] < '0' || text[i] > '9' || text[i+1] < '0' || text[i+1] > '9' {
			return 100
		}
		return int64(text[i]-'0')*10 + int64(text[i+1]-'0')
	}
	h, m, s := two(0), two(3), two(6)
	return h*3600 + m*60 + s, text[2] == ':' && text[5] == ':' && h < 24 && m < 60 && s <= 60
}

// layouts are the other forms of time that people put into logs.
var layouts = []string{time.RFC3339, "2006-01-02T15:04:05.999999999-0700", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "Mon, 02 Jan 2006 15:04:05 MST"}

// any reads a time in any of the forms, also seconds, milliseconds and more since 1970.
func (c *clock) any(text []byte, at *int64) bool {
	text = bytes.Trim(text, "[] ")
	if c.common(text, at) {
		return true
	}
	if whole, _, _ := bytes.Cut(text, []byte(".")); len(whole) >= 9 {
		if n, ok := number(whole); ok {
			for ; n > 1e11; n /= 1000 {
			}
			*at = n
			return true
		}
	}
	if n, err := strconv.ParseFloat(string(text), 64); err == nil && n > 1e8 && n < 1e11 { // 1.79e9
		*at = int64(n)
		return true
	}
	for _, layout := range layouts {
		if parsed, err := time.Parse(layout, string(text)); err == nil {
			*at = parsed.Unix()
			return true
		}
	}
	return false
}
