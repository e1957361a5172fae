package content

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"loa/internal/base/fold"
	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/source"
	"loa/internal/generator/config"
)

// localWord is where a text names a field of the site's own unit.
type localWord struct {
	at, end int
	field   string
	alone   bool // ::unit{field="…"} in a line of its own
}

var (
	inBraces = pattern.New(`\{[ \t]*[Uu]nit\.([^{}\n]{1,100})\}`)
	unitLine = pattern.New(`^[ \t>]*(::\s?([\pL-]+)\{\s*field\s*=\s*(?:"([^"\n]*)"|([^\s"}]+))\s*\})\s*$`)

	// unitNames are those of the directive, folded.
	unitNames = []string{"unit", "don-vi"}
)

// localWords finds what a body names of the site's unit, outside of code.
func localWords(body []byte) (all []localWord) {
	if !bytes.Contains(body, []byte("nit.")) && !bytes.Contains(body, []byte("field")) {
		return nil
	}
	code := codeOf(body)
	start := 0
	for line := range bytes.Lines(body) {
		if m := unitLine.FindSubmatchIndex(line); m != nil && !code.has(start+m[2]) {
			if slices.Contains(unitNames, fold.Slug(string(line[m[4]:m[5]]))) {
				all = append(all, localWord{start + m[2], start + m[3], firstOf(line, m[6:10]), true})
			}
		}
		for _, m := range inBraces.FindAllSubmatchIndex(line, -1) {
			if !code.has(start + m[0]) {
				all = append(all, localWord{start + m[0], start + m[1], strings.TrimSpace(string(line[m[2]:m[3]])), false})
			}
		}
		start += len(line)
	}
	return all
}

// firstOf is the first of two groups that matched.
func firstOf(line []byte, m []int) string {
	if m[0] < 0 {
		m = m[2:]
	}
	return strings.TrimSpace(string(line[m[0]:m[1]]))
}

// unitOf is what the site's unit says, in the language of an entry.
type unitOf struct {
	settings *config.Settings
	language string
}

// field is what a field says; "" if the unit lacks it.
func (u unitOf) field(name string) string {
	return strings.TrimSpace(u.settings.Unit.Field(name, u.language, u.settings.DefaultLanguage))
}

// missing tells of a field that the unit lacks.
func (u unitOf) missing(field string, at problem.Place) problem.Problem {
	if u.settings.Unit.Refused(field) {
		return problem.New(problem.UnitField, at, problem.Args{"field": field, "most": config.LongestField})
	}
	unit := u.field("name")
	if unit == "" {
		unit = u.settings.Title.In(u.language, u.settings.DefaultLanguage)
	}
	args := problem.Args{"unit": unit, "field": field}
	if near, ok := fold.Nearest(field, u.settings.Unit.Names()); ok {
		args["suggestion"] = near
	}
	return problem.New(problem.UnitMissing, at, args)
}

// inTitle puts words in the place of fields in a text that is no Markdown. What the unit
// lacks stays, and is given to told.
func (u unitOf) inTitle(text string, told func(field string)) string {
	return inBraces.ReplaceAllStringFunc(text, func(written string) string {
		field := strings.TrimSpace(written[strings.IndexByte(written, '.')+1 : len(written)-1])
		if value := u.field(field); value != "" {
			return value
		}
		told(field)
		return written
	})
}

// inBody puts words in the place of the fields that a body names. What the unit lacks
// stays. write says how a word stands at its place.
func (u unitOf) inBody(body []byte, words []localWord, write func(before []byte, w localWord, value string) string) ([]byte, []shift) {
	next := make([]byte, 0, len(body)+len(body)/8)
	var shifts []shift
	done := 0
	for _, w := range words {
		value := u.field(w.field)
		if value == "" && !w.alone {
			continue
		}
		if value == "" { // told once, not as a directive that nobody knows, too
			value = "{unit." + w.field + "}"
		}
		next = append(next, body[done:w.at]...)
		from := len(next)
		next = append(next, write(body[:w.at], w, value)...)
		shifts = append(shifts, shift{from, len(next), w.at, w.end})
		done = w.end
	}
	return append(next, body[done:]...), shifts
}

// said puts words into texts of front matter and into a body, as they are read aloud.
func (u unitOf) said(texts []string, body []byte) []byte {
	for i := range texts {
		texts[i] = u.inTitle(texts[i], func(string) {})
	}
	body, _ = u.inBody(body, localWords(body), asIs)
	return body
}

// shift is a word that was put into a text: where it stands now, and what stood there.
type shift struct{ from, to, wasFrom, wasTo int }

// backTo gives for an offset in a text into which words were put the one in the file.
func backTo(shifts []shift, start int) func(int) int {
	return func(offset int) int {
		at := offset - start
		i := sort.Search(len(shifts), func(i int) bool { return shifts[i].to > at })
		if i < len(shifts) && shifts[i].from <= at {
			return start + shifts[i].wasFrom
		}
		if i > 0 {
			at += shifts[i-1].wasTo - shifts[i-1].to
		}
		return start + at
	}
}

// local is an entry's text, the body of which begins at start, with the words of the unit.
// It reports false, and gives the text as it is, if it would become too long.
func (r *Reader) local(e *Entry, text source.Text, start int) (source.Text, bool) {
	if !e.Local {
		return text, true
	}
	words := localWords(text.Bytes[start:])
	if len(words) == 0 {
		return text, true
	}
	body, shifts := unitOf{r.settings, e.Language}.inBody(text.Bytes[start:], words, inMarkdown)
	if len(body) > problem.MaxFile.Most {
		return text, false
	}
	whole := append(append(make([]byte, 0, start+len(body)), text.Bytes[:start]...), body...)
	return text.Made(whole, backTo(shifts, start)), true
}

// localFaults tells of fields that the unit lacks, and of words that nothing replaces
// since the front matter does not ask for it.
func (r *Reader) localFaults(e *Entry, text source.Text, start int) (found []problem.Problem) {
	u := unitOf{r.settings, e.Language}
	for _, w := range localWords(text.Bytes[start:]) {
		place := text.Place(start+w.at, w.end-w.at)
		if !e.Local {
			return []problem.Problem{problem.New(problem.UnitNotLocal, place, problem.Args{"written": string(text.Bytes[start+w.at : start+w.end])})}
		}
		if u.field(w.field) == "" {
			found = append(found, u.missing(w.field, place))
		}
	}
	return found
}
