package check

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"loa/internal/base/pattern"
	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
	"loa/internal/generator/markdown"
)

// districts reports names of the level that was abolished on 1 July 2025
// (Resolution 202/2025/QH15; Law on the organisation of local government 2025):
// districts, and towns, which are communes and wards since.
type districts struct {
	today    time.Time
	settings *config.Settings
}

var districtWords = []string{"huyện", "quận", "thị xã", "thị trấn"}

// otherWords are words of another meaning that have one of these in them.
var otherWords = pattern.New(`(?:quận (?:công|chúa|vương)|(?:tri|quan) huyện|huyện lệnh)$`)

// past are words that put a sentence into the time before.
var past = []string{"cũ", "trước đây", "trước kia", "trước khi", "trước ngày", "khi đó", "lúc đó", "nguyên là", "sáp nhập", "hợp nhất", "bãi bỏ", "bỏ cấp", "không còn", "giải thể", "lịch sử", "nhìn lại", "ngày ấy", "hồi đó", "khi ấy", "former", "formerly", "used to", "abolished", "merged"}

var yearForm = pattern.New(`(?:19|20)\d{2}`)

// lastDay is the last day of the districts.
func lastDay(zone *time.Location) time.Time { return time.Date(2025, 6, 30, 0, 0, 0, 0, zone) }

func (d districts) Look(p *Page) []problem.Problem {
	if len(p.Texts) == 0 || !d.written(p.Entry).After(lastDay(d.today.Location())) {
		return nil
	}
	var problems []problem.Problem
	for _, t := range p.Texts {
		if !t.Quoted {
			problems = append(problems, d.in(t)...)
		}
	}
	return problems
}

// written is the day of which a text speaks: of a document that of issue, of a
// campaign its end, of an event its day, else the last change, else today.
func (d districts) written(e *content.Entry) time.Time {
	var days []tomlfile.Moment
	if e.Document != nil {
		days = append(days, e.Document.Issued)
	}
	if own := e.Campaign.Own; own != nil {
		days = append(days, own.End)
	}
	if e.Event != nil && e.Event.Repeat == nil {
		days = append(days, e.Event.Start)
	}
	for _, day := range append(days, e.Updated, e.Date) {
		if !day.IsZero() {
			return day.In(d.today.Location())
		}
	}
	return d.today
}

func (d districts) in(t *Text) []problem.Problem {
	var problems []problem.Problem
	for from := 0; ; {
		at, word := find(t.Lower, from, districtWords...)
		if at < 0 {
			return problems
		}
		from = at + len(word)
		start, stop := sentence(t.Lower, at)
		if quotedAt(t.Text, at) || d.isPast(t.Lower[start:stop]) || means(t.Lower, at, from) {
			continue
		}
		end := nameEnd(t.Text, from)
		problems = append(problems, t.Problem(problem.TextDistrict, at, end, problem.Args{"name": t.Text[at:end]}))
	}
}

// Close looks at what every page shows of the organization, and at units that
// are still there.
func (d districts) Close() []problem.Problem {
	var problems []problem.Problem
	look := func(text config.Text, path ...any) {
		for _, tag := range d.settings.Languages.Tags() {
			words := text.In(tag, tag)
			t := &Text{Passage: markdown.Passage{Text: words}, Lower: lower(words)}
			t.place = func(start, stop int) problem.Place {
				at := path
				if len(text.Languages()) > 0 {
					at = append(at[:len(at):len(at)], tag)
				}
				return within(d.settings.Place(at...), words[start:stop])
			}
			problems = append(problems, d.in(t)...)
		}
	}
	look(d.settings.Organization.Name, "organization", "name")
	look(d.settings.Organization.Parent, "organization", "parent")
	look(d.settings.Organization.Address, "organization", "address")
	for _, unit := range d.settings.Units {
		if unit.ValidTo.IsZero() && unit.MergedInto == "" {
			look(unit.Name, "units", unit.Key, "name")
		}
	}
	return problems
}

// means reports whether the word is part of another one.
func means(s string, at, end int) bool {
	word, _, _ := strings.Cut(strings.TrimPrefix(s[end:], " "), " ")
	before := strings.TrimRight(s[:at], " ")
	before = before[strings.LastIndexByte(before, ' ')+1:]
	return otherWords.MatchString(s[at:end]+" "+strings.TrimRight(word, ".,;:!?")) || otherWords.MatchString(before+" "+s[at:end])
}

// isPast reports whether a sentence speaks of the time of the districts.
func (d districts) isPast(s string) bool {
	if at, _ := find(s, 0, past...); at >= 0 {
		return true
	}
	last := lastDay(d.today.Location())
	for _, day := range datesIn(s, time.Time{}, d.today.Location()) {
		if !day.After(last) {
			return true
		}
	}
	for _, m := range yearForm.FindAllStringIndex(s, -1) {
		if year, _ := strconv.Atoi(s[m[0]:m[1]]); wordStarts(s, m[0]) && wordEnds(s, m[1]) && year < last.Year() {
			return true
		}
	}
	return false
}

// quotedAt reports whether an offset lies between quotation marks.
func quotedAt(s string, at int) bool {
	open := strings.LastIndex(s[:at], "“")
	return open >= 0 && !strings.Contains(s[open:at], "”") && strings.Contains(s[at:], "”")
}

// nameEnd is where the name behind the word ends: as many words as begin with
// a capital or are a number.
func nameEnd(s string, at int) int {
	end := at
	for i := at; i < len(s) && s[i] == ' '; {
		stop := i + 1
		for stop < len(s) && s[stop] != ' ' {
			stop++
		}
		word := strings.TrimRight(s[i+1:stop], ".,;:!?)”")
		first := []rune(word + " ")[0]
		if !unicode.IsUpper(first) && !unicode.IsDigit(first) {
			break
		}
		end = i + 1 + len(word)
		if end < stop {
			break
		}
		i = stop
	}
	return end
}
