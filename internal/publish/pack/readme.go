package pack

import (
	"strings"

	"loa/internal/base/i18n"
	"loa/internal/base/output"
	"loa/internal/base/problem"
	"loa/internal/generator/build"
	"loa/internal/generator/site"
)

// readmes writes for each language what the folder is and how to open it:
// README.txt in the first, README.<tag>.txt in the others. They begin with a
// byte order mark and end their lines as Windows does, whose Notepad would
// otherwise spoil the letters.
// What the theme does not say is a problem of the theme.
func readmes(p *build.Project, of *site.Copy, a *archive) ([]problem.Problem, error) {
	var problems []problem.Problem
	for i, e := range of.Editions() {
		name := "README.txt"
		if i > 0 {
			name = "README." + e.Language.Tag + ".txt"
		}
		text, err := readme(p, of, e)
		if err != nil {
			problems = append(problems, p.Theme.Problem(err))
		}
		text = "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")
		if err := a.Write(name, output.Page, []byte(text)); err != nil {
			return problems, err
		}
	}
	return problems, nil
}

func readme(p *build.Project, of *site.Copy, e *site.Edition) (string, error) {
	s := speaker{words: p.Theme.Catalogue(e.Language.Tag)}
	start := of.Start(e)
	title := p.Settings.Title.In(e.Language.Tag, p.Settings.DefaultLanguage)
	if !of.Whole() {
		title += " – " + start.Title
	}
	file := start.File()
	if e == of.Editions()[0] {
		file = "index.html"
	}
	lines := []string{title, "",
		s.say("pack-open", "file", file),
		s.say("pack-phone"), "",
		s.say("pack-date", "date", s.date(p)),
		s.say("pack-newer", "url", p.Settings.BaseURL+start.Path), ""}
	if len(p.Settings.Hotlines) > 0 {
		lines = append(lines, s.say("hotlines")+":")
	}
	for _, h := range p.Settings.Hotlines {
		lines = append(lines, "  "+h.Number+"  "+h.Label.In(e.Language.Tag, p.Settings.DefaultLanguage))
	}
	if by := p.Settings.Organization.Name.In(e.Language.Tag, p.Settings.DefaultLanguage); by != "" {
		lines = append(lines, "", by)
	}
	return strings.Join(lines, "\n") + "\n", s.err
}

// speaker says the theme's strings until one is missing.
type speaker struct {
	words *i18n.Catalogue
	err   error
}

func (s *speaker) say(key string, pairs ...any) string {
	text, err := s.words.Say(key, pairs...)
	if s.err == nil {
		s.err = err
	}
	return text
}

func (s *speaker) date(p *build.Project) string {
	text, err := s.words.Date(p.Site.Now, "long")
	if s.err == nil {
		s.err = err
	}
	return text
}
