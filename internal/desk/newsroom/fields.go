package newsroom

import (
	"strings"

	"loa/internal/base/calendar"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
)

// control is how a value is asked for.
type control string

const (
	asText    control = "text"
	asArea    control = "area"
	asDate    control = "date"
	asMoment  control = "moment" // a date with or without a time; of a lunar event a time alone
	asFlag    control = "flag"
	asChoice  control = "choice"  // one word of several, or none
	asChoices control = "choices" // any number of words
	asTruth   control = "truth"   // yes, no, or what the section says
	asNumber  control = "number"
	asLines   control = "lines" // a list, one value a line
	asDates   control = "dates"
	asSources control = "sources" // name | address | date
	asMoves   control = "moves"   // from → to
)

// field is a front matter key of the form.
type field struct {
	path    []string
	control control
	choices func(*config.Settings) []choice
}

// choice is a word to choose.
type choice struct{ Value, Name string }

// part is a group of fields under a heading.
type part struct {
	key    string
	fields []field
	folded bool // shown only when asked for, or when something stands in it
}

func key(control control, path ...string) field { return field{path: path, control: control} }

// word names a field in the catalogue: "event.moved-from".
func (f field) word() string { return strings.ReplaceAll(strings.Join(f.path, "."), "_", "-") }

func (f field) from(words func(*config.Settings) []choice) field {
	f.choices = words
	return f
}

func vocabulary(of func(*config.Settings) config.Vocabulary) func(*config.Settings) []choice {
	return func(s *config.Settings) []choice {
		var all []choice
		for _, t := range of(s) {
			all = append(all, choice{t.Key, t.Name.In(s.DefaultLanguage, s.DefaultLanguage)})
		}
		return all
	}
}

// fixed are words of the format; the catalogue has a name for each.
func fixed(words ...string) func(*config.Settings) []choice {
	return func(*config.Settings) []choice {
		var all []choice
		for _, w := range words {
			all = append(all, choice{Value: w})
		}
		return all
	}
}

var (
	topics    = vocabulary(func(s *config.Settings) config.Vocabulary { return s.Topics })
	audiences = vocabulary(func(s *config.Settings) config.Vocabulary { return s.Audiences })
	levels    = vocabulary(func(s *config.Settings) config.Vocabulary { return s.Levels })
	units     = vocabulary(func(s *config.Settings) config.Vocabulary { return s.Units })
	hotlines  = func(s *config.Settings) []choice {
		var all []choice
		for _, h := range s.Hotlines {
			all = append(all, choice{h.Number, h.Number + " " + h.Label.In(s.DefaultLanguage, s.DefaultLanguage)})
		}
		return all
	}
)

var main = part{key: "main", fields: []field{
	key(asText, "title"), key(asArea, "summary"), key(asDate, "date"), key(asChoices, "topics").from(topics), key(asChoices, "audience").from(audiences),
}}

var event = part{key: "event", fields: []field{
	key(asMoment, "event", "start"), key(asMoment, "event", "end"), key(asText, "event", "place"), key(asText, "event", "organizer"),
	key(asChoice, "event", "status").from(fixed(calendar.StatusWords()...)), key(asDate, "event", "moved_from"),
}}

var repeat = part{key: "repeat", folded: true, fields: []field{
	key(asChoice, "event", "repeat", "every").from(fixed(calendar.UnitWords()...)), key(asNumber, "event", "repeat", "step"),
	key(asChoices, "event", "repeat", "days").from(fixed(calendar.WeekdayWords()...)), key(asDate, "event", "repeat", "until"),
	key(asNumber, "event", "repeat", "count"), key(asNumber, "event", "repeat", "day"), key(asLines, "event", "repeat", "nth"),
	key(asDates, "event", "repeat", "except"), key(asMoves, "event", "repeat", "moved"),
	key(asText, "event", "lunar"), key(asNumber, "event", "length"),
}}

var campaign = part{key: "campaign", fields: []field{
	key(asText, "campaign", "slogan"), key(asDate, "campaign", "start"), key(asDate, "campaign", "end"), key(asText, "campaign", "document"),
}}

var document = part{key: "document", fields: []field{
	key(asText, "document", "number"), key(asText, "document", "type"), key(asText, "document", "issuer"), key(asText, "document", "signer"),
	key(asDate, "document", "issued"), key(asDate, "document", "effective"), key(asDate, "document", "valid_to"), key(asText, "document", "replaces"),
	key(asLines, "document", "files"),
}}

var showing = part{key: "showing", fields: []field{
	key(asFlag, "draft"), key(asText, "approved_by"), key(asDate, "publish"), key(asDate, "expires"), key(asDate, "review_by"),
}}

var portrait = part{key: "image", folded: true, fields: []field{
	key(asText, "image", "src"), key(asText, "image", "alt"), key(asText, "image", "caption"), key(asText, "image", "credit"),
}}

var more = part{key: "more", folded: true, fields: []field{
	key(asDate, "updated"), key(asText, "reviewed_by"), key(asLines, "authors"), key(asSources, "sources"),
	key(asChoice, "level").from(levels), key(asChoice, "unit").from(units), key(asText, "campaign"),
	key(asChoices, "hotlines").from(hotlines), key(asFlag, "emergency"), key(asNumber, "weight"), key(asText, "slug"), key(asLines, "aliases"),
	key(asChoice, "offline").from(fixed("always", "later", "never")), key(asTruth, "fallback"), key(asTruth, "toc"), key(asTruth, "script"), key(asText, "layout"),
}}

var section = part{key: "section", folded: true, fields: []field{
	key(asChoice, "hosts").from(fixed("calendar", "documents", "search")), key(asText, "events_from"),
	key(asChoices, "cascade", "topics").from(topics), key(asChoices, "cascade", "audience").from(audiences), key(asChoice, "cascade", "level").from(levels),
	key(asChoice, "cascade", "unit").from(units), key(asText, "cascade", "campaign"), key(asLines, "cascade", "authors"),
	key(asText, "cascade", "reviewed_by"), key(asChoices, "cascade", "hotlines").from(hotlines),
	key(asChoice, "cascade", "offline").from(fixed("always", "later", "never")), key(asTruth, "cascade", "fallback"), key(asTruth, "cascade", "toc"),
	key(asTruth, "cascade", "script"), key(asText, "cascade", "layout"),
}}

// partsOf are the parts of the form for a kind of entry.
func partsOf(kind content.Kind) []part {
	switch kind {
	case content.Event:
		return []part{main, event, repeat, showing, portrait, more}
	case content.Campaign:
		rest := more
		rest.fields = nil
		for _, f := range more.fields { // [campaign] makes the page one
			if f.path[0] != "campaign" {
				rest.fields = append(rest.fields, f)
			}
		}
		return []part{main, campaign, showing, portrait, rest}
	case content.Document:
		return []part{main, document, showing, portrait, more}
	case content.Section:
		return []part{main, showing, section, portrait, more}
	}
	return []part{main, showing, portrait, more}
}
