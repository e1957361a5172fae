package newsroom

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"loa/internal/base/tomlfile"
	"loa/internal/generator/content"
)

// shown is a value as the form has it: one text, the values of a list one a
// line.
func (f field) shown(value any) string {
	switch f.Control {
	case content.AskFlag, content.AskTruth:
		if b, ok := value.(bool); ok && (b || f.Control == content.AskTruth) {
			return strconv.FormatBool(b)
		}
		return ""
	case content.AskChoices:
		words := texts(value)
		slices.Sort(words)
		return strings.Join(words, "\n")
	case content.AskLines, content.AskDates:
		return strings.Join(texts(value), "\n")
	case content.AskSources:
		return joined(value, " | ", "name", "url", "date")
	case content.AskMoves:
		return joined(value, " → ", "from", "to")
	case content.AskDate:
		day, _, _ := strings.Cut(text(value), "T")
		return day
	case content.AskMoment:
		return minutes(value)
	}
	if f.Control == content.AskText { // a browser would glue the words of two lines
		return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ").Replace(text(value))
	}
	return strings.ReplaceAll(text(value), "\r\n", "\n")
}

// minutes is a date with its time, as inputs of browsers have it: 2026-06-01,
// 2026-06-01T08:00, or T08:00 of a lunar event.
func minutes(value any) string {
	written := text(value)
	if _, clock := value.(tomlfile.Clock); clock {
		written = "T" + written
	}
	day, clock, timed := strings.Cut(written, "T")
	if !timed {
		return day
	}
	return day + "T" + clock[:min(5, len(clock))]
}

func text(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case fmt.Stringer:
		return v.String()
	}
	return fmt.Sprint(value)
}

// texts are the values of a list; one value counts for a list of one.
func texts(value any) []string {
	list, ok := value.([]any)
	if !ok && value != nil {
		list = []any{value}
	}
	var all []string
	for _, item := range list {
		all = append(all, text(item))
	}
	return all
}

// joined is a list of tables, one a line.
func joined(value any, sign string, keys ...string) string {
	list, _ := value.([]any)
	var all []string
	for _, item := range list {
		table, _ := item.(map[string]any)
		var cells []string
		for _, k := range keys {
			cells = append(cells, text(table[k]))
		}
		all = append(all, strings.TrimRight(strings.Join(cells, sign), " "+strings.TrimSpace(sign)))
	}
	return strings.Join(all, "\n")
}

// posted is what a form sends for a field.
func (f field) posted(form func(string) []string) string {
	name := f.name()
	values := form(name)
	if f.Control == content.AskChoices {
		var words []string
		for _, v := range values {
			if v != "" {
				words = append(words, v)
			}
		}
		slices.Sort(words)
		return strings.Join(words, "\n")
	}
	if len(values) == 0 {
		return ""
	}
	value := strings.ReplaceAll(values[0], "\r\n", "\n")
	if f.Control == content.AskMoment {
		if clock := form(name + ".time"); len(clock) > 0 && clock[0] != "" {
			value += "T" + clock[0]
		}
	}
	if f.Control != content.AskText && f.Control != content.AskArea {
		value = strings.TrimSpace(value)
	}
	return value
}

func (f field) name() string { return "f." + strings.Join(f.path, ".") }

// literal is what a form sent, as TOML writes it; "" takes the key out. It
// reports false if it cannot be read.
func (f field) literal(sent string, before any) (string, bool) {
	if strings.TrimSpace(sent) == "" {
		return "", true
	}
	switch f.Control {
	case content.AskFlag, content.AskTruth:
		return sent, sent == "true" || sent == "false"
	case content.AskNumber:
		n, err := strconv.Atoi(sent)
		return strconv.Itoa(n), err == nil // TOML knows no 007
	case content.AskDate:
		return moment(sent)
	case content.AskMoment:
		if clock, found := strings.CutPrefix(sent, "T"); found {
			c, ok := tomlfile.ParseClock(clock)
			return c.String(), ok
		}
		return moment(sent)
	case content.AskChoices:
		return tomlfile.QuoteAll(kept(strings.Split(sent, "\n"), texts(before))), true
	case content.AskLines:
		return tomlfile.QuoteAll(linesOf(sent)), true
	case content.AskDates:
		var dates []string
		for _, line := range linesOf(sent) {
			m, ok := moment(line)
			if !ok {
				return "", false
			}
			dates = append(dates, m)
		}
		return "[" + strings.Join(dates, ", ") + "]", true
	case content.AskSources:
		return tables(sent, "|", "name", "url", "date")
	case content.AskMoves:
		return tables(strings.ReplaceAll(sent, "->", "→"), "→", "from", "to")
	}
	return tomlfile.Quote(sent), true
}

// kept are the values in the order that they had, new ones behind.
func kept(values, before []string) []string {
	rank := func(v string) int {
		if i := slices.Index(before, v); i >= 0 {
			return i
		}
		return len(before)
	}
	slices.SortStableFunc(values, func(a, b string) int { return rank(a) - rank(b) })
	return values
}

func moment(text string) (string, bool) {
	m, ok := tomlfile.ParseMoment(text)
	return m.String(), ok
}

func linesOf(text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// tables reads lines of cells into a list of tables. A cell that should be a
// date is one.
func tables(sent, sign string, keys ...string) (string, bool) {
	var all []string
	for _, line := range linesOf(sent) {
		cells := strings.Split(line, sign)
		if len(cells) > len(keys) {
			return "", false
		}
		var table []string
		for i, cell := range cells {
			cell = strings.TrimSpace(cell)
			if cell == "" {
				continue
			}
			value := tomlfile.Quote(cell)
			if keys[i] == "date" || keys[i] == "from" || keys[i] == "to" {
				m, ok := moment(cell)
				if !ok {
					return "", false
				}
				value = m
			}
			table = append(table, keys[i]+" = "+value)
		}
		all = append(all, "{ "+strings.Join(table, ", ")+" }")
	}
	return "[" + strings.Join(all, ", ") + "]", true
}
