package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The words of a repeat, in the order of their values.
var (
	unitWords    = []string{"day", "week", "month", "year"}
	weekdayWords = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}
	statusWords  = []string{"confirmed", "tentative", "cancelled", "moved"}
)

// UnitWords returns the words that ParseUnit reads.
func UnitWords() []string { return slices.Clone(unitWords) }

// WeekdayWords returns the words that ParseWeekday reads, from Sunday.
func WeekdayWords() []string { return slices.Clone(weekdayWords) }

// StatusWords returns the words that ParseStatus reads.
func StatusWords() []string { return slices.Clone(statusWords) }

// ParseUnit reads day, week, month or year.
func ParseUnit(s string) (Unit, error) {
	i, err := indexOf(unitWords, s)
	return Unit(i) + EveryDay, err
}

// ParseWeekday reads mon, tue … sun.
func ParseWeekday(s string) (time.Weekday, error) {
	i, err := indexOf(weekdayWords, s)
	return time.Weekday(i), err
}

// ParseStatus reads confirmed, tentative, cancelled or moved.
func ParseStatus(s string) (Status, error) {
	i, err := indexOf(statusWords, s)
	return Status(i), err
}

// indexOf returns the place of a word, 0 and an error if it is none of them.
func indexOf(words []string, s string) (int, error) {
	i := slices.Index(words, strings.ToLower(strings.TrimSpace(s)))
	if i < 0 {
		return 0, fmt.Errorf("%q is none of %s", s, strings.Join(words, ", "))
	}
	return i, nil
}

// ParseNth reads "2 tue", "last fri" or "-2 fri".
func ParseNth(s string) (Nth, error) {
	words := strings.Fields(strings.ToLower(s))
	if len(words) != 2 {
		return Nth{}, fmt.Errorf("%q is not of the form 2 tue or last fri", s)
	}
	weekday, err := ParseWeekday(words[1])
	if err != nil {
		return Nth{}, err
	}
	if words[0] == "last" {
		return Nth{-1, weekday}, nil
	}
	n, err := strconv.Atoi(words[0])
	if err != nil || n == 0 || n < -5 || n > 5 {
		return Nth{}, fmt.Errorf("%q: the number is not 1 to 5 or last", s)
	}
	return Nth{n, weekday}, nil
}
