package newsroom

import (
	"slices"
	"strings"
	"time"

	"loa/internal/base/pattern"
	"loa/internal/generator/content"
)

// returned is what a browser sends of an untouched field. It cleans
// what a page gives it to show (HTML, value sanitization): a line feed is taken
// out of a line, and what is no date or number out of a field for one. A form
// that comes back like this changes nothing in the file.
func (f field) returned(shown string) string {
	switch f.Control {
	case content.AskText:
		return strings.NewReplacer("\r", "", "\n", "").Replace(shown)
	case content.AskArea:
		return lined(shown)
	case content.AskDate:
		return dateInput(shown)
	case content.AskMoment:
		day, clock, _ := strings.Cut(shown, "T")
		if clock = clockInput(clock); clock != "" {
			clock = "T" + clock
		}
		return dateInput(day) + clock
	case content.AskNumber:
		return numberInput(shown)
	case content.AskChoices: // a word is one box to tick, however often it stands there
		words := strings.Split(lined(shown), "\n")
		slices.Sort(words)
		words = slices.DeleteFunc(slices.Compact(words), func(w string) bool { return w == "" })
		return strings.Join(words, "\n")
	}
	return strings.TrimSpace(lined(shown))
}

// lined is a text of several lines as a browser has it.
func lined(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\ufffd").Replace(text)
}

func dateInput(text string) string {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return ""
	}
	return text
}

func clockInput(text string) string {
	if _, err := time.Parse("15:04", text); err != nil || len(text) != len("15:04") {
		return ""
	}
	return text
}

var floatingPoint = pattern.New(`^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][-+]?[0-9]+)?$`)

func numberInput(text string) string {
	if !floatingPoint.MatchString(text) {
		return ""
	}
	return text
}
