package theme

import "strconv"

// Need is what the program asks of a theme, whichever theme it is. docs/themes.md
// is made from it, and a test holds it against the source.
type Need struct {
	Layouts    []NeededLayout
	Directives []NeededDirective
	Strings    []string // keys that the program says without a template
	Assets     []string
	Hooks      []Hook
}

// NeededLayout is a layout that pages are drawn with: layouts/<Name>.html.
type NeededLayout struct {
	Name string
	View string // the type of package render that it is given
	For  string // which pages it draws
}

// NeededDirective is a directive that writers may use on every site.
type NeededDirective struct {
	Name string
	Gets string // what its view has that others lack
}

// Needs is the table.
func Needs() Need {
	return Need{
		Layouts:    neededLayouts(),
		Directives: neededDirectives(),
		Strings:    neededStrings(),
		Assets:     []string{"style.css"},
		Hooks:      hooks(),
	}
}

func neededLayouts() []NeededLayout {
	return []NeededLayout{
		{"base", "Page", "the document around every layout that does not begin with `<!doctype`; holds `{{template \"main\" .}}`"},
		{"home", "Page", "the home page"},
		{"section", "Page", "a folder of `content/`"},
		{"article", "Page", "an article; with `.Emergency` a page of first aid"},
		{"lesson", "Page", "an article that asks for it by `layout = \"lesson\"`: for the teacher's desk"},
		{"leaflet", "Page", "an article that asks for it: one sheet to hang up, a poster, strips, a folded leaflet"},
		{"media-kit", "Page", "an article that asks for it: what others need to pass a campaign on"},
		{"event", "Page", "an event: `.Event`"},
		{"campaign", "Page", "a campaign: `.Campaign`"},
		{"document", "Page", "an official document: `.Document`"},
		{"term", "Page", "a topic, audience, level, unit or author, unless the theme has a layout named after that kind"},
		{"calendar", "Page", "the calendar, a month of it, the events of one word: `.Calendar`"},
		{"documents", "Page", "the register of documents: `.Register`"},
		{"search", "Page", "the search page"},
		{"offline", "Page", "what a reader without a network gets"},
		{"404", "Page", "an address that does not exist"},
		{"single", "Single", "an article or a topic as one file for phones; stands alone"},
		{"board", "Single", "an article as a sheet for the notice board; stands alone"},
		{"bulletin", "Single", "articles and the coming events as a bulletin of two columns; stands alone"},
		{"loudspeaker", "Loudspeaker", "the script of a page for the loudspeaker, their list, and the programme of a week; stands alone"},
		{"redirect", "Redirect", "an old address; stands alone"},
	}
}

func neededDirectives() []NeededDirective {
	return []NeededDirective{
		{"note", "`.Name`: also `tip`, `warning` and `danger`, which use its template"},
		{"tip", ""}, {"warning", ""}, {"danger", ""},
		{"do", "`.Name`: also `dont`, which uses its template"}, {"dont", ""},
		{"timeline", "`.Body`: a list"},
		{"cards", "`.Body`: a list whose items begin with a picture"},
		{"beat", ""},
		{"notes", "`.Body`: what a teacher says; no slide shows it"},
		{"copy", "`.Body`: words to be copied"},
		{"steps", "`.Intro` and `.Items`"},
		{"checklist", "`.Items`"},
		{"hotline", "`.Numbers`"},
		{"claim", "`.Claim`"},
		{"emergency", "`.Emergency` and `.Numbers`"},
		{"measure", "`.Site.Measure`"},
		{"contact", "`.Attrs`: `phone email address hours`"},
		{"figure", "`.Picture`; `.Attrs`: `alt caption credit made_by`"},
		{"gallery", "`.Body`"},
		{"quiz", "`.Questions`"},
		{"video", "`.File` or `.External`; `.Attrs`: `caption made_by`; `.Captions`, `.Transcript`, `.Picture` (the poster)"},
		{"audio", "`.File` or `.External`; `.Attrs`: `caption made_by`; `.Transcript`"},
		{"events", "`.Days`"},
		{"document", "`.Document`"},
	}
}

// neededStrings are sorted by what says them. The keys date-*, month-* and weekday-*
// are those of dates that stand in texts of the program.
func neededStrings() []string {
	keys := []string{
		"not-found", "offline", "search", "calendar", "calendar-of", "register", // titles of pages that nobody wrote
		"first-aid", "search-little", "search-same", // in the data of search
		"table", "footnotes", "footnote-back", // in texts
		"picture-withheld", "recording-withheld",
		"cancelled", "moved", "off", "tentative", "lunar", // events
		"pack-whole", "pack-topic", "pack-open", "pack-phone", "pack-date", "pack-newer", "hotlines", // packs
		"warnings",                                                                                                // the title of their feed
		"warning-call", "warning-last-day", "warning-serious", "warning-source", "warning-units", "warning-until", // their text for channels
		// How an event repeats.
		"on-week", "on-weeks", "on-month", "on-months", "on-year", "on-years", "every-day", "every-days",
		"only-on", "until", "times", "month-end", "all-weekdays", "last-day", "day-from-end", "month-day", "year-day", "in-month",
		"weekday-first", "weekday-second", "weekday-third", "weekday-fourth", "weekday-fifth", "weekday-last", "weekday-from-end", "days-and",
		"date-long", "date-short", "date-weekday", "date-monthyear",
	}
	for _, numbered := range []struct {
		name string
		last int
	}{{"month-", 12}, {"weekday-", 7}} {
		for i := 1; i <= numbered.last; i++ {
			keys = append(keys, numbered.name+strconv.Itoa(i))
		}
	}
	return keys
}
