package config

import (
	"encoding/json"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
)

// Text is a piece of text in several languages. A plain string in site.toml
// counts for all of them.
type Text struct {
	all        string            // for every language without its own
	byLanguage map[string]string // by lower-case tag
	order      []string          // tags, in the order of the file
}

// PlainText returns a text that is the same in all languages.
func PlainText(s string) Text { return Text{all: s} }

// In returns the text in a language, else in the default language, else in the
// first that there is; "" for an empty text. Tags are compared without case,
// and "vi-vn" falls back to "vi".
func (t Text) In(tag, defaultTag string) string {
	text, _ := t.From(tag, defaultTag)
	return text
}

// From returns what In does, and the tag of the language that the text is in, in
// lower case; "" if that is the wanted one, or if the text counts for all.
func (t Text) From(tag, defaultTag string) (text, language string) {
	if text, ok := t.own(tag); ok || len(t.order) == 0 {
		return text, ""
	}
	if text, ok := t.own(defaultTag); ok {
		return text, strings.ToLower(defaultTag)
	}
	if t.all != "" {
		return t.all, ""
	}
	return t.byLanguage[t.order[0]], t.order[0]
}

// own finds the text in the language itself or in the one it belongs to.
func (t Text) own(tag string) (string, bool) {
	if len(t.order) == 0 {
		return t.all, t.all != ""
	}
	for tag = strings.ToLower(tag); tag != ""; tag = tag[:max(strings.LastIndexByte(tag, '-'), 0)] {
		if text, ok := t.byLanguage[tag]; ok {
			return text, true
		}
	}
	return "", false
}

// Languages lists the languages the text was given in, in the order of the
// file; none for a plain string.
func (t Text) Languages() []string { return t.order }

// IsZero reports whether there is no text at all.
func (t Text) IsZero() bool { return t.all == "" && len(t.order) == 0 }

// MarshalJSON writes all of a text, so that two which differ have other bytes.
func (t Text) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		All        string
		ByLanguage map[string]string
		Order      []string
	}{t.all, t.byLanguage, t.order})
}

// DecodeTOML takes a string or a table by language.
func (t *Text) DecodeTOML(v tomlfile.Value) []problem.Problem {
	switch raw := v.Raw.(type) {
	case string:
		t.all = raw
		return nil
	case map[string]any:
		return t.table(v)
	}
	return v.WrongType("text")
}

func (t *Text) table(v tomlfile.Value) []problem.Problem {
	var problems []problem.Problem
	t.byLanguage = map[string]string{}
	for _, key := range v.Keys() {
		one := v.At(key)
		tag, found := declaredTag(one)
		text, ok := one.Raw.(string)
		if !ok {
			found = append(found, one.WrongType("text")...)
		}
		if problems = append(problems, found...); len(found) == 0 {
			t.byLanguage[tag] = text
			t.order = append(t.order, tag)
		}
	}
	return problems
}

// with is the text with that of one more language. What counted for all languages counts
// for those without their own.
func (t Text) with(tag, text string) Text {
	next := Text{all: t.all, byLanguage: map[string]string{tag: text}, order: append(t.order[:len(t.order):len(t.order)], tag)}
	for other, text := range t.byLanguage {
		next.byLanguage[other] = text
	}
	return next
}

// every lists the text in all languages.
func (t Text) every() []string {
	var all []string
	if t.all != "" {
		all = append(all, t.all)
	}
	for _, tag := range t.order {
		all = append(all, t.byLanguage[tag])
	}
	return all
}
