package warning

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/generator/config"
)

// file is a warning as an author writes it: its keys, and a table for each language.
type file struct {
	Level      Level           `toml:"level"`
	From       tomlfile.Moment `toml:"from"`
	Until      tomlfile.Moment `toml:"until"`
	Renewed    tomlfile.Moment `toml:"renewed"`
	Ended      tomlfile.Moment `toml:"ended"`
	Sent       tomlfile.Moment `toml:"sent"`
	Call       number          `toml:"call"`
	Page       string          `toml:"page"`
	Units      []string        `toml:"units"`
	Author     string          `toml:"author"`
	ApprovedBy string          `toml:"approved_by"`

	settings    *config.Settings
	top         tomlfile.Value
	from, until time.Time
	call        string
	words       []Words
}

// number is a telephone number as authors write it: in quotes or bare.
type number string

// DecodeTOML takes a text or a number.
func (n *number) DecodeTOML(v tomlfile.Value) []problem.Problem {
	switch raw := v.Raw.(type) {
	case string:
		*n = number(raw)
	case int64:
		*n = number(strconv.FormatInt(raw, 10))
	default:
		return v.WrongType("text")
	}
	return nil
}

// said is the table of a language.
type said struct {
	Title string   `toml:"title"`
	Text  string   `toml:"text"`
	Do    []string `toml:"do"`
}

// DecodeTOML takes the whole file. A table whose name is a language of the site is what the
// warning says in it.
func (f *file) DecodeTOML(v tomlfile.Value) []problem.Problem {
	type plain file // without DecodeTOML
	f.top = v
	isTable := func(key string) bool {
		_, table := v.At(key).Raw.(map[string]any)
		return table
	}
	problems := slices.DeleteFunc(v.Decode((*plain)(f)), func(p problem.Problem) bool {
		key, _ := p.Args["key"].(string)
		return strings.HasSuffix(string(p.Code), ".unknown-key") && isTable(key)
	})
	for _, key := range v.Keys() {
		if isTable(key) {
			problems = append(problems, f.say(v.At(key), key)...)
		}
	}
	f.inOrder()
	return problems
}

// say takes the table of a language.
func (f *file) say(v tomlfile.Value, tag string) []problem.Problem {
	if _, declared := f.settings.Languages.Find(tag); !declared {
		args := problem.Args{"tag": tag, "known": f.settings.Languages.Tags()}
		return []problem.Problem{v.KeyProblem(problem.SiteUndeclaredLanguage, args)}
	}
	var s said
	problems := v.Decode(&s)
	if strings.TrimSpace(s.Title) == "" {
		return append(problems, v.KeyProblem(problem.WarningNoTitle, problem.Args{"language": tag}))
	}
	f.words = append(f.words, Words{Language: strings.ToLower(tag), Title: s.Title, Text: s.Text, Do: s.Do})
	return append(problems, s.long(v)...)
}

// How many characters are understood in a hurry, and how many steps.
const (
	mostTitle = 100
	mostText  = 300
	mostSteps = 6
	mostStep  = 120
)

// long tells of what is too long to be read in a hurry.
func (s *said) long(v tomlfile.Value) []problem.Problem {
	var problems []problem.Problem
	look := func(at tomlfile.Value, part, text string, most int) {
		if count := utf8.RuneCountInString(text); count > most {
			problems = append(problems, at.Problem(problem.WarningLong, problem.Args{"part": part, "count": count, "most": most}))
		}
	}
	look(v.At("title"), "title", s.Title, mostTitle)
	look(v.At("text"), "text", s.Text, mostText)
	for i, step := range s.Do {
		if i == mostSteps {
			problems = append(problems, v.At("do").Problem(problem.WarningSteps, problem.Args{"count": len(s.Do), "most": mostSteps}))
			break
		}
		look(v.At("do").At(i), "do", step, mostStep)
	}
	return problems
}

// inOrder puts the languages into the order of the site.
func (f *file) inOrder() {
	tags := f.settings.Languages.Tags()
	slices.SortStableFunc(f.words, func(a, b Words) int { return slices.Index(tags, a.Language) - slices.Index(tags, b.Language) })
}

// check looks at what the values mean together.
func (f *file) check(today time.Time) []problem.Problem {
	v := f.top
	var problems []problem.Problem
	if !slices.Contains(Levels(), f.Level) {
		problems = append(problems, v.At("level").Problem(problem.WarningLevel, problem.Args{"value": string(f.Level), "known": levelNames()}))
	}
	problems = append(problems, f.checkDays(today)...)
	if len(f.words) == 0 {
		problems = append(problems, v.Problem(problem.WarningNoTitle, problem.Args{"language": f.settings.DefaultLanguage}))
	}
	return append(problems, f.checkNames()...)
}

