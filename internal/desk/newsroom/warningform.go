package newsroom

import (
	"bytes"
	"slices"
	"strings"

	"loa/internal/base/problem"
	"loa/internal/base/tomlfile"
	"loa/internal/desk/warningedit"
	"loa/internal/generator/config"
	"loa/internal/generator/content"
	"loa/internal/generator/warning"
)

// warningForm is the form of one warning. Its inputs are named after the keys of the file.
type warningForm struct {
	Name, Sum   string // of the file; "" for a new one
	Disk        string // what the file says, if it changed meanwhile
	Level       string
	From, Until string // as the browser writes a moment: 2026-07-02T18:00
	Call, Page  string
	Units       []string
	Author      string
	ApprovedBy  string
	Words       []warningWords // of each language of the site
	Levels      []string
	Calls       []string
	Pages       []link // that a warning may lead to, first aid first
	KnownUnits  []knownUnit
	Least       string // the earliest end
}

type warningWords struct {
	Language, Name  string
	First           bool
	Title, Text, Do string // Do: a step a line
}

type knownUnit struct {
	Key, Name string
	On        bool
}

// mostOffered is how many pages the form offers.
const mostOffered = 400

// newWarningForm is the form for a new warning of the site.
func newWarningForm(q *request) warningForm {
	s := q.now.Project.Settings
	f := warningForm{Level: string(warning.Serious), Least: q.now.Time.In(s.Zone).Format(browserMoment), Calls: callsOf(s)}
	for _, l := range warning.Levels() {
		f.Levels = append(f.Levels, string(l))
	}
	for i, l := range s.Languages {
		f.Words = append(f.Words, warningWords{Language: l.Tag, Name: languageName(q.now.Project, l.Tag), First: i == 0})
	}
	for _, u := range s.Units {
		f.KnownUnits = append(f.KnownUnits, knownUnit{Key: u.Key, Name: u.Name.In(q.words.Language, s.DefaultLanguage)})
	}
	f.Pages = pagesToName(q)
	return f
}

const browserMoment = "2006-01-02T15:04"

// callsOf are the numbers that a warning may name, the site's own first.
func callsOf(s *config.Settings) []string {
	var all []string
	for _, h := range s.Hotlines {
		all = append(all, h.Number)
	}
	for _, number := range s.Phones() {
		if !slices.Contains(all, number) {
			all = append(all, number)
		}
	}
	return all
}

// pagesToName are the pages of the first language, those of first aid first.
func pagesToName(q *request) []link {
	placed := q.now.Project.Site
	if placed == nil {
		return nil
	}
	var first, others []link
	for _, p := range placed.Editions[0].Pages {
		if p.Entry == nil || p.Fallback || p.Title == "" {
			continue
		}
		one := link{strings.TrimPrefix(p.Entry.File.Name, content.Root+"/"), p.Title}
		if p.Entry.Emergency {
			first = append(first, one)
		} else if len(others) < mostOffered {
			others = append(others, one)
		}
	}
	return append(first, others...)
}

// fill takes what a warning says.
func (f *warningForm) fill(name, sum string, w warningedit.Draft) {
	f.Name, f.Sum, f.Level, f.Call, f.Page, f.Author, f.ApprovedBy = name, sum, w.Level, w.Call, w.Page, w.Author, w.ApprovedBy
	f.From, f.Until = typedMoment(w.From), typedMoment(w.Until)
	f.mark(w.Units)
	for i := range f.Words {
		for _, words := range w.Words {
			if strings.EqualFold(words.Language, f.Words[i].Language) {
				f.Words[i].Title, f.Words[i].Text, f.Words[i].Do = words.Title, words.Text, strings.Join(words.Do, "\n")
			}
		}
	}
}

func typedMoment(m tomlfile.Moment) string {
	text := m.String()
	return text[:min(len(text), len(browserMoment))]
}

func (f *warningForm) mark(units []string) {
	f.Units = units
	for i := range f.KnownUnits {
		f.KnownUnits[i].On = slices.Contains(units, f.KnownUnits[i].Key)
	}
}

// take takes what was typed.
func (f *warningForm) take(q *request) {
	line := func(name string) string {
		return strings.Join(strings.Fields(lined(q.r.PostFormValue("w-"+name))), " ")
	}
	f.Name, f.Sum = q.r.PostFormValue("name"), q.r.PostFormValue("sum")
	f.Level, f.From, f.Until, f.Call, f.Page = line("level"), line("from"), line("until"), line("call"), line("page")
	f.Author, f.ApprovedBy = line("author"), line("approved_by")
	f.mark(q.r.PostForm["w-units"])
	for i := range f.Words {
		of := &f.Words[i]
		of.Title, of.Text = line(of.Language+".title"), line(of.Language+".text")
		of.Do = strings.Join(linesOf(lined(q.r.PostFormValue("w-"+of.Language+".do"))), "\n")
	}
}

// draft is the warning that was typed. bad is a key whose moment means nothing.
func (f *warningForm) draft() (w warningedit.Draft, bad string) {
	w = warningedit.Draft{Level: f.Level, Call: f.Call, Page: f.Page, Units: f.Units, Author: f.Author, ApprovedBy: f.ApprovedBy}
	for _, moment := range []struct {
		key, typed string
		to         *tomlfile.Moment
	}{{"from", f.From, &w.From}, {"until", f.Until, &w.Until}} {
		if m, ok := tomlfile.ParseMoment(moment.typed); ok {
			*moment.to = m
		} else if moment.typed != "" {
			return w, moment.key
		}
	}
	for _, words := range f.Words {
		if words.Title+words.Text+words.Do != "" {
			w.Words = append(w.Words, warning.Words{Language: words.Language, Title: words.Title, Text: words.Text, Do: linesOf(words.Do)})
		}
	}
	return w, ""
}

// wrongOf are the reasons why a warning was not written; of one that was typed each says
// at which input it is.
func wrongOf(q *request, typed bool, c warningedit.Change) []wrong {
	var all []wrong
	for _, p := range c.Problems {
		one := wrong{Why: sentence(q, p)}
		if key, word := keyAt(c.Text, p.Place.Line); typed && key != "" {
			one.At, one.Label = "#w-"+key, q.say("warning-"+strings.ReplaceAll(word, "_", "-"))
		}
		if p.Severity == problem.Error || len(c.Problems) == 1 { // that it is over is no error of the file
			all = append(all, one)
		}
	}
	return all
}

// keyAt is the input of a line of a warning's file, and the key whose words name it; ""
// for none. What is missing altogether is told at the first line.
func keyAt(text []byte, line int) (input, word string) {
	table, number := "", 0
	for one := range bytes.Lines(text) {
		number++
		key, _, _ := strings.Cut(strings.TrimSpace(string(one)), " =")
		if name, is := strings.CutPrefix(key, "["); is {
			table = strings.Trim(name, `]"`)
			key = "title"
		}
		if number != line {
			continue
		}
		if table != "" {
			return table + "." + key, key
		}
		return key, key
	}
	return "", ""
}
