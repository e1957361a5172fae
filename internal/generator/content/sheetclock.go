package content

import (
	"strings"

	"loa/internal/base/calendar"
	"loa/internal/base/pattern"
	"loa/internal/base/tomlfile"
)

var (
	// clockSpan is "8h30 - 11h", also in words.
	clockSpan = pattern.New(`^(?:từ\s+)?(.+?)\s*(?:-|–|—|→|đến)\s*(.+)$`)
	// halfDay is what stands behind an hour on a dial of twelve: spoken, or as Excel has it in
	// English and in Vietnamese.
	halfDay = pattern.New(`^(.*\d.*?)\s*(sáng|trưa|chiều|tối|am|pm|sa|ch)$`)
	// spelled are the words for the letters and signs of a time of day.
	spelled = strings.NewReplacer("giờ", "h", "phút", "", "'", "", "’", "", " ", "", "\u00a0", "")
)

// clocks reads the cells of the beginning and the end; "8h30 - 11h" in the first says both. An
// empty cell is nil. It returns the column that cannot be read, "" if all can.
func clocks(from, to string) (start, end *calendar.Clock, bad string) {
	from, to = strings.ToLower(from), strings.ToLower(to)
	endIn := "to"
	if both := clockSpan.FindStringSubmatch(from); both != nil && to == "" {
		from, to, endIn = both[1], both[2], "from"
	}
	var ok bool
	if end, ok = readClock(to); !ok {
		return nil, nil, endIn
	}
	if start, ok = readClock(from); !ok {
		return nil, nil, "from"
	}
	// Of "2h - 4h chiều" the first is of the afternoon, too.
	if half := halfDay.FindStringSubmatch(to); half != nil && start != nil && !halfDay.MatchString(from) {
		if later, ok := readClock(from + " " + half[2]); ok && *later <= *end {
			start = later
		}
	}
	return start, end, ""
}

// readClock reads a time of day as people and spreadsheets write it: 8h30, 8:00, "8 giờ 30 phút",
// "2h chiều", "2:30:00 PM"; 24h is the midnight that closes a day. Of an empty text it is nil.
func readClock(text string) (*calendar.Clock, bool) {
	if text == "" {
		return nil, true
	}
	half := ""
	if m := halfDay.FindStringSubmatch(text); m != nil {
		text, half = m[1], m[2]
	}
	text = spelled.Replace(text)
	if text == "24h" || text == "24h00" || text == "24:00" {
		midnight := calendar.ClockAt(24, 0)
		return &midnight, half == ""
	}
	read, ok := tomlfile.ParseClock(text)
	if !ok {
		return nil, false
	}
	hour, ok := hourOf(read.Hour, half)
	clock := calendar.ClockAt(hour, read.Minute) + calendar.Clock(read.Second)
	return &clock, ok
}

// hourOf is an hour of the day, given which half of it is meant; false where nobody says so.
func hourOf(hour int, half string) (int, bool) {
	switch half {
	case "sáng", "am", "sa":
		return hour % 12, hour <= 12
	case "trưa":
		if hour < 3 {
			return hour + 12, hour > 0
		}
		return hour, hour >= 10 && hour < 15
	case "chiều", "pm", "ch":
		if hour < 12 {
			return hour + 12, hour > 0
		}
	case "tối":
		if hour < 12 {
			return hour + 12, hour >= 5
		}
		return hour, hour >= 17
	}
	return hour, true
}
