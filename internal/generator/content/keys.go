package content

import (
	"loa/internal/base/calendar"
	"loa/internal/generator/config"
	"loa/internal/generator/script"
)

// Key is one key of front matter and all that Loa knows of it besides its Go
// type, which is a field of Front. A label and a meaning in each language stand
// in words/. The order of keys, the hash of a translation's source, the form,
// what new entries offer and the reference are made from the table.
type Key struct {
	Name    string  // with points: "event.start"
	Type    string  // what the reference calls it; "" if the key has no row there
	Control Control // "" if the form does not ask for it
	Group   Group   // of the form

	// Choices are the values that the key may have; nil if any.
	Choices func(*config.Settings) []Choice

	// Hashed is what a translation follows: a change of it makes translations
	// stale. "all", or the keys of a table that count: "alt caption". How a page
	// is placed and sorted (dates, topics, weight) is each version's own matter.
	Hashed string

	// Vouches: by it somebody answers for the text that was read, or puts it up. What
	// another changed meanwhile is not put under it.
	Vouches bool

	Names   bool // the value names a file or a page by its path
	Section bool // only in an _index.md
	Own     bool // each version's own: a new translation does not take it over

	// Offered is the value that a new entry shows in a comment, "" if it does not:
	// {first} is the first choice, {year} the day a year ahead. Of a table the
	// reference shows it too.
	Offered string
}

// Control is how the form asks for a value.
type Control string

const (
	AskText    Control = "text"
	AskArea    Control = "area"
	AskDate    Control = "date"
	AskMoment  Control = "moment" // a date with or without a time; of a lunar event a time alone
	AskFlag    Control = "flag"
	AskChoice  Control = "choice"  // one word of several, or none
	AskChoices Control = "choices" // any number of words
	AskTruth   Control = "truth"   // yes, no, or what the section says
	AskNumber  Control = "number"
	AskLines   Control = "lines" // a list, one value a line
	AskDates   Control = "dates"
	AskSources Control = "sources" // name | address | date
	AskMoves   Control = "moves"   // from → to
)

// Group is a part of the form, which has a heading.
type Group string

const (
	InMain     Group = "main"
	InEvent    Group = "event"
	InRepeat   Group = "repeat"
	InCampaign Group = "campaign"
	InDocument Group = "document"
	InShowing  Group = "showing"
	InImage    Group = "image"
	InMore     Group = "more"
	InSection  Group = "section"
)

// fixed is the Type of keys whose values are words of the format.
const fixed = "words"