// end is when the warning goes: a day without a time counts to its end. Taken down, it
// goes when that was, also without a day until when it was to hold.
func (f *file) end() time.Time {
	end := f.Until.In(f.settings.Zone)
	if !f.Until.IsZero() && !f.Until.HasTime {
		end = end.AddDate(0, 0, 1)
	}
	if ended := f.Ended.In(f.settings.Zone); !f.Ended.IsZero() && (f.Until.IsZero() || ended.Before(end)) {
		return ended
	}
	return end
}

// over reports whether the warning has ended. It is a record then: what it names may have
// gone from the site since, and nothing in it is wrong.
func (f *file) over(today time.Time) bool {
	if f.Until.IsZero() {
		return f.takenDown(today)
	}
	return !f.until.After(today) || f.takenDown(today)
}

// takenDown reports whether somebody said at the latest on the day of the build that it is
// over.
func (f *file) takenDown(today time.Time) bool {
	return !f.Ended.IsZero() && f.until.Before(today.AddDate(0, 0, 1))
}

// record tells of a warning that is over for two weeks, unless somebody took it down.
func (f *file) record(today time.Time) []problem.Problem {
	v := f.top
	switch {
	case f.takenDown(today):
		return nil
	case f.lastYear(today):
		args := problem.Args{"year": f.until.AddDate(1, 0, 0).Format("2006"), "file": v.Place().File}
		return []problem.Problem{v.At("until").Problem(problem.WarningYear, args)}
	case f.until.Before(today.AddDate(0, 0, -longest)):
		return nil
	}
	return []problem.Problem{v.At("until").Problem(problem.WarningOver, problem.Args{"file": v.Place().File})}
}

// lastYear reports whether the warning would hold now if its year were the next one, and
// nothing says that it was written a year ago: somebody may have typed the old year.
func (f *file) lastYear(today time.Time) bool {
	now := f.until.AddDate(1, 0, 0)
	meant := now.After(today) && !now.After(today.AddDate(0, 0, longest+1))
	return meant && f.Sent.IsZero() && f.Renewed.IsZero() && f.Ended.IsZero()
}

func (f *file) checkDays(today time.Time) []problem.Problem {
	v := f.top
	begins := f.from
	if renewed := f.Renewed.In(f.settings.Zone); !f.Renewed.IsZero() && renewed.After(begins) && !renewed.After(today) { // nobody has looked at it tomorrow
		begins = renewed
	}
	if begins.IsZero() {
		begins = today
	}
	switch until := v.At("until"); {
	case f.Until.IsZero():
		return []problem.Problem{v.Problem(problem.WarningNoUntil, nil)}
	case !f.from.IsZero() && !f.until.After(f.from):
		return []problem.Problem{until.Problem(problem.WarningUntilFirst, nil)}
	case f.until.After(begins.AddDate(0, 0, longest+1)):
		return []problem.Problem{until.Problem(problem.WarningTooLong, problem.Args{"days": longest})}
	}
	return nil
}

// longest is for how many days a warning may hold without being renewed.
const longest = 14

// checkNames looks up the number and the units in what the site knows.
func (f *file) checkNames() []problem.Problem {
	v := f.top
	var problems []problem.Problem
	f.call = config.Dialled(string(f.Call))
	if f.Call != "" && !slices.Contains(f.settings.Phones(), f.call) {
		problems = append(problems, v.At("call").Problem(problem.UnknownHotline, problem.Args{"number": string(f.Call)}))
	}
	for i, key := range f.Units {
		if _, ok := f.settings.Units.Find(key); !ok {
			problems = append(problems, v.At("units").At(i).Problem(problem.UnknownUnit, f.settings.Units.Unknown(key)))
		}
	}
	return problems
}

// missing tells of the languages that the warning lacks: their readers get another one.
func (f *file) missing() []problem.Problem {
	var lacking []string
	for _, tag := range f.settings.Languages.Tags() {
		if !slices.ContainsFunc(f.words, func(w Words) bool { return w.Language == tag }) {
			lacking = append(lacking, tag)
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	return []problem.Problem{f.top.At("level").Problem(problem.WarningLanguages, problem.Args{"languages": lacking})}
}
