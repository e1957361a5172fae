package feed

import (
	"cmp"
	"slices"
	"strings"

	"loa/internal/base/i18n"
	"loa/internal/generator/channel"
	"loa/internal/generator/site"
	"loa/internal/generator/spoken"
	"loa/internal/generator/warning"
)

// Announcement is a warning in one language, for channels beside the site.
type Announcement struct {
	Language string          // BCP 47
	Loud     string          // read out by a loudspeaker, a sentence a line; in words where there are rules for the language
	Post     string          // for Zalo
	Plain    channel.Message // a short message in letters without marks
	Marked   channel.Message // the same as it is written
}

// Announcements are a warning in each language that it has. The words around it are those
// of the theme; what a catalogue lacks is left out.
func Announcements(s *site.Site, w *warning.Warning, catalogue func(tag string) *i18n.Catalogue) []Announcement {
	var all []Announcement
	for _, words := range w.Words {
		say := sayer{catalogue(words.Language)}
		a := announced(s, w, words, say)
		short := a // which has no list of steps: they are its sentences
		if words.Text == "" {
			short.Lead = strings.Join(words.Do, " ")
		}
		short.Sentence = func(text string) []string {
			if words.Text == "" {
				return words.Do
			}
			return append([]string{text}, words.Do...)
		}
		all = append(all, Announcement{Language: words.Language, Loud: loud(s, w, words, say), Post: channel.Post(a, channel.Zalo),
			Plain: channel.SMS(short, false), Marked: channel.SMS(short, true)})
	}
	return all
}

func announced(s *site.Site, w *warning.Warning, words warning.Words, say sayer) channel.Article {
	a := channel.Article{Title: words.Title, Lead: words.Text, Points: words.Do, URL: s.Settings.BaseURL}
	if level := say.level(w.Level); level != "" {
		a.Title = level + ": " + words.Title
	}
	if whom := say.whom(s, w, words.Language); whom != "" {
		a.Facts = append(a.Facts, whom)
	}
	if until := say.until(w); until != "" {
		a.Facts = append(a.Facts, until)
	}
	if from := say.source(w); from != "" {
		a.Facts = append(a.Facts, from)
	}
	if w.Call != "" {
		a.Numbers, a.Bare = []string{w.Call}, []string{w.Call}
	}
	if w.Source != nil {
		a.URL = cmp.Or(w.Source.Page[words.Language], "https://"+w.Source.Host+"/")
	}
	for _, e := range s.Editions {
		if p := e.WarningPage(w); p != nil && (a.URL == s.Settings.BaseURL || strings.EqualFold(e.Language.Tag, words.Language)) {
			a.URL = s.Settings.BaseURL + p.Path
		}
	}
	return a
}

// loud is what is read out. What is heard cannot be read again, so that what it is about
// stands at the beginning and at the end.
func loud(s *site.Site, w *warning.Warning, words warning.Words, say sayer) string {
	title := finished(words.Title)
	if level := say.level(w.Level); level != "" {
		title = level + ": " + title
	}
	lines := append([]string{title, say.whom(s, w, words.Language), words.Text}, words.Do...)
	named := func(step string) bool { return strings.Contains(step, w.Call) }
	if w.Call != "" && !slices.ContainsFunc(words.Do, named) {
		lines = append(lines, say.say("warning-call", "number", w.Call))
	}
	lines = append(lines, say.until(w), say.source(w), title)
	language, _, _ := strings.Cut(words.Language, "-")
	speak := func(line string) string { return line }
	if spoken.Knows(language) {
		speaker := spoken.New(language, nil)
		speak = func(line string) string { said, _ := speaker.Say(line); return said }
	}
	var out []string
	for _, line := range lines {
		if line != "" {
			out = append(out, speak(finished(line)))
		}
	}
	return strings.Join(out, "\n")
}

func finished(line string) string {
	if line == "" || strings.ContainsAny(line[len(line)-1:], ".!?:") {
		return line
	}
	return line + "."
}

// sayer says strings of a theme; "" for those that it lacks.
type sayer struct{ *i18n.Catalogue }

func (s sayer) say(key string, pairs ...any) string {
	if s.Catalogue == nil {
		return ""
	}
	text, err := s.Say(key, pairs...)
	if err != nil {
		return ""
	}
	return text
}

func (s sayer) level(l warning.Level) string {
	if l == warning.Serious {
		return s.say("warning-serious")
	}
	return s.say("warning-" + string(l))
}

// until is the sentence that the pages have.
func (s sayer) until(w *warning.Warning) string {
	if s.Catalogue == nil {
		return ""
	}
	last, key := w.Until, "warning-until"
	if h, m, sec := last.Clock(); h+m+sec == 0 {
		last, key = last.AddDate(0, 0, -1), "warning-last-day"
	}
	day, err := s.Date(last, "long")
	if err != nil {
		return ""
	}
	return s.say(key, "time", w.Until.Format("15:04"), "day", day)
}

// source names the site that a warning is from, if it is another one.
func (s sayer) source(w *warning.Warning) string {
	if w.Source == nil {
		return ""
	}
	return strings.TrimSpace(s.say("warning-source") + " " + w.Source.Host)
}

// whom names the communes that a warning concerns.
func (s sayer) whom(placed *site.Site, w *warning.Warning, tag string) string {
	var names []string
	for _, key := range w.Units {
		if unit, ok := placed.Settings.Units.Find(key); ok {
			names = append(names, unit.Name.In(tag, placed.Settings.DefaultLanguage))
		}
	}
	if len(names) == 0 { // of another site, which knows communes of its own
		names = w.In(tag).Areas
	}
	if len(names) == 0 {
		return ""
	}
	return strings.TrimSpace(s.say("warning-units") + " " + strings.Join(names, ", "))
}