// keys is the table. Its order is that of loa fmt, the form and the reference.
var keys = []Key{
	{Name: "title", Type: "text", Control: AskText, Group: InMain, Hashed: "all"},
	{Name: "summary", Type: "text", Control: AskArea, Group: InMain, Hashed: "all", Offered: `"…"`},
	{Name: "date", Type: "date", Control: AskDate, Group: InMain},
	{Name: "updated", Type: "date", Control: AskDate, Group: InMore},
	{Name: "publish", Type: "date", Control: AskDate, Group: InShowing, Vouches: true},
	{Name: "expires", Type: "date", Control: AskDate, Group: InShowing},
	{Name: "review_by", Type: "date", Control: AskDate, Group: InShowing, Offered: "{year}", Vouches: true},
	{Name: "reviewed_by", Type: "text", Control: AskText, Group: InMore, Hashed: "all", Vouches: true},
	{Name: "made_by", Type: "text", Control: AskText, Group: InMore},
	{Name: "draft", Type: "true/false", Control: AskFlag, Group: InShowing, Own: true, Vouches: true},
	{Name: "approved_by", Type: "text", Control: AskText, Group: InShowing, Own: true, Vouches: true},
	{Name: "approved_text", Type: "text", Own: true, Vouches: true},
	{Name: "slug", Type: "text", Control: AskText, Group: InMore, Own: true},
	{Name: "aliases", Type: "list of texts", Control: AskLines, Group: InMore, Own: true},
	{Name: "keywords", Type: "list of texts", Control: AskLines, Group: InMore, Own: true},
	{Name: "topics", Type: "list of keys", Control: AskChoices, Group: InMain, Choices: topics, Offered: `["{first}"]`},
	{Name: "audience", Type: "list of keys", Control: AskChoices, Group: InMain, Choices: audiences, Offered: `["{first}"]`},
	{Name: "level", Type: "key", Control: AskChoice, Group: InMore, Choices: levels, Offered: `"{first}"`},
	{Name: "unit", Type: "key", Control: AskChoice, Group: InMore, Choices: units, Offered: `"{first}"`},
	{Name: "campaign", Type: "path", Names: true, Control: AskText, Group: InMore, Hashed: "all"},
	{Name: "campaign.slogan", Type: "text", Control: AskText, Group: InCampaign},
	{Name: "campaign.start", Type: "date", Control: AskDate, Group: InCampaign},
	{Name: "campaign.end", Type: "date", Control: AskDate, Group: InCampaign},
	{Name: "campaign.document", Type: "number", Control: AskText, Group: InCampaign},
	{Name: "authors", Type: "list of texts", Control: AskLines, Group: InMore},
	{Name: "image", Type: "table", Names: true, Hashed: "alt caption credit", Offered: `{ src = "be-boi.jpg", alt = "…", caption = "…", credit = "…" }`},
	{Name: "image.src", Names: true, Control: AskText, Group: InImage},
	{Name: "image.alt", Control: AskText, Group: InImage},
	{Name: "image.caption", Control: AskText, Group: InImage},
	{Name: "image.credit", Control: AskText, Group: InImage},
	{Name: "image.made_by", Control: AskText, Group: InImage},
	{Name: "sources", Type: "list of tables", Control: AskSources, Group: InMore, Hashed: "name", Offered: `[{ name = "…", url = "https://…" }]`},
	{Name: "weight", Type: "number", Control: AskNumber, Group: InMore},
	{Name: "emergency", Type: "true/false", Control: AskFlag, Group: InMore, Vouches: true},
	{Name: "hotlines", Type: "list of numbers", Control: AskChoices, Group: InMore, Choices: hotlines, Hashed: "all"},
	{Name: "hosts", Type: fixed, Control: AskChoice, Group: InSection, Choices: words("calendar", "documents", "search"), Section: true},
	{Name: "events_from", Type: "file", Names: true, Control: AskText, Group: InSection, Section: true},
	{Name: "cascade", Type: "table", Section: true},
	{Name: "offline", Type: fixed, Control: AskChoice, Group: InMore, Choices: words("always", "later", "never")},
	{Name: "fallback", Type: "true/false", Control: AskTruth, Group: InMore},
	{Name: "layout", Type: "name", Control: AskText, Group: InMore},
	{Name: "toc", Type: "true/false", Control: AskTruth, Group: InMore},
	{Name: "local", Type: "true/false", Control: AskFlag, Group: InMore},
	{Name: "hidden", Type: "true/false", Control: AskFlag, Group: InMore, Own: true, Vouches: true},
	{Name: "translated_from", Type: "text", Own: true, Vouches: true},
	{Name: "copy_of", Type: "text", Own: true, Vouches: true},
	{Name: "event", Hashed: "all"},
	{Name: "event.start", Type: "date or time", Control: AskMoment, Group: InEvent},
	{Name: "event.end", Type: "date or time", Control: AskMoment, Group: InEvent},
	{Name: "event.place", Type: "text", Control: AskText, Group: InEvent},
	{Name: "event.organizer", Type: "text", Control: AskText, Group: InEvent},
	{Name: "event.status", Type: fixed, Control: AskChoice, Group: InEvent, Choices: words(calendar.StatusWords()...)},
	{Name: "event.moved_from", Type: "date", Control: AskDate, Group: InEvent},
	{Name: "event.repeat", Type: "table"},
	{Name: "event.repeat.every", Type: fixed, Control: AskChoice, Group: InRepeat, Choices: words(calendar.UnitWords()...)},
	{Name: "event.repeat.step", Type: "number", Control: AskNumber, Group: InRepeat},
	{Name: "event.repeat.days", Type: "list of words", Control: AskChoices, Group: InRepeat, Choices: words(calendar.WeekdayWords()...)},
	{Name: "event.repeat.day", Type: "number", Control: AskNumber, Group: InRepeat},
	{Name: "event.repeat.nth", Type: "list of texts", Control: AskLines, Group: InRepeat},
	{Name: "event.repeat.until", Type: "date", Control: AskDate, Group: InRepeat},
	{Name: "event.repeat.count", Type: "number", Control: AskNumber, Group: InRepeat},
	{Name: "event.repeat.except", Type: "list of dates", Control: AskDates, Group: InRepeat},
	{Name: "event.repeat.moved", Type: "list of tables", Control: AskMoves, Group: InRepeat},
	{Name: "event.lunar", Type: "text", Control: AskText, Group: InRepeat},
	{Name: "event.length", Type: "number", Control: AskNumber, Group: InRepeat},
	{Name: "document", Hashed: "all"},
	{Name: "document.number", Type: "text", Control: AskText, Group: InDocument},
	{Name: "document.type", Type: "text", Control: AskText, Group: InDocument},
	{Name: "document.issuer", Type: "text", Control: AskText, Group: InDocument},
	{Name: "document.signer", Type: "text", Control: AskText, Group: InDocument},
	{Name: "document.issued", Type: "date", Control: AskDate, Group: InDocument},
	{Name: "document.effective", Type: "date", Control: AskDate, Group: InDocument},
	{Name: "document.valid_to", Type: "date", Control: AskDate, Group: InDocument},
	{Name: "document.replaces", Type: "number", Control: AskText, Group: InDocument},
	{Name: "document.files", Type: "list of files", Names: true, Control: AskLines, Group: InDocument},
	{Name: "outlets"},
	{Name: "outlets.loudspeaker", Type: "true/false", Control: AskTruth, Group: InMore},
	{Name: "outlets.priority", Type: fixed, Control: AskChoice, Group: InMore, Choices: words(script.PriorityWords()...)},
	{Name: "outlets.days", Type: "list of words", Control: AskChoices, Group: InMore, Choices: words(calendar.WeekdayWords()...)},
	{Name: "recordings", Type: "table", Own: true},
	{Name: "extra", Type: "table", Hashed: "all"},
}
