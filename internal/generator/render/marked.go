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
	direction := ln.directionOf(tag)
	mark := `<bdi lang="` + template.HTMLEscapeString(tag) + `"`
	if direction != ln.language.Direction {
		mark += ` dir="` + direction + `"`
	}
	return template.HTML(mark + ">" + escaped + "</bdi>")
}

// directionOf is the direction of a language, which the site need not have.
func (ln *linker) directionOf(tag string) string {
	if known := ln.other(tag); known != nil {
		return known.Direction
	}
	return i18n.DirectionOf(tag)
}

// wordsIn is the language of a string of the theme, if it is not the reader's; else
// nil. A template asks for it where a script will write the string, which stands in
// an attribute until then.
func (e *edition) wordsIn(key string) *Language {
	tag := e.catalogue.Language(key)
	if tag == "" || tag == e.language.Tag {
		return nil
	}
	return &Language{Tag: tag, Direction: e.directionOf(tag)}
}

// stringLanguage is the language of a string of the theme, if it is not the
// reader's; else nil.
func (ln *linker) stringLanguage(key string) *Language { return ln.other(ln.catalogue.Language(key)) }
