package theme

import (
	"slices"
	"strings"

	"loa/internal/base/pattern"
)

// Hook is an element that a script of the program looks for in a page. The scripts
// come with the program, because they are written for its search data and its
// service worker: a theme brings the elements, and may bring a script of the same
// name instead, whose hooks are then its own matter.
type Hook struct {
	In       string   // the template that has it, itself or in a part: "layouts/search.html"
	Script   string   // what looks for it, below assets/: "js/search.js"
	Asset    string   // the asset that the template loads for it; "" where base.html does
	Looks    []string // selectors, as the script has them
	Data     []string // the attributes that it reads: "data-names"
	For      string   // what readers get by it
	Optional bool     // a theme that lacks it is not told
}

func hooks() []Hook {
	return []Hook{
		{In: "layouts/base.html", Script: "js/format.js", Asset: "loa.js", Data: []string{"data-day"},
			For: "scripts write days as the pages do (`data-day` of `loa.js` itself)", Optional: true},
		{In: "layouts/base.html", Script: "js/offline.js", Asset: "loa.js", Looks: []string{"meta[name=loa-worker]"},
			Data: []string{"data-kept", "data-copy", "data-newer", "data-reload"}, For: "pages are kept on the device; the reader is told when a copy is old"},
		{In: "layouts/base.html", Script: "js/warnings.js", Asset: "loa.js", Looks: []string{"#warnings", "[data-warning]", "[data-warning] button", ".strip"}, Data: []string{"data-list", "data-until"},
			For: "a warning comes to pages that were saved, and goes at its end", Optional: true},
		{In: "layouts/home.html", Script: "js/reach.js", Asset: "js/reach.js", Looks: []string{"[data-reach]", "[data-of]"}, Data: []string{"data-of", "data-under", "data-root"},
			For: "the newest figures of readers stand in pages that were made earlier", Optional: true},
		{In: "layouts/search.html", Script: "js/search/page.js", Asset: "search.js", Looks: []string{"#search", "form", "input", "[role=status]", "ol", ".rest"},
			Data: []string{"data-root", "data-language", "data-names", "data-found", "data-other", "data-none", "data-failed", "data-unsaved", "data-kept"}, For: "the search box"},
		{In: "layouts/offline.html", Script: "js/keep.js", Asset: "js/keep.js",
			Looks: []string{"#keep", "#missing", "[role=status]", "ul", "progress", ".home-screen", ".copy-address"},
			Data: []string{"data-here", "data-saved", "data-all", "data-when", "data-saving", "data-save", "data-more", "data-photos", "data-save-photos", "data-drop",
				"data-full", "data-broken", "data-cannot", "data-app", "data-copied"}, For: "topics are saved on the device"},
		{In: "parts/listen.html", Script: "js/listen.js", Asset: "js/listen.js", Looks: []string{".recording", "audio", "select", "button", "[role=status]"},
			Data: []string{"data-keep", "data-drop", "data-kept", "data-failed"}, For: "a recording plays faster or slower, and is kept on the device", Optional: true},
		{In: "layouts/calendar.html", Script: "js/calendar.js", Looks: []string{"[data-day]"}, For: "today is marked"},
		{In: "layouts/calendar.html", Script: "js/calendar.js", Looks: []string{"[data-my-unit]", "[data-filter=unit] a", ".agenda ul", "li"},
			Data: []string{"data-any-unit", "data-see-unit", "data-key", "data-unit"}, For: "a reader chooses a commune, whose events come first"},
		{In: "layouts/calendar.html", Script: "js/calendar.js", Looks: []string{"[data-copy-week]", ".week", "h3 time", "h3 small", "h1"},
			Data: []string{"data-copied"}, For: "a week is copied for a chat", Optional: true},
		{In: "layouts/campaign.html", Script: "js/calendar.js", Looks: []string{".state[data-start]"},
			Data: []string{"data-end", "data-upcoming", "data-running", "data-over"}, For: "whether the campaign runs today, not on the day of the build"},
		{In: "directives/quiz.html", Script: "js/quiz.js", Asset: "js/quiz.js",
			Looks: []string{".quiz:not(.live)", ".questions > li", ".answers > li", "[data-right]", ".key li", ".score"},
			Data:  []string{"data-wrong", "data-score"}, For: "answers say whether they are right"},
		{In: "layouts/offline.html", Script: "js/packs.js", Asset: "js/packs.js", Looks: []string{"a[data-pack]"}, Data: []string{"data-list"},
			For: "downloads with their sizes and days", Optional: true},
		{In: "layouts/article.html", Script: "js/share.js", Looks: []string{".share", ".send", ".link", "input", "[role=status]"},
			Data: []string{"data-copied", "data-by-hand"}, For: "the address is shared or copied", Optional: true},
		{In: "layouts/article.html", Script: "js/share.js", Looks: []string{".share", ".print", ".save"},
			Data: []string{"data-script", "data-saved", "data-failed"}, For: "the page is printed, or saved as one file (`js/save.js`)", Optional: true},
		{In: "layouts/loudspeaker.html", Script: "js/loudspeaker.js", Asset: "js/loudspeaker.js", Looks: []string{".loud section", ".lines", ".loud-nav button[data-file]"},
			For: "the page of a script saves it as plain text and as SSML", Optional: true},
		{In: "layouts/leaflet.html", Script: "js/paper.js", Asset: "js/paper.js", Looks: []string{".prints", "[data-print]"},
			For: "a leaflet is printed as a poster, with strips, folded", Optional: true},
		{In: "layouts/lesson.html", Script: "js/slides.js", Asset: "js/slides.js", Looks: []string{".show", "main.lesson", "button", "[data-print]", "h1", ".lead", ".prose"},
			Data: []string{"data-sheet", "data-close", "data-back", "data-next", "data-of"}, For: "a lesson is shown as slides, or printed", Optional: true},
		{In: "directives/copy.html", Script: "js/copy.js", Asset: "js/copy.js", Looks: []string{".to-copy button[hidden]", "blockquote", "[role=status]"},
			Data: []string{"data-copied"}, For: "words are copied as plain text", Optional: true},
		{In: "layouts/event.html", Script: "js/calendar.js", Looks: []string{".copy", "textarea", "[role=status]"}, Data: []string{"data-copied"},
			For: "a text is copied for a chat", Optional: true},
		{In: "layouts/offline.html", Script: "js/offline.js", Looks: []string{"#keep"}, For: "on a slow line pages are kept only where the reader asks for it", Optional: true},
		{In: "layouts/home.html", Script: "js/offline.js", Looks: []string{".card h3 a, .tile", "b"}, For: "cards of pages that are on the device are marked: class `kept`", Optional: true},
		{In: "layouts/base.html", Script: "js/offline.js", Looks: []string{".strip"}, For: "notes about the copy stand at the lower edge of the window, above the row of numbers: class `copy-note`, and `newer` where there is a link", Optional: true},
	}
}

