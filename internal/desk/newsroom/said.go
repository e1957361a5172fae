package newsroom

import (
	"maps"
	"strings"
	"time"

	"loa/internal/base/problem"
	"loa/internal/generator/content"
)

// messageOf says what is wrong: in words of the forms, where the usual ones name what
// only the file has.
func messageOf(q *request, p problem.Problem) string {
	if key := "said." + wordOf(p.Code); q.words.Has(key) {
		return q.words.Say(key, plainArgs(q, p.Args))
	}
	return problem.Message(p, q.problems)
}

// hintOf says what to do about a problem: at the desk, where it has a way of its own.
func hintOf(q *request, p problem.Problem) string {
	if key := "hint." + wordOf(p.Code); q.words.Has(key) {
		return q.words.Say(key, p.Args)
	}
	if key := "said." + wordOf(p.Code); q.words.Has(key) {
		return q.words.Hint(key, plainArgs(q, p.Args))
	}
	return q.problems.Hint(string(p.Code), p.Args)
}

// wordOf is a code as catalogues write it.
func wordOf(code problem.Code) string { return strings.ReplaceAll(string(code), "_", "-") }

// sentence is a problem in one or two sentences.
func sentence(q *request, p problem.Problem) string {
	said := messageOf(q, p)
	if hint := hintOf(q, p); hint != "" {
		said += ". " + hint
	}
	return said
}

// plainArgs are the facts of a problem as people read them: a day as one, a key as the
// label of its field, a file as the title of its entry.
func plainArgs(q *request, args problem.Args) problem.Args {
	plain := maps.Clone(args)
	for name, value := range args {
		text, ok := value.(string)
		switch {
		case !ok:
		case name == "key":
			plain[name] = labelOf(q, text)
		case name == "other" && strings.HasPrefix(text, content.Root+"/"):
			plain[name] = titleOf(q, text)
		case name != "value":
			plain[name] = plainDay(q, text)
		}
	}
	return plain
}

// labelOf is the label of a key of an event.
func labelOf(q *request, key string) string {
	for _, table := range []string{"event.", "event.repeat."} {
		if q.keys.Has(table + key) {
			return q.label(table + key)
		}
	}
	return key
}

// titleOf is the title of the entry at a path; the path if there is none.
func titleOf(q *request, path string) string {
	for _, e := range q.now.Project.Entries {
		if e.File.Path == path && e.Title != "" {
			return "“" + e.Title + "”"
		}
	}
	return path
}

// plainDay writes a day, with or without its time, as people do; any other text stays.
func plainDay(q *request, text string) string {
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return q.day(day)
	}
	if at, err := time.Parse("2006-01-02T15:04:05", text); err == nil {
		return q.time(time.UTC, at)
	}
	return text
}
