package content

import (
	"slices"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/generator/data"
)

// Stated is what the site knows and directives of a text say: beside the settings the
// tables of data/, the documents and the calendar. What is nil is not known.
type Stated struct {
	Tables map[string]any
	Today  string                     // as days stand in dates: 2027-06-05
	Title  func(number string) string // of the document with a number
	// Upcoming are the dates that ::events lists, Ahead all that it would list in time; value
	// gives what the directive asks for. A date begins with its day and its time, if it has
	// one, and ends with the event's title: “2027-06-05 08:00 Lớp bơi”.
	Upcoming, Ahead func(value func(string) string) []string
}

// factNames are the directives that stand for what the site says once: numbers of
// site.toml, rows of data/, documents, dates. The names are folded, as Markdown reads them.
var factNames = map[string]string{
	"hotline": "hotline", "duong-day-nong": "hotline",
	"emergency": "emergency", "cap-cuu": "emergency",
	"claim": "claim", "so-lieu": "claim",
	"document": "document", "van-ban": "document",
	"events": "events", "hoat-dong": "events",
}

var (
	factLine  = pattern.New(`(?m)^[ \t>]*:{2,}([\pL-]+)(\[[^\]\n]*\])?(?:\{([^}\n]*)\})?`)
	factValue = pattern.New(`([\pL-]+)=(?:"([^"\n]*)"|(\S+))`)
)

// use is a directive of a text: its name, and what stands between its braces.
type use struct{ name, written string }

func (u use) value(key string) string {
	for _, m := range factValue.FindAllStringSubmatch(u.written, -1) {
		if m[1] == key {
			return m[2] + m[3]
		}
	}
	return ""
}

// withFacts puts the numbers and sentences that directives of the site's data stand for
// in the place of these directives. A recording says them as well. What ::events lists
// changes by itself from day to day, so it is not among them: those directives come back.
func (r *Reader) withFacts(body, language string, stated Stated) (text string, events []use) {
	text = factLine.ReplaceAllStringFunc(body, func(written string) string {
		m := factLine.FindStringSubmatch(written)
		u := use{factNames[fold.Slug(m[1])], m[3]}
		switch u.name {
		case "":
			return written
		case "events":
			events = append(events, u)
			return m[2] + "\n"
		}
		return m[2] + "\n" + r.fact(u, language, stated) + "\n"
	})
	return text, events
}

func (r *Reader) fact(u use, language string, stated Stated) string {
	switch u.name {
	case "hotline":
		return r.knownHotlines(u.value("number"))
	case "document":
		number := u.value("number")
		if stated.Title == nil {
			return number
		}
		return number + "\n" + stated.Title(number)
	case "emergency":
		return r.knownEmergency(u.value("danger"), language, stated.Tables)
	}
	for _, c := range data.Claims(stated.Tables) {
		if c.Name == u.value("id") {
			return c.Words[language].Says
		}
	}
	return ""
}

// knownEmergency is what to do in a danger, in a language or else in the default one.
func (r *Reader) knownEmergency(name, language string, tables map[string]any) string {
	table, _ := tables["emergencies"].(map[string]any)
	danger, _ := table[name].(map[string]any)
	words, ok := danger[language].(map[string]any)
	if !ok {
		words, _ = danger[r.settings.DefaultLanguage].(map[string]any)
	}
	return strings.Join(appendTexts(nil, []any{words["call"], words["say"], words["unanswered"]}), "\n")
}

// knownHotlines are those of some numbers that site.toml has, a line each; all without
// any.
func (r *Reader) knownHotlines(wanted string) string {
	asked := strings.FieldsFunc(wanted, func(c rune) bool { return c == ' ' || c == ',' })
	var all []string
	for _, h := range r.settings.Hotlines {
		if len(asked) == 0 || slices.Contains(asked, h.Number) {
			all = append(all, h.Number)
		}
	}
	return strings.Join(all, "\n")
}