// lacks lists what of a hook a text does not have.
func (h Hook) lacks(text string) []string {
	var lacking []string
	for _, selector := range h.Looks {
		if !slices.ContainsFunc(strings.Split(selector, ","), func(one string) bool { return found(one, text) }) {
			lacking = append(lacking, selector)
		}
	}
	for _, name := range h.Data {
		if !found("["+name+"]", text) {
			lacking = append(lacking, name)
		}
	}
	if h.Asset != "" && !strings.Contains(text, `asset "`+h.Asset+`"`) {
		lacking = append(lacking, `{{asset "`+h.Asset+`"}}`)
	}
	return lacking
}

var (
	negated = pattern.New(`:not\([^)]*\)`)
	simple  = pattern.New(`([#.]?)([\w-]+)|\[([\w-]+)(?:="?([^\]"]*)"?)?\]`)
)

// found reports whether a template has an element for each part of a selector.
// Which stands inside of which is not looked at: parts are put together elsewhere.
func found(selector, text string) bool {
	for _, m := range simple.FindAllStringSubmatch(negated.ReplaceAllString(selector, ""), -1) {
		if !hasMark(text, m) {
			return false
		}
	}
	return true
}

// hasMark reports whether a text has one part of a selector: m is what simple found.
func hasMark(text string, m []string) bool {
	mark, name, attribute, value := m[1], m[2], m[3], m[4]
	switch {
	case attribute != "":
		return hasAttribute(text, attribute, func(rest string) bool {
			if value == "" || attribute == "data-filter" { // whose value is the kind of the words
				return ends(rest, "=>") || value == "" && strings.HasPrefix(rest, "{{")
			}
			rest, equals := strings.CutPrefix(rest, "=")
			rest, same := strings.CutPrefix(strings.TrimPrefix(rest, `"`), value)
			return equals && same && !wordByte(rest)
		})
	case mark == "#":
		return hasAttribute(text, "id=", func(rest string) bool {
			rest, same := strings.CutPrefix(strings.TrimPrefix(rest, `"`), name)
			return same && ends(rest, `">`)
		})
	case mark == ".":
		return hasAttribute(text, "class=", func(rest string) bool { return hasClass(rest, name) })
	}
	return each(text, "<"+name, func(at int) bool { return ends(text[at+len(name)+1:], ">") })
}

// hasAttribute reports whether what follows some attribute, of which begin is the name or its
// beginning, is as wanted.
func hasAttribute(text, begin string, wanted func(rest string) bool) bool {
	return each(text, begin, func(at int) bool {
		return at > 0 && isBlank(text[at-1]) && wanted(text[at+len(begin):])
	})
}

// hasClass reports whether the value of class="…", with which a text begins, has a name. A
// name may stand behind an action of the template, and before one.
func hasClass(text, name string) bool {
	value := strings.TrimPrefix(text, `"`)
	end := len(value)
	if i := strings.IndexAny(value, `">`); i >= 0 {
		end = i + 1 // with the sign that ends it
	}
	value = value[:end]
	return each(value, name, func(at int) bool {
		return (at == 0 || isBlank(value[at-1]) || value[at-1] == '}') && ends(value[at+len(name):], `">{`)
	})
}

// each reports whether one of the places of a text where something stands is as wanted.
func each(text, what string, wanted func(at int) bool) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], what)
		if i < 0 {
			return false
		}
		if wanted(from + i) {
			return true
		}
		from += i + 1
	}
}

// ends reports whether a text begins with white space or one of some signs.
func ends(text, signs string) bool {
	return text != "" && (isBlank(text[0]) || strings.IndexByte(signs, text[0]) >= 0)
}

func isBlank(c byte) bool { return strings.IndexByte(" \t\n\r\f", c) >= 0 }

// wordByte reports whether a text begins with a letter, a digit or "_".
func wordByte(text string) bool {
	return text != "" && (text[0] == '_' || '0' <= text[0] && text[0] <= '9' || 'a' <= text[0]|0x20 && text[0]|0x20 <= 'z')
}
