package render

import (
	"html/template"
	"time"

	"loa/internal/base/i18n"
	"loa/internal/generator/theme"
)

// marked adds to functions those that mark strings of other languages, if the
// catalogue has any.
func (e *edition) marked(functions template.FuncMap) template.FuncMap {
	if e.catalogue.Complete() {
		return functions
	}
	functions[theme.MarkedString] = e.markedString
	functions[theme.MarkedDate] = e.markedDate
	return functions
}

func (e *edition) markedString(key string, pairs ...any) (template.HTML, error) {
	text, err := e.catalogue.Say(key, pairs...)
	return e.mark(text, e.catalogue.Language(key)), err
}

func (e *edition) markedDate(t time.Time, style string) (template.HTML, error) {
	text, err := e.dateText(t, style)
	return e.mark(text, e.catalogue.Language("date-"+style)), err
}

// mark is a text as HTML, in an element that says its language and keeps its
// direction to itself where the page has another language.
func (ln *linker) mark(text, tag string) template.HTML {
	escaped := template.HTMLEscapeString(text)
	if tag == "" || tag == ln.language.Tag || text == "" {
		return template.HTML(escaped)
	}
	direction := i18n.DirectionOf(tag)
	if known := ln.other(tag); known != nil {
		direction = known.Direction
	}
	mark := `<bdi lang="` + template.HTMLEscapeString(tag) + `"`
	if direction != ln.language.Direction {
		mark += ` dir="` + direction + `"`
	}
	return template.HTML(mark + ">" + escaped + "</bdi>")
}

// stringLanguage is the language of a string of the theme, if it is not the
// reader's; else nil.
func (ln *linker) stringLanguage(key string) *Language { return ln.other(ln.catalogue.Language(key)) }
